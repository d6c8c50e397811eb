"""A table in the columns of another, so that a column which one adds or drops merges with cells that another edits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from generator.document.differences import paired
from generator.document.sentences import words_of
from generator.document.tree import Cell, Paragraph, Row, Table

Columns = tuple[int | None, ...]
"""For each column to come, the one of the base that it is; None for a new one."""

_EMPTY: Final = Cell((Paragraph(()),))


def same_columns(base: Table, ours: Table, theirs: Table) -> tuple[Table, Table, Table] | None:
    """The three tables with as many columns, those of the side that added or dropped some.

    None when both did, when cells span columns, or when a dropped column was edited meanwhile.
    """
    count = len(base.widths)
    if len(ours.widths) == len(theirs.widths) == count:
        return base, ours, theirs
    changed, other = (ours, theirs) if len(theirs.widths) == count else (theirs, ours)
    tables = base, changed, other
    square = all(len(row.cells) == len(table.widths) for table in tables for row in table.rows)
    if len(other.widths) != count or not square:
        return None
    columns = _columns(base, changed)
    gone = set(range(count)) - set(columns)
    if any(not {row.cells[i] for row in other.rows} <= {row.cells[i] for row in base.rows} for i in gone):
        return None
    kept = [c for c, i in enumerate(columns) if i is not None]
    known = [i for i in columns if i is not None]
    twins = _twins(_only(base.rows, known), _only(changed.rows, kept))
    first = _reshaped(base, columns, changed, twins)
    seen = {r: twins[i] for i, r in _twins(base.rows, other.rows).items() if i in twins}
    second = _reshaped(other, columns, changed, seen)
    return (first, changed, second) if changed is ours else (first, second, changed)


def cell_text(cell: Cell) -> str:
    """The words of a cell."""
    return " ".join(words_of(paragraph.runs) for paragraph in cell.paragraphs)


def cells_text(cells: Sequence[Cell]) -> str:
    """The words of a row or a column; its first cell, which says what it is about, counts three times."""
    texts = list(map(cell_text, cells))
    return "\n".join([*texts[:1] * 2, *texts])


def _columns(base: Table, changed: Table) -> Columns:
    old, new = (tuple(tuple(row.cells[i] for row in t.rows) for i in range(len(t.widths))) for t in (base, changed))
    places = {j: i for i, j in paired(old, new, cells_text, lambda *_: True) if j is not None}
    return tuple(places[j] for j in range(len(new)))


def _only(rows: Sequence[Row], columns: Sequence[int]) -> tuple[Row, ...]:
    return tuple(replace(row, cells=tuple(row.cells[i] for i in columns)) for row in rows)


def _twins(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    """The row of new that each row of old became."""
    pairs = paired(old, new, lambda row: cells_text(row.cells), lambda *_: True)
    return {i: j for i, j in pairs if i is not None and j is not None}


def _reshaped(table: Table, columns: Columns, changed: Table, twins: Mapping[int, int]) -> Table:
    """The table in these columns; a new cell says what it says in the same row of the changed table."""
    rows = []
    for r, row in enumerate(table.rows):
        new = changed.rows[twins[r]].cells if r in twins else (_EMPTY,) * len(columns)
        rows.append(replace(row, cells=tuple(new[c] if i is None else row.cells[i] for c, i in enumerate(columns))))
    return replace(table, rows=tuple(rows), widths=changed.widths)
