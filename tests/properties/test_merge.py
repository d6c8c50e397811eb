"""Whatever two people change, a merge keeps what only one changed, opposes the rest, and loses no word."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.document.differences import aligned, nodes_text, similarity, word_edits
from generator.document.mark_up import markdown_of
from generator.document.markdown import tree
from generator.document.merge import Merged, merged
from generator.document.normal import normal_nodes
from generator.document.plain import passages
from generator.document.sentences import joined, sentences
from generator.document.tree import (
    Callout,
    Cell,
    Document,
    Heading,
    Item,
    Listing,
    Node,
    Paragraph,
    Part,
    Row,
    Table,
    Text,
)
from generator.document.typography import french_node
from tests.properties.strategies import nodes as any_nodes
from tests.properties.strategies import runs as any_runs

WHO = "Anne Exemple"
many = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
odd = st.lists(any_nodes, max_size=5).map(normal_nodes)


def words(nodes: tuple[Node, ...]) -> list[str]:
    """The words in reading order, those of notes included, be it in a heading that has no other."""
    flat = tuple(Paragraph(node.runs) if isinstance(node, Heading) else node for node in nodes)
    made = tuple(passages(Document("d", "d", "", parts=(Part("", flat),))))
    texts = [text for passage in made if passage.kind != "picture" for text in (passage.text, *passage.notes)]
    return re.findall(r"\w+", " ".join(texts))


# --- a document that people edit: sentences with names of their own, so that each can be looked for -----------------

VOCABULARY = ["accueil", "bilan", "cadre", "durée", "écoute", "fiche", "groupe", "horaire", "jalon", "lieu", "projet"]


@st.composite
def phrases(draw) -> str:
    name = draw(st.integers(0, 9999))
    said = draw(st.lists(st.sampled_from(VOCABULARY), min_size=3, max_size=9))
    return f"La phrase {name} dit {' '.join(said)}."


def paragraph(said: list[str]) -> Paragraph:
    return Paragraph((Text(" ".join(said)),))


prose = st.lists(phrases(), min_size=1, max_size=4).map(paragraph)
headings = phrases().map(lambda said: Heading(2, (Text(said.rstrip(".")),)))
entries = st.lists(prose.map(lambda node: Item((node,))), min_size=1, max_size=4).map(tuple)
lists = st.builds(Listing, entries, st.booleans())
rows = st.lists(phrases(), min_size=2, max_size=2).map(lambda said: Row(tuple(Cell((paragraph([s]),)) for s in said)))
grids = st.lists(rows, min_size=2, max_size=4).map(lambda made: Table(tuple(made), (50, 50)))
boxes = st.builds(Callout, st.just("key"), st.just((Text("À retenir"),)), st.lists(prose, min_size=1).map(tuple))
written = st.lists(st.one_of(prose, prose, prose, headings, lists, grids, boxes), max_size=6).map(normal_nodes)
Edit = Literal["keep", "word", "rewrite", "add", "drop"]
edits = st.sampled_from(["keep", "keep", "word", "rewrite", "add", "drop"])


class Hand:
    """Someone who edits sentences; the words that he adds are his own."""

    def __init__(self, name: str, draw) -> None:
        self.name, self.draw, self.count = name, draw, 0

    def word(self) -> str:
        """A word that nobody else writes."""
        self.count += 1
        return f"{self.name}{self.count}"

    def text(self, said: str) -> str:
        """A sentence edited, with others beside it, or gone."""
        match self.draw(edits):
            case "word":
                cut = said.rstrip(".").split(" ")
                cut.insert(self.draw(st.integers(0, len(cut))), self.word())
                return " ".join(cut) + "." * said.endswith(".")
            case "rewrite":
                return f"{self.word().capitalize()} écrit tout autre chose, {self.word()}."
            case "add":
                return f"{said} Ajout {self.word()} de {self.word()}."
            case "drop":
                return ""
            case _:
                return said

    def node(self, node: Node) -> tuple[Node, ...]:
        """The node edited, in whatever it is made of."""
        match node:
            case Paragraph() | Heading():
                said = [edited for each in sentences(node.runs) if (edited := self.text(_said(each.runs)))]
                return (replace(node, runs=(Text(" ".join(said)),)),) if said else ()
            case Listing():
                items = [Item(made) for item in node.items if (made := self.flow(item.nodes))]
                return (replace(node, items=tuple(items)),) if items else ()
            case Table():
                made = [Row(tuple(Cell(self.flow(cell.paragraphs)) for cell in row.cells)) for row in node.rows]
                return (replace(node, rows=tuple(made)),)
            case Callout():
                return (replace(node, nodes=self.flow(node.nodes)),)
            case _:
                return (node,)

    def flow(self, nodes) -> tuple:
        """Nodes edited one by one."""
        return tuple(made for node in nodes for made in self.node(node))


def _said(runs) -> str:
    return "".join(run.value for run in runs)


@st.composite
def edited(draw) -> tuple[tuple[Node, ...], tuple[Node, ...], tuple[Node, ...]]:
    base = draw(written)
    return base, *(normal_nodes(Hand(name, draw).flow(base)) for name in ("oursword", "theirword"))


# --- laws ----------------------------------------------------------------------------------------------------------


@many
@given(odd, odd)
def test_what_one_side_alone_changed_is_taken(base, other) -> None:
    assert merged(base, base, other, WHO) == Merged(other)
    assert merged(base, other, base, WHO) == Merged(other)
    assert merged(base, other, other, WHO) == Merged(other)


@many
@given(odd, odd, odd)
def test_no_new_word_is_lost(base, ours, theirs) -> None:
    made = merged(base, ours, theirs, WHO)
    assert normal_nodes(made.nodes) == made.nodes
    assert merged(base, ours, theirs, WHO) == made
    added = (set(words(ours)) | set(words(theirs))) - set(words(base))
    assert added <= set(words(made.nodes))


@many
@given(edited())
def test_no_new_word_of_an_edited_text_is_lost(versions) -> None:
    base, ours, theirs = versions
    made = merged(base, ours, theirs, WHO)
    added = [word for word in words(ours) + words(theirs) if "word" in word.lower()]
    found = words(made.nodes)
    assert set(added) <= set(found)
    if not made.conflicts:
        assert all(found.count(word) == 1 for word in added)
        assert sorted(words(merged(base, theirs, ours, WHO).nodes)) == sorted(found)
    assert len(made.conflicts) == sum(isinstance(n, Callout) and n.kind == "conflict" for n in made.nodes)


@many
@given(edited())
def test_each_conflict_can_be_written_in_a_block_and_is_refused_there(versions) -> None:
    made = merged(*versions, WHO)
    again, problems = tree(markdown_of(made.nodes), "b.md")
    assert words(normal_nodes(map(french_node, again))) == words(made.nodes)
    assert [problem.code for problem in problems] == ["T608"] * len(made.conflicts)


@many
@given(st.lists(st.lists(phrases(), min_size=1, max_size=4), min_size=1, max_size=6), st.data())
def test_edits_of_different_sentences_are_all_made(base, data) -> None:
    whose = [[data.draw(st.sampled_from(["", "ours", "theirs"])) for _ in said] for said in base]

    def made(*names: str) -> tuple[Node, ...]:
        return normal_nodes(
            paragraph(
                [
                    one.replace("dit", f"{name}dit") if name in names else one
                    for one, name in zip(said, own, strict=True)
                ]
            )
            for said, own in zip(base, whose, strict=True)
        )

    whole = Merged(made("ours", "theirs"))
    assert merged(made(), made("ours"), made("theirs"), WHO) == whole
    assert merged(made(), whole.nodes, made("theirs"), WHO) == whole  # the same file brings nothing twice


@many
@given(odd, odd)
def test_pairing_tells_each_node_once_and_in_order(old, new) -> None:
    pairs = aligned(old, new)
    assert [i for i, _ in pairs if i is not None] == list(range(len(old)))
    assert [j for _, j in pairs if j is not None] == list(range(len(new)))
    assert aligned(old, old) == tuple((i, i) for i in range(len(old)))


pieces = st.lists(st.sampled_from(["le ", "groupe", " ", "1 234,56 €", ", ", "l’", "été", "12 mai 2024", "\n", ". "]))
strings = st.one_of(pieces.map("".join), st.text(max_size=40))


@settings(max_examples=400, deadline=None)
@given(strings, strings)
def test_word_edits_make_the_new_text(old, new) -> None:
    made, position = [], 0
    for edit in word_edits(old, new):
        assert position <= edit.start <= edit.end
        assert edit.start > position or not position
        assert old[edit.start : edit.end] != edit.text
        made += [old[position : edit.start], edit.text]
        position = edit.end
    assert "".join(made) + old[position:] == new
    assert word_edits(old, old) == ()
    assert 0 <= similarity(old, new) <= 1 == similarity(old, old)


@many
@given(any_runs)
def test_sentences_joined_are_the_paragraph(runs) -> None:
    [node] = normal_nodes([Paragraph(runs)]) or [Paragraph(())]
    kept = joined(sentences(node.runs))
    assert nodes_text(Paragraph(kept)).split() == nodes_text(node).split()
    assert joined(sentences(kept)) == kept
