"""`offer init`: a new workspace that can be filled at once."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.french import FrenchCommand

EXIT_FILES = 4
IGNORED = {".git", ".DS_Store"}


@click.command(
    cls=FrenchCommand,
    name="init",
    help="Crée dans DOSSIER un espace de travail : offers/, boilerplate/, schema/.",
)
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path))
def command(folder: Path) -> int:
    """Writes the starter workspace; refuses a folder that holds anything."""
    from generator.build.scaffold import lay, workspace_files

    if folder.exists():
        _refuse_occupied(folder)
    files = workspace_files()
    lay(folder.resolve(), files)
    click.echo(f"Espace de travail créé dans {folder} ({len(files)} fichiers).")
    click.echo(_next(folder))
    return 0


def _refuse_occupied(folder: Path) -> None:
    from generator.foundation.diagnostic import Rejected, Span, error

    where = Span(folder.as_posix())
    if not folder.is_dir():
        raise Rejected(
            [error("E912", where, "c'est un fichier, pas un dossier", "choisissez un autre nom")], EXIT_FILES
        )
    held = sorted(path.name for path in folder.iterdir() if path.name not in IGNORED)
    if held:
        message = f"ce dossier n'est pas vide (il contient « {held[0]} ») : rien n'est écrit"
        raise Rejected([error("E912", where, message, "choisissez un dossier vide ou nouveau")], EXIT_FILES)


def _next(folder: Path) -> str:
    option = "" if folder.resolve() == Path.cwd() else f' -w "{folder}"'
    advice = "Les données de boilerplate/ sont des exemples : remplacez-les par les vôtres (voir LISEZ-MOI.md)."
    return f"{advice}\nEnsuite : offer new mon-client{option}"
