"""The tables of a price: lines by group with their subtotals, totals by VAT regime, in figures and in words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from generator.compose.tables import grid
from generator.document.tree import Align, Cell, Heading, Paragraph, Row, Table, Text
from generator.foundation import money
from generator.pricing.quote import QuoteLine, grouped
from generator.pricing.tax import Tax, total

WIDTHS = (47, 11, 11, 15, 16)
_ALIGN: tuple[Align, ...] = ("left", "right", "left", "right", "right")
NET_OF_TAX = "Montant total net de taxe (TTC = HT)"


def heading(title: str, level: int = 1) -> Heading:
    """A title without number."""
    return Heading(level, (Text(title),), numbered=False)


def paragraph(*runs: Text | str) -> Paragraph:
    """A paragraph of these runs."""
    return Paragraph(tuple(Text(run) if isinstance(run, str) else run for run in runs))


def tax_word(taxed: bool) -> str:
    """How a total is called: with tax, or net when none is due."""
    return "TTC" if taxed else "net de taxe (TTC = HT)"


def price_table(lines: tuple[QuoteLine, ...], taxes: tuple[Tax, ...], numbered: bool = False) -> Table:
    """Every line by group, and the totals of `taxes`; `numbered` gives groups and lines their rank."""
    taxed = any(tax.rate is not None for tax in taxes)
    gross = total(tax.gross for tax in taxes)
    tax = "HT" if taxed else "net"
    header = row("Désignation", "Quantité", "Unité", f"Prix unitaire {tax}", f"Montant {tax}")
    made = [header]
    for rank, (title, found) in enumerate(grouped(lines), 1):
        subtotal = total(line.amount for line in found)
        made.append(sum_row(f"{rank}. {title}" if numbered else title, subtotal))
        made += [_line(line, f"{rank}.{n} " if numbered else "") for n, line in enumerate(found, 1)]
    summary = f"Prix par ligne et par groupe ; total {money.euros(gross)} {tax_word(taxed)}."
    return Table(rows=(*made, *total_rows(taxes)), widths=WIDTHS, summary=summary)


def row(*texts: str) -> Row:
    """A row of five cells."""
    return Row(tuple(Cell((paragraph(text),), align) for text, align in zip(texts, _ALIGN, strict=True)))


def _line(line: QuoteLine, rank: str) -> Row:
    quantity, price = money.number(line.quantity), money.unit_price(line.price)
    return row(rank + line.label, quantity, line.unit, price, money.euros(line.amount))


def sum_row(label: str, amount: Decimal) -> Row:
    """A label across the table and an amount."""
    cells = (Cell((paragraph(label),), span=4), Cell((paragraph(money.euros(amount)),), "right"))
    return Row(cells, strong=True)


def total_rows(taxes: tuple[Tax, ...]) -> tuple[Row, ...]:
    """The total before tax, the tax of each rate, the total with tax; one row when no tax is due."""
    net, gross = total(tax.net for tax in taxes), total(tax.gross for tax in taxes)
    due = [tax for tax in taxes if tax.rate is not None]
    if not due:
        return (sum_row(NET_OF_TAX, gross),)
    several = len(taxes) > 1
    rates = [sum_row(_tax_label(tax, several), tax.tax) for tax in due]
    return (sum_row("Total HT", net), *rates, sum_row("Total TTC", gross))


def _tax_label(tax: Tax, several: bool) -> str:
    base = f" sur {money.euros(tax.net)}" if several else ""
    return f"TVA à {money.number(tax.rate or 0)} %{base}"


def amounts_table(head: str, rows: Iterable[tuple[str, Decimal, Decimal, Decimal]], summary: str) -> Table:
    """Names with their amounts before tax, tax and with tax."""
    right: Align = "right"
    known = list(rows)
    if not any(tax for _, _, tax, _ in known):  # no line « TVA : 0,00 € » where no tax is due
        nets = [(name, money.euros(net)) for name, net, _, _ in known]
        return grid((head, "Montant net de taxe"), nets, (70, 30), summary, ("left", right))
    made = [(name, *(money.euros(amount) for amount in amounts)) for name, *amounts in known]
    return grid((head, "HT", "TVA", "TTC"), made, (49, 17, 17, 17), summary, ("left", right, right, right))
