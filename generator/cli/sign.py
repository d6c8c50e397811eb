"""`offer sign`: who signs what, and the electronic signature of the files to hand in."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, known_client, workspace_option
from generator.cli.show import show, show_data

EXIT_FILES = 4
PASSWORD = "OFFER_P12_PASSWORD"


@click.command(
    cls=FrenchCommand,
    name="sign",
    help="Dit qui signe quoi et quand ; avec --p12, signe les PDF de depot/CLIENT/ (PAdES).",
)
@click.argument("client", metavar="CLIENT")
@click.option("--list", "listing", is_flag=True, help="Liste ce qui est à signer (par défaut).")
@click.option("--p12", metavar="FICHIER", type=click.Path(path_type=Path), help="Certificat du signataire et sa clé.")
@click.option("--piece", "pieces", metavar="PIÈCE", multiple=True, help="Cette pièce seulement (note, attri1…).")
@click.option("--award", is_flag=True, help="Ce qui se signe à l'attribution, au lieu du dépôt.")
@click.option("--timestamp", metavar="URL", default="", help="Serveur d'horodatage (RFC 3161) : PAdES B-T.")
@click.option("--adopt", is_flag=True, help="Prend en compte les PDF de depot/CLIENT/ signés avec un autre outil.")
@format_option("text", "json")
@workspace_option
def command(client: str, p12: Path | None, adopt: bool, workspace: Path, form: str, **how: Any) -> int:
    """Lists, signs, or takes in what was signed elsewhere."""
    from generator.build.clients import clients

    known_client(client, clients(workspace))
    if sum((how.pop("listing"), p12 is not None, adopt)) > 1:
        raise click.UsageError("choisissez entre --list, --p12 et --adopt")
    if p12 is None and not adopt and any(how.values()):
        raise click.UsageError("--piece, --award et --timestamp vont avec --p12")
    if adopt:
        return _adopt(workspace, client)
    return _sign(workspace, client, p12, how) if p12 else _list(workspace, client, form)


def _list(workspace: Path, client: str, form: str) -> int:
    from dataclasses import asdict

    from generator.build.signing_map import mapped, states
    from generator.signing.map import listed

    entries = mapped(workspace, client).entries
    known = states(workspace, client, entries)
    if form == "json":
        show_data(client, [{**asdict(one), "state": known.get(one, "")} for one in entries], ())
        return 0
    for line in listed(entries, known):
        click.echo(line)
    if not entries:
        click.echo("Aucune pièce n'est à signer.")
    return 0


def _sign(workspace: Path, client: str, p12: Path, how: dict[str, Any]) -> int:
    from generator.build.signing import sign
    from generator.build.signing_choice import Asked
    from generator.foundation.diagnostic import Rejected
    from generator.foundation.files import given
    from generator.signing.identity import LARGEST, installed

    installed()
    url = how["timestamp"]
    if url and not url.startswith(("http://", "https://")):
        raise click.UsageError("--timestamp demande une adresse http:// ou https://")
    data, problems = given(p12, LARGEST, "un certificat est bien plus petit : vérifiez que c'est le bon fichier")
    if data is None:
        raise Rejected(problems, EXIT_FILES)
    asked = Asked(tuple(how["pieces"]), how["award"], url)
    done = sign(workspace, client, asked, data, _password, datetime.now().astimezone())
    for name in done.files:
        click.echo(f"signé par {done.who} : depot/{client}/{name}")
    for line in done.left:
        click.echo(f"reste à signer : {line}")
    show(client, done.findings, "text")
    click.echo(f"Le dossier de dépôt est refermé ; « offer verify depot/{client} » le vérifie.")
    return 0


def _adopt(workspace: Path, client: str) -> int:
    from generator.build.signing_taken import adopt

    done = adopt(workspace, client)
    for name, said in done.files.items():
        click.echo(f"signature prise en compte : depot/{client}/{name}, {said}")
    show(client, done.findings, "text")
    if not done.files:
        click.echo("Aucun fichier signé depuis : le dossier de dépôt est tel qu'il a été écrit.")
    return 0


def _password() -> str:
    """From the environment, else asked without an echo; never an option, which other programs could read."""
    if PASSWORD in os.environ:
        return os.environ[PASSWORD]
    if not sys.stdin.isatty():
        raise click.UsageError(f"mot de passe du certificat : personne ne peut le taper ici ; donnez {PASSWORD}")
    asked = "Mot de passe du certificat"
    said = click.prompt(asked, "", hide_input=True, show_default=False, prompt_suffix=" : ", err=True)
    return str(said)
