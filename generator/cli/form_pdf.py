"""`offer form pdf`: the pages of Word forms, laid out by LibreOffice."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import known_client, workspace_option


@click.command(
    cls=FrenchCommand,
    name="pdf",
    help="Fait les pages des formulaires Word de CLIENT avec LibreOffice, pour le dossier assemblé.",
)
@click.argument("client", metavar="CLIENT")
@workspace_option
def command(client: str, workspace: Path) -> int:
    """Keeps a PDF of each filled Word form; 1 when none could be filled, 3 without LibreOffice."""
    from generator.build.clients import clients
    from generator.build.form_pages import lay_out

    known_client(client, clients(workspace))
    kept = lay_out(workspace, client)
    for name in kept:
        click.echo(f"écrit : {name}")
    idle = "Aucun formulaire Word à mettre en pages, ou leurs pages sont à jour."
    told = f"« offer build {client} » les met dans le dossier." if kept else idle
    click.echo(told)
    return 0
