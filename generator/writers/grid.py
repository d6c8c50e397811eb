"""Fills the buyer's workbook with our prices, as `pricing.grids` of the offer maps them, and compares its totals.

Nothing is written over a formula, a locked cell or something that the buyer wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from generator.brief.grid import Grid, GridCell, GridTotal
from generator.brief.offer import Offer
from generator.document.typography import french
from generator.foundation import money
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, near_miss, warning
from generator.foundation.record import Loaded
from generator.foundation.source import Key
from generator.pricing.estimate import Estimate, estimates, price_in_words
from generator.pricing.quote import LotQuote, Quote, QuoteLine
from generator.pricing.tax import total
from generator.writers.grid_book import NS, GridBook, GridSheet, Place, UnfitError, cell_name, opened, place
from generator.writers.grid_evaluator import Evaluator
from generator.writers.grid_fill import filled
from generator.writers.grid_formula import UnknownError

# What a buyer leaves where a candidate must write: dots, underscores, a currency, « à compléter ».
_TO_FILL = re.compile(r"(?i)[\s.…_€\-]*|0+([.,]0+)?|à (compléter|remplir|renseigner)")


@dataclass(frozen=True, slots=True)
class _Case:
    """One workbook to fill, with the place of its mapping in offer.yaml."""

    book: GridBook
    grid: Grid
    path: tuple[Key, ...]
    offer: Loaded[Offer]
    quote: Quote


def fill(data: bytes, number: int, offer: Loaded[Offer], quote: Quote) -> tuple[bytes | None, Diagnostics]:
    """The buyer's workbook filled, and what is wrong; None when one cell at least can't be filled.

    `number` is its place in `pricing.grids`.
    """
    path: tuple[Key, ...] = ("pricing", "grids", number)
    try:
        book = opened(data)
    except UnfitError as exc:
        return None, (error("M450", offer.span(*path, "file"), exc.message, exc.hint),)
    case = _Case(book, offer.value.pricing.grids[number], path, offer, quote)
    values: dict[tuple[str, Place], Decimal | str] = {}
    problems: list[Diagnostic] = []
    for rank, cell in enumerate(case.grid.cells):
        problems += _filled(case, cell, rank, values)
    if problems:
        return None, tuple(problems)
    if not values:
        hint = "« offer price CLIENT --grid » propose les cellules à copier sous « cells »"
        return None, (warning("M459", offer.span(*path), "classeur de l'acheteur sans aucune cellule à remplir", hint),)
    made = filled(book, values)
    return made, tuple(_totals(case, opened(made)))


def differences(data: bytes, number: int, offer: Loaded[Offer], quote: Quote) -> tuple[str, ...]:
    """What a workbook that we filled says otherwise now, in French: its cells of `pricing.grids`, then its totals.

    Raises UnfitError when it can't be read.
    """
    case = _Case(opened(data), offer.value.pricing.grids[number], ("pricing", "grids", number), offer, quote)
    cells = (said for cell in case.grid.cells for said in _changed(case, cell))
    totals = (found.message for found in _totals(case, case.book) if found.code == "M454")
    return (*cells, *totals)


def _changed(case: _Case, cell: GridCell) -> Iterator[str]:
    """The cell as it is now, when it is not as we filled it."""
    sheet = case.book.sheet(cell.sheet)
    if sheet is None:
        yield f"la feuille « {cell.sheet} » n'y est plus"
        return
    try:
        where, ours = _where(case.book, sheet, cell), _value(case, cell)
    except _RefusedError as exc:
        yield f"feuille « {sheet.name} » : {exc.message}"
        return
    stands = sheet.cells.get(where)
    text = "" if stands is None else case.book.text(stands).strip()
    if not _same(text, ours):
        said, wanted = f"dit « {text} »" if text else "est vide", ours if isinstance(ours, str) else money.number(ours)
        yield f"feuille « {sheet.name} », case {cell_name(where)} {said}, l'offre dit « {wanted} »"


def _same(text: str, ours: Decimal | str) -> bool:
    if isinstance(ours, str):
        return plain(text) == plain(ours)
    try:
        return abs(Decimal(text) - ours) < Decimal("0.00005")  # a spreadsheet holds binary numbers
    except InvalidOperation:
        return False


def _filled(
    case: _Case, cell: GridCell, rank: int, values: dict[tuple[str, Place], Decimal | str]
) -> Iterator[Diagnostic]:
    """Adds to `values` what goes into this cell, or says why it can't."""
    span = case.offer.span(*case.path, "cells", rank)
    sheet = case.book.sheet(cell.sheet)
    if sheet is None:
        names = [one.name for one in case.book.sheets]
        hint = near_miss(cell.sheet, names) or "feuilles : " + ", ".join(names)
        yield error("M451", span, f"feuille inconnue « {cell.sheet} »", hint)
        return
    try:
        where = _where(case.book, sheet, cell)
        _writable(case.book, sheet, where)
        if (sheet.part, where) in values:
            raise _RefusedError("M458", f"{cell_name(where)} est remplie deux fois", "gardez une seule ligne")
        values[sheet.part, where] = _value(case, cell)
    except _RefusedError as exc:
        yield error(exc.code, span, f"feuille « {sheet.name} » : {exc.message}", exc.hint)


