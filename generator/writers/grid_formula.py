"""The formulas of a workbook: their words, the cells that they name, shared ones moved to their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.writers.grid_book import NS, GridBook, GridSheet, Place, column_name, place

MAX_CELLS = 20_000  # in one range
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)
    | (?P<ref>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$?[A-Z]{1,3}\$?[1-9]\d*(?::\$?[A-Z]{1,3}\$?[1-9]\d*)?)(?![\w(.])
    | (?P<name>[^\W\d][\w.]*)
    | "(?P<text>[^"]*)"
    | (?P<sign><>|<=|>=|[-+*/%(),;=<>])
    )""",
    re.VERBOSE,
)
_PART = re.compile(r"(\$?)([A-Z]{1,3})(\$?)([1-9]\d*)")


class UnknownError(Exception):
    """A formula that this evaluator does not know, or whose value is not a number."""


@dataclass(frozen=True, slots=True)
class Range:
    """The cells that a formula names: a sheet, first and last place (the same for one cell)."""

    sheet: GridSheet
    first: Place
    last: Place

    def holds(self, sheet: GridSheet, where: Place) -> bool:
        """Whether this cell is in it."""
        return (
            sheet.part == self.sheet.part
            and self.first[0] <= where[0] <= self.last[0]
            and self.first[1] <= where[1] <= self.last[1]
        )

    def places(self) -> Iterator[Place]:
        """Every place; raises UnknownError above MAX_CELLS."""
        rows, columns = self.last[0] - self.first[0] + 1, self.last[1] - self.first[1] + 1
        if rows * columns > MAX_CELLS:
            raise UnknownError("range")
        for row in range(self.first[0], self.last[0] + 1):
            for column in range(self.first[1], self.last[1] + 1):
                yield row, column


def formula_of(sheet: GridSheet, where: Place) -> str | None:
    """The formula of a cell, a shared one moved to its place; None when the cell holds none.

    Raises UnknownError for array formulas, data tables, and shared formulas whose first cell is missing.
    """
    cell = sheet.cells.get(where)
    found = None if cell is None else cell.find("m:f", NS)
    if found is None:
        return None
    kind, text = found.get("t", "normal"), found.text or ""
    if kind == "normal" or (kind == "shared" and text):
        return text
    if kind != "shared":
        raise UnknownError(kind)
    for origin, other in sheet.cells.items():
        master = other.find("m:f", NS)
        if master is not None and master.get("t") == "shared" and master.get("si") == found.get("si") and master.text:
            return moved(master.text, where[0] - origin[0], where[1] - origin[1])
    raise UnknownError("shared")


def moved(formula: str, rows: int, columns: int) -> str:
    """The formula with its relative references moved; texts between quotation marks stay as they are."""

    def one(found: re.Match[str]) -> str:
        row, column = place(found[2] + found[4])
        row += 0 if found[3] else rows
        column += 0 if found[1] else columns
        if row < 1 or column < 1:
            raise UnknownError("reference")
        return f"{found[1]}{column_name(column)}{found[3]}{row}"

    outside = re.split(r"""("[^"]*"|'[^']*'!)""", formula)
    pattern = re.compile(r"(?<![\w.])" + _PART.pattern + r"(?![\w(.])")
    return "".join(part if n % 2 else pattern.sub(one, part) for n, part in enumerate(outside))


def ranges(book: GridBook, sheet: GridSheet, formula: str) -> tuple[Range, ...]:
    """Every range that a formula names. Raises UnknownError when it holds anything else than we evaluate."""
    return tuple(range_of(book, sheet, token) for kind, token in words(formula) if kind == "ref")


def words(formula: str) -> list[tuple[str, str]]:
    """The kind and text of each word of a formula. Raises UnknownError at a sign that we don't read."""
    found, index = [], 0
    formula = formula.strip()
    while index < len(formula):
        token = _TOKEN.match(formula, index)
        if not token or not token.lastgroup:
            raise UnknownError(formula)
        found.append((token.lastgroup, token[token.lastgroup]))
        index = token.end()
    return found


def range_of(book: GridBook, sheet: GridSheet, token: str) -> Range:
    """The cells of a reference, on the sheet that it names or on this one."""
    name, _, cells = token.rpartition("!")
    if name:
        wanted = name[1:-1].replace("''", "'") if name.startswith("'") else name
        found = book.sheet(wanted)
        if found is None:
            raise UnknownError(name)
        sheet = found
    first, _, last = cells.partition(":")
    (top, left), (bottom, right) = place(first), place(last or first)
    return Range(sheet, (min(top, bottom), min(left, right)), (max(top, bottom), max(left, right)))
