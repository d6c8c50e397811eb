"""Findings for GitHub: annotations on the YAML lines, and a job summary in Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from generator.foundation.diagnostic import LEVEL_ORDER, LEVEL_WORDS, Diagnostic, Level

_COMMANDS = {Level.BLOCKING: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def annotation(finding: Diagnostic) -> str:
    """`::error file=…,line=…,col=…,title=…::message` (workflow commands of GitHub Actions)."""
    place = []
    if finding.span:
        place = [f"file={_property(finding.span.file)}"]
        place += [f"line={finding.span.line}"] if finding.span.line else []
        place += [f"col={finding.span.column}"] if finding.span.column else []
    place.append(f"title={_property(finding.code)}")
    text = finding.message + (f"\naide : {finding.hint}" if finding.hint else "")
    return f"::{_COMMANDS[finding.level]} {','.join(place)}::{_message(text)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def summary(client: str, findings: Iterable[Diagnostic]) -> str:
    """A section of the job summary: one table by client."""
    listed = sorted(findings, key=lambda f: LEVEL_ORDER.index(f.level))
    lines = [f"## Offre {client}", ""]
    if not listed:
        return "\n".join([*lines, "Aucun constat.", ""])
    lines += ["| Niveau | Code | Où | Constat | Remède |", "|---|---|---|---|---|"]
    lines += [
        f"| {LEVEL_WORDS[f.level]} | {f.code} | {_cell(str(f.span or ''))} | {_cell(f.message)} | {_cell(f.hint)} |"
        for f in listed
    ]
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
