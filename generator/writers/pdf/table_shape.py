"""The shape of a table on a page: every row as wide as the others, and what its columns can hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.document.plain import words
from generator.document.tree import Cell, Inline, Link, Note, Row, Table

_TEXT_WIDTH = 166.0  # millimetres
_INSET = 5.0
_CHARS_A_MM = 0.53  # of 10-point Carlito, on average
_NARROWEST = 8  # percent: two insets and a short word
_SHORT = 16  # lines: a table as short as this stays on one page
_TALL = 30  # lines in a cell from which its row may be cut by a page end


@dataclass(frozen=True, slots=True)
class Shape:
    """A table whose rows all fill its columns; `repeat`: its header rows may be printed again on each page."""

    widths: tuple[int, ...]
    header: int
    repeat: bool
    rows: tuple[tuple[Cell, ...], ...]

    def rooms(self, cells: tuple[Cell, ...]) -> Iterator[int]:
        """How many characters stand on a line of each cell, about."""
        column = 0
        for cell in cells:
            share = sum(self.widths[column : column + cell.span]) / sum(self.widths)
            column += cell.span
            yield max(3, int((share * _TEXT_WIDTH - _INSET) * _CHARS_A_MM))

    def lines(self, cells: tuple[Cell, ...]) -> int:
        """How many lines a row takes, about."""
        sizes = (
            sum(len(words(one.runs)) // room + 1 for one in cell.paragraphs)
            for cell, room in zip(cells, self.rooms(cells), strict=True)
        )
        return max(sizes, default=0)

    def is_tall(self, cells: tuple[Cell, ...]) -> bool:
        """Whether a row is so tall that it may be cut; a row is kept whole otherwise."""
        return self.lines(cells) > _TALL

    def is_whole(self) -> bool:
        """Whether the table is so short that no page end may cut it."""
        return sum(map(self.lines, self.rows)) <= _SHORT


def shaped(table: Table) -> Shape:
    """The table with cells added where a row falls short, and columns where one goes too far."""
    columns = max(len(table.widths), *(sum(cell.span for cell in row.cells) for row in table.rows))
    widths = table.widths if len(table.widths) == columns else (1,) * columns
    least = sum(widths) // (2 * columns + 2)  # a narrower column would print over the next one
    widths = tuple(max(width, min(least, _NARROWEST * sum(widths) // 100)) for width in widths)
    header = min(table.header, len(table.rows))
    # Links may not stand in an artifact, which is what a header row is from its second printing on (PDF/UA-1).
    repeat = not any(isinstance(run, Note | Link) for run in _runs(table.rows[:header]))
    return Shape(widths, header, repeat, tuple(_filled(row, columns) for row in table.rows))


def _filled(row: Row, columns: int) -> tuple[Cell, ...]:
    missing = columns - sum(cell.span for cell in row.cells)
    return (*row.cells, *(Cell(()) for _ in range(missing)))


def _runs(rows: tuple[Row, ...]) -> Iterator[Inline]:
    for row in rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                yield from paragraph.runs
