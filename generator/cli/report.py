"""`offer report`: the page of all offers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import day_option, workspace_option
from generator.cli.progress import working
from generator.foundation.diagnostic import Diagnostics


@click.command(
    cls=FrenchCommand,
    name="report",
    help="Écrit la page de toutes les offres, build/index.html : état, date limite, constats, prix, pages.",
)
@day_option("--on", "on", "Jour d'où compter ce qui reste avant les dates limites.")
@click.option(
    "--output", metavar="DOSSIER", type=click.Path(path_type=Path), help="Dossier des offres construites (build/)."
)
@workspace_option
def command(on: date | None, output: Path | None, workspace: Path) -> int:
    """Writes the page and says where it is."""
    with working("page de toutes les offres…"):
        sentence = written(workspace, output, on, {})
    click.echo(sentence)
    return 0


def written(workspace: Path, output: Path | None, on: date | None, failed: Mapping[str, Diagnostics]) -> str:
    """Writes the page; says where, and how many offers it shows in each state."""
    from generator.build.dashboard import write_page
    from generator.report.board import STATES

    path, board = write_page(workspace, output, on, failed)
    told = ", ".join(f"{count} {STATES[state]}" for state, count in board.tally)
    return f"Page de toutes les offres : {path}" + (f" ({told})" if told else "")
