"""Are the certificates valid when they serve?"""

from __future__ import annotations

from generator.checks.finished import Finished, Verdict
from generator.foundation import days


def annexes_in_date(finished: Finished) -> tuple[Verdict, ...]:
    """No annex has ended when the offer is handed in."""
    inputs = finished.dossier.inputs
    deadline = inputs.brief.value.dates.deadline or inputs.offer.value.date
    return tuple(
        Verdict(
            annex.span("until"),
            f"« {annex.value.title} » a expiré le {days.long(annex.value.until)}, avant la remise des offres",
            "joignez la pièce en cours de validité, ou retirez celle-ci de « annexes »",
        )
        for _, annex in inputs.annexes
        if annex.value.until and annex.value.until < deadline
    )


def annexes_valid(finished: Finished) -> tuple[Verdict, ...]:
    """An insurance covers the last session, and says what the DC2 says; no annex is issued after the deadline."""
    inputs, schedule = finished.dossier.inputs, finished.dossier.schedule
    deadline = inputs.brief.value.dates.deadline or inputs.offer.value.date
    last = max((event.day for event in schedule.events), default=deadline)
    verdicts = []
    for _, annex in inputs.annexes:
        title, until, insurance = annex.value.title, annex.value.until, annex.value.kind == "assurance"
        if insurance and until and deadline <= until < last:
            verdicts.append(
                Verdict(
                    annex.span("until"),
                    f"« {title} » expire le {days.long(until)}, avant la dernière séance ({days.long(last)})",
                    "demandez une pièce à jour, ou prévoyez de fournir la suivante",
                )
            )
        told = inputs.candidate.value.insurance
        if insurance and until and told and until not in (told.until, *told.renewed):
            verdicts.append(
                Verdict(
                    annex.span("until"),
                    f"« {title} » vaut jusqu'au {days.long(until)}, une date que la fiche du candidat ignore",
                    "corrigez « insurance » dans boilerplate/candidate.yaml, ou la fiche de l'annexe",
                )
            )
        if annex.value.issued and annex.value.issued > deadline:
            verdicts.append(
                Verdict(
                    annex.span("issued"),
                    f"« {title} » est émise le {days.long(annex.value.issued)}, après la date limite",
                    "vérifiez la date de la pièce",
                )
            )
    return tuple(verdicts)
