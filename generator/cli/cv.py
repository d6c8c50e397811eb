"""`offer cv`: the CVs of an offer, with their references, reasons and gaps; to and from JSON Resume."""

from __future__ import annotations

import click

from generator.cli.french import FrenchGroup

COMMANDS = {
    "export": ("generator.cli.cv_export", "Écrit la fiche d'un intervenant en JSON Resume."),
    "import": ("generator.cli.cv_import", "Fait d'un JSON Resume une fiche à compléter."),
}


class _ClientOrCommand(FrenchGroup):
    """What is not the name of a command is a client."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in self.lazy or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        from generator.cli.cv_show import command as show

        return "CLIENT", show, args


@click.group(
    cls=_ClientOrCommand,
    name="cv",
    lazy=COMMANDS,
    help="Montre les CV de l'offre CLIENT : références choisies et pourquoi, manques, pages.",
    no_args_is_help=False,
    invoke_without_command=True,
    subcommand_metavar="CLIENT | COMMANDE …",
)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Wants a client or a command."""
    if ctx.invoked_subcommand is None:
        raise click.UsageError("il manque CLIENT", ctx)
