"""What stands in the cells of a document read back: its tables as rows of text, and French figures as values.

A cell that holds something else gives None: a person may have written anything there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Final

from generator.document.plain import words
from generator.document.tree import Cell, Document, Heading, Row, Table, nodes
from generator.foundation.days import MONTHS

_DAY: Final = re.compile(rf"\b(1er|\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")
_SHORT_DAY: Final = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_CLOCK: Final = re.compile(r"\b(\d{1,2}) ?h(?: ?(\d{2}))?\b")
_MINUTES: Final = re.compile(r"\b(\d{1,3}) ?min")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its cells as text, and whether it is a total (printed strong, or over several columns)."""

    cells: tuple[str, ...]
    total: bool

    @property
    def words(self) -> str:
        """The row as one text, for a finding to point at."""
        return " ".join(filter(None, self.cells))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of data: the titles above it (level 1, then the nearest below), its header, its rows."""

    chapter: str
    title: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]

    def column(self, *stems: str) -> int | None:
        """The rank of the first column whose title starts with one of these words."""
        return next((i for i, name in enumerate(self.head) if fold(name).startswith(stems)), None)


def grids(document: Document) -> Iterator[Grid]:
    """The tables with a header row, in order."""
    chapter = title = ""
    for node in nodes(document):
        if isinstance(node, Heading):
            title = bare(words(node.runs))
            chapter = title if node.level == 1 else chapter
        elif isinstance(node, Table) and node.header and node.rows:
            head = tuple(text(cell) for cell in node.rows[0].cells)
            yield Grid(chapter, title, head, tuple(_line(row) for row in node.rows[node.header :]))


def _line(row: Row) -> Line:
    return Line(tuple(text(cell) for cell in row.cells), row.strong or any(cell.span > 1 for cell in row.cells))


def text(cell: Cell) -> str:
    """The words of a cell, its paragraphs one after the other."""
    return bare(" ".join(words(paragraph.runs) for paragraph in cell.paragraphs))


def bare(said: str) -> str:
    """The same words with ordinary spaces."""
    return " ".join(said.split())


def fold(said: str) -> str:
    """The same words in lower case, spaces and apostrophes of one kind, to compare what Word may have changed."""
    return " ".join(said.lower().replace("’", "'").replace("œ", "oe").split())


# --- values ------------------------------------------------------------------------------------


def days_in(said: str) -> tuple[date, ...]:
    """Every whole date of a text, as « 12 octobre 2023 » or « 12/10/2023 »; one that does not exist is left out."""
    clean = fold(said)
    found = [
        (m.start(), (int(m[3]), MONTHS.index(m[2]) + 1, int(m[1].removesuffix("er")))) for m in _DAY.finditer(clean)
    ]
    found += [(m.start(), (int(m[3]), int(m[2]), int(m[1]))) for m in _SHORT_DAY.finditer(clean)]
    return tuple(day for _, parts in sorted(found) if (day := _day(*parts)))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def clocks_in(said: str) -> tuple[time, ...]:
    """Every hour of the day of a text: « 9 h – 12 h 30 »."""
    found = ((int(m[1]), int(m[2] or 0)) for m in _CLOCK.finditer(bare(said)))
    return tuple(time(hour, minute) for hour, minute in found if hour < 24 and minute < 60)


def length(said: str) -> int | None:
    """The minutes of « 3 h 30 » or « 45 min »."""
    clean = bare(said)
    if found := _CLOCK.search(clean):
        return int(found[1]) * 60 + int(found[2] or 0)
    return int(found[1]) if (found := _MINUTES.search(clean)) else None


def figure(said: str) -> Decimal | None:
    """The number of « 1 216 » or « 498,56 € »; None unless the cell holds a number alone, with its sign and euros."""
    clean = "".join(said.split()).removesuffix("€").replace(",", ".").replace("−", "-")
    if not re.fullmatch(r"-?\d+(\.\d+)?", clean):
        return None
    try:
        return Decimal(clean)
    except InvalidOperation:  # never with these characters, but a number too long for the context
        return None
