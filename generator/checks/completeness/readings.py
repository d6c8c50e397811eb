"""Is what we read in the brief confirmed by a person?"""

from __future__ import annotations

from generator.checks.finished import Finished, Verdict


def assumptions_confirmed(finished: Finished) -> tuple[Verdict, ...]:
    """Each reading of what the brief leaves open is confirmed by a person."""
    brief = finished.dossier.inputs.brief
    return tuple(
        Verdict(
            brief.span("assumptions", i),
            f"lecture à confirmer ({assumption.field}) : {assumption.because}",
            "demandez à l'acheteur, puis écrivez « confirmed: true »",
        )
        for i, assumption in enumerate(brief.value.assumptions)
        if not assumption.confirmed
    )
