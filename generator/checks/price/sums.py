"""Do the printed amounts add up, to the cent?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from generator.checks.cells import Grid, Line, bare, figure, fold, grids
from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.checks.price.tables import Bill, Item, Sum, sheets
from generator.checks.price.totals import amounts
from generator.document.inlines import plain_text
from generator.document.tree import Callout, nodes
from generator.foundation.money import cents, euros, number, unit_price
from generator.pricing.tax import total

_BASE: Final = re.compile(r"sur ([\d  ]+,\d{2}) ?€")
_RATE: Final = re.compile(r"tva à ([\d,]+) ?%")
_ADDED: Final = ("ht", "tva", "ttc", "montant net de taxe", "montant ht")  # columns whose last row adds them up
_HINT: Final = "reconstruisez l'offre, ou corrigez le nombre changé à la main"
Fault = tuple[str, str]  # what is wrong, the words of the row


def adds_up(finished: Finished) -> tuple[Verdict, ...]:
    """Quantity × price, subtotals, totals, VAT, shares: the first level that is wrong is told, the cause of others."""
    verdicts = []
    for printed, found in sheets(finished):
        levels = (
            [fault for bill in found for item in bill.items for fault in _line(item)],
            [fault for bill in found for fault in _subtotals(bill)],
            [fault for bill in found for fault in _totals(bill)],
            [*_shares(printed), *(_announced(printed, found) if printed.key == "cost" else ())],
        )
        faults = next((level for level in levels if level), [])
        verdicts += [
            Verdict(finished.place(printed.docx), said, _HINT, Passage(printed.docx.removesuffix(".docx"), words))
            for said, words in faults
        ]
    return tuple(verdicts)


def _line(item: Item) -> Iterator[Fault]:
    if item.quantity is None or item.price is None or item.amount is None:
        if item.words.strip():
            yield f"« {item.label} » : quantité, prix ou montant illisible", item.words
    elif cents(item.quantity * item.price) != item.amount:
        due = f"{number(item.quantity)} × {unit_price(item.price)} = {euros(item.quantity * item.price)}"
        yield f"« {item.label} » : {due}, et non {euros(item.amount)}", item.words


def _subtotals(bill: Bill) -> Iterator[Fault]:
    for head, items in bill.groups:
        if head and items:
            yield from _same(head, total(item.amount for item in items if item.amount is not None), "ses lignes font")


def _same(said: Sum, due: Decimal, because: str = "le calcul donne") -> Iterator[Fault]:
    if said.amount is None:
        yield f"« {said.label} » : montant illisible", said.words
    elif said.amount != due:
        yield f"« {said.label} » : {euros(said.amount)}, alors que {because} {euros(due)}", said.words


def _totals(bill: Bill) -> Iterator[Fault]:
    """Before tax, the tax of each rate, with tax; or the only total when no tax is due."""
    net = total(item.amount for item in bill.items if item.amount is not None)
    paid = bill.total
    if paid is None:
        yield f"« {bill.title or 'le tableau des prix'} » n'a plus de total", bill.items[-1].words if bill.items else ""
        return
    due = net
    for row in bill.totals:
        if found := _RATE.match(fold(row.label)):
            yield from _same(row, _tax(row, Decimal(found[1].replace(",", ".")), net))
            due += row.amount or Decimal(0)
        elif row is not paid:
            yield from _same(row, net)
    yield from _same(paid, due)


def _tax(row: Sum, rate: Decimal, net: Decimal) -> Decimal:
    """The tax of a rate on its base: the one that the row tells, else the whole total before tax."""
    told = _BASE.search(bare(row.label))
    base = figure(told[1]) if told else None
    return cents((net if base is None else base) * rate / 100)


# --- shares, lots, tranches --------------------------------------------------------------------


def _shares(printed: Printed) -> Iterator[Fault]:
    """Tables of lots, tranches, shares: their last row adds the others up, and HT + TVA = TTC on each."""
    for grid in grids(printed.tree):
        if grid.column("quantité") is None and any(fold(name) in _ADDED for name in grid.head) and len(grid.lines) > 1:
            yield from _columns(grid)


def _columns(grid: Grid) -> Iterator[Fault]:
    *rows, last = grid.lines
    for place in (place for place, name in enumerate(grid.head) if fold(name) in _ADDED):
        end = place == len(grid.head) - 1  # a label over several columns leaves the last one in its place
        told = figure(last.cells[-1]) if end else _at(last, place)
        values = [value for row in rows if (value := _at(row, place)) is not None]
        if told is not None and len(values) == len(rows) and total(values) != told:
            yield f"« {last.cells[0]} » : {euros(told)}, alors que la colonne fait {euros(total(values))}", last.words
    net, tax, gross = (grid.column(name) for name in ("ht", "tva", "ttc"))
    for row in grid.lines if net and tax and gross else ():
        parts = [_at(row, place) for place in (net, tax, gross) if place]
        a, b, c = parts
        if a is not None and b is not None and c is not None and a + b != c:
            yield f"« {row.cells[0]} » : {euros(a)} + {euros(b)} = {euros(a + b)}, et non {euros(c)}", row.words


def _at(line: Line, place: int) -> Decimal | None:
    return figure(line.cells[place]) if len(line.cells) > place else None


def _announced(printed: Printed, found: tuple[Bill, ...]) -> Iterator[Fault]:
    """The total at the head of the cost sheet is that of its tables, options left out."""
    paid = [bill.total.amount for bill in found if not bill.option and bill.total and bill.total.amount is not None]
    for node in nodes(printed.tree):
        if isinstance(node, Callout) and (said := amounts(plain_text(node.title))) and paid and said[0] != total(paid):
            words = bare(plain_text(node.title))
            yield f"« {words} », alors que les tableaux font {euros(total(paid))}", words
