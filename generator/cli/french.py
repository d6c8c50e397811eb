"""click in French: help pages, and sentences for wrong usage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from generator.foundation.diagnostic import near_miss


class FrenchCommand(click.Command):
    """A command whose help page is in French."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments read; wrong ones are told with this command's own help."""
        with _own(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """The command's result; wrong usage found on the way is told with its own help too."""
        with _own(ctx):
            return super().invoke(ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """« Utilisation : offer … »."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Utilisation : ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options' section."""
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]
        if records:
            with formatter.section("Options"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, told in French."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "Affiche cette aide."
        return option


class FrenchGroup(FrenchCommand, click.Group):
    """A group that imports a command's module when the command is called: `lazy` gives name → (module, short help)."""

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names in the order of the table."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - idem
        """The command, imported now."""
        from importlib import import_module

        if cmd_name not in self.lazy:
            return None
        command = import_module(self.lazy[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then commands, without importing them."""
        FrenchCommand.format_options(self, ctx, formatter)
        with formatter.section("Commandes"):
            formatter.write_dl([(name, short) for name, (_, short) in self.lazy.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command called, or a near miss."""
        if args and args[0] not in self.lazy and not args[0].startswith("-"):
            hint = near_miss(args[0], self.lazy) or "commandes : " + ", ".join(self.lazy)
            raise click.UsageError(f"commande inconnue « {args[0]} »\n  aide : {hint}", ctx)
        return super().resolve_command(ctx, args)


@contextmanager
def _own(ctx: click.Context) -> Iterator[None]:
    """Gives wrong usage the command where it happened: click forgets it for an option without its value."""
    try:
        yield
    except click.UsageError as exc:
        exc.ctx = exc.ctx or ctx
        raise


def usage_sentence(exc: click.UsageError) -> str:
    """What is wrong with the command line, in French."""
    path = exc.ctx.command_path if exc.ctx else "offer"
    return f"{_wrong(exc)}\n  « {path} --help » donne le mode d'emploi."


def _wrong(exc: click.UsageError) -> str:
    match exc:
        case click.NoSuchOption():
            hint = near_miss(exc.option_name, _options(exc.ctx))
            return f"option inconnue « {exc.option_name} »" + (f"\n  aide : {hint}" if hint else "")
        case click.BadOptionUsage():
            verb = "ne prend pas de" if "does not take" in exc.message else "attend une"
            return f"l'option « {exc.option_name} » {verb} valeur"
        case click.MissingParameter():
            name = exc.param.make_metavar(exc.ctx) if exc.param and exc.ctx else exc.param_hint
            return f"il manque {name}"
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice) as param):
            known = ", ".join(choice.choices)
            return f"valeur inconnue pour « {param.opts[0]} »\n  aide : valeurs possibles : {known}"
        case click.BadParameter():
            name = exc.param.opts[0] if exc.param else exc.param_hint
            return f"valeur refusée pour « {name} » : {exc.message}"
        case _:
            extra = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", exc.message)
            return f"en trop dans la commande : « {extra[1]} »" if extra else exc.message


def _options(ctx: click.Context | None) -> Sequence[str]:
    return [name for param in ctx.command.params for name in param.opts] if ctx else []