class _RefusedError(Exception):
    def __init__(self, code: str, message: str, hint: str) -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)


# --- where ---------------------------------------------------------------------------------------


def _where(book: GridBook, sheet: GridSheet, cell: GridCell) -> Place:
    """The place of a cell, named by itself or by the text of its row."""
    if cell.cell:
        return place(cell.cell)
    wanted = plain(cell.row or "")
    texts = {where: plain(book.text(found)) for where, found in sheet.cells.items()}
    rows = {where[0] for where, text in texts.items() if text == wanted}
    rows = rows or {where[0] for where, text in texts.items() if wanted in text}
    if len(rows) == 1:
        return rows.pop(), place(f"{cell.column}1")[1]
    if rows:
        lines = ", ".join(map(str, sorted(rows)))
        raise _RefusedError("M451", f"« {cell.row} » se lit sur plusieurs lignes ({lines})", "donnez « cell »")
    hint = near_miss(cell.row or "", {book.text(one) for one in sheet.cells.values()})
    raise _RefusedError("M451", f"aucune ligne ne contient « {cell.row} »", hint or "« offer price --grid » les liste")


def plain(text: str) -> str:
    """Folded for comparison: case, kinds of spaces and apostrophes."""
    return " ".join(text.replace("’", "'").casefold().split())


def _writable(book: GridBook, sheet: GridSheet, where: Place) -> None:
    name, cell = cell_name(where), sheet.cells.get(where)
    if first := sheet.merged_into(where):
        into = cell_name(first)
        raise _RefusedError("M457", f"{name} est fusionnée avec {into}", f"remplissez {into}")
    if cell is not None and cell.find("m:f", NS) is not None:
        raise _RefusedError("M452", f"{name} contient une formule de l'acheteur", "ne remplissez que ce qu'elle lit")
    if not book.is_open(sheet, cell):
        hint = "l'acheteur a protégé la feuille : remplissez les cellules ouvertes"
        raise _RefusedError("M453", f"{name} est verrouillée", hint)
    text = "" if cell is None else book.text(cell)
    if not _TO_FILL.fullmatch(text.strip()):
        raise _RefusedError("M458", f"{name} contient déjà « {text.strip()[:40]} »", "vérifiez la cellule à remplir")


# --- what ----------------------------------------------------------------------------------------


def _value(case: _Case, cell: GridCell) -> Decimal | str:
    """What goes into a cell: a number, an amount in words, a text."""
    if cell.text is not None:
        return cell.text
    lot = _lot(case, cell.lot)
    if cell.line is None:
        return _whole(lot, cell.value or "net")
    lines = _lines(case, lot, cell.line)
    match cell.value:
        case "price":
            return lines[0].price
        case "price_words":
            return french(price_in_words(lines[0].price))
        case "quantity":
            return sum((line.quantity for line in lines), Decimal(0))
        case _:
            return total(line.amount for line in lines)


