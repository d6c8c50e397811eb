"""The spreadsheet of prices says the quote: each quantity, price and amount, as shown and as its formulas compute.

Rows are found by their label, so that a row somebody inserts moves nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from generator.checks.agreement.facts import day_of, days_said, plainly
from generator.checks.agreement.known import Known
from generator.checks.finished import Finished, Verdict
from generator.foundation.days import long
from generator.foundation.money import number

if TYPE_CHECKING:
    from generator.writers.grid_book import GridBook, GridSheet
    from generator.writers.grid_evaluator import Evaluator

SHEET: Final = "fiche-financiere.xlsx"
_COLUMNS: Final = {2: "quantité", 4: "prix unitaire", 5: "montant"}
_CLOSE: Final = Decimal("0.00005")  # a spreadsheet holds binary numbers
_MOST: Final = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """A row that the quote prints: its label, its numbers by column, whether the last is a formula."""

    label: str
    values: dict[int, Decimal]
    computed: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """What is wrong with a cell: words, and how: what it shows, what its formula gives, or its formula is lost."""

    said: str
    how: Literal["shown", "computed", "frozen"] = "shown"


def sheet_agrees(finished: Finished) -> tuple[Verdict, ...]:
    """Every number of the price sheet is the quote's; one finding for the file."""
    every = tuple(_found(finished))
    shown = [one.said for one in every if one.how == "shown"]
    found = shown or [one.said for one in every if one.how == "computed"]  # a changed price changes its sums
    hint = "reconstruisez l'offre ; si le nouveau prix est le bon, changez-le dans offer.yaml ou prices.yaml"
    return _told(finished, found, "ce classeur ne dit pas le prix de l'offre", hint)


def formulas_kept(finished: Finished) -> tuple[Verdict, ...]:
    """Amounts are still computed by their formulas, so that a price that changes changes the total."""
    found = [one.said for one in _found(finished) if one.how == "frozen"]
    hint = "reconstruisez l'offre, ou remettez la formule : un total tapé ne suit plus les lignes"
    return _told(finished, found, "un montant a été tapé à la place de sa formule", hint)


def _told(finished: Finished, found: list[str], start: str, hint: str) -> tuple[Verdict, ...]:
    if not found:
        return ()
    more = len(found) - _MOST
    rest = f" ; et {more} autre{'s' if more > 1 else ''}" if more > 0 else ""
    return (Verdict(finished.place(SHEET), f"{start} : {' ; '.join(found[:_MOST])}{rest}", hint),)


def _found(finished: Finished) -> Iterator[_Found]:
    data = finished.files.get(SHEET)
    book = workbook(data) if data is not None else None
    if book is not None and book.sheets:  # told by C991 when it can't be read
        yield from _compared(book, book.sheets[0], _expected(finished))
        yield from _strange_days(book, Known(finished.dossier))


@lru_cache(maxsize=2)  # two checks open the same file
def workbook(data: bytes) -> GridBook | None:
    """The workbook in these bytes; None when it can't be read."""
    from generator.writers.grid_book import UnfitError, opened

    try:
        return opened(data)
    except UnfitError:
        return None


def _expected(finished: Finished) -> tuple[_Line, ...]:
    from generator.writers.xlsx_rows import Formula, table_rows

    lines = []
    for row in table_rows(finished.dossier.quote, 1):
        held = {column: cell for column, cell in enumerate(row.cells, 1) if isinstance(cell, (Decimal, Formula))}
        if held:
            values = {column: cell.result if isinstance(cell, Formula) else cell for column, cell in held.items()}
            lines.append(_Line(str(row.cells[0]), values, isinstance(held.get(5), Formula)))
    return tuple(lines)


def _compared(book: GridBook, sheet: GridSheet, expected: tuple[_Line, ...]) -> Iterator[_Found]:
    from generator.writers.grid_evaluator import Evaluator

    rows = _rows(book, sheet)
    left, evaluator = dict(rows), Evaluator(book)
    for line in expected:
        row = next((row for row, label in left.items() if label == _folded(line.label)), None)
        if row is None:
            yield _Found(f"la ligne « {line.label} » n'y est plus")
            continue
        del left[row]
        for column, value in line.values.items():
            yield from _cell(evaluator, sheet, (row, column), value, line)
    for row, label in left.items():
        if label and (amount := _shown(book, sheet, (row, 5))) is not None:
            yield _Found(f"ligne {row} ajoutée, « {label} » : {_told_value(5, amount, label)}")


def _cell(
    evaluator: Evaluator, sheet: GridSheet, where: tuple[int, int], value: Decimal, line: _Line
) -> Iterator[_Found]:
    from generator.writers.grid_book import NS, cell_name

    named = f"case {cell_name(where)} ({_COLUMNS.get(where[1], 'valeur')}, « {line.label} »)"
    shown, ours = _shown(evaluator.book, sheet, where), f"l'offre dit {_told_value(where[1], value, line.label)}"
    if shown is None or not _same(shown, value):
        said = "est vide" if shown is None else f"dit {_told_value(where[1], shown, line.label)}"
        yield _Found(f"{named} {said}, {ours}")
        return
    if where[1] != 5 or not line.computed:
        return
    if sheet.cells[where].find("m:f", NS) is None:
        yield _Found(named, "frozen")
    elif (anew := _anew(evaluator, sheet, where)) is not None and not _same(anew, value):
        yield _Found(f"{named} : sa formule donne {_told_value(5, anew, line.label)}, {ours}", "computed")


def _told_value(column: int, value: Decimal, label: str) -> str:
    """« 5 », « 590 € », or « 0,2 » for a rate."""
    return number(value) if column not in {4, 5} or label.lower().startswith("taux") else f"{number(value)} €"


def _anew(evaluator: Evaluator, sheet: GridSheet, where: tuple[int, int]) -> Decimal | None:
    """What the formula gives from the cells as shown; None when it can't be computed here."""
    from generator.writers.grid_formula import UnknownError

    try:
        found = evaluator.value(sheet, where)
    except (UnknownError, RecursionError):
        return None
    return found if isinstance(found, Decimal) else None


def _rows(book: GridBook, sheet: GridSheet) -> dict[int, str]:
    """The label of each row, in order."""
    firsts = sorted((row, cell) for (row, column), cell in sheet.cells.items() if column == 1)
    return {row: _folded(book.text(cell)) for row, cell in firsts}


def _shown(book: GridBook, sheet: GridSheet, where: tuple[int, int]) -> Decimal | None:
    """The number that a cell shows, if it shows one."""
    cell = sheet.cells.get(where)
    if cell is None or cell.get("t", "n") not in {"n", "str"}:
        return None
    try:
        return Decimal(book.text(cell))
    except InvalidOperation:
        return None


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) < _CLOSE


def _strange_days(book: GridBook, known: Known) -> Iterator[_Found]:
    """A day that the sheet says and that the files do not hold."""
    for text in book.strings:
        for fact, _ in days_said(plainly(text)):
            day = day_of(fact)
            if day is not None and day not in known.days:
                yield _Found(f"« {fact.said} » n'est pas une date de l'offre, qui est du {long(known.offered)}")


def _folded(text: str) -> str:
    return " ".join(plainly(text).casefold().split())
