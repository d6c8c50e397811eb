"""A small, safe evaluator of the formulas that price grids are made of: + - * / %, SUM, PRODUCT, ROUND, references.

In decimals, rounded half away from zero as spreadsheets do. Anything else is not evaluated: the caller says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, DecimalException

from generator.writers.grid_book import NS, GridBook, GridSheet, Place, column_name, place

MAX_CELLS = 20_000  # in one range
MAX_DEPTH = 60  # formulas that lead to each other: each level is seven calls of ours
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)
    | (?P<ref>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$?[A-Z]{1,3}\$?[1-9]\d*(?::\$?[A-Z]{1,3}\$?[1-9]\d*)?)(?![\w(.])
    | (?P<name>[^\W\d][\w.]*)
    | (?P<sign>[-+*/%(),;])
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
    return tuple(_range(book, sheet, token) for kind, token in _tokens(formula) if kind == "ref")


def _tokens(formula: str) -> list[tuple[str, str]]:
    found, index = [], 0
    formula = formula.strip()
    while index < len(formula):
        token = _TOKEN.match(formula, index)
        if not token or not token.lastgroup:
            raise UnknownError(formula)
        found.append((token.lastgroup, token[token.lastgroup]))
        index = token.end()
    return found


def _range(book: GridBook, sheet: GridSheet, token: str) -> Range:
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


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Computes the cells of one workbook anew, each once."""

    book: GridBook
    known: dict[tuple[str, Place], Decimal] = field(default_factory=dict)

    def value(self, sheet: GridSheet, where: Place, depth: int = 0) -> Decimal | str | None:
        """What a cell is worth, formulas computed anew: a number, a text, None when it is empty.

        Raises UnknownError when a formula on the way can't be computed here.
        """
        if depth > MAX_DEPTH:
            raise UnknownError("cycle")
        formula = formula_of(sheet, where)
        if formula is None:
            return _stored(self.book, sheet, where)
        key = (sheet.part, where)
        if key not in self.known:
            self.known[key] = _Reader(self, sheet, _tokens(formula), depth).all()
        return self.known[key]


def _stored(book: GridBook, sheet: GridSheet, where: Place) -> Decimal | str | None:
    """What a cell without formula holds."""
    cell = sheet.cells.get(where)
    if cell is None:
        return None
    text, kind = book.text(cell), cell.get("t", "n")
    if kind not in {"n", "b"}:
        if kind == "e":
            raise UnknownError("error value")
        return text or None
    return Decimal(repr(float(text))) if text else None


@dataclass(slots=True)
class _Reader:
    """Reads tokens from the left: sums of products of signed values."""

    evaluator: Evaluator
    sheet: GridSheet
    tokens: list[tuple[str, str]]
    depth: int
    at: int = 0

    def all(self) -> Decimal:
        try:
            found = self.sum()
        except DecimalException as exc:
            raise UnknownError("arithmetic") from exc
        if self.at != len(self.tokens):
            raise UnknownError("tail")
        return found

    def sum(self) -> Decimal:
        found = self.product()
        while (sign := self.take("+", "-")) is not None:
            found = found + self.product() if sign == "+" else found - self.product()
        return found

    def product(self) -> Decimal:
        found = self.signed()
        while (sign := self.take("*", "/")) is not None:
            found = found * self.signed() if sign == "*" else found / self.signed()
        return found

    def signed(self) -> Decimal:
        if (sign := self.take("+", "-")) is not None:
            found = self.signed()
            return found if sign == "+" else -found
        found = self.atom()
        while self.take("%") is not None:
            found /= 100
        return found

    def atom(self) -> Decimal:
        kind, token = self.next()
        if kind == "number":
            return Decimal(token)
        if kind == "ref":
            return self.single(_range(self.evaluator.book, self.sheet, token))
        if kind == "name":
            return self.call(token.upper())
        if token != "(":
            raise UnknownError(token)
        found = self.sum()
        self.expect(")")
        return found

    def call(self, name: str) -> Decimal:
        self.expect("(")
        if name == "ROUND":
            number = self.sum()
            self.separator()
            digits = int(self.sum())
            self.expect(")")
            return number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
        if name not in {"SUM", "PRODUCT"}:
            raise UnknownError(name)
        found = [*self.argument()]
        while self.take(",", ";") is not None:
            found += self.argument()
        self.expect(")")
        product = Decimal(1)
        for number in found:
            product *= number
        return sum(found, Decimal(0)) if name == "SUM" else product

    def argument(self) -> list[Decimal]:
        """The numbers of one argument; texts and empty cells of a range count for nothing."""
        kind, token = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        following = self.tokens[self.at + 1][1] if self.at + 1 < len(self.tokens) else ""
        if kind != "ref" or following not in {",", ";", ")"}:
            return [self.sum()]
        self.at += 1
        found = _range(self.evaluator.book, self.sheet, token)
        values = (self.evaluator.value(found.sheet, where, self.depth + 1) for where in found.places())
        return [number for number in values if isinstance(number, Decimal)]

    def single(self, found: Range) -> Decimal:
        if found.first != found.last:
            raise UnknownError("range")
        number = self.evaluator.value(found.sheet, found.first, self.depth + 1)
        if isinstance(number, str):
            raise UnknownError("text")
        return Decimal(0) if number is None else number

    def next(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise UnknownError("end")
        self.at += 1
        return self.tokens[self.at - 1]

    def take(self, *signs: str) -> str | None:
        if self.at < len(self.tokens) and self.tokens[self.at] in [("sign", sign) for sign in signs]:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return None

    def expect(self, sign: str) -> None:
        if self.take(sign) is None:
            raise UnknownError(sign)

    def separator(self) -> None:
        if self.take(",", ";") is None:
            raise UnknownError("separator")


