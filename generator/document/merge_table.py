"""Tables that two people changed, merged row by row and cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from generator.document.differences import Pairing, paired, similarity
from generator.document.merge_text import several
from generator.document.normal import normal_runs
from generator.document.sentences import Letter, flat, letters, runs_of, words_of
from generator.document.table_columns import cells_text, same_columns
from generator.document.threeway import Chunk, Level, both, merged, opposed, unopposed
from generator.document.tree import Align, Cell, Inline, Node, Note, Paragraph, Row, Runs, Table, Text
from generator.document.weave import chosen

_BETWEEN = Text(" | ")


def tables(base: Table, ours: Table, theirs: Table) -> list[Chunk[Table]]:
    """One table that both changed; ours looks as it does when both changed its looks."""
    alike = same_columns(base, ours, theirs)
    if alike is None:
        return opposed((ours,), (theirs,))
    base, ours, theirs = alike
    mine, other = both(merged(base.rows, ours.rows, theirs.rows, ROWS))
    shape = replace(
        ours,
        widths=chosen(base.widths, ours.widths, theirs.widths),
        header=chosen(base.header, ours.header, theirs.header),
        look=chosen(base.look, ours.look, theirs.look),
        summary=chosen(base.summary, ours.summary, theirs.summary),
    )
    return [(_table(shape, mine), _table(shape, other))]


def told_rows(ours: Table, theirs: Table) -> tuple[Paragraph, ...]:
    """The rows of `theirs` that `ours` has not, each as a paragraph: « cell | cell »."""
    rows = [row for row in theirs.rows if row not in ours.rows] or theirs.rows
    return tuple(paragraph for row in rows if (paragraph := Paragraph(_told(row))).runs)


def retold(before: Table, told: Sequence[Paragraph], now: Table) -> tuple[Paragraph, ...]:
    """Rows that `told_rows` told beside `before`, with what became of their other cells in `now`."""
    if not before.rows:
        return tuple(told)
    pairs = {i: j for i, j in _paired(before.rows, now.rows) if i is not None and j is not None}
    if len(before.rows) == len(now.rows):  # one that changed much stays where it was
        pairs |= {i: i for i in range(len(now.rows)) if i not in pairs and i not in pairs.values()}
    rows = {i: now.rows[j] for i, j in pairs.items()}
    made: list[Paragraph] = []
    for paragraph in told:
        close = [similarity(flat(paragraph.runs), flat(_told(row))) for row in before.rows]
        best = close.index(max(close))
        cells, was = _cells(paragraph.runs), _cells(_told(before.rows[best]))
        fresh = _cells(_told(rows[best])) if best in rows else ()
        if len(cells) == len(was) == len(fresh):
            cells = tuple(chosen(*each) for each in zip(was, cells, fresh, strict=True))
            runs = [run for number, cell in enumerate(cells) for run in ([_BETWEEN] * bool(number) + [*runs_of(cell)])]
            made.append(replace(paragraph, runs=normal_runs(runs)))
        else:
            made.append(paragraph)
    return tuple(made)


def _cells(runs: Runs) -> tuple[tuple[Letter, ...], ...]:
    """The letters of each cell of a row that is told."""
    found, said = letters(runs), flat(runs)
    cells: list[tuple[Letter, ...]] = []
    start = 0
    for piece in said.split(_BETWEEN.value):
        cells.append(tuple(found[start : start + len(piece)]))
        start += len(piece) + len(_BETWEEN.value)
    return tuple(cells)


def _told(row: Row) -> tuple[Inline, ...]:
    made: list[Inline] = []
    for cell in row.cells:
        made += [_BETWEEN] if made else []
        for number, paragraph in enumerate(cell.paragraphs):
            made += [*([Text(" ")] if number else []), *paragraph.runs]
    said = words_of(tuple(made)).strip(" |\n") or any(isinstance(run, Note) for run in made)
    return tuple(made) if said else ()


def _table(shape: Table, rows: tuple[Row, ...]) -> tuple[Table, ...]:
    return (replace(shape, rows=rows, header=min(shape.header, len(rows))),) if rows else ()


# --- rows ----------------------------------------------------------------------------------------------------------


def _text(row: Row) -> str:
    return cells_text(row.cells)


def _same_shape(a: Row, b: Row) -> bool:
    return [cell.span for cell in a.cells] == [cell.span for cell in b.cells]


def _paired(old: Sequence[Row], new: Sequence[Row]) -> Pairing:
    return paired(old, new, _text, _same_shape)


def _row(base: Row, ours: Row, theirs: Row) -> list[Chunk[Row]]:
    """A row that both changed."""
    if not _same_shape(base, ours) or not _same_shape(base, theirs):
        return opposed((ours,), (theirs,))
    cells = [_cell(*each) for each in zip(base.cells, ours.cells, theirs.cells, strict=True)]
    strong = chosen(base.strong, ours.strong, theirs.strong)
    mine, other = (Row(tuple(pair[side] for pair in cells), strong) for side in (0, 1))
    return [((mine,), (other,))]


def _cell(base: Cell, ours: Cell, theirs: Cell) -> tuple[Cell, Cell]:
    if quick := unopposed((base,), (ours,), (theirs,)):
        return quick[0][0], quick[1][0]
    align = chosen(base.align, ours.align, theirs.align)
    mine, other = both(several(base.paragraphs, ours.paragraphs, theirs.paragraphs))
    return _filled(ours, mine, align), _filled(ours, other, align)


def _filled(cell: Cell, nodes: Iterable[Node], align: Align) -> Cell:
    paragraphs = tuple(node for node in nodes if isinstance(node, Paragraph))
    return replace(cell, paragraphs=paragraphs or (Paragraph(()),), align=align)


def _rows(base: Sequence[Row], ours: Sequence[Row], theirs: Sequence[Row]) -> list[Chunk[Row]]:  # noqa: ARG001
    return opposed(tuple(ours), tuple(theirs))


ROWS: Final[Level[Row]] = Level(_paired, _text, _row, _rows, lambda _: False)
