"""The short French summary that a build prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.foundation.diagnostic import LEVEL_ORDER, LEVEL_WORDS, Diagnostic, Level, blocks

COLOURS = {Level.BLOCKING: "red", Level.WARNING: "yellow", Level.INFO: "cyan"}
Styled = tuple[str, str]  # a line and its colour, empty for none


def findings_lines(findings: Iterable[Diagnostic]) -> Iterator[Styled]:
    """Findings by level, each with its place and remedy."""
    listed = list(findings)
    for level in LEVEL_ORDER:
        of_level = [finding for finding in listed if finding.level is level]
        if of_level:
            yield f"{LEVEL_WORDS[level].capitalize()} ({len(of_level)})", COLOURS[level]
        for finding in of_level:
            place = f"{finding.span} : " if finding.span else ""
            yield f"  {finding.code}  {place}{finding.message}", ""
            if finding.hint:
                yield f"        aide : {finding.hint}", ""


def verdict(findings: Iterable[Diagnostic], packet: str = "") -> Styled:
    """What to do next; `packet` is the PDF that was written, empty after a check that writes nothing."""
    listed = list(findings)
    made = f"Offre construite : {packet}" if packet else "Aucun point bloquant"
    if blocks(listed):
        return "Offre à corriger : les points bloquants la feraient rejeter.", "red"
    if any(finding.level is Level.WARNING for finding in listed):
        return f"{made} ; relisez les points à vérifier.", "yellow"
    return f"{made}.", "green"
