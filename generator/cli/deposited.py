"""`offer deposited`: archives exactly what was handed in, with the receipt."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import known_client, workspace_option
from generator.cli.show import show

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{1,2}) ?[:hH] ?(\d{2})?(?::\d{2})? ?(Z|[+-]\d{2}:\d{2})?")


def _moment(ctx: click.Context, _: click.Parameter, value: str | None) -> datetime | None:
    """A moment, without a zone unless one is written; None without the option."""
    found = _MOMENT.fullmatch(value.strip()) if value else None
    try:
        if found:
            return datetime.fromisoformat(f"{found[1]}T{int(found[2]):02}:{found[3] or '00'}{found[4] or ''}")
    except ValueError:
        found = None
    if value is None:
        return None
    said = f"moment illisible : « {value} »\n  aide : écrivez année-mois-jour heure:minute, « 2023-06-30 11:42 »"
    raise click.UsageError(said, ctx)


@click.command(
    cls=FrenchCommand,
    name="deposited",
    help="Archive ce qui a été remis, avec l'accusé de réception, dans offers/CLIENT/deposit/.",
)
@click.argument("client", metavar="CLIENT")
@click.option(
    "--receipt",
    "receipts",
    metavar="FICHIER",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Accusé de réception, tel que reçu (PDF, courriel, image…) ; l'option peut être répétée.",
)
@click.option(
    "--at",
    metavar='"AAAA-MM-JJ HH:MM"',
    callback=_moment,
    help="Moment du dépôt, à l'horloge de la consultation (par défaut : maintenant).",
)
@workspace_option
def command(client: str, receipts: tuple[Path, ...], at: datetime | None, workspace: Path) -> int:
    """Archives the kit, says where, and what is worth knowing."""
    from generator.build.archiving import deposited
    from generator.build.clients import clients

    known_client(client, clients(workspace))
    if not receipts:
        raise click.UsageError("il manque l'accusé de réception : --receipt FICHIER, tel que la plateforme l'a donné")
    done = deposited(workspace, client, receipts, datetime.now().astimezone(), at)
    said = done.deposit
    click.echo(f"{client} : dépôt archivé dans {done.place}")
    click.echo(f"  remis le {said.when} ; {len(said.files)} fichiers, tels que remis")
    click.echo(f"  accusé de réception : {', '.join(one.file for one in said.receipts)}")
    show(client, done.findings, "text")
    parent = done.place.rpartition("/")[0]
    click.echo(
        f"Ensuite : « git add {parent} » et « git commit » le gardent ; « offer verify {done.place} » le prouve."
    )
    return 0
