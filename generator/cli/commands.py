"""The table of commands; each module is imported only when its command is called."""

from __future__ import annotations

import click

import generator
from generator.cli.french import FrenchGroup

COMMANDS = {
    "build": ("generator.cli.build", "Construit l'offre d'un client, ou toutes."),
    "check": ("generator.cli.check", "Vérifie une offre sans rien écrire."),
    "report": ("generator.cli.report", "Écrit la page de toutes les offres, build/index.html."),
    "plan": ("generator.cli.plan", "Montre le planning d'une offre."),
    "price": ("generator.cli.price", "Montre le prix d'une offre."),
    "adapt": ("generator.cli.adapt", "Adapte l'approche d'une offre à la demande."),
    "blocks": ("generator.cli.blocks", "Liste les blocs, dit où ils servent ; en crée, en importe."),
    "cv": ("generator.cli.cv", "Montre les CV d'une offre ; en exporte, en importe."),
    "form": ("generator.cli.form", "Lit les formulaires de l'acheteur, prépare leur remplissage."),
    "freeze": ("generator.cli.freeze", "Fige un document relu dans Word : il part tel quel."),
    "review": ("generator.cli.review", "Reprend ce qu'un relecteur a changé dans Word."),
    "diff": ("generator.cli.diff", "Montre dans Word ce qui a changé depuis une autre version."),
    "deposit": ("generator.cli.deposit", "Écrit le dossier à déposer, enveloppes et liste à suivre."),
    "sign": ("generator.cli.sign", "Dit qui signe quoi ; signe les fichiers à déposer."),
    "deposited": ("generator.cli.deposited", "Archive ce qui a été remis, avec l'accusé de réception."),
    "verify": ("generator.cli.verify", "Dit ce qu'est un fichier, et s'il est resté tel que construit."),
    "results": ("generator.cli.results", "Montre ce qui a gagné et ce qui a perdu."),
    "new": ("generator.cli.new", "Crée le dossier commenté d'un nouveau client."),
    "init": ("generator.cli.init", "Crée un nouvel espace de travail."),
    "schema": ("generator.cli.schema", "Écrit les schémas JSON des fichiers YAML."),
    "doctor": ("generator.cli.doctor", "Vérifie l'installation."),
}


@click.group(
    cls=FrenchGroup,
    lazy=COMMANDS,
    help="Réponses aux appels d'offres : du YAML au dossier prêt à déposer.",
    no_args_is_help=False,
    subcommand_metavar="COMMANDE …",
    invoke_without_command=True,
)
@click.version_option(generator.__version__, "--version", message="offer %(version)s", help="Affiche la version.")
@click.pass_context
def offer(ctx: click.Context) -> None:
    """Shows the help when no command is given."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
