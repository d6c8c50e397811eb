"""`offer form inspect`: the fields of a buyer's form, and a mapping to start from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, known_client, workspace_option

if TYPE_CHECKING:
    from generator.writers.form_field import FormField

_KINDS = {
    "text": "texte",
    "box": "case",
    "radio": "boutons radio",
    "choice": "liste déroulante",
    "list": "liste",
    "button": "bouton",
    "signature": "signature",
}


@click.command(
    cls=FrenchCommand,
    name="inspect",
    help="Liste les champs de FICHIER (.pdf ou .docx) et propose une correspondance, à relire et à compléter.",
)
@click.argument("file", metavar="FICHIER", type=click.Path(path_type=Path))
@click.argument("client", metavar="[CLIENT]", required=False)
@click.option("--output", metavar="FORMULAIRE.yaml", type=click.Path(path_type=Path), help="Écrit la proposition.")
@workspace_option
@format_option("text", "json")
def command(file: Path, client: str | None, output: Path | None, workspace: Path, form: str) -> int:
    """Prints the fields, then the mapping; 1 when the file is no form, 4 when it can't be read or written."""
    from generator.build.clients import clients
    from generator.build.form_survey import mapping, placed, survey, written

    if client is not None:
        known_client(client, clients(workspace))
    found = survey(file)
    if form == "json":
        _json(found.fields)
        return 0
    text = mapping(found, placed(file, workspace, client))
    if output is not None or client is not None:
        target = output or workspace / "offers" / str(client) / "forms" / f"{found.stem}.yaml"
        written(target, text)
        _list(found.fields)
        click.echo(f"\nécrit : {target} ; relisez chaque valeur, puis « offer build {client or 'CLIENT'} »")
        return 0
    _list(found.fields)
    click.echo(
        f"\nCorrespondance proposée, à enregistrer dans offers/CLIENT/forms/{found.stem}.yaml :\n\n{text}", nl=False
    )
    return 0


def _json(fields: tuple[FormField, ...]) -> None:
    import json
    from dataclasses import asdict

    click.echo(json.dumps([asdict(field) for field in fields], ensure_ascii=False, indent=1))


def _list(fields: tuple[FormField, ...]) -> None:
    """One line a field: its page, its kind, its name, what the form says of it, what it may hold."""
    click.echo(f"{len(fields)} champs :")
    for field in fields:
        page = f"p. {field.page}" if field.page else ""
        told = [f"« {field.label} »"] if field.label else []
        told += [", ".join(field.options[:8]) + ("…" if len(field.options) > 8 else "")] if field.options else []
        told += [f"{field.longest} caractères au plus"] if field.longest else []
        told += ["plusieurs lignes"] if field.multiline and field.page else []
        told += ["obligatoire"] if field.required else []
        told += ["en lecture seule"] if field.locked else []
        told += [f"contient « {field.value} »"] if field.value else []
        click.echo("  ".join((f"  {page:<6}{_KINDS[field.kind]:<17}{field.name}", " ; ".join(told))).rstrip())
