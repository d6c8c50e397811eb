"""The printed note by section: each title with the words that stand under it, until the next title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.cells import bare, fold, text
from generator.checks.finished import Finished, Passage, Printed
from generator.compose.matrix import TITLE
from generator.document.plain import heading_numbers, words
from generator.document.tree import Document, Heading, Table, nodes


@dataclass(frozen=True, slots=True)
class Section:
    """A title of the note, its level, and the paragraphs below it, cells of tables included."""

    title: str
    level: int
    paragraphs: tuple[str, ...]

    @property
    def folded(self) -> str:
        """Title and words in lower case, to look for words in them."""
        return fold(" ".join((self.title, *self.paragraphs)))


def note_of(finished: Finished) -> Printed | None:
    """The note of the packet, read back; None when it is gone."""
    return next((printed for printed in finished.printed if printed.key == "note"), None)


def sections_of(printed: Printed) -> tuple[Section, ...]:
    """Every section in order, the matrix of demands apart; what stands before the first title is left out."""
    found: list[tuple[str, int, list[str]]] = []
    titles = _titles(printed.tree)
    ahead = next(titles, None)
    for said in own_words(printed):
        if ahead and said == ahead[0]:
            found.append((ahead[1], ahead[2], []))
            ahead = next(titles, None)
        elif found:
            found[-1][2].append(said)
    return tuple(Section(title, level, tuple(paragraphs)) for title, level, paragraphs in found)


def own_words(printed: Printed) -> tuple[str, ...]:
    """What we say: every paragraph but the cells of the matrix of demands, which repeat the buyer's words."""
    start = next((rank for rank, said in enumerate(printed.words) if TITLE in said), None)
    if start is None:
        return printed.words
    flow = nodes(printed.tree)
    titles = (i for i, node in enumerate(flow) if isinstance(node, Heading) and bare(words(node.runs)) == TITLE)
    tables = (node for node in flow[next(titles, len(flow)) :] if isinstance(node, Table))
    asked = {text(cell) for table in tables for row in table.rows for cell in row.cells}
    return (*printed.words[:start], *(said for said in printed.words[start:] if bare(said) not in asked))


def _titles(document: Document) -> Iterator[tuple[str, str, int]]:
    """Each title as it is printed, with its number; without; its level."""
    headings = (node for node in nodes(document) if isinstance(node, Heading))
    for heading, number in zip(headings, heading_numbers(document), strict=True):
        if said := words(heading.runs).strip():
            yield f"{number} {words(heading.runs)}".strip(), bare(said), heading.level


def passage_of(printed: Printed, words: str) -> Passage:
    """Words of a document, as a place for a comment."""
    return Passage(printed.docx.removesuffix(".docx"), words)
