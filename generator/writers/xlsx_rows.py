"""What the cost spreadsheet says, row by row: lots, groups, lines, totals by VAT rate, options, with live formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.compose.cost_parts import lot_name
from generator.foundation import money
from generator.pricing.quote import LotQuote, Quote, QuoteLine
from generator.pricing.tax import total

Look = Literal["mark", "title", "heading", "space", "header", "group", "line", "total", "grand", "note"]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in the spreadsheet's English syntax, and the result that we computed."""

    text: str
    result: Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet, cells from the first column on; `names` are the defined names of its last cell."""

    look: Look
    cells: tuple[str | Decimal | Formula | None, ...]
    names: tuple[str, ...] = ()



def top_rows(title: str, heading: tuple[str, ...], mark: str) -> tuple[Row, ...]:
    """The mark, the title and what stands under it."""
    marks = (Row("mark", (mark,)),) if mark else ()
    return (*marks, Row("title", (title,)), *(Row("heading", (line,)) for line in heading), Row("space", ()))


def table_rows(quote: Quote, first: int) -> tuple[Row, ...]:
    """The header, the groups and the totals; `first` is the number of the header's row, counted from 1."""
    tax = "HT" if quote.taxed else "net"
    rows = [Row("header", ("Désignation", "Quantité", "Unité", f"Prix unitaire {tax}", f"Montant {tax}"))]
    several = len(quote.lots) > 1
    nets: list[str] = []
    grosses: list[str] = []
    for lot in quote.lots:
        if several:
            rows += [Row("space", ())] if nets else []
            rows.append(Row("header", (lot_name(lot), None, None, None, None)))
        lines, subtotals, cells = _groups(lot.groups, first + len(rows))
        rows += lines
        net = Formula(f"=ROUND({'+'.join(subtotals)},2)", lot.net)
        place = first + len(rows)
        rows += _totals(lot, net, place, cells, several)
        nets.append(f"E{place}")
        grosses.append(f"E{first + len(rows) - 1}")
    if several:
        rows += _grand_totals(quote, nets, grosses)
    return (*rows, *_options(quote, first + len(rows)))


def _groups(
    groups: tuple[tuple[str, tuple[QuoteLine, ...]], ...], number: int
) -> tuple[list[Row], list[str], dict[str, list[str]]]:
    """The rows of these groups from row `number` on, the cells of their subtotals, and those of each VAT regime."""
    rows: list[Row] = []
    subtotals: list[str] = []
    cells: dict[str, list[str]] = {}
    for title, lines in groups:
        place = number + len(rows)
        subtotals.append(f"E{place}")
        result = total(line.amount for line in lines)
        formula = Formula(f"=ROUND(SUM(E{place + 1}:E{place + len(lines)}),2)", result)
        rows.append(Row("group", (title, None, None, None, formula)))
        for at, line in enumerate(lines, place + 1):
            rows.append(_line(line, at))
            cells.setdefault(line.regime, []).append(f"E{at}")
    return rows, subtotals, cells


def _line(line: QuoteLine, number: int) -> Row:
    amount = Formula(f"=ROUND(B{number}*D{number},2)", line.amount)
    return Row("line", (line.label, line.quantity, line.unit, line.price, amount))


def _totals(
    lot: LotQuote, net: Formula, place: int, cells: Mapping[str, list[str]], several: bool
) -> Iterator[Row]:
    """The totals of a lot from row `place` on; names are those of the whole offer, when it has one lot."""
    where = f" – lot {lot.number}" if several else ""
    if lot.rate is None:
        names = () if several else ("TOTAL_HT", "TOTAL_TTC")
        yield _total("grand", f"Montant total net de taxe (TTC = HT){where}", net, *names)
    elif several or len(lot.taxes) > 1:
        yield from _totals_by_rate(lot, net, place, cells, several)
    else:
        yield _total("total", "Total HT", net, "TOTAL_HT")
        yield _total("total", "Taux de TVA", lot.rate / 100, "TAUX_TVA")
        tax = Formula("=ROUND(TOTAL_HT*TAUX_TVA,2)", lot.tax)
        yield _total("total", "Montant de la TVA", tax, "MONTANT_TVA")
        yield _total("grand", "Total TTC", Formula("=ROUND(TOTAL_HT+MONTANT_TVA,2)", lot.gross), "TOTAL_TTC")


def _totals_by_rate(
    lot: LotQuote, net: Formula, place: int, cells: Mapping[str, list[str]], several: bool
) -> Iterator[Row]:
    """The base and the tax of each rate; a base that parties share is a number, no line adds up to it."""
    where = f" – lot {lot.number}" if several else ""
    yield _total("total", f"Total HT{where}", net, *(() if several else ("TOTAL_HT",)))
    due: list[str] = []
    for tax in (tax for tax in lot.taxes if tax.rate is not None):
        base = Formula(f"={tax.net}", tax.net)
        if not lot.shares:
            base = Formula(f"=ROUND({'+'.join(cells[tax.regime])},2)", tax.net)
        rate = tax.rate or Decimal(0)
        yield _total("total", f"Base soumise à la TVA à {money.number(rate)} %", base)
        at = place + 1 + 2 * len(due)
        amount = Formula(f"=ROUND(E{at}*{rate / 100},2)", tax.tax)
        yield _total("total", f"TVA à {money.number(rate)} %", amount)
        due.append(f"E{at + 1}")
    whole = Formula(f"=ROUND(E{place}+{'+'.join(due)},2)", lot.gross)
    yield _total("grand", f"Total TTC{where}", whole, *(() if several else ("TOTAL_TTC",)))


def _grand_totals(quote: Quote, nets: list[str], grosses: list[str]) -> Iterator[Row]:
    net = Formula(f"=ROUND({'+'.join(nets)},2)", quote.net)
    yield Row("space", ())
    if quote.taxed:
        gross = Formula(f"=ROUND({'+'.join(grosses)},2)", quote.gross)
        yield _total("total", "Total HT, tous lots", net, "TOTAL_HT")
        yield _total("total", "TVA, tous lots", Formula("=ROUND(TOTAL_TTC-TOTAL_HT,2)", quote.tax))
        yield _total("grand", "Total TTC, tous lots", gross, "TOTAL_TTC")
    else:
        yield _total("grand", "Montant total net de taxe (TTC = HT), tous lots", net, "TOTAL_HT", "TOTAL_TTC")


def _options(quote: Quote, number: int) -> Iterator[Row]:
    """Options under the totals, in none of them."""
    if not quote.options:
        return
    yield Row("space", ())
    yield Row("header", ("Options, hors du total", None, None, None, None))
    groups = tuple((option.label, option.lines) for option in quote.options)
    yield from _groups(groups, number + 2)[0]


def _total(look: Look, label: str, amount: Decimal | Formula, *names: str) -> Row:
    return Row(look, (label, None, None, None, amount), names)


def note_rows(quote: Quote) -> Iterator[Row]:
    """How the tax comes, or why there is none."""
    yield Row("space", ())
    if quote.mention:
        proof = f" – justificatif : {quote.proof}" if quote.proof else ""
        yield Row("note", (f"{quote.mention}{proof}.",))
    else:
        yield Row("note", ("La TVA est calculée sur le total HT et arrondie au centime.",))
