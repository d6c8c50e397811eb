"""Why an offer may not be handed in: each reason with its place and its remedy, all of them at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from generator.checks.waived import waivable
from generator.compose.dossier import Inputs
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Level, Span, error, ordered

PENDING: Final = {
    "C861",  # a reading of the demand that nobody confirmed
    "C862",  # a remark of a reviewer, a change to carry over
    "F511",  # a statement on honour that its signatory has not confirmed
    "C974",  # a file that somebody put in build/<client>/depot/: it would be left behind
}
"""Findings that only warn while an offer is being made, and that nobody may leave behind when it is sent."""
_EXAMPLES: Final = "C871"  # told file by file here


def reasons(inputs: Inputs, findings: Diagnostics) -> Diagnostics:
    """Everything that keeps this offer from being handed in, given what `offer check` finds on its files."""
    kept = (finding for finding in findings if finding.code != _EXAMPLES)
    blocking = (_promoted(finding) for finding in kept if _stops(finding))
    return ordered((*blocking, *_specimens(inputs)))


def _stops(finding: Diagnostic) -> bool:
    """Whether a finding blocks, or waits for a person who did not waive it."""
    if finding.waived:
        return False
    return finding.level is Level.BLOCKING or (finding.code in PENDING and finding.level is Level.WARNING)


def _promoted(finding: Diagnostic) -> Diagnostic:
    may = finding.code in PENDING and waivable(finding.code)
    waive = f" ; ou levez ce constat dans offer.yaml, avec votre raison (waivers, {finding.code})" if may else ""
    return replace(finding, level=Level.BLOCKING, hint=finding.hint + waive)


def _specimens(inputs: Inputs) -> Iterator[Diagnostic]:
    """Each file of the offer that says it is an example."""
    files = [("candidat", inputs.candidate), *(("partenaire", partner) for _, partner in inputs.partners)]
    spans: list[tuple[str, Span]] = [(who, one.span("specimen")) for who, one in files if one.value.specimen]
    spans += [("intervenant", one.file.span("specimen")) for one in inputs.team if one.file.value.specimen]
    spans += [("annexe", annex.span("specimen")) for _, annex in inputs.annexes if annex.value.specimen]
    for who, span in spans:
        hint = "remplacez l'exemple par la vraie donnée, puis écrivez « specimen: false »"
        yield error("E932", span, f"donnée d'exemple ({who}) : une offre réelle n'en porte aucune", hint)
