"""`offer price`: the lines of the quote, its tax and its total."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, known_client, workspace_option
from generator.cli.show import show, show_data

if TYPE_CHECKING:
    from generator.pricing.quote import Quote


@click.command(cls=FrenchCommand, name="price", help="Montre les lignes du prix de CLIENT, la TVA et le total.")
@click.argument("client", metavar="CLIENT")
@workspace_option
@format_option("text", "json")
def command(client: str, workspace: Path, form: str) -> int:
    """Prints the quote; 1 when there is none or when something blocks."""
    from generator.build.clients import clients
    from generator.build.preview import priced
    from generator.foundation.diagnostic import blocks

    known_client(client, clients(workspace))
    quote, findings = priced(workspace, client)
    if form == "json":
        show_data(client, data(quote) if quote else None, findings)
    else:
        for line in lines(quote) if quote else ():
            click.echo(line)
        show(client, findings, form)
    return 1 if quote is None or blocks(findings) else 0


def lines(quote: Quote) -> list[str]:
    """The lines by group, then the totals, as aligned lines."""
    from generator.cli.columns import columns
    from generator.foundation.money import euros, number, unit_price

    rows = [("", "", "", "", "")]
    for title, entries in quote.groups:
        rows.append((title, "", "", "", ""))
        rows += [(f"  {e.label}", number(e.quantity), e.unit, unit_price(e.price), euros(e.amount)) for e in entries]
    tax = f"TVA {number(quote.rate)} %" if quote.rate is not None else "TVA non applicable"
    totals = (("Total HT", quote.net), (tax, quote.tax), ("Total TTC", quote.gross))
    rows += [(label, "", "", "", euros(amount)) for label, amount in totals]
    mention = [f"  {quote.mention}"] if quote.mention else []
    return [
        *columns(rows[1:], right=(1, 3, 4)),
        *mention,
        f"  Soit {euros(quote.per_session)} TTC par séance, tout compris.",
    ]


def data(quote: Quote) -> dict[str, object]:
    """The quote as plain data; amounts are texts with two decimals, so that no reader rounds them."""
    return {
        "lines": [
            {
                "key": line.key,
                "group": line.group,
                "label": line.label,
                "quantity": str(line.quantity),
                "unit": line.unit,
                "price": str(line.price),
                "amount": str(line.amount),
            }
            for line in quote.lines
        ],
        "net": str(quote.net),
        "rate": None if quote.rate is None else str(quote.rate),
        "tax": str(quote.tax),
        "gross": str(quote.gross),
        "regime": quote.regime,
        "mention": quote.mention,
        "per_session": str(quote.per_session),
    }
