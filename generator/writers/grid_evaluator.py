"""A small, safe evaluator of what price grids are made of: + - * / %, SUM, PRODUCT, ROUND, IF with one comparison.

In decimals, rounded half away from zero as spreadsheets do. Anything else is not evaluated: the caller says so.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from typing import Any

from generator.writers.grid_book import GridBook, GridSheet, Place
from generator.writers.grid_formula import Range, UnknownError, formula_of, range_of, words

MAX_DEPTH = 60  # formulas that lead to each other: each level is seven calls of ours
Value = Decimal | str | None
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


def _ranked(value: Value) -> tuple[int, Decimal | str]:
    """Numbers come before texts, whatever their case (18.17.2.2)."""
    return (1, value.casefold()) if isinstance(value, str) else (0, value or Decimal(0))


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Computes the cells of one workbook anew, each once."""

    book: GridBook
    known: dict[tuple[str, Place], Value] = field(default_factory=dict)

    def value(self, sheet: GridSheet, where: Place, depth: int = 0) -> Value:
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
            self.known[key] = _Reader(self, sheet, words(formula), depth).all()
        return self.known[key]


def _stored(book: GridBook, sheet: GridSheet, where: Place) -> Value:
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

    def all(self) -> Value:
        try:
            found = self.branch() if self.whole_if() else self.sum()
        except DecimalException as exc:
            raise UnknownError("arithmetic") from exc
        if self.at != len(self.tokens):
            raise UnknownError("tail")
        return found

    def whole_if(self) -> bool:
        """Whether the formula is one IF, whose result may be a text."""
        return self.tokens[:1] == [("name", "IF")] and self.closing(1) == len(self.tokens) - 1

    def closing(self, at: int) -> int:
        """Where the bracket that opens at this word closes."""
        depth = 0
        for n in range(at, len(self.tokens)):
            kind, token = self.tokens[n]
            if kind == "sign":
                depth += (token == "(") - (token == ")")
            if not depth:
                return n
        raise UnknownError(")")

    def branch(self) -> Value:
        """The value of an IF at this word; only the side that counts is computed."""
        self.at += 1
        end, start, depth = self.closing(self.at), self.at + 1, 0
        parts: list[list[tuple[str, str]]] = []
        for n in range(self.at, end + 1):
            kind, token = self.tokens[n]
            depth += (token == "(") - (token == ")") if kind == "sign" else 0
            if (depth == 1 and kind == "sign" and token in {",", ";"}) or n == end:
                parts.append(self.tokens[start:n])
                start = n + 1
        self.at = end + 1
        if len(parts) != 3:
            raise UnknownError("IF")
        return self.part(parts[1] if self.holds(parts[0]) else parts[2]).alone()

    def part(self, tokens: list[tuple[str, str]]) -> _Reader:
        """A reader of some of these words."""
        return _Reader(self.evaluator, self.sheet, tokens, self.depth + 1)

    def alone(self) -> Value:
        """These words as a value: a text, a cell as it is, or a number."""
        if [kind for kind, _ in self.tokens] == ["text"]:
            return self.tokens[0][1]
        if [kind for kind, _ in self.tokens] == ["ref"]:
            found = range_of(self.evaluator.book, self.sheet, self.tokens[0][1])
            if found.first == found.last:
                return self.evaluator.value(found.sheet, found.first, self.depth + 1)
        return self.all()

    def holds(self, tokens: list[tuple[str, str]]) -> bool:
        """Whether a comparison is true; an empty cell is equal to 0 and to an empty text."""
        places = [n for n, (kind, token) in enumerate(tokens) if kind == "sign" and token in _COMPARISONS]
        if len(places) != 1:
            raise UnknownError("condition")
        left, right = (self.part(some).alone() for some in (tokens[: places[0]], tokens[places[0] + 1 :]))
        if left is None or right is None:
            empty: Value = "" if isinstance(left, str) or isinstance(right, str) else Decimal(0)
            left, right = (empty if left is None else left), (empty if right is None else right)
        return _COMPARISONS[tokens[places[0]][1]](_ranked(left), _ranked(right))

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
            return self.single(range_of(self.evaluator.book, self.sheet, token))
        if kind == "name":
            return self.call(token.upper())
        if token != "(":
            raise UnknownError(token)
        found = self.sum()
        self.expect(")")
        return found

    def call(self, name: str) -> Decimal:
        if name == "IF":
            self.at -= 1
            chosen = self.branch()
            if not isinstance(chosen, Decimal):
                raise UnknownError("text")
            return chosen
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
        found = range_of(self.evaluator.book, self.sheet, token)
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


