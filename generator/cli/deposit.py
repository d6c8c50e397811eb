"""`offer deposit`: the folder to hand in, or every reason why the offer can't be."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import day_option, known_client, workspace_option
from generator.cli.progress import working
from generator.cli.show import show
from generator.foundation.diagnostic import Rejected

if TYPE_CHECKING:
    from generator.build.handing_in import Deposit


@click.command(
    cls=FrenchCommand,
    name="deposit",
    help="Écrit depot/<CLIENT>/ : les enveloppes à déposer, nommées comme la demande le veut, et la liste à suivre.",
)
@click.argument("client", metavar="CLIENT")
@day_option("--on", "on", "Jour du dépôt, qui juge la date limite (par défaut : aujourd'hui).")
@workspace_option
def command(client: str, on: date | None, workspace: Path) -> int:
    """Writes the kit; 1 when something keeps the offer from being handed in, 4 when a signed kit stands there."""
    from generator.build.clients import clients
    from generator.build.handing_in import deposit

    known_client(client, clients(workspace))
    try:
        with working(f"{client} : dossier de dépôt…"):
            done = deposit(workspace, client, on or datetime.now().astimezone().date())
    except Rejected as refused:
        return _refused(client, refused)
    show(client, done.findings, "text")
    _tell(client, done)
    return 0


def _refused(client: str, refused: Rejected) -> int:
    show(client, refused.diagnostics, "text")
    count = len(refused.diagnostics)
    many = f"{count} points à régler" if count > 1 else "un point à régler"
    click.secho(f"{client} : pas de dossier de dépôt, {many} d'abord", fg="red", bold=True)
    return refused.exit_code


def _tell(client: str, done: Deposit) -> None:
    from generator.deposit.seal import size, zip_name

    if done.aside:
        click.echo(f"l'ancien dossier, signé ou modifié, est gardé : {done.aside}")
    enclosed = [one for one in done.proof.files if "/" in one.file]
    what = "rien n'a changé," if done.unchanged else "dossier de dépôt écrit :"
    total = size(sum(one.bytes for one in enclosed))
    click.secho(f"{client} : {what} {len(enclosed)} fichiers à remettre ({total}) dans {done.folder}", bold=True)
    for one in done.proof.files:
        if one.kind == "zip":
            inside = sum(zip_name(each.file.split("/")[0]) == one.file for each in enclosed)
            click.echo(f"  {one.file} : {inside} fichiers, {size(one.bytes)}")
    click.echo(f"Date limite : {done.way.words or 'inconnue'}" + _left(done))
    for said in done.signatures.now:
        click.echo(f"À signer avant : {said}")
    click.echo("La suite, pas à pas : a-faire.pdf. Une fois déposé :")
    click.echo(f"  offer deposited {client} --receipt ACCUSÉ")


def _left(done: Deposit) -> str:
    return f" ; {done.way.left_words}" if done.way.left_words else ""
