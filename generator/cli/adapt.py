"""`offer adapt`: writes into offer.yaml how the approach is bent to the brief."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import known_client, workspace_option
from generator.cli.show import show


@click.command(
    cls=FrenchCommand,
    name="adapt",
    help="Écrit dans offer.yaml de CLIENT l'adaptation de l'approche qui lève les contradictions avec la demande.",
)
@click.argument("client", metavar="CLIENT")
@workspace_option
def command(client: str, workspace: Path) -> int:
    """Writes one line, or says that none is needed; 1 when something is left to a person."""
    from generator.build.adapt import adapt
    from generator.build.clients import clients

    known_client(client, clients(workspace))
    made = adapt(workspace, client)
    if made.keys:
        pairs = ", ".join(f"{key}: {value}" for key, value in made.keys.items())
        click.echo(f"écrit dans offers/{client}/offer.yaml : adapt: {{{pairs}}}")
        click.echo(f"« offer check {client} » dit ce qui reste.")
    elif not made.left:
        click.echo("L'approche convient à la demande : rien à écrire.")
    show(client, made.left, "text")
    return 1 if made.left else 0
