"""A printed form as a person reads it: its rubrics, each with its boxes, answers, tables and places to sign."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, assert_never

from generator.document.plain import words
from generator.document.tree import (
    Callout,
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    Listing,
    Node,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    nodes,
)

_BOX: Final = re.compile("[☐☒☑□■✓✔✗🗷🗹]")
_TICKED: Final = frozenset("☒☑■✓✔✗🗷🗹")
_DASHES: Final = str.maketrans({"–": "-", "—": "-", "\u2011": "-", "’": "'", "‘": "'", "☑": "☒"})


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Letters and figures as they are compared: no space, no case, one kind of dash and of apostrophe."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_DASHES).casefold().split())


@dataclass(frozen=True, slots=True)
class ReadBox:
    """A box: what is said after the sign, and the whole paragraph that it stands in."""

    label: str
    ticked: bool
    words: str


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """A label and the lines that answer it."""

    label: str
    lines: tuple[str, ...]


@dataclass(slots=True)
class ReadSection:
    """What stands under a heading, until the next; the head of the document has no title."""

    title: str
    texts: list[str] = field(default_factory=list)
    boxes: list[ReadBox] = field(default_factory=list)
    answers: list[ReadAnswer] = field(default_factory=list)
    tables: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    seats: list[tuple[str, ...]] = field(default_factory=list)
    pictures: int = 0

    def answer(self, label: str) -> tuple[str, ...] | None:
        """What answers this label, in one or several rows; None when no row has it."""
        found = [one.lines for one in self.answers if folded(one.label) == folded(label)]
        return tuple(line for lines in found for line in lines) if found else None


def read_sections(tree: Document) -> tuple[ReadSection, ...]:
    """The rubrics in the document's order, after what stands before the first."""
    made = [ReadSection("")]
    for node in nodes(tree):
        if isinstance(node, Heading):
            made.append(ReadSection(words(node.runs).strip()))
        else:
            _add(made[-1], node)
    return tuple(made)


def _add(section: ReadSection, node: Node) -> None:
    match node:
        case Paragraph() | Listing():
            _say(section, _paragraphs(node))
        case Callout():
            _say(section, (words(node.title), *(text for inner in node.nodes for text in _paragraphs(inner))))
        case Table():
            _tabulate(section, node)
        case Signature():
            section.seats.append(tuple(words(line).strip() for line in node.lines))
        case Figure():
            section.pictures += 1
        case Heading() | Contents() | PageBreak():
            pass
        case _:
            assert_never(node)


def _paragraphs(node: Paragraph | Listing) -> Iterator[str]:
    if isinstance(node, Paragraph):
        yield words(node.runs)
        return
    for item in node.items:
        for inner in item.nodes:
            yield from _paragraphs(inner)


def _say(section: ReadSection, texts: Iterable[str]) -> None:
    for text in texts:
        section.boxes += boxes(text)
        if text.strip() and not _BOX.search(text):
            section.texts.append(text.strip())


def boxes(text: str) -> Iterator[ReadBox]:
    """The boxes of a paragraph, which opens with one; somebody may have put several on a line."""
    signs = list(_BOX.finditer(text))
    ends = [*(sign.start() for sign in signs[1:]), len(text)]
    for sign, end in zip(signs, ends, strict=False):
        yield ReadBox(text[sign.end() : end].strip(), sign[0] in _TICKED, text.strip())


def _tabulate(section: ReadSection, table: Table) -> None:
    """Rows of label and answer, or a table of its own."""
    rows = tuple(tuple(map(_lines, row.cells)) for row in table.rows)
    for row in rows:
        opened = (line for lines in row for line in lines if _BOX.match(line))  # elsewhere a sign is part of the words
        section.boxes += (box for line in opened for box in boxes(line))
    if table.look == "fields" or not table.header:
        section.answers += (
            ReadAnswer(" ".join(row[0]), tuple(line for lines in row[1:] for line in lines)) for row in rows if row
        )
    else:
        section.tables.append(tuple(tuple("\n".join(lines) for lines in row) for row in rows))


def _lines(cell: Cell) -> tuple[str, ...]:
    return tuple(text for paragraph in cell.paragraphs if (text := words(paragraph.runs).strip()))
