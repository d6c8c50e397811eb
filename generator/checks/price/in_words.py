"""Do amounts written out in words say the figures beside them?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from generator.checks.cells import Grid, bare, figure, fold, grids, text
from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.checks.price.tables import bills
from generator.checks.price.totals import amounts
from generator.document.inlines import plain_text
from generator.document.tree import Callout, Document, Paragraph, Table, nodes
from generator.foundation.money import euros, in_words
from generator.pricing.estimate import price_in_words

_PIECES: Final = ("cost", "bpu", "dqe", "dpgf", "attri1", "dc4")
_LABEL: Final = " en lettres"
_OPENING: Final = "en toutes lettres"
_TAIL: Final = re.compile(r"(?: (?:net de taxe.*|ttc|ht))?\.?$")
Pair = tuple[Decimal, str]  # the figure, the words beside it


def words_say_figures(finished: Finished) -> tuple[Verdict, ...]:
    """Each amount in words is that of the row, the column, the total or the lot that it stands for."""
    verdicts = []
    for printed in finished.printed:
        if printed.key in _PIECES:
            for amount, said in _pairs(printed):
                if _bare_words(said) not in {fold(in_words(amount)), fold(price_in_words(amount))}:
                    told = f"en lettres « {bare(said)} », en chiffres {euros(amount)} ({in_words(amount)})"
                    passage = Passage(printed.docx.removesuffix(".docx"), said)
                    hint = "écrivez le même montant des deux façons : les lettres l'emportent d'ordinaire"
                    verdicts.append(Verdict(finished.place(printed.docx), told, hint, passage))
    return tuple(verdicts)


def _bare_words(said: str) -> str:
    return _TAIL.sub("", fold(said))


def _pairs(printed: Printed) -> Iterator[Pair]:
    yield from _in_fields(printed.tree)
    for grid in grids(printed.tree):
        yield from _in_columns(grid)
    yield from _in_callouts(printed.tree)
    yield from _after_tables(printed.tree)


def _in_fields(tree: Document) -> Iterator[Pair]:
    """« Montant hors taxes | 19 903,00 € », « Montant hors taxes en lettres | dix-neuf mille… »."""
    for node in nodes(tree):
        if isinstance(node, Table) and not node.header:
            rows = {fold(text(row.cells[0])): text(row.cells[-1]) for row in node.rows if len(row.cells) > 1}
            for label, said in rows.items():
                amount = figure(rows.get(label.removesuffix(_LABEL), ""))
                if label.endswith(_LABEL) and amount is not None:
                    yield amount, said


def _in_columns(grid: Grid) -> Iterator[Pair]:
    """« 590,00 € | … | cinq cent quatre-vingt-dix euros »."""
    spelt = next((place for place, name in enumerate(grid.head) if "lettres" in fold(name)), None)
    told = grid.column("prix net", "prix ht", "prix unitaire")
    if spelt is None or told is None:
        return
    for line in grid.lines:
        amount = figure(line.cells[told]) if len(line.cells) == len(grid.head) else None
        if amount is not None:
            yield amount, line.cells[spelt]


def _in_callouts(tree: Document) -> Iterator[Pair]:
    """The total of a cost sheet, and its words below."""
    for node in nodes(tree):
        if isinstance(node, Callout) and (told := amounts(plain_text(node.title))):
            for inside in node.nodes:
                if isinstance(inside, Paragraph) and (said := _opened(inside)):
                    yield told[0], said


def _after_tables(tree: Document) -> Iterator[Pair]:
    """« En toutes lettres : … » below a table of prices; « Lot 1 – … : … » below the table of lots."""
    paid, lots = iter(bills(tree)), _lots(tree)
    total: Decimal | None = None
    for node in nodes(tree):
        if (
            isinstance(node, Table)
            and node.header
            and node.rows
            and any("quantité" in fold(text(c)) for c in node.rows[0].cells)
        ):
            bill = next(paid, None)
            total = bill.total.amount if bill and bill.total else None
        elif isinstance(node, Paragraph):
            if total is not None and (said := _opened(node)):
                yield total, said
            label, colon, said = bare(plain_text(node.runs)).rpartition(" : ")
            if colon and (amount := lots.get(fold(label))) is not None and "euro" in said:
                yield amount, said


def _lots(tree: Document) -> dict[str, Decimal]:
    found = (line for grid in grids(tree) if grid.head and fold(grid.head[0]) == "lot" for line in grid.lines)
    return {fold(line.cells[0]): amount for line in found if (amount := figure(line.cells[-1])) is not None}


def _opened(paragraph: Paragraph) -> str:
    """The words after « En toutes lettres : »."""
    said = bare(plain_text(paragraph.runs))
    return said.partition(":")[2].strip() if fold(said).startswith(_OPENING) else ""
