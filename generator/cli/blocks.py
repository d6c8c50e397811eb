"""`offer blocks`: the shelf of blocks and what can be asked of it; `new` and `import` add to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.cli.french import FrenchGroup
from generator.cli.options import day_option, format_option, known_client, workspace_option
from generator.cli.show import show, show_data
from generator.foundation.diagnostic import Diagnostics, blocks

Told = tuple[object, Iterator[str], Diagnostics]
"""What was asked: as data, as lines, and what is wrong."""

COMMANDS = {
    "new": ("generator.cli.blocks_new", "Crée un bloc à écrire."),
    "import": ("generator.cli.blocks_import", "Découpe un document Word en blocs à relire."),
}


@click.group(
    cls=FrenchGroup,
    name="blocks",
    lazy=COMMANDS,
    help="Liste les blocs de la bibliothèque, ou répond à une question sur eux.",
    invoke_without_command=True,
    subcommand_metavar="[COMMANDE …]",
)
@click.option("--search", metavar="MOTS", help="Les blocs où se lisent tous ces mots.")
@click.option("--why", metavar="CLIENT", help="Chaque bloc de cette offre, et les demandes sans réponse.")
@click.option("--usage", is_flag=True, help="Les offres qui prennent chaque bloc, et leur résultat.")
@click.option("--conflicts", is_flag=True, help="Les blocs d'une même offre qui se répètent ou se contredisent.")
@click.option("--stale", is_flag=True, help="Les blocs à relire, périmés, ou qui citent un texte abrogé.")
@day_option("--on", "on", "Jour de --stale (par défaut : la dernière offre).")
@workspace_option
@format_option("text", "json")
@click.pass_context
def command(ctx: click.Context, /, on: date | None, workspace: Path, form: str, **asked: Any) -> int:
    """Prints the library, or the answer to the one question asked; 1 when a file is wrong or something blocks."""
    questions = [name for name, value in asked.items() if value not in {None, False}]
    if ctx.invoked_subcommand:
        if questions or on:
            raise click.UsageError("une question ne se pose pas avec « new » ou « import »", ctx)
        return 0
    if len(questions) > 1 or (on and questions != ["stale"]):
        raise click.UsageError("une seule question à la fois (--on va avec --stale)", ctx)
    client = asked["why"] or ""
    made, told, findings = _answer(workspace, questions[0] if questions else "", asked, on)
    if form == "json":
        show_data(client, made, findings)
    else:
        for line in told:
            click.echo(line)
        show(client, () if asked["stale"] else findings, form)
    return 1 if blocks(findings) else 0


def _answer(workspace: Path, question: str, asked: Mapping[str, Any], on: date | None) -> Told:
    match question:
        case "why":
            return _why(workspace, asked["why"])
        case "usage":
            return _usage(workspace)
        case "conflicts":
            return _conflicts(workspace)
        case "stale":
            return _stale(workspace, on)
        case _:
            return _library(workspace, asked["search"])


def _library(workspace: Path, search: str | None) -> Told:
    from generator.build.preview import library
    from generator.cli.blocks_told import block_data, hit_lines, shelf_lines
    from generator.library.search import found

    shelf, findings = library(workspace)
    if search is None:
        return [block_data(block) for block in shelf], shelf_lines(shelf), findings
    hits = found(shelf, search)
    return [block_data(block) for block in hits], hit_lines(hits), findings


def _why(workspace: Path, client: str) -> Told:
    from generator.build.clients import clients
    from generator.build.preview import selected
    from generator.cli.blocks_told import why_data, why_lines

    known_client(client, clients(workspace))
    selection, findings = selected(workspace, client)
    if selection is None:
        return None, iter(()), findings
    return why_data(selection), why_lines(selection), findings


def _usage(workspace: Path) -> Told:
    from generator.build.usage import uses
    from generator.cli.blocks_told import usage_data, usage_lines

    made, findings = uses(workspace)
    return [usage_data(use) for use in made], usage_lines(made), findings


def _conflicts(workspace: Path) -> Told:
    from generator.build.usage import clashes

    findings = clashes(workspace)
    said = iter(()) if findings else iter(["Aucun bloc n'en répète ni n'en contredit un autre dans une même offre."])
    return None, said, findings


def _stale(workspace: Path, on: date | None) -> Told:
    from generator.build.usage import stale_blocks
    from generator.cli.blocks_told import stale_lines
    from generator.report.terminal import findings_lines

    day, findings = stale_blocks(workspace, on)
    if day is None:
        undated = "Aucune offre ne donne de date : ajoutez --on AAAA-MM-JJ."
        return None, iter([undated, *(line for line, _ in findings_lines(findings))]), findings
    return {"on": day.isoformat()}, stale_lines(day, findings), findings
