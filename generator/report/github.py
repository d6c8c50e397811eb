"""Findings for GitHub: annotations on the YAML lines, and a job summary in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.foundation.diagnostic import LEVEL_ORDER, LEVEL_WORDS, Diagnostic, Level, Span

_MADE = re.compile(r"build/(?P<client>[^/]+)/(?P<name>.+)")
_COMMANDS = {Level.BLOCKING: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def annotation(finding: Diagnostic) -> str:
    """`::error file=…,line=…,col=…,title=…::message` (workflow commands of GitHub Actions).

    A finished file is not in the repository: what is found in it is shown on the line that says it, else at the head of
    the offer that makes it.
    """
    span, said = finding.span, finding.message
    if span and (made := _MADE.match(span.file)):
        said = f"{made['name']} : {said}"
        span = finding.source or Span(f"offers/{made['client']}/offer.yaml", 1)
    place = []
    if span:
        place = [f"file={_property(span.file)}"]
        place += [f"line={span.line}"] if span.line else []
        place += [f"col={span.column}"] if span.column else []
    place.append(f"title={_property(finding.code)}")
    remedy = finding.waived or (f"aide : {finding.hint}" if finding.hint else "")
    text = said + (f"\n{remedy}" if remedy else "")
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
    for each in listed:
        cells = (LEVEL_WORDS[each.level], each.code, str(each.span or ""), each.message, each.waived or each.hint)
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
