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


class _Unforced(FrenchCommand):
    """A command that answers whoever wants to force it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments read."""
        if "--force" in args:
            raise click.UsageError("rien ne force un dépôt : réglez ce qui l'arrête, ou levez-le dans offer.yaml", ctx)
        return super().parse_args(ctx, args)


OLD = "E942"  # a finding about the kit that stands there, no further point to settle


@click.command(
    cls=_Unforced,
    name="deposit",
    help="Écrit depot/<CLIENT>/ : les enveloppes à déposer, nommées comme la demande le veut, et la liste à suivre.",
)
@click.argument("client", metavar="CLIENT")
@day_option("--on", "on", "Jour du dépôt, qui juge la date limite (par défaut : aujourd'hui).")
@workspace_option
def command(client: str, on: date | None, workspace: Path) -> int:
    """Writes the kit; 1 when something keeps the offer from being handed in, 4 when a changed kit stands there."""
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
    codes = [one.code for one in refused.diagnostics]
    count = len(codes) - codes.count(OLD)
    many = f"{count} points à régler" if count > 1 else "un point à régler"
    stands = OLD in codes or "E933" in codes
    click.secho(f"{client} : pas de {'nouveau ' * stands}dossier de dépôt, {many} d'abord", fg="red", bold=True)
    return refused.exit_code


def _tell(client: str, done: Deposit) -> None:
    from generator.deposit.seal import size, zip_name

    enclosed = [one for one in done.proof.files if "/" in one.file]
    signed = [one for one in done.proof.files if one.signed]
    what = "rien n'a changé," if done.unchanged else "dossier de dépôt écrit :"
    if signed:
        what = "signé en partie :" if done.left else "votre dossier signé est prêt, déposez-le tel quel :"
    total = size(sum(one.bytes for one in enclosed))
    click.secho(f"{client} : {what} {len(enclosed)} fichiers à remettre ({total}) dans {done.folder}", bold=True)
    for one in done.proof.files:
        if one.kind == "zip":
            inside = sum(zip_name(each.file.split("/")[0]) == one.file for each in enclosed)
            click.echo(f"  {one.file} : {inside} fichiers, {size(one.bytes)}")
    for one in signed:
        click.echo(f"  {one.file} : {one.signed}")
    _tell_before(client, done)
    click.echo(f"Date limite : {done.way.words or 'inconnue'}" + _left(done))
    places = [(one.slug, one.file) for one in done.proof.files]
    for due in done.left:
        click.echo(f"À faire signer avant : {due.said(places)}")
    click.echo("La suite, pas à pas : a-faire.pdf. Une fois déposé :")
    click.echo(f"  offer deposited {client} --receipt ACCUSÉ")


def _tell_before(client: str, done: Deposit) -> None:
    """What became of the kit that stood there."""
    if done.aside:
        kind = "signé" if done.aside.signed else "modifié"
        click.echo(f"Sources ou programme ont changé : l'ancien dossier, {kind}, est gardé dans {done.aside.place}.")
        if done.aside.signed:
            click.echo("Ses signatures ne valent pas pour le nouveau dossier : à signer de nouveau.")
    elif done.replaced:
        click.echo(f"Il remplace celui qui était dans depot/{client}, que personne n'avait signé ni modifié.")


def _left(done: Deposit) -> str:
    return f" ; {done.way.left_words}" if done.way.left_words else ""
