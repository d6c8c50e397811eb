"""Tables of a form, row by row: what is printed against what the data make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from generator.checks.forms.copies import Copy
from generator.checks.forms.pairs import Pair
from generator.checks.forms.reading import folded
from generator.checks.forms.wording import cut, instead
from generator.forms.conditions import holds
from generator.forms.fill import Sheet
from generator.forms.spec import Grid

Rows = tuple[tuple[str, ...], ...]


def sheets(copy: Copy, names: Iterable[str]) -> tuple[tuple[Pair, Grid, Sheet], ...]:
    """The tables of these names that are due, each with its rubric."""
    wanted = set(names)
    found = []
    for pair in copy.pairs:
        grids = (item for item in pair.spec.items if isinstance(item, Grid))
        due = [grid for grid in grids if grid.when is None or holds(grid.when, copy.known)]
        filled = [entry for entry in pair.filled.entries if isinstance(entry, Sheet)]
        if not pair.filled.why:
            found += [(pair, grid, sheet) for grid, sheet in zip(due, filled, strict=True) if grid.table in wanted]
    return tuple(found)


def printed_rows(pair: Pair, sheet: Sheet) -> Rows | None:
    """The printed table that has this header, or nearly, under this rubric; None when there is none."""
    if pair.read is None:
        return None
    wanted = set(map(folded, sheet.header))
    alike = [(len(wanted & set(map(folded, rows[0]))), rows) for rows in pair.read.tables if rows]
    best = max(alike, key=lambda one: one[0], default=(0, None))
    return best[1] if best[0] else None


def table_gaps(copy: Copy, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What differs in these tables: the sentence, the words that stand there."""
    for pair, _, sheet in sheets(copy, names):
        if pair.read is not None:
            yield from row_gaps(copy, pair, sheet)


def row_gaps(copy: Copy, pair: Pair, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """What differs in this table."""
    assert pair.read is not None
    where, title = copy.where(pair), sheet.title or sheet.summary
    rows = printed_rows(pair, sheet)
    if not sheet.rows:
        if rows:
            yield f"{where} : tableau imprimé que les données ne donnent pas", rows[0][0]
        return
    if rows is None:
        yield f"{where} : le tableau « {cut(title, 60)} » manque", pair.read.title
        return
    if len(rows[0]) != len(sheet.header):
        yield f"{where} : le tableau « {cut(title, 60)} » n'a pas {len(sheet.header)} colonnes", _words(rows[0])
        return
    for due, read in zip_longest((sheet.header, *sheet.rows), rows):
        if due is None:
            yield f"{where} : ligne ajoutée au tableau, « {_shown(read)} »", _words(read)
        elif read is None:
            yield f"{where} : ligne du tableau disparue, « {_shown(due)} »", pair.read.title
        elif gap := next((cells for cells in zip_longest(due, read, fillvalue="") if _differ(*cells)), None):
            yield f"{where} : {instead(gap[1], gap[0])}", _words((gap[1], *read))


def _differ(due: str, read: str) -> bool:
    return folded(due) != folded(read)


def _shown(row: tuple[str, ...]) -> str:
    return cut(", ".join(filter(None, row)), 70)


def _words(row: tuple[str, ...]) -> str:
    """The first words of this row that stand in a paragraph of their own."""
    return next((cell.split("\n")[0] for cell in row if cell.strip()), "")
