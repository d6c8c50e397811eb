"""`offer build`: builds one offer, several, or all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from generator.build.many import Attempt, build_each
from generator.build.run import Result
from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, known_client, workspace_option
from generator.cli.progress import working
from generator.cli.show import show, show_json, show_shared, styled
from generator.foundation.diagnostic import Diagnostics


@click.command(cls=FrenchCommand, name="build", help="Construit l'offre de chaque CLIENT dans build/<client>/.")
@click.argument("names", metavar="CLIENT...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Toutes les offres de l'espace de travail.")
@click.option("--output", metavar="DOSSIER", type=click.Path(path_type=Path), help="Où écrire (par défaut : build/).")
@click.option(
    "--force",
    is_flag=True,
    help="Reconstruit même si un fichier a été modifié : il est d'abord gardé dans offers/<client>/review/kept/.",
)
@click.option("--report", is_flag=True, help="Écrit ensuite la page de toutes les offres, build/index.html.")
@workspace_option
@format_option("text", "json", "github")
def command(  # noqa: PLR0913, PLR0917 - one for each option
    names: tuple[str, ...], every: bool, output: Path | None, force: bool, report: bool, workspace: Path, form: str
) -> int:
    """Builds, prints the findings, and gives the gravest exit code."""
    from generator.build.clients import clients

    known = clients(workspace)
    wanted = known if every else tuple(known_client(name, known) for name in names)
    if not wanted:
        raise click.UsageError("il manque le client : « offer build vienne », ou « --all » pour tous")
    code = 0
    told: list[tuple[str, Diagnostics]] = []
    failed: dict[str, Diagnostics] = {}
    together = every and len(known) > 1
    attempts = build_each(workspace, wanted, output, together, force)
    for name in (*wanted, "") if together else wanted:
        with working(f"{name or 'toutes les offres'} : construction…"):
            made = next(attempts)
        _say(made, form) if name else show_shared(made.findings, form)
        told.append((name, made.findings))
        if name and made.result is None:
            failed[name] = made.findings
        code = max(code, made.exit_code)
    if form == "json":
        show_json(told)
    if report:
        _report(workspace, output, failed, form)
    return code


def _report(workspace: Path, output: Path | None, failed: Mapping[str, Diagnostics], form: str) -> None:
    """Writes the page of all offers; an output for machines says nothing of it."""
    from generator.cli.report import written

    sentence = written(workspace, output, None, failed)
    if form == "text":
        click.echo(sentence)


def _say(made: Attempt, form: str) -> None:
    if made.result is None:
        if form != "json":
            show(made.client, made.findings, form)
        if form == "text":
            click.secho(f"{made.client} : rien n'a été écrit.", fg="red", bold=True)
    elif form == "text":
        _tell(made.result)
    elif form == "github":
        show(made.client, made.findings, form)


def _tell(result: Result) -> None:
    from generator.report.terminal import verdict

    show(result.client, result.findings, "text")
    for name, kept in result.kept:
        click.echo(f"gardé avant réécriture : {name} → {kept}")
        if kept.endswith(".docx") and "/review/kept/" in kept:
            click.echo(f"  « offer review {result.client} {kept} » dit ce qui y a changé.")
    if result.unchanged:
        click.echo(f"{result.client} : rien n'a changé, {len(result.files)} fichiers déjà à jour dans {result.folder}")
    else:
        many = "s" if len(result.changed) > 1 else ""
        news = f"{len(result.changed)} nouveau{many and 'x'} ou modifié{many}"
        click.echo(f"{result.client} : {len(result.files)} fichiers dans {result.folder} ({news})")
    styled([verdict(result.findings, str(result.folder / f"dossier-{result.client}.pdf"))])
