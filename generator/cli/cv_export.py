"""`offer cv export`: an intervener's file as JSON Resume."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import workspace_option

EXIT_FILES = 4


@click.command(cls=FrenchCommand, name="export", help="Écrit la fiche de l'intervenant CLÉ en JSON Resume.")
@click.argument("key", metavar="CLÉ")
@click.option("-o", "--output", metavar="FICHIER", help="Fichier à écrire (par défaut : la sortie standard).")
@click.option("--force", is_flag=True, help="Remplace le fichier s'il existe.")
@workspace_option
def command(key: str, output: str | None, force: bool, workspace: Path) -> int:
    """Writes the file, or prints it; never overwrites without --force."""
    from generator.build.staff import exported
    from generator.foundation.diagnostic import Rejected, Span, error

    data = exported(workspace, key)
    if output is None:
        click.echo(data.decode("utf-8"), nl=False)
        return 0
    path = Path(output)
    if path.exists() and not force:
        said, hint = "ce fichier existe déjà : il n'est pas remplacé", "choisissez un autre nom, ou ajoutez --force"
        raise Rejected([error("E925", Span(output), said, hint)], EXIT_FILES)
    path.write_bytes(data)
    click.echo(f"écrit : {output}")
    return 0
