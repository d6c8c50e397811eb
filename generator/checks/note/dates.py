"""Is the note dated between publication and deadline?"""

from __future__ import annotations

from generator.checks.finished import Finished, Verdict
from generator.foundation import days


def note_in_time(finished: Finished) -> tuple[Verdict, ...]:
    """The note's date is not after the deadline, nor before publication."""
    inputs = finished.dossier.inputs
    dates, written = inputs.brief.value.dates, inputs.offer.value.date
    span = inputs.offer.span("date")
    if dates.deadline and written > dates.deadline:
        return (
            Verdict(
                span,
                f"la note est datée du {days.long(written)}, après la date limite ({days.long(dates.deadline)})",
                "corrigez « date » dans offer.yaml",
            ),
        )
    if dates.published and written < dates.published:
        return (
            Verdict(
                span,
                f"la note est datée du {days.long(written)}, avant la publication ({days.long(dates.published)})",
                "corrigez « date » dans offer.yaml",
            ),
        )
    return ()
