"""What stands in the buyer's workbook, and the mapping that its words suggest: a person reads it before copying it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.pricing.quote import Quote
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


def survey(data: bytes, quote: Quote | None) -> tuple[SurveySheet, ...]:
    """Every sheet of a workbook; lines that the quote does not have are not proposed. Raises UnfitError."""
    book = opened(data)
    keys = {line.key for line in quote.lines} if quote else {key for key, _ in _LINES}
    return tuple(_surveyed(book, sheet, keys) for sheet in book.sheets)


def _surveyed(book: GridBook, sheet: GridSheet, keys: set[str]) -> SurveySheet:
    rows: dict[int, list[SurveyCell]] = {}
    for where in sorted(sheet.cells):
        text, formula = book.text(sheet.cells[where]), sheet.cells[where].find("m:f", NS) is not None
        if text or formula:
            rows.setdefault(where[0], []).append(SurveyCell(cell_name(where), text, formula))
    cells: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    if not sheet.hidden:
        cells, totals = tuple(_cells(book, sheet, keys)), tuple(_totals(book, sheet))
    return SurveySheet(sheet.name, sheet.hidden, tuple(map(tuple, rows.values())), cells, totals)


def _cells(book: GridBook, sheet: GridSheet, keys: set[str]) -> Iterator[str]:
    """A proposal for each empty cell under « prix » or « en lettres », on a row whose words mean one of our lines."""
    header, columns = _header(book, sheet)
    done: set[str] = set()
    for row in sorted({where[0] for where in sheet.cells if where[0] > header}):
        key = _meant(_words(book, sheet, row), keys)
        if not key or key in done:
            continue
        for column, role in columns.items():
            if role in {"price", "price_words"} and _free(book, sheet, (row, column)):
                done.add(key)
                name = cell_name((row, column))
                yield f"- {{sheet: {_quoted(sheet.name)}, cell: {name}, line: {key}, value: {role}}}"


def _totals(book: GridBook, sheet: GridSheet) -> Iterator[str]:
    """The last formula of each row that says « total »."""
    for row in sorted({where[0] for where in sheet.cells}):
        words = _words(book, sheet, row)
        formulas = [w for w, c in sheet.cells.items() if w[0] == row and c.find("m:f", NS) is not None]
        if formulas and re.match(r"(?i)\s*(montant )?total", words):
            value = "dqe_gross" if re.search(r"\b(ttc|net)\b", plain(words)) else "dqe_net"
            yield f"- {{sheet: {_quoted(sheet.name)}, cell: {cell_name(max(formulas))}, value: {value}}}"


def _header(book: GridBook, sheet: GridSheet) -> tuple[int, dict[int, Role]]:
    """The first row with two known headers at least, and the role of its columns."""
    for row in sorted({where[0] for where in sheet.cells}):
        found: dict[int, Role] = {}
        for where, cell in sheet.cells.items():
            if where[0] == row and (role := _role(plain(book.text(cell)))):
                found[where[1]] = role
        if len(found) > 1:
            return row, found
    return 0, {}


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
    if sheet.locked and (cell is None or int(cell.get("s", "0")) not in book.unlocked):
        return False
    return cell is None or book.text(cell) in {"", "0"}


def _quoted(name: str) -> str:
    """A sheet's name as YAML: between quotation marks unless it is a plain word."""
    return name if re.fullmatch(r"[A-Za-zÀ-ÿ][\w À-ÿ]*", name) else '"' + name.replace('"', '\\"') + '"'
