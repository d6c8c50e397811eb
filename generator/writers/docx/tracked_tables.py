"""Two versions of a table in one: rows that go and come, cells whose words change, columns whose width changes."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree

from generator.document.differences import Pairing, aligned
from generator.document.plain import words
from generator.document.tree import Paragraph, Row, Table, Text
from generator.foundation.ooxml import W
from generator.writers.docx.tracked_flow import Notes, closed, gathered
from generator.writers.docx.tracked_marks import CELL, ID, ROW, Kind, P, Trail, changed, mark, mark_row, wrap
from generator.writers.docx.xml import Element

_GRID: Final = f"{{{W}}}tblGrid"
_LOOK: Final = f"{{{W}}}tblLook"


def merged_table(
    trail: Trail, old: tuple[Table, Element], new: tuple[Table, Element], notes: Notes
) -> Element | None:
    """The new table with tracked changes from the old one, made in place; None when it is quite another table."""
    (before, was), (after, made) = old, new
    if before.look != after.look or len(before.widths) != len(after.widths):
        return None
    pairs = _rows(before, after)
    if not any(i is not None and j is not None for i, j in pairs):
        return None
    olds, news = was.findall(ROW), made.findall(ROW)
    _properties(trail, was, made)
    for each in news:
        made.remove(each)
    for i, j in pairs:
        if i is not None and j is not None:
            made.append(_row(trail, olds[i], news[j], notes))
        else:
            made.append(_whole(trail, olds[i], "del") if i is not None else _whole(trail, news[j or 0], "ins"))
    return made


def _rows(before: Table, after: Table) -> Pairing:
    """Rows of both by their words; two whose cells span other columns are no pair."""
    pairs = aligned([_as_node(row) for row in before.rows], [_as_node(row) for row in after.rows])
    apart: list[tuple[int | None, int | None]] = []
    for i, j in pairs:
        split = i is not None and j is not None and _spans(before.rows[i]) != _spans(after.rows[j])
        apart += [(i, None), (None, j)] if split else [(i, j)]
    return gathered(tuple(apart))


def _as_node(row: Row) -> Paragraph:
    cells = (" ".join(words(paragraph.runs) for paragraph in cell.paragraphs) for cell in row.cells)
    return Paragraph((Text(" | ".join(cells)),))


def _spans(row: Row) -> tuple[int, ...]:
    return tuple(cell.span for cell in row.cells)


def _properties(trail: Trail, was: Element, made: Element) -> None:
    """The summary and the widths of the columns; which rows are shown otherwise (tblLook) follows the new table."""
    before = deepcopy(was[0])
    for one, other in zip(before.findall(_LOOK), made[0].findall(_LOOK), strict=True):
        before.replace(one, deepcopy(other))
    changed(trail, made[0], before, "tblPrChange")
    grid, columns = made.find(_GRID), was.find(_GRID)
    if grid is not None and columns is not None:
        changed(trail, grid, columns, "tblGridChange")
        for change in grid.findall(f"{{{W}}}tblGridChange"):  # it has a number only
            number = change.get(ID, "")
            change.attrib.clear()
            change.set(ID, number)


def _row(trail: Trail, was: Element, made: Element, notes: Notes) -> Element:
    if etree.tostring(was) == etree.tostring(made):
        return made
    changed(trail, made[0], was[0], "trPrChange")
    for old, new in zip(was.findall(CELL), made.findall(CELL), strict=True):
        changed(trail, new[0], old[0], "tcPrChange")
        paragraphs = closed(trail, old.findall(P), new.findall(P), notes)
        new[1:] = paragraphs
    return made


def _whole(trail: Trail, row: Element, kind: Kind) -> Element:
    mark_row(trail, row, kind)
    for paragraph in row.iter(P):
        wrap(trail, paragraph, kind)
        mark(trail, paragraph, kind)
    return row
