"""`offer verify`: proves that a file, a folder or an archive is exactly what was built, from what, and when it went."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, workspace_option
from generator.cli.progress import working

if TYPE_CHECKING:
    from generator.build.rebuilding import Rebuilt
    from generator.build.verifying import Verified


@click.command(
    cls=FrenchCommand,
    name="verify",
    help="Dit ce qu'est un fichier, un dossier de dépôt, un zip ou une archive : de quelle offre, fait de quelles "
    "sources, remis quand, signé par qui, resté le même ou changé.",
)
@click.argument("paths", metavar="FICHIER_OU_DOSSIER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--rebuild", is_flag=True, help="Reconstruit depuis les mêmes sources et compare octet par octet.")
@workspace_option
@format_option("text", "json")
def command(paths: tuple[Path, ...], rebuild: bool, workspace: Path, form: str) -> int:
    """Prints what each is; 1 when one is not, or not all of it, what was built."""
    from generator.build.rebuilding import rebuilt
    from generator.build.verifying import verify

    shown = []
    for path in paths:
        with working(f"{path} : vérification…"):
            for found in verify(workspace, path):
                origin = found.verdict.origin
                again = rebuilt(workspace, origin) if rebuild and origin else None
                shown.append((found, again))
    if form == "json":
        click.echo(json.dumps([_data(*one) for one in shown], ensure_ascii=False, indent=1))
    else:
        for found, again in shown:
            _print(found, again)
    fine = all(found.unchanged and (again is None or again.proven) for found, again in shown)
    return 0 if fine else 1


def _print(found: Verified, again: Rebuilt | None) -> None:
    from generator.deposit.told import told

    first, *lines = told(found.verdict)
    click.secho(first, fg="green" if found.unchanged else "red", bold=True)
    for line in lines:
        click.echo(line)
    for name, signed in found.signatures.items():
        click.echo(f"  signature de {name} :")
        for line in signed:
            click.echo(f"    {line}")
    for note in found.notes:
        click.secho(f"  {note.line}", fg=None if note.sound else "red")
    if again:
        _print_again(again)


def _print_again(again: Rebuilt) -> None:
    from generator.deposit.differences import some

    if not again.done:
        click.secho(f"  reconstruction impossible : {again.how}", fg="yellow")
        return
    count = len(again.same)
    plural = "s" if count > 1 else ""
    click.secho(f"  reconstruit {again.how} : {count} fichier{plural} identique{plural}, octet par octet", fg="green")
    if again.other:
        newer = " ; le programme a changé depuis, cela ne prouve rien contre eux" if again.newer else ""
        click.secho(f"  reconstruits autrement : {some(again.other)}{newer}", fg="yellow" if newer else "red")
    if again.made:
        click.echo(f"  faits pour le dépôt ou l'archive, non comparés : {again.made}")


def _data(found: Verified, again: Rebuilt | None) -> dict[str, object]:
    from generator.deposit.told import data

    made = (
        {"how": again.how, "done": again.done, "same": list(again.same), "other": list(again.other)} if again else None
    )
    return data(found.verdict) | {
        "unchanged": found.unchanged,
        "signatures": {name: list(lines) for name, lines in found.signatures.items()},
        "notes": [note.line for note in found.notes],
        "rebuilt": made,
    }
