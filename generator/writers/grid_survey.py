"""What stands in the buyer's workbook, and the mapping that its words suggest: a person reads it before copying it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.pricing.quote import LotQuote, Quote
from generator.writers.grid import plain
from generator.writers.grid_book import NS, GridBook, GridSheet, Place, cell_name, opened

Role = Literal["price", "price_words", "quantity", "amount"]
# Words of headers, the first that fits wins.
_ROLES: tuple[tuple[Role, str], ...] = (
    ("price_words", "lettres"),
    ("quantity", "quantit|qté|nombre"),
    ("amount", "montant|total"),
    ("price", "prix|p\\.? ?u\\.?|tarif"),
)
# Words of a row, and the line of ours that they mean; the first that fits wins.
_LINES = (
    ("km", "kilom|déplacement|trajet|\\bkm\\b"),
    ("meal", "repas|restaurat"),
    ("night", "nuit|héberg|hôtel"),
    ("cadrage", "cadrage|lancement"),
    ("evaluation", "évaluation|rapport final"),
    ("bilan", "bilan|mi-parcours|intermédiaire"),
    ("supports", "support|livret|document"),
    ("preparation", "prépara|suivi"),
    ("session", "séance|animation|analyse des pratiques|demi-journée"),
)


@dataclass(frozen=True, slots=True)
class SurveyCell:
    """A cell as a person sees it: its name, what it shows, whether it holds a formula."""

    name: str
    text: str
    formula: bool


@dataclass(frozen=True, slots=True)
class SurveySheet:
    """A sheet: its rows that show something, and the cells proposed."""

    name: str
    hidden: bool
    rows: tuple[tuple[SurveyCell, ...], ...]
    cells: tuple[str, ...]  # lines of YAML, for `cells`
    totals: tuple[str, ...]  # lines of YAML, for `totals`


@dataclass(frozen=True, slots=True)
class _Column:
    """What goes under a header: one of our figures, of a lot when the header names one."""

    role: Role
    lot: int | None


def survey(data: bytes, quote: Quote | None) -> tuple[SurveySheet, ...]:
    """Every sheet of a workbook; lots and lines that the quote does not have are not proposed. Raises UnfitError."""
    book = opened(data)
    return tuple(_surveyed(book, sheet, quote) for sheet in book.sheets)


def _surveyed(book: GridBook, sheet: GridSheet, quote: Quote | None) -> SurveySheet:
    rows: dict[int, list[SurveyCell]] = {}
    for where in sorted(sheet.cells):
        text, formula = book.text(sheet.cells[where]), sheet.cells[where].find("m:f", NS) is not None
        if text or formula:
            rows.setdefault(where[0], []).append(SurveyCell(cell_name(where), text, formula))
    cells: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    if quote and not sheet.hidden:
        cells, totals = tuple(_cells(book, sheet, quote)), tuple(_totals(book, sheet, quote))
    return SurveySheet(sheet.name, sheet.hidden, tuple(map(tuple, rows.values())), cells, totals)


def _cells(book: GridBook, sheet: GridSheet, quote: Quote) -> Iterator[str]:
    """A proposal for each empty cell under « prix » or « en lettres », on a row whose words mean one of our lines."""
    header, columns = _header(book, sheet)
    done: set[tuple[str, int]] = set()
    for row in sorted({where[0] for where in sheet.cells if where[0] > header}):
        words = _words(book, sheet, row)
        for number, column in columns.items():
            lot = _lot(quote, column.lot, sheet.name)
            keys = {line.key for line in (*lot.lines, *lot.others)} if lot else set()
            key = _meant(words, keys)
            if column.role not in {"price", "price_words"} or not key or not _free(book, sheet, (row, number)):
                continue
            if (key, number) not in done:
                done.add((key, number))
                parts = f"sheet: {_quoted(sheet.name)}, cell: {cell_name((row, number))}, line: {key}"
                yield f"- {{{parts}, value: {column.role}{_lot_words(quote, lot)}}}"


def _lot(quote: Quote, number: int | None, sheet: str) -> LotQuote | None:
    """The lot that a header or the sheet's name says; None when the offer does not answer it."""
    said = re.search(r"(?i)\blot n?°? ?(\d+)", sheet)
    wanted = number if number is not None else int(said[1]) if said else None
    try:
        return quote.lot(wanted)
    except LookupError:
        return None


def _lot_words(quote: Quote, lot: LotQuote | None) -> str:
    return f", lot: {lot.number}" if lot and len(quote.lots) > 1 else ""


def _totals(book: GridBook, sheet: GridSheet, quote: Quote) -> Iterator[str]:
    """The last formula of each row that says « total »."""
    lot = _lot(quote, None, sheet.name)
    for row in sorted({where[0] for where in sheet.cells}) if lot else ():
        words = _words(book, sheet, row)
        formulas = [w for w, c in sheet.cells.items() if w[0] == row and c.find("m:f", NS) is not None]
        if formulas and re.match(r"(?i)\s*(montant )?total", words):
            value = "dqe_gross" if re.search(r"\b(ttc|net)\b", plain(words)) else "dqe_net"
            parts = f"sheet: {_quoted(sheet.name)}, cell: {cell_name(max(formulas))}, value: {value}"
            yield f"- {{{parts}{_lot_words(quote, lot)}}}"


def _header(book: GridBook, sheet: GridSheet) -> tuple[int, dict[int, _Column]]:
    """The first row with two known headers at least, and what goes under each."""
    for row in sorted({where[0] for where in sheet.cells}):
        found: dict[int, _Column] = {}
        for where, cell in sheet.cells.items():
            if where[0] == row and (column := _column(plain(book.text(cell)))):
                found[where[1]] = column
        if len(found) > 1:
            return row, found
    return 0, {}


def _column(text: str) -> _Column | None:
    """A column named « Lot 1 » alone is one of prices."""
    named = re.search(r"\blot n?°? ?(\d+)", text)
    role = _role(text) or ("price" if named else None)
    return _Column(role, int(named[1]) if named else None) if role else None


def _role(text: str) -> Role | None:
    return next((role for role, words in _ROLES if text and len(text) < 60 and re.search(words, text)), None)


def _words(book: GridBook, sheet: GridSheet, row: int) -> str:
    """The longest text of a row: its designation."""
    texts = (book.text(c) for w, c in sheet.cells.items() if w[0] == row and c.get("t") in {"s", "inlineStr", "str"})
    return max(texts, key=len, default="")


def _meant(words: str, keys: set[str]) -> str:
    text = plain(words)
    return next((key for key, stems in _LINES if key in keys and re.search(stems, text)), "")


def _free(book: GridBook, sheet: GridSheet, where: Place) -> bool:
    cell = sheet.cells.get(where)
    if sheet.merged_into(where) or (cell is not None and cell.find("m:f", NS) is not None):
        return False
    return book.is_open(sheet, cell) and (cell is None or book.text(cell) in {"", "0"})


def _quoted(name: str) -> str:
    """A sheet's name as YAML: between quotation marks unless it is a plain word."""
    return name if re.fullmatch(r"[A-Za-zÀ-ÿ][\w À-ÿ]*", name) else '"' + name.replace('"', '\\"') + '"'
