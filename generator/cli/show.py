"""Prints findings in the form asked: text, JSON or GitHub."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

import click

from generator.foundation.diagnostic import Diagnostic, Diagnostics
from generator.report.terminal import Styled, findings_lines


def styled(lines: Iterable[Styled], err: bool = False) -> None:
    """Prints lines with their colours (none when the output is not a terminal)."""
    for line, colour in lines:
        click.echo(click.style(line, fg=colour, bold=True) if colour else line, err=err)


def show(client: str, findings: Diagnostics, form: str) -> None:
    """Findings of one client, as text or for GitHub."""
    if form == "github":
        _github(client, findings)
    else:
        styled(findings_lines(findings))


def show_shared(found: Diagnostics, form: str) -> None:
    """Who is engaged twice across the offers under way, said after them."""
    if found and form == "text":
        click.secho("Toutes les offres", bold=True)
    if found and form != "json":
        show("", found, form)


def show_json(results: Iterable[tuple[str, Iterable[Diagnostic]]]) -> None:
    """Findings of every client as one JSON document."""
    from generator.report.plain import entry

    data = [{"client": client, "findings": [entry(f) for f in findings]} for client, findings in results]
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def show_data(client: str, made: object, findings: Diagnostics) -> None:
    """What a command made for one client, as JSON, with its findings; null when it could not be made."""
    from generator.report.plain import entry

    data = {"client": client or None, "result": made, "findings": [entry(finding) for finding in findings]}
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def _github(client: str, findings: Diagnostics) -> None:
    from generator.report.github import annotation, summary

    for finding in findings:
        click.echo(annotation(finding))
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as handle:
            handle.write(summary(client, findings))
