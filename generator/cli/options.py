"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.foundation.diagnostic import near_miss

F = TypeVar("F", bound=Callable[..., Any])


def is_workspace(folder: Path) -> bool:
    """Whether this folder holds offers/ and boilerplate/."""
    return (folder / "offers").is_dir() and (folder / "boilerplate").is_dir()


def nearest(folder: Path) -> Path | None:
    """The workspace that this folder stands in, itself included."""
    return next((each for each in (folder, *folder.parents) if is_workspace(each)), None)


def _workspace(ctx: click.Context, _: click.Parameter, value: str | None) -> Path:
    """The folder that holds offers/ and boilerplate/: the one given, else this one or its nearest parent."""
    if value is not None:
        folder = Path(value).resolve()
        if not is_workspace(folder):
            raise click.UsageError(
                f"« {value} » n'est pas un espace de travail (il faut offers/ et boilerplate/)\n"
                f"  aide : « offer init {value} » en crée un",
                ctx,
            )
        return folder
    if here := nearest(Path.cwd()):
        return here
    raise click.UsageError(
        "ce dossier n'est pas un espace de travail (il faut offers/ et boilerplate/)\n"
        "  aide : allez dans le bon dossier, ou « offer init DOSSIER »",
        ctx,
    )


workspace_option = click.option(
    "--workspace",
    "-w",
    metavar="DOSSIER",
    callback=_workspace,
    help="Espace de travail (par défaut : ce dossier ou un parent).",
)


def day_option(flag: str, name: str, said: str) -> Callable[[F], F]:
    """An option that takes a day, « 2023-06-28 »; None without it."""

    def read(ctx: click.Context, _: click.Parameter, value: str | None) -> date | None:
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            said = f"date illisible : « {value} »\n  aide : écrivez année-mois-jour, 2023-06-20"
            raise click.UsageError(said, ctx) from None

    return click.option(flag, name, metavar="AAAA-MM-JJ", callback=read, help=said)


def format_option(*names: str) -> Callable[[F], F]:
    """--format with these values, the first by default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        metavar="|".join(names),
        help=f"Forme de la sortie (par défaut : {names[0]}).",
    )


def known_client(client: str, clients: tuple[str, ...]) -> str:
    """The client's key, or a usage error with a near miss."""
    if client in clients:
        return client
    hint = near_miss(client, clients) or (
        "clients : " + ", ".join(clients) if clients else f"« offer new {client} » crée son dossier"
    )
    raise click.UsageError(
        f"client inconnu « {client} » (pas de dossier offers/{client}/ avec brief.yaml)\n  aide : {hint}"
    )
