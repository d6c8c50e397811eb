"""`offer diff`: what changed since the last review or another version, as tracked changes in Word or as lines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, known_client, workspace_option
from generator.cli.progress import working
from generator.cli.show import show, show_data

if TYPE_CHECKING:
    from generator.build.compared import Compared

STATES = {"added": "nouveau document", "removed": "document retiré"}


@click.command(
    cls=FrenchCommand,
    name="diff",
    help="Montre ce qui a changé dans les documents de CLIENT : un .docx aux modifications suivies pour chacun.",
)
@click.argument("client", metavar="CLIENT")
@click.option(
    "--against",
    metavar="VERSION|FICHIER.docx",
    default="",
    help="Version de git ou document Word d'avant (par défaut : la dernière relecture reprise, sinon HEAD).",
)
@click.option("--document", metavar="NOM", default="", help="Un seul document, par exemple note-methodologique.")
@click.option(
    "--output",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    help="Où écrire les .docx (par défaut : build/CLIENT.diff/).",
)
@workspace_option
@format_option("docx", "text", "json")
def command(client: str, against: str, document: str, output: Path | None, workspace: Path, form: str) -> int:
    """Compares, tells, and writes one redline for each document that changed."""
    from generator.build.clients import clients
    from generator.build.compared import compare
    from generator.build.redlines import write

    known_client(client, clients(workspace))
    with working(f"{client} : comparaison…"):
        found, problems = compare(workspace, client, against, document)
        written = write(output or workspace / "build" / f"{client}.diff", client, found) if form == "docx" else {}
    if form == "json":
        show_data(client, [_data(one) for one in found], problems)
        return 0
    for one in found:
        _tell(one, written.get(one.slug), full=form == "text")
    if all(one.state == "same" for one in found):
        click.echo(f"{client} : rien n'a changé depuis {_since(found)}.")
    show(client, problems, "text")
    return 0


def _since(found: Iterable[Compared]) -> str:
    return " ou ".join(dict.fromkeys(one.version.since for one in found))


def _tell(one: Compared, path: Path | None, full: bool) -> None:
    from generator.review.differing import told

    if one.state == "same":
        return
    if full:
        click.echo("")
    count = len(one.differences)
    what = STATES.get(one.state) or (f"{count} passages ont changé" if count > 1 else "un passage a changé")
    click.secho(f"{one.slug} : {what} depuis {one.version.since}", bold=True)
    for line in told(one.differences) if full else ():
        click.echo("".join(_styled(*piece) for piece in line))
    if path:
        click.echo(f"  {path}")


def _styled(words: str, colour: str) -> str:
    if not colour:
        return words
    return click.style(words, bold=True) if colour == "bold" else click.style(words, fg=colour)


def _data(one: Compared) -> dict[str, object]:
    return {
        "document": one.slug,
        "title": one.title,
        "since": one.version.since,
        "state": one.state,
        "changes": [
            {
                "title": each.title,
                "block": each.block or None,
                "kind": each.kind,
                "edits": [{"kind": edit.kind, "old": edit.old, "new": edit.new} for edit in each.edits],
            }
            for each in one.differences
        ],
    }
