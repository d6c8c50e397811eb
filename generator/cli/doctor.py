"""`offer doctor`: what is installed, what is missing, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import is_workspace, nearest
from generator.cli.show import show

if TYPE_CHECKING:
    from generator.build.health import Fact

EXIT_MISSING = 3
SIGNS = {
    "fine": ("oui", "green"),
    "info": ("–", "cyan"),
    "warning": ("!", "yellow"),
    "missing": ("NON", "red"),
}


@click.command(
    cls=FrenchCommand,
    name="doctor",
    help="Vérifie Python, les paquets, les polices, le disque et les fichiers YAML.",
)
@click.option(
    "--workspace",
    "-w",
    "given",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    help="Espace de travail.",
)
def command(given: Path | None) -> int:
    """Prints every fact; 3 when something that a build needs is missing."""
    from generator.build.health import declared, fonts, importable, packages, python

    facts = [python(), *packages(declared(), importable()), fonts()]
    workspace = _workspace(given)
    if not any(fact.state == "missing" for fact in facts):
        facts += _surroundings(workspace)
    for fact in facts:
        _print(fact)
    if any(fact.state == "missing" for fact in facts):
        click.secho("Il manque quelque chose : suivez les lignes « aide ».", fg="red", bold=True)
        return EXIT_MISSING
    if workspace:
        _survey(workspace)
    return 0


def _workspace(given: Path | None) -> Path | None:
    if given is None:
        return nearest(Path.cwd())
    return given.resolve() if is_workspace(given) else None


def _surroundings(workspace: Path | None) -> Iterator[Fact]:
    from generator.build.health import Fact, disk, programs

    yield from programs()
    if workspace:
        yield Fact("fine", "Espace de travail", str(workspace))
        yield disk(workspace)
    else:
        remedy = "allez dans le bon dossier, ou « offer init DOSSIER »"
        yield Fact("warning", "Espace de travail", "introuvable (il faut offers/ et boilerplate/)", remedy)


def _survey(workspace: Path) -> None:
    from generator.build.survey import survey

    count, problems = survey(workspace)
    show("", problems, "text")
    if problems:
        click.echo(f"{count} fichiers YAML et blocs lus ; ceux ci-dessus sont à corriger.")
    else:
        click.secho(f"Tout est prêt ; {count} fichiers YAML et blocs lus sans erreur.", fg="green", bold=True)


def _print(fact: Fact) -> None:
    sign, colour = SIGNS[fact.state]
    click.echo(f"  {click.style(f'{sign:>3}', fg=colour)}  {fact.name:<20} {fact.found}")
    if fact.remedy:
        click.echo(f"       aide : {fact.remedy}")