def _whole(lot: LotQuote, value: str) -> Decimal | str:
    figures: dict[str, Decimal | str] = {
        "net": lot.net,
        "tax": lot.tax,
        "rate": (lot.rate or Decimal(0)) / 100,
        "gross": lot.gross,
        "net_words": french(lot.net_words),
        "gross_words": french(lot.gross_words),
    }
    return figures[value]


def _lot(case: _Case, number: int | None) -> LotQuote:
    wanted = number if number is not None else case.grid.lot
    try:
        return case.quote.lot(wanted)
    except LookupError:
        lots = ", ".join(str(lot.number) for lot in case.quote.lots)
        said = f"lot {wanted} absent de l'offre" if wanted else "lot non précisé, alors que l'offre en vise plusieurs"
        raise _RefusedError("M456", said, f"lots de l'offre : {lots}") from None


def _lines(case: _Case, lot: LotQuote, key: str) -> tuple[QuoteLine, ...]:
    """The lines of this key in the lot (one a tranche), or the line of an option."""
    options = [line for option in case.quote.options if option.lot == lot.number for line in option.lines]
    found = tuple(line for line in (*lot.lines, *lot.others, *options) if line.key == key)
    if not found:
        known = dict.fromkeys(line.key for line in (*lot.lines, *lot.others, *options))
        hint = near_miss(key, known) or "lignes : " + ", ".join(known)
        raise _RefusedError("M456", f"ligne de prix inconnue « {key} »", hint)
    return found


# --- totals --------------------------------------------------------------------------------------


def _totals(case: _Case, book: GridBook) -> Iterator[Diagnostic]:
    """Each total of the buyer, computed anew from the filled workbook, against ours."""
    evaluator = Evaluator(book)
    if not case.grid.totals:
        hint = "indiquez sous « totals » la cellule du total de l'acheteur"
        yield warning("M455", case.offer.span(*case.path), "total de l'acheteur non recalculé", hint)
    for rank, wanted in enumerate(case.grid.totals):
        span = case.offer.span(*case.path, "totals", rank)
        sheet = book.sheet(wanted.sheet)
        if sheet is None:
            names = [one.name for one in book.sheets]
            hint = near_miss(wanted.sheet, names) or "feuilles : " + ", ".join(names)
            yield error("M451", span, f"feuille inconnue « {wanted.sheet} »", hint)
            continue
        try:
            ours, named = _ours(case, wanted)
            found = evaluator.value(sheet, place(wanted.cell))
        except _RefusedError as exc:
            yield error(exc.code, span, exc.message, exc.hint)
        except (UnknownError, RecursionError):
            cell = f"{wanted.cell} (feuille « {sheet.name} »)"
            said = f"total non recalculé : nous ne savons pas calculer la formule de {cell}"
            yield warning("M455", span, said, "ouvrez le classeur rempli et comparez ce total au nôtre")
        else:
            yield from _compared(found, ours, named, f"{wanted.cell} (feuille « {sheet.name} »)", span)


def _compared(found: Decimal | str | None, ours: Decimal, named: str, where: str, at: Span) -> Iterator[Diagnostic]:
    if not isinstance(found, Decimal):
        yield error("M451", at, f"{where} ne contient pas de nombre", "indiquez la cellule du total")
    elif money.cents(found) != ours:
        said = f"total de l'acheteur, {where} : {money.euros(found)} ; {named} : {money.euros(ours)}"
        hint = "recopiez ses quantités sous pricing.dqe, ou revoyez les cellules remplies"
        yield error("M454", at, said, hint)


def _ours(case: _Case, wanted: GridTotal) -> tuple[Decimal, str]:
    """Our figure for a total of the buyer, and its name."""
    lot = _lot(case, wanted.lot)
    made: LotQuote | Estimate = lot
    name = "notre prix"
    if wanted.value.startswith("dqe"):
        name = "notre DQE"
        found = estimates(case.quote, case.offer.value.pricing, case.offer.value.date)
        made = next(one for one in found if one.number == lot.number)
    match wanted.value:
        case "net" | "dqe_net":
            return made.net, f"{name} HT"
        case "tax":
            return made.tax, "notre TVA"
        case "gross" | "dqe_gross":
            return made.gross, f"{name} TTC"
