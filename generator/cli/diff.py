"""`offer diff`: what changed since the last review or another version, as tracked changes in Word or as lines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, known_client, workspace_option
from generator.cli.progress import working
from generator.cli.show import show
from generator.foundation.diagnostic import Level, Rejected

if TYPE_CHECKING:
    from generator.build.compared import Compared

STATES = {"added": "nouveau document", "removed": "document retiré"}


@click.command(
    cls=FrenchCommand,
    name="diff",
    help="Montre ce qui a changé dans les documents de CLIENT : un .docx aux modifications suivies pour chacun.",
)
@click.argument("client", metavar="[CLIENT]", required=False)
@click.option("--all", "every", is_flag=True, help="Toutes les offres de l'espace de travail.")
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
def command(  # noqa: PLR0913, PLR0917 - one for each option
    client: str | None,
    every: bool,
    against: str,
    document: str,
    output: Path | None,
    workspace: Path,
    form: str,
) -> int:
    """Compares, tells, and writes one redline for each document that changed."""
    from generator.build.clients import clients

    known = clients(workspace)
    if every and not (client or document or output):
        wanted = known
    elif client and not every:
        wanted = (known_client(client, known),)
    else:
        raise click.UsageError("il manque CLIENT : « offer diff vienne », ou « --all » seul pour toutes les offres")
    made = [_one(workspace, name, (against, document, output), form, every) for name in wanted]
    if form == "json":
        click.echo(json.dumps(made if every else made[0], ensure_ascii=False, indent=1))
    return 0


def _one(workspace: Path, client: str, asked: tuple[str, str, Path | None], form: str, every: bool) -> object:
    """Tells the differences of one offer, and gives them as data; among others, one that has no past is no mistake."""
    from generator.build.compared import compare
    from generator.build.redlines import write
    from generator.report.plain import entry

    against, document, output = asked
    try:
        with working(f"{client} : comparaison…"):
            found, problems = compare(workspace, client, against, document)
            folder = output or workspace / "build" / f"{client}.diff"
            written = write(folder, client, found) if form == "docx" else {}
    except Rejected as refused:
        if not every or {each.code for each in refused.diagnostics} != {"R123"}:
            raise
        found, written = (), {}
        problems = tuple(replace(each, level=Level.INFO) for each in refused.diagnostics)
    if form != "json":
        _tell(client, found, written, form)
        show(client, problems, "text")
    return {
        "client": client,
        "result": [_data(one) for one in found],
        "findings": [entry(problem) for problem in problems],
    }


def _tell(client: str, found: Sequence[Compared], written: Mapping[str, Path], form: str) -> None:
    for one in found:
        _document(one, written.get(one.slug), full=form == "text")
    if found and all(one.state == "same" for one in found):
        since = " ou ".join(dict.fromkeys(one.version.since for one in found))
        click.echo(f"{client} : rien n'a changé depuis {since}.")


def _document(one: Compared, path: Path | None, full: bool) -> None:
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
