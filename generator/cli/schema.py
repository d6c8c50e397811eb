"""`offer schema`: writes the JSON Schemas of a workspace, or says which are out of date."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import workspace_option

FOLDER = "schema"


@click.command(
    cls=FrenchCommand,
    name="schema",
    help="Écrit dans schema/ les schémas JSON des fichiers YAML : l’éditeur complète et vérifie la saisie.",
)
@click.option("--check", is_flag=True, help="N'écrit rien ; code 1 si un schéma n'est pas à jour.")
@workspace_option
def command(check: bool, workspace: Path) -> int:
    """Writes what changed and tells it."""
    from generator.build.schema import schema_files

    made = schema_files()
    folder = workspace / FOLDER
    stale = [name for name, data in made.items() if _on_disk(folder / name) != data]
    if check:
        return _told(stale)
    for name in stale:
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(made[name])
        click.echo(f"écrit : {FOLDER}/{name}")
    if not stale:
        click.echo(f"{len(made)} schémas, déjà à jour dans {FOLDER}/")
    return 0


def _on_disk(path: Path) -> bytes:
    return path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""


def _told(stale: list[str]) -> int:
    for name in stale:
        click.echo(f"pas à jour : {FOLDER}/{name}")
    if stale:
        click.echo("  aide : « offer schema » les écrit")
    else:
        click.echo("Les schémas sont à jour.")
    return 1 if stale else 0
