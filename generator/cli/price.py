"""`offer price`: the lines of the quote, its tax and total; for the author only, variants, margin, workbooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, known_client, workspace_option
from generator.cli.show import show, show_data

if TYPE_CHECKING:
    from generator.foundation.diagnostic import Diagnostics


@click.command(cls=FrenchCommand, name="price", help="Montre les lignes du prix de CLIENT, la TVA et le total.")
@click.argument("client", metavar="CLIENT")
@click.option("--what-if", "view", flag_value="what_if", help="Ce que devient le total si une chose change.")
@click.option("--margin", "view", flag_value="margin", help="Nos coûts et notre marge : jamais dans un document.")
@click.option("--grid", "view", flag_value="grid", help="Les classeurs de l'acheteur et leur correspondance.")
@workspace_option
@format_option("text", "json")
def command(client: str, view: str | None, workspace: Path, form: str) -> int:
    """Prints the quote or a view of it; 1 when there is none or when something blocks."""
    from generator.build.clients import clients
    from generator.foundation.diagnostic import blocks

    known_client(client, clients(workspace))
    data, lines, findings = _viewed(workspace, client, view)
    if form == "json":
        show_data(client, data, findings)
    else:
        for line in lines:
            click.echo(line)
        show(client, findings, form)
    return 1 if data is None or blocks(findings) else 0


def _viewed(workspace: Path, client: str, view: str | None) -> tuple[object, list[str], Diagnostics]:
    """A view as data, as lines, and its findings; no data when it could not be made."""
    from generator.build import prices
    from generator.cli import price_lines, price_views

    match view:
        case "what_if":
            case, findings = prices.situation(workspace, client)
            now = case.quote() if case else None
            if not (case and now):
                return None, [], prices.priced(workspace, client)[1]
            from generator.pricing.whatif import what_if

            changes = what_if(case)
            return price_views.change_data(changes), price_views.change_lines(now, changes), findings
        case "margin":
            margins, findings = prices.costed(workspace, client)
            return price_views.margin_data(margins) or None, price_views.margin_lines(margins), findings
        case "grid":
            books, findings = prices.surveyed(workspace, client)
            return price_views.grid_data(books), price_views.grid_lines(books), findings
        case _:
            quote, findings = prices.priced(workspace, client)
            return (price_lines.data(quote), price_lines.lines(quote), findings) if quote else (None, [], findings)
