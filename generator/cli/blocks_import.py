"""`offer blocks import`: an old Word note cut into draft blocks."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import known_client, workspace_option
from generator.cli.show import show

EXIT_FILES = 4


@click.command(
    cls=FrenchCommand,
    name="import",
    help="Découpe FICHIER (.docx) par ses titres en brouillons de blocs, avec tableaux, listes et images.",
)
@click.argument("file", metavar="FICHIER", type=click.Path(path_type=Path))
@click.option("--name", metavar="NOM", default="", help="Dossier import-NOM (par défaut : le nom du fichier).")
@click.option(
    "--level",
    type=click.Choice(["1", "2", "3", "4"]),
    default="2",
    metavar="N",
    help="Niveau de titre où couper, de 1 à 4 (par défaut : 2).",
)
@click.option("--client", metavar="CLIENT", help="Pour ce client seulement : offers/<CLIENT>/blocks/.")
@workspace_option
def command(file: Path, name: str, level: str, client: str | None, workspace: Path) -> int:
    """Writes the drafts and says what to look at; never overwrites."""
    from generator.build.clients import clients
    from generator.build.drafts import note_drafts
    from generator.build.scaffold import lay
    from generator.cli.columns import columns
    from generator.foundation.diagnostic import Rejected
    from generator.importers.suggestions import UNKNOWN

    if client is not None:
        known_client(client, clients(workspace))
    made, problems = note_drafts(workspace, file, name, int(level), client)
    if made is None:
        raise Rejected(problems, EXIT_FILES)
    lay(workspace, made.files)
    for line in columns((d.file, d.block.head.part, ", ".join(d.suggestion.topics)) for d in made.drafts):
        click.echo(line)
    show("", made.findings, "text")
    bare = sum(draft.suggestion.topics == (UNKNOWN,) for draft in made.drafts)
    click.echo(f"Brouillons écrits : {len(made.drafts)} ; images : {len(made.pictures)} ; sans sujet proposé : {bare}.")
    if remains := sum(finding.code == "L260" for finding in made.findings):
        click.echo(f"Noms, dates, montants et adresses à retirer, dits ci-dessus (L260) : {remains}.")
    click.echo("Relisez chaque bloc, confirmez « topics », datez « reviewed », puis retirez « draft: true ».")
    return 0
