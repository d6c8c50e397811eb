"""`offer freeze`: this exact reviewed file is the document that is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import day_option, known_client, workspace_option
from generator.cli.show import show

if TYPE_CHECKING:
    from generator.build.frozen_store import Done

EXIT_FILES = 4
LARGEST = 60_000_000  # bytes of a .docx


@click.command(
    cls=FrenchCommand,
    name="freeze",
    help="Fige FICHIER (.docx relu) : c'est lui, tel quel, qui sera envoyé. Sans FICHIER, liste les documents figés.",
)
@click.argument("client", metavar="CLIENT")
@click.argument("file", metavar="[FICHIER]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--accept-all",
    is_flag=True,
    help="Accepte les modifications suivies et retire les commentaires (l'original est gardé dans review/kept/).",
)
@click.option(
    "--engine",
    type=click.Choice(["typst", "libreoffice"]),
    default="typst",
    metavar="typst|libreoffice",
    help="Qui fait le PDF : l'outil, ou LibreOffice, qui garde la mise en page du fichier (par défaut : typst).",
)
@click.option("--by", metavar="NOM", default="", help="Qui fige (par défaut : qui a enregistré le fichier).")
@day_option("--date", "day", "Depuis quand (par défaut : aujourd'hui).")
@click.option("--release", metavar="DOCUMENT", help="Rend ce document à ses sources.")
@workspace_option
def command(client: str, file: Path | None, release: str | None, workspace: Path, **how: Any) -> int:
    """Freezes, releases or lists; 1 when the file can't be frozen, 3 without LibreOffice."""
    from generator.build.clients import clients

    known_client(client, clients(workspace))
    if release is not None and file is not None:
        raise click.UsageError("« --release » ne prend pas de fichier : « offer freeze CLIENT --release DOCUMENT »")
    if release is not None:
        return _release(workspace, client, release)
    if file is None:
        return _list(workspace, client)
    return _freeze(workspace, client, file, how)


def _freeze(workspace: Path, client: str, file: Path, how: Mapping[str, Any]) -> int:
    from generator.build.frozen_store import Asked, freeze
    from generator.foundation.diagnostic import Rejected
    from generator.foundation.files import given

    day = how["day"] or datetime.now().astimezone().date()
    data, problems = given(file, LARGEST)
    if data is None:
        raise Rejected(problems, EXIT_FILES)
    asked = Asked(file, data, how["by"].strip(), day, how["engine"], how["accept_all"])
    _tell(client, freeze(workspace, client, asked))
    return 0


def _tell(client: str, done: Done) -> None:
    from generator.foundation.diagnostic import Level

    if done.kept:
        changes, comments = f"modifications acceptées : {done.accepted}", f"commentaires retirés : {done.comments}"
        click.echo(f"{changes} ; {comments} ; l'original est gardé : offers/{client}/review/{done.kept}")
    click.echo(f"figé : offers/{client}/review/frozen/{done.entry.document}.docx, par {done.entry.by}")
    show(client, tuple(each for each in done.findings if each.level is not Level.INFO), "text")
    click.echo(f"« offer build {client} » le met dans le dossier.")


def _release(workspace: Path, client: str, document: str) -> int:
    from generator.build.frozen_store import release

    kept = release(workspace, client, document)
    if not kept:
        click.echo(f"« {document} » suit de nouveau ses sources")
        return 0
    place = f"offers/{client}/review/{kept}"
    click.echo(f"« {document} » suit de nouveau ses sources ; le fichier est gardé : {place}")
    click.echo("Les corrections faites dans ce fichier quittent le document ; pour les reprendre dans les sources :")
    click.echo(f"  offer review {client} {_shell(place)} --apply")
    return 0


def _shell(path: str) -> str:
    """The path as one word of a command."""
    return f'"{path}"' if " " in path else path


def _list(workspace: Path, client: str) -> int:
    from generator.build.frozen import frozen_files
    from generator.foundation import days
    from generator.foundation.diagnostic import Rejected

    files, problems = frozen_files(workspace, client)
    if problems:
        raise Rejected(problems)
    for entry in (file.entry for file in files):
        layout = ", mis en page par LibreOffice" if entry.engine == "libreoffice" else ""
        click.echo(f"{entry.document} : figé depuis le {days.long(entry.since)} par {entry.by}{layout}")
    if not files:
        click.echo(f"Aucun document figé. « offer freeze {client} FICHIER.docx » en fige un.")
    return 0

