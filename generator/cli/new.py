"""`offer new`: a commented folder for a new client."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import workspace_option

EXIT_FILES = 4


@click.command(
    cls=FrenchCommand,
    name="new",
    help="Crée offers/<CLIENT>/ : la demande et l'offre, commentées, à remplir.",
)
@click.argument("client", metavar="CLIENT")
@workspace_option
def command(client: str, workspace: Path) -> int:
    """Writes the starter files of a client; refuses a bad name and never overwrites."""
    from generator.build.scaffold import client_files, existing, is_key, lay, suggested_key

    if not is_key(client):
        raise click.UsageError(_bad_key(client, suggested_key(client)))
    folder = f"offers/{client}"
    files = client_files(workspace, client)
    if taken := existing(workspace / folder, files):
        _refuse(folder, taken)
    lay(workspace / folder, files)
    for name in files:
        click.echo(f"écrit : {folder}/{name}")
    click.echo(_next(client))
    return 0


def _bad_key(client: str, suggestion: str) -> str:
    rule = "lettres minuscules sans accent, chiffres et tirets, 40 signes au plus"
    hint = f"\n  aide : « offer new {suggestion} »" if suggestion else ""
    return f"nom de client refusé : « {client} » ({rule}){hint}"


def _refuse(folder: str, taken: tuple[str, ...]) -> None:
    from generator.foundation.diagnostic import Rejected, Span, error

    message = f"ce dossier contient déjà {', '.join(taken)} : rien n'est écrit"
    hint = "choisissez un autre nom de client, ou complétez ces fichiers"
    raise Rejected([error("E911", Span(folder), message, hint)], EXIT_FILES)


def _next(client: str) -> str:
    return (
        f"Déposez la demande dans offers/{client}/source/, puis remplissez brief.yaml et offer.yaml.\n"
        f"« offer check {client} » dit ce qui manque."
    )
