"""`offer check`: every finding of an offer, without writing anything."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, known_client, workspace_option
from generator.cli.progress import working
from generator.cli.show import show, show_json, show_shared, styled
from generator.foundation.diagnostic import Diagnostics, blocks


@click.command(cls=FrenchCommand, name="check", help="Vérifie l'offre de chaque CLIENT sans rien écrire.")
@click.argument("names", metavar="CLIENT...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Toutes les offres de l'espace de travail.")
@workspace_option
@format_option("text", "json", "github")
def command(names: tuple[str, ...], every: bool, workspace: Path, form: str) -> int:
    """Prints the findings; 1 when one is blocking."""
    from generator.build.bookings import double_bookings
    from generator.build.clients import clients
    from generator.report.terminal import verdict

    known = clients(workspace)
    wanted = known if every or not names else tuple(known_client(name, known) for name in names)
    told = []
    for name in wanted:
        with working(f"{name} : vérification…"):
            told.append((name, findings(workspace, name)))
    for name, found in told:
        if form == "text":
            click.secho(name, bold=True)
        if form != "json":
            show(name, found, form)
        if form == "text":
            styled([verdict(found)])
    if wanted == known and len(known) > 1:
        told.append(("", double_bookings(workspace, known)))
        show_shared(told[-1][1], form)
    if form == "json":
        show_json(told)
    return 1 if any(blocks(found) for _, found in told) else 0


def findings(workspace: Path, client: str) -> Diagnostics:
    """Every finding of one offer, from files made in memory."""
    from generator.build.inputs import read_inputs
    from generator.build.pipeline import finish
    from generator.foundation.diagnostic import ordered

    inputs, problems = read_inputs(workspace, client)
    return ordered(problems) if inputs is None else finish(inputs, workspace, "").findings
