"""Is the deadline known, and does it leave time?"""

from __future__ import annotations

from generator.checks.finished import Finished, Verdict


def deadline_known(finished: Finished) -> tuple[Verdict, ...]:
    """The deadline is known."""
    brief = finished.dossier.inputs.brief
    if brief.value.dates.deadline:
        return ()
    return (
        Verdict(
            brief.span("dates"),
            "date limite de remise inconnue",
            "renseignez « dates.deadline » dans brief.yaml",
        ),
    )
