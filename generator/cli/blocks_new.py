"""`offer blocks new`: a block to be written, which already passes."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.blocks_told import PARTS
from generator.cli.french import FrenchCommand
from generator.cli.options import known_client, workspace_option

EXIT_FILES = 4


@click.command(
    cls=FrenchCommand,
    name="new",
    help="Crée un bloc ID, en brouillon, à écrire : boilerplate/blocks/<dossier>/<ID>.md.",
)
@click.argument("name", metavar="ID")
@click.option("--topic", "topics", multiple=True, required=True, metavar="SUJET", help="Sujet traité ; répétable.")
@click.option(
    "--part",
    type=click.Choice(list(PARTS)),
    metavar="PARTIE",
    help="Partie de la note (par défaut : celle des blocs de ces sujets).",
)
@click.option("--title", metavar="TITRE", help="Titre pour les listes.")
@click.option("--client", metavar="CLIENT", help="Pour ce client seulement : offers/<CLIENT>/blocks/.")
@workspace_option
def command(
    name: str, topics: tuple[str, ...], part: str | None, title: str | None, client: str | None, workspace: Path
) -> int:
    """Writes the file and says where; never overwrites, and refuses an id or a topic of the wrong shape."""
    from generator.build.clients import clients
    from generator.build.drafts import new_block
    from generator.build.scaffold import lay
    from generator.foundation.diagnostic import Rejected, blocks

    if client is not None:
        known_client(client, clients(workspace))
    file, text, problems = new_block(workspace, name, topics, part, title or "", client)
    if blocks(problems):
        raise Rejected(problems, EXIT_FILES if problems[0].code.startswith("E") else 1)
    lay(workspace, {file: text.encode()})
    click.echo(f"écrit : {file}")
    click.echo("Écrivez le texte, puis retirez « draft: true » : le bloc pourra être pris.")
    return 0
