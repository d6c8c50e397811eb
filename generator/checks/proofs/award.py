"""What the buyer will ask of whom he chooses: is it there, will it hold at the signature, what is to be renewed?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.brief.pieces import AwardProof
from generator.checks.finished import Finished, Verdict
from generator.checks.proofs.holders import Holder, contract_total, holders, of
from generator.checks.proofs.moments import moments, too_old
from generator.forms.parties import listed
from generator.foundation import days, money
from generator.foundation.days import months_after
from generator.foundation.diagnostic import Span
from generator.law.proofs import Proof, asked_at_award, proof
from generator.law.taxes import threshold
from generator.library.annex import Annex

_OF_SUBCONTRACTORS = ("vigilance", "etrangers")  # what we owe it to ourselves to see: L. 8222-1 and D. 8254-1 C. trav.


@dataclass(frozen=True, slots=True)
class Asked:
    """A proof that will be asked of someone; `months` is its greatest age at the signature, None when it has none."""

    kinds: tuple[str, ...]  # its own, then those that take its place
    name: str
    months: int | None
    how: str
    doubt: str = ""  # the source of a rule that nobody has read again in the official text


def award_ready(finished: Finished) -> tuple[Verdict, ...]:
    """What will be asked at the award is held, and still valid at the signature: one finding for who lacks the same."""
    among = holders(finished)
    told: dict[str, tuple[list[str], tuple[Asked, ...]]] = {}
    for holder in among:
        lacks, stale, wanting = _wanting(holder, among, finished)
        parts = [f"à fournir si l'offre est retenue : {', '.join(lacks)}"] if lacks else []
        parts += [f"trop ancien {moments(finished).signing} : {', '.join(stale)}"] if stale else []
        if parts:
            told.setdefault(" ; ".join(parts), ([], wanting))[0].append(_called(holder))
    alone = len(among) == 1
    return tuple(
        Verdict(_place(finished), words if alone else f"{listed(names)}, {words}", _asking(wanting))
        for words, (names, wanting) in told.items()
    )


def _wanting(
    holder: Holder, among: tuple[Holder, ...], finished: Finished
) -> tuple[list[str], list[str], tuple[Asked, ...]]:
    """What this one lacks, what will be stale, and both as they are asked."""
    lacks: list[str] = []
    stale: list[str] = []
    wanting: list[Asked] = []
    joined, deadline = finished.dossier.inputs.annexes, moments(finished).deadline
    ended = [annex.value for _, annex in joined if annex.value.until and annex.value.until < deadline]
    for asked in _asked(holder, finished):
        mine = [annex.value for annex in of(holder, asked.kinds, finished, among)]
        if any(_serves(annex, asked, moments(finished).signature) for annex in mine):
            continue
        if any(annex in mine for annex in ended):
            continue  # told by C816, and to be replaced before the award
        (stale if mine else lacks).append(_dated(asked, mine))
        wanting.append(asked)
    return lacks, stale, tuple(wanting)


def _asking(wanting: tuple[Asked, ...]) -> str:
    """Where to ask for them, and the rules that nobody has read again."""
    ways = ", ".join(dict.fromkeys(asked.how for asked in wanting if asked.how))
    doubts = ", ".join(dict.fromkeys(asked.doubt for asked in wanting if asked.doubt))
    unsure = f" ; à vérifier : {doubts}" if doubts else ""
    where = f" (où : {ways})" if ways else ""
    return f"demandez-les, puis nommez-les sous « ready » dans offer.yaml{where}{unsure}"


def _called(holder: Holder) -> str:
    return f"{holder.name} (sous-traitant, à nous de les lui demander)" if holder.subcontractor else holder.name


def _place(finished: Finished) -> Span:
    """The proofs kept for the award, or the annexes when none is."""
    offer = finished.dossier.inputs.offer
    return offer.span("ready") if offer.value.ready else offer.span("annexes")


def _asked(holder: Holder, finished: Finished) -> Iterator[Asked]:
    """What will be asked of this one: by the law or usage, then by the brief itself."""
    brief, day = finished.dossier.inputs.brief.value, finished.dossier.inputs.offer.value.date
    named: dict[str, AwardProof] = {} if holder.subcontractor else {demand.annex: demand for demand in brief.award}
    for rule in asked_at_award(day):
        if rule.kind in named or _due(rule, holder, day):
            demand = named.pop(rule.kind, None)
            months = demand.max_months if demand and demand.max_months else rule.months
            none = rule.kind == "etrangers" and holder.file.value.foreign_workers is False
            name = rule.nil if none and rule.nil else rule.name
            yield Asked(
                (rule.kind, *rule.instead), name, months, rule.how or "", rule.source if rule.unverified else ""
            )
    for kind, demand in named.items():
        known = proof(kind, day)
        name = known.name if known else NAMES.get(kind, kind)
        months = demand.max_months or (known.months if known else None)
        yield Asked((kind,), name, months, (known.how or "") if known else "")


NAMES = {
    "pouvoir": "pouvoir du signataire",
    "rib": "relevé d'identité bancaire",
    "tva": "attestation d'exonération de TVA (n° 3511)",
    "nda": "récépissé de déclaration d'activité",
    "diplome": "diplômes des intervenants",
    "autre": "autre pièce que la demande nomme",
}


def _due(rule: Proof, holder: Holder, day: date) -> bool:
    """Whether this rule reaches this holder."""
    if holder.subcontractor and rule.kind not in _OF_SUBCONTRACTORS:
        return False
    value = holder.file.value
    match rule.award:
        case "threshold":
            limit = threshold(rule.threshold or "", day)
            return limit is not None and holder.amount >= limit
        case "staff":
            counted = max(value.staff, key=lambda staff: (staff.year <= day.year, staff.year), default=None)
            return counted is not None and counted.total >= (rule.staff or 0)
        case "registered":
            return value.registration is not None
        case _:
            return rule.award == "always"


def _serves(annex: Annex, asked: Asked, day: date) -> bool:
    """Whether this proof still holds that day; what stands in the place of another is only looked for."""
    if annex.until and annex.until < day:
        return False
    own = annex.kind == asked.kinds[0]
    return not (own and asked.months and annex.issued and too_old(annex.issued, asked.months, day))


def _dated(asked: Asked, mine: list[Annex]) -> str:
    """The proof with the date that condemns it."""
    ends = [annex.until for annex in mine if annex.until]
    issued = [annex.issued for annex in mine if annex.issued]
    if asked.months and issued:
        return f"{asked.name} (émise le {days.long(max(issued))}, {asked.months} mois au plus)"
    return f"{asked.name} (jusqu'au {days.long(max(ends))})" if ends else asked.name


# --- what comes after ----------------------------------------------------------------------------


def renewals(finished: Finished) -> tuple[Verdict, ...]:
    """The proofs that are to be given again during the contract, with their days; or that the total asks for none."""
    told = [*_vigilance(finished), *_ends(finished)]
    said = "justificatifs à renouveler pendant le marché : " + " ; ".join(told)
    found = (Verdict(_place(finished), said, "notez ces dates dans votre agenda"),) if told else ()
    return (*found, *_below(finished))


def _below(finished: Finished) -> Iterator[Verdict]:
    """The contract is worth less than what makes a duty of vigilance."""
    day, total = finished.dossier.inputs.offer.value.date, contract_total(finished)
    limit = threshold("vigilance", day)
    if limit is not None and total < limit:
        said = (
            f"attestation de vigilance et liste des salariés étrangers ne sont pas dues : {money.euros(total)} HT sur "
            f"toute la durée du marché, sous le seuil de {money.euros(limit)} (code du travail, R. 8222-1) ; "
            "l'acheteur peut pourtant les demander"
        )
        yield Verdict(_place(finished), said, "refaites le compte si le marché est reconduit ou complété")


def _vigilance(finished: Finished) -> Iterator[str]:
    """The days on which the certificate of vigilance is to be given again."""
    day, when = finished.dossier.inputs.offer.value.date, moments(finished)
    rule, limit = proof("vigilance", day), threshold("vigilance", day)
    if rule is None or rule.renew is None or limit is None or contract_total(finished) < limit:
        return
    if not when.known:
        yield f"{rule.name} tous les {rule.renew} mois à partir de la signature"
    elif dates := tuple(_every(rule.renew, when.signature, when.last)):
        yield f"{rule.name} le {', le '.join(map(days.long, dates))}"


def _every(months: int, first: date, last: date) -> Iterator[date]:
    """Each renewal after the first day, until the last one."""
    step = 1
    while (day := months_after(first, months * step)) <= last:
        yield day
        step += 1


def _ends(finished: Finished) -> Iterator[str]:
    """What is held and ends between the signature and the last session; a joined insurance has its own finding."""
    inputs, when = finished.dossier.inputs, moments(finished)
    for _, annex in inputs.ready:
        until = annex.value.until
        if until and when.signature <= until < when.last:
            yield f"« {annex.value.title} » avant le {days.long(until)}"
