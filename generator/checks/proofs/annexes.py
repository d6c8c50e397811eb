"""Are the proofs that are joined valid and recent when they serve?"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finished import Finished, Verdict
from generator.checks.proofs.holders import holders, owner
from generator.checks.proofs.moments import moments, too_old
from generator.foundation import days
from generator.foundation.record import Loaded
from generator.law.proofs import proof
from generator.library.annex import Annex


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
    """An insurance covers the last session, and says what the company file says; none is issued after the deadline."""
    deadline = moments(finished).deadline
    late = (annex for _, annex in finished.dossier.inputs.annexes if annex.value.issued)
    return (
        *(verdict for _, annex in finished.dossier.inputs.annexes for verdict in _insurance(annex, finished)),
        *(
            Verdict(
                annex.span("issued"),
                f"« {annex.value.title} » est émise le {days.long(annex.value.issued)}, après la date limite",
                "vérifiez la date de la pièce",
            )
            for annex in late
            if annex.value.issued and annex.value.issued > deadline
        ),
    )


def _insurance(annex: Loaded[Annex], finished: Finished) -> Iterator[Verdict]:
    """What does not fit in the period of an insurance: the first session, the last one, the company file."""
    value, when = annex.value, moments(finished)
    if value.kind != "assurance":
        return
    if value.start and value.start > when.first:
        said = f"« {value.title} » ne court que du {days.long(value.start)}, après le premier rendez-vous"
        hint = "demandez à l'assureur l'attestation de la période précédente, ou corrigez « from »"
        yield Verdict(annex.span("from"), f"{said} ({days.long(when.first)})", hint)
    if value.until and when.deadline <= value.until < when.last:
        said = (
            f"« {value.title} » expire le {days.long(value.until)}, avant la dernière séance ({days.long(when.last)})"
        )
        yield Verdict(annex.span("until"), said, "demandez une pièce à jour, ou prévoyez de fournir la suivante")
    if value.until and value.until < when.last:
        return  # told above, or by C816 when it ended before the deadline
    whose = owner(value, holders(finished))
    told = whose.file.value.insurance if whose else None
    if value.until and told and value.until not in (told.until, *told.renewed):
        yield Verdict(
            annex.span("until"),
            f"« {value.title} » vaut jusqu'au {days.long(value.until)}, une date que la fiche de son titulaire ignore",
            f"corrigez « insurance » dans {whose.file.source.file if whose else ''}, ou la fiche de l'annexe",
        )


# --- age -----------------------------------------------------------------------------------------


def demanded_recent(finished: Finished) -> tuple[Verdict, ...]:
    """A proof that the brief demands is as recent as the brief or the law wants at the deadline."""
    inputs, when = finished.dossier.inputs, moments(finished)
    verdicts = []
    for i, demand in enumerate(inputs.brief.value.pieces):
        given = [annex for _, annex in inputs.annexes if annex.value.kind == demand.annex and annex.value.issued]
        limit = demand.max_months or _legal(demand.annex or "", finished)
        if not (given and limit) or any(not _old(annex, limit, finished) for annex in given):
            continue
        latest = max(given, key=lambda annex: annex.value.issued or when.deadline)
        asked = f"la demande la veut de moins de {limit} mois" if demand.max_months else f"elle vaut {limit} mois"
        place = f" ({inputs.brief.span('pieces', i)})" if demand.max_months else ""
        verdicts.append(
            Verdict(
                latest.span("issued"),
                f"{_aged(latest)} : {asked} à la remise des offres, le {days.long(when.deadline)}{place}",
                _how(demand.annex or "", finished),
            )
        )
    return tuple(verdicts)


def joined_recent(finished: Finished) -> tuple[Verdict, ...]:
    """A proof that is joined unasked, or of an age that only usage limits, is recent at the deadline."""
    inputs, when = finished.dossier.inputs, moments(finished)
    verdicts = []
    for _, annex in inputs.annexes:
        rule = proof(annex.value.kind, inputs.offer.value.date)
        demands = [demand for demand in inputs.brief.value.pieces if demand.annex == annex.value.kind]
        judged = any(demand.max_months for demand in demands) or (demands and rule and not rule.usage)
        if rule is None or rule.months is None or judged:
            continue
        if annex.value.issued is None:
            said = f"« {annex.value.title} » n'a pas de date : la fiche ne dit pas quand elle a été émise"
            verdicts.append(Verdict(annex.span(), said, "ajoutez « issued », la date que porte la pièce"))
        elif _old(annex, rule.months, finished) and not _fresher(annex, rule.months, finished):
            why = "les règlements de consultation la demandent" if rule.usage else "elle vaut"
            age = f"de moins de {rule.months} mois" if rule.usage else f"{rule.months} mois"
            said = f"{_aged(annex)} : {why} {age}, à la remise des offres ({days.long(when.deadline)})"
            verdicts.append(Verdict(annex.span("issued"), said, _how(annex.value.kind, finished)))
    return tuple(verdicts)


def _legal(kind: str, finished: Finished) -> int | None:
    """The age in months that a text of law sets, if one does."""
    rule = proof(kind, finished.dossier.inputs.offer.value.date)
    return rule.months if rule and not rule.usage else None


def _old(annex: Loaded[Annex], limit: int, finished: Finished) -> bool:
    issued = annex.value.issued
    return issued is not None and too_old(issued, limit, moments(finished).deadline)


def _fresher(annex: Loaded[Annex], limit: int, finished: Finished) -> bool:
    """Whether the same holder joins a recent proof of the same kind."""
    among = holders(finished)
    whose = owner(annex.value, among)
    return any(
        other.value.kind == annex.value.kind
        and other.value.issued
        and not _old(other, limit, finished)
        and owner(other.value, among) is whose
        for _, other in finished.dossier.inputs.annexes
    )


def _aged(annex: Loaded[Annex]) -> str:
    issued = annex.value.issued
    return f"« {annex.value.title} » date du {days.long(issued)}" if issued else f"« {annex.value.title} »"


def _how(kind: str, finished: Finished) -> str:
    rule = proof(kind, finished.dossier.inputs.offer.value.date)
    way = f" ({rule.how})" if rule and rule.how else ""
    return f"demandez-en une nouvelle{way}, remplacez le PDF et corrigez « issued »"
