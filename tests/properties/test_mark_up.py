"""Whatever a document says, the Markdown written from it is read back and says the same words."""

from __future__ import annotations

import re

from hypothesis import given, settings

from generator.compose.template import environment, render
from generator.document.mark_up import markdown_of
from generator.document.markdown import tree
from generator.document.normal import normalised
from generator.document.plain import passages
from generator.document.tree import Document, Figure, Node, Part, nodes
from tests.properties.strategies import documents

ENV = environment()


def words(found: tuple[Node, ...]) -> str:
    """The letters in reading order, then those of the notes, whatever their marks and spaces."""
    kept = tuple(node for node in found if not isinstance(node, Figure))
    made = tuple(passages(Document("d", "d", "", parts=(Part("", kept),))))
    texts = [*(passage.text for passage in made), *(note for passage in made for note in passage.notes)]
    return "".join(re.findall(r"\w", " ".join(texts)))


@settings(max_examples=150, deadline=None)
@given(documents())
def test_the_words_of_a_document_are_those_of_its_markdown(document: Document) -> None:
    before = nodes(normalised(document))
    text = markdown_of(before)
    rendered, problems = render(ENV, text, "d.md", 1, {})
    assert rendered, problems
    after, _ = tree(rendered.text, "d.md")
    assert sorted(words(after)) == sorted(words(before))  # a note may come after the cell or title that calls it
