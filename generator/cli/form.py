"""`offer form`: the buyer's own forms, what they ask and a mapping to start from; the pages of those made in Word."""

from __future__ import annotations

import click

from generator.cli.french import FrenchGroup

COMMANDS = {
    "inspect": ("generator.cli.form_inspect", "Liste les champs d'un formulaire et propose leur correspondance."),
    "pdf": ("generator.cli.form_pdf", "Fait les pages des formulaires Word d'une offre, avec LibreOffice."),
}


@click.group(
    cls=FrenchGroup,
    name="form",
    lazy=COMMANDS,
    help="Les formulaires de l'acheteur, en PDF ou en Word, à remplir à la place des nôtres.",
    subcommand_metavar="COMMANDE …",
)
def command() -> None:
    """Groups the two commands."""
