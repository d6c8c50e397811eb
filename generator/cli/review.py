"""`offer review`: what a reviewer changed in Word, and with --apply, the sources."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, known_client, workspace_option
from generator.cli.show import show, show_data

if TYPE_CHECKING:
    from generator.build.reviewing import Review


@click.command(
    cls=FrenchCommand,
    name="review",
    help="Dit ce qu'un relecteur a changé dans FICHIER.docx ; avec --apply, le reporte dans les sources de CLIENT.",
)
@click.argument("client", metavar="CLIENT")
@click.argument("files", metavar="FICHIER.docx...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--apply", "applied", is_flag=True, help="Reporte les changements dans les sources.")
@click.option("--dry-run", "dry", is_flag=True, help="Montre ce que --apply écrirait, sans rien écrire.")
@click.option("--to-library", "shared", is_flag=True, help="Propose aussi les changements aux blocs communs.")
@click.option("--by", metavar="NOM", default="", help="Qui rend cette relecture (par défaut : l'auteur dans Word).")
@workspace_option
@format_option("text", "json")
def command(  # noqa: PLR0913, PLR0917 - one for each option
    client: str,
    files: tuple[Path, ...],
    applied: bool,
    dry: bool,
    shared: bool,
    by: str,
    workspace: Path,
    form: str,
) -> int:
    """Tells the changes, shows or writes the sources; 1 when what was written blocks until a person decides."""
    from generator.build.clients import clients
    from generator.build.reviewing import apply, review

    known_client(client, clients(workspace))
    made = review(workspace, client, files, by, shared and applied, again=not applied)
    problems = made.problems
    if applied and not dry:
        problems = (*problems, *apply(workspace, made, files))
    if form == "json":
        show_data(client, _data(made, applied and not dry), problems)
    else:
        _tell(made)
        if shared and not applied:
            _propose(workspace, client, made)
        if dry:
            _show(workspace, made)
        show(client, problems, "text")
        _verdict(made, applied and not dry, dry)
    return 1 if applied and _blocked(made) else 0


def _blocked(made: Review) -> bool:
    """Whether a conflict, or a text that contradicts a datum, waits for somebody."""
    clashes = any(change.conflicts for proposal in made.proposals for change in proposal.changes)
    return clashes or any(entry.kind == "value" for entry in made.news)


def _tell(made: Review) -> None:
    from generator.review.told import settled_lines, told

    for proposal, data in zip(made.proposals, made.data, strict=True):
        _lines(told(proposal, data))
    if made.settled:
        click.echo("")
        _lines(settled_lines(made.settled))
    click.echo("")


def _lines(lines: Iterable[tuple[str, str]]) -> None:
    for line, colour in lines:
        if colour == "bold":
            click.secho(line, bold=True)
        else:
            click.echo(click.style(line, fg=colour) if colour else line)


def _propose(workspace: Path, client: str, made: Review) -> None:
    """The changes as a difference on the common blocks, and why the others are for this client only."""
    from generator.build.rehearsal import composed
    from generator.review.library import shareable

    dossier = composed(workspace, client)
    for proposal in made.proposals:
        good, bad = shareable(dossier, proposal)
        for file in good:
            source = next(s for s in proposal.sources.values() if s.file == file)
            _lines(_difference(file, source.body, proposal.bodies[file].body, source.first_line))
        for file, why in bad:
            click.secho(f"{file} : pour ce client seulement ({why})", fg="cyan")
    click.echo("")


def _show(workspace: Path, made: Review) -> None:
    """Every file that --apply would write, as a difference."""
    for file, text in made.texts.items():
        path = workspace / file
        named = path if path.is_file() else _replaced(workspace, made, file)
        old = named.read_text(encoding="utf-8") if named else ""
        if named and named != path:
            click.secho(f"{file} : nouveau, à la place de {named.relative_to(workspace).as_posix()}", fg="cyan")
        _lines(_difference(file, old, text, 1))
    for file in made.pictures:
        click.secho(f"+++ {file}", fg="green")
    click.echo("")


def _replaced(workspace: Path, made: Review, file: str) -> Path | None:
    """The common file that a new one of this client replaces."""
    from generator.review.writing import override

    sources = (source.file for proposal in made.proposals for source in proposal.sources.values())
    return next((workspace / source for source in sources if override(made.client, source) == file), None)


def _difference(file: str, old: str, new: str, first_line: int) -> Iterator[tuple[str, str]]:
    blank = [""] * (first_line - 1)  # so that the line numbers are those of the file
    colours = {"+": "green", "-": "red", "@": "cyan"}
    before, after = [*blank, *old.split("\n")], [*blank, *new.split("\n")]
    for line in difflib.unified_diff(before, after, f"a/{file}", f"b/{file}", lineterm="", n=2):
        yield line, colours.get(line[:1], "")


def _verdict(made: Review, written: bool, dry: bool) -> None:
    from generator.compose.filters import plural
    from generator.review.told import entry_lines

    for name, old in made.before.items():
        moment = f" (relecture du {old.date:%d/%m/%Y})" if old.date else ""
        click.secho(f"{name} : déjà repris{moment} ; rien n'est repris deux fois.", fg="cyan")
    if made.before:
        click.echo(f"Pour reprendre un fichier encore, retirez-le d'offers/{made.client}/review/journal.yaml.")
    if made.news:
        word = "est" if written else "sera"
        click.secho(f"Ce qui reste à régler {word} dans offers/{made.client}/review/comments.yaml :", bold=True)
        _lines(entry_lines(made.news))
    sources = [file for file in made.texts if "/review/" not in file]
    if written:
        click.secho(plural(len(sources), "source écrite", "sources écrites") + (" :" if sources else "."), bold=True)
        for file in sources:
            click.echo(f"  {file}")
        click.echo(f"Ensuite : « offer build {made.client} », puis « offer diff {made.client} » pour comparer.")
    elif not dry and (sources or made.news) and not made.before:
        count = plural(len(sources), "source", "sources")
        click.echo(f"Pour reporter ces changements ({count}) : la même commande, avec --apply.")


def _data(made: Review, written: bool) -> dict[str, object]:
    from generator.review.told import as_data

    return {
        "documents": [as_data(p, d) for p, d in zip(made.proposals, made.data, strict=True)],
        "settled": [
            {"file": d.field.file, "line": d.field.line, "field": d.field.name, "value": d.value}
            for d in made.settled
            if d.field
        ],
        "open": [entry.model_dump(mode="json", exclude_none=True) for entry in made.news],
        "files": sorted([*made.texts, *made.pictures]),
        "written": written,
    }
