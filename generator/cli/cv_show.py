"""`offer cv CLIENT`: for each intervener the chosen references with reasons, what misses, how many pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, known_client, workspace_option
from generator.cli.show import show, show_data

if TYPE_CHECKING:
    from generator.build.staff import Seen


class _OfClient(FrenchCommand):
    """Its path already says CLIENT."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The options alone."""
        return ["[OPTIONS]"]


@click.command(
    cls=_OfClient,
    name="cv",
    help="Montre les CV de l'offre CLIENT : références choisies et pourquoi, manques, pages.",
)
@click.argument("client", metavar="CLIENT")
@workspace_option
@format_option("text", "json")
def command(client: str, workspace: Path, form: str) -> int:
    """Prints each CV; 1 when the offer can't be composed."""
    from generator.build.clients import clients
    from generator.build.staff import staffed

    known_client(client, clients(workspace))
    people, findings = staffed(workspace, client)
    if form == "json":
        show_data(client, [asdict(person) for person in people] if people is not None else None, findings)
    else:
        for line in (line for person in people or () for line in _told(person)):
            click.echo(line)
        show(client, findings, form)
    return 1 if people is None else 0


def _told(person: Seen) -> Iterator[str]:
    pages = f"{person.pages} page{'s' if person.pages > 1 else ''} sur {person.most}"
    yield click.style(f"{person.name} ({person.key}, {pages})", bold=True)
    yield f"  {person.role}. Sans nom : « {person.alias} »"
    yield "  Références choisies" if person.references else "  Aucune référence"
    for key, client, why in person.references:
        yield f"    {key} ({client})"
        yield f"      {why or 'choix du candidat'}"
    if person.left:
        yield f"  Laissées : {', '.join(person.left)}"
    yield from (f"  Pas de référence pour « {word} »" for word in person.gaps)
    yield from (f"  Rien ne montre « {demand.words} »" for demand in person.fit if not demand.proof)
