"""The price as it is printed: lines, subtotals and totals read back from the tables of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator.checks.cells import Grid, figure, fold, grids
from generator.checks.finished import Finished, Printed
from generator.document.tree import Document

PRICED: Final = ("cost", "dqe", "dpgf")  # pieces whose tables add lines up to a total
OPTIONS: Final = "options"
_TOTALS: Final = ("montant total", "total ht", "tva à", "total ttc")


@dataclass(frozen=True, slots=True)
class Item:
    """A line: what it is, how much of it, at what price, for what amount; None where no number can be read."""

    label: str
    quantity: Decimal | None
    unit: str
    price: Decimal | None
    amount: Decimal | None
    words: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A row of the table that adds others up."""

    label: str
    amount: Decimal | None
    words: str


@dataclass(frozen=True, slots=True)
class Bill:
    """A table of prices: groups of lines with their subtotals, then the totals; an option's is in no total."""

    title: str
    option: bool
    groups: tuple[tuple[Sum | None, tuple[Item, ...]], ...]
    totals: tuple[Sum, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Every line."""
        return tuple(item for _, items in self.groups for item in items)

    @property
    def total(self) -> Sum | None:
        """What is to be paid: with tax, or net when none is due."""
        return self.totals[-1] if self.totals else None


def bills(document: Document) -> Iterator[Bill]:
    """The tables of lines of a document, in order."""
    for grid in grids(document):
        places = [grid.column(name) for name in ("désignation", "quantité", "unité", "prix unitaire", "montant")]
        if None not in places:
            yield _bill(grid, [place for place in places if place is not None])


def _bill(grid: Grid, places: list[int]) -> Bill:
    what, count, unit, price, amount = places
    groups: list[tuple[Sum | None, list[Item]]] = []
    totals: list[Sum] = []
    for line in grid.lines:
        cells = line.cells
        if len(cells) == len(grid.head) and not line.total:
            if not groups:
                groups.append((None, []))
            held = Item(
                cells[what], figure(cells[count]), cells[unit], figure(cells[price]), figure(cells[amount]), line.words
            )
            groups[-1][1].append(held)
        elif cells:
            added = Sum(cells[0], figure(cells[-1]), line.words)
            if fold(added.label).startswith(_TOTALS):
                totals.append(added)
            else:
                groups.append((added, []))
    option = fold(grid.chapter) == OPTIONS
    return Bill(grid.title, option, tuple((head, tuple(items)) for head, items in groups), tuple(totals))


def sheets(finished: Finished) -> Iterator[tuple[Printed, tuple[Bill, ...]]]:
    """Each printed price piece with its tables of lines."""
    for printed in finished.printed:
        if printed.key in PRICED:
            yield printed, tuple(bills(printed.tree))


def cost_of(finished: Finished) -> Printed | None:
    """The cost sheet of the packet, read back; None when it is gone."""
    return next((printed for printed in finished.printed if printed.key == "cost"), None)
