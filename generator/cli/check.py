"""`offer check`: every finding on the finished files of an offer, or on those that a build would make."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import day_option, format_option, known_client, workspace_option
from generator.cli.progress import working
from generator.cli.show import show, show_json, show_shared, styled
from generator.foundation.diagnostic import blocks

_ABOUT = {
    "files": "Contrôle des fichiers de build/{}.",
    "would": "Contrôle de ce que « offer build {} » construirait.",
    "unread": "Les autres contrôles attendent que ces fichiers se lisent.",
}


@click.command(cls=FrenchCommand, name="check", help="Vérifie l'offre de chaque CLIENT sans rien écrire.")
@click.argument("names", metavar="CLIENT...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Toutes les offres de l'espace de travail.")
@day_option("--on", "on", "Jour d'où compter ce qui reste avant la date limite.")
@click.option("--list", "listed", is_flag=True, help="Donne la table de tous les contrôles, en Markdown.")
@workspace_option
@format_option("text", "json", "github")
def command(names: tuple[str, ...], every: bool, on: date | None, listed: bool, workspace: Path, form: str) -> int:
    """Prints the findings; 1 when one is blocking."""
    from generator.build.clients import clients

    if listed:
        from generator.report.catalogue import catalogue

        click.echo(catalogue(), nl=False)
        return 0
    known = clients(workspace)
    wanted = known if every or not names else tuple(known_client(name, known) for name in names)
    return _checked(workspace, wanted, wanted == known and len(known) > 1, on, form)


def _checked(workspace: Path, names: tuple[str, ...], together: bool, on: date | None, form: str) -> int:
    """Each offer by itself; then, `together`, what only shows when all are laid side by side."""
    from generator.build.bookings import double_bookings
    from generator.build.checking import check
    from generator.build.neighbours import alike
    from generator.report.terminal import verdict, way_lines

    told = []
    for name in names:
        with working(f"{name} : vérification…"):
            checked = check(workspace, name, on)
        told.append((name, checked.findings))
        if form == "text":
            click.secho(name, bold=True)
            click.secho(_ABOUT[checked.about].format(name), dim=True)
            styled(way_lines(checked.way) if checked.way else ())
        if form != "json":
            show(name, checked.findings, form)
        if form == "text":
            styled([verdict(checked.findings)])
    if together:
        told.append(("", (*double_bookings(workspace, names), *alike(workspace))))
        show_shared(told[-1][1], form)
    if form == "json":
        show_json(told)
    return 1 if any(blocks(found) for _, found in told) else 0
