"""Do the dates hold together: the note before the deadline, documents and people valid when they serve?"""

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


def annexes_valid(finished: Finished) -> tuple[Verdict, ...]:
    """An annex with an end of validity covers the deadline; an insurance, the last session."""
    inputs, schedule = finished.dossier.inputs, finished.dossier.schedule
    deadline = inputs.brief.value.dates.deadline or inputs.offer.value.date
    last = max((event.day for event in schedule.events), default=deadline)
    verdicts = []
    for _, annex in inputs.annexes:
        needed = last if annex.value.kind == "assurance" else deadline
        if annex.value.until and annex.value.until < needed:
            verdicts.append(
                Verdict(
                    annex.span("until"),
                    f"« {annex.value.title} » expire le {days.long(annex.value.until)}, avant le {days.long(needed)}",
                    "demandez une pièce à jour",
                )
            )
        if annex.value.issued and annex.value.issued > deadline:
            verdicts.append(
                Verdict(
                    annex.span("issued"),
                    f"« {annex.value.title} » est émise le {days.long(annex.value.issued)}, après la date limite",
                    "vérifiez la date de la pièce",
                )
            )
    return tuple(verdicts)
