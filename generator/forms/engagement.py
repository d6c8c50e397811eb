"""The forms that engage and hold a price: acte d'engagement, DC4, power of the mandataire; they belong to the offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.consortium import Subcontract
from generator.brief.offer import Offer
from generator.document.tree import Document
from generator.forms.amounts import paid
from generator.forms.conditions import mandated, paid_directly
from generator.forms.consistency import size
from generator.forms.edition import chosen, edition
from generator.forms.facts import Facts, by_lot, facts, of_member
from generator.forms.fill import Filled, fill, findings
from generator.forms.layout import form_document
from generator.forms.parties import Partners, listed
from generator.forms.spec import Name, in_force, rules
from generator.foundation.diagnostic import Diagnostic, Diagnostics, info, ordered, warning
from generator.foundation.money import euros
from generator.foundation.record import Loaded
from generator.pricing.quote import Quote
from generator.team.intervener import Intervener


def engagement(
    brief: Loaded[Brief],
    offer: Loaded[Offer],
    candidate: Loaded[Candidate],
    partners: Partners,
    people: tuple[Intervener, ...],
    quote: Quote,
) -> tuple[tuple[Document, ...], Diagnostics]:
    """The bare documents, in the order of the packet, and their findings.

    An acte d'engagement a lot when the buyer demands it; a DC4 a subcontract; a power for each member of a groupement
    that is not its mandataire.
    """
    known = facts(brief, offer, candidate, people, partners, quote)
    filled: list[Filled] = []
    problems: list[Diagnostic] = []
    for key in demanded(known):
        made = tuple(fill(chosen(key, known), copy) for copy in copies(key, known))
        filled += made
        problems += [finding for one in made for finding in findings(one)]
        problems += edition(key, known, made)
    problems += [*_act(known), *_subcontracts(known), *_powers(known), *_idle(known)]
    return tuple(map(form_document, filled)), ordered(problems)


def demanded(known: Facts) -> tuple[Name, ...]:
    """Which of these forms the offer needs, in the order of the packet."""
    keys: list[Name] = []
    if any("attri1" in choice for piece in known.brief.value.pieces for choice in ((piece.piece,), *piece.any_of)):
        keys.append("attri1")
    if known.offer.value.subcontracts:
        keys.append("dc4")
    if known.grouped:
        keys.append("mandate")
    return tuple(keys)


def copies(key: Name, known: Facts) -> tuple[Facts, ...]:
    """What each copy of this form is about."""
    match key:
        case "dc4":
            return tuple(_declarations(known))
        case "mandate":
            members = tuple(member for member in known.members if member.file is not known.leader)
            return tuple(of_member(known, member) for member in members)
        case _:
            return by_lot(known)


def _declarations(known: Facts) -> Iterator[Facts]:
    """One a subcontract, told by its subcontractor, and by its lots or its rank when the same one has several."""
    files = dict(known.partners)
    for i, one in enumerate(known.offer.value.subcontracts):
        if file := files.get(one.partner):
            told, titled = _told(known.offer.value.subcontracts, i)
            yield replace(
                known,
                candidate=file,
                given=i,
                lots=one.lots or known.lots,
                several=(one.partner, *told),
                about=(file.value.name, *titled),
            )


def _told(given: tuple[Subcontract, ...], i: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What tells this subcontract from the others of its subcontractor, in a file name and in a title."""
    like = [one.lots for one in given if one.partner == given[i].partner]
    numbers = [str(lot) for lot in given[i].lots]
    if len(like) == 1:
        return (), ()
    if not numbers or like.count(given[i].lots) > 1:
        return (str(i + 1),), (f"sous-traitance n° {i + 1}",)
    return (f"lot-{'-'.join(numbers)}",), (f"{'lots' if len(numbers) > 1 else 'lot'} n° {listed(numbers)}",)


# --- what a reviewer must know -------------------------------------------------------------------


def _act(known: Facts) -> Iterator[Diagnostic]:
    """The acte d'engagement leaves a choice open, or lacks the bank's slip."""
    if "attri1" not in demanded(known):
        return
    if known.offer.value.engagement.waive_advance is None:
        message = "acte d'engagement, rubrique B4 : aucune case n'est cochée, renoncer à l'avance est un choix"
        remedy = "écrivez « waive_advance: false » (ou true) sous « engagement »"
        yield warning("F561", known.span("offer.engagement.waive_advance"), message, remedy)
    without = {file.value.name: file for copy in copies("attri1", known) for file in paid(copy) if not file.value.iban}
    for name, file in without.items():
        message = f"acte d'engagement, rubrique B3 : l'IBAN de {name} n'est pas connu"
        yield warning("F564", file.span("iban"), message, "recopiez « iban » et « bank » de son relevé")


def _subcontracts(known: Facts) -> Iterator[Diagnostic]:
    """What each DC4 leaves open, and the threshold of direct payment when nobody has read it again."""
    for copy in copies("dc4", known):
        given, name = copy.subcontract, copy.candidate.value.name
        yield from size(copy, "le DC4", "le sous-traitant", "E")
        if given and given.advance is None:
            message = f"DC4 de {name}, rubrique H : aucune case n'est cochée, demander l'avance est un choix"
            remedy = "demandez-le au sous-traitant, puis écrivez « advance: true » ou « advance: false »"
            yield warning("F574", copy.span("subcontract"), message, remedy)
        rule = in_force(rules().direct_payment, copy.day)
        if rule.unverified:
            side = "au-dessus" if paid_directly(copy) else "au-dessous"
            limit = f"seuil de {euros(rule.euros)} TTC, à vérifier"
            message = f"DC4 de {name}, rubrique G : montant jugé {side} du paiement direct ({limit})"
            yield warning("F575", copy.span("subcontract.amount"), message, f"relisez : {rule.source}")


def _powers(known: Facts) -> Iterator[Diagnostic]:
    """Powers that their members have still to sign."""
    if not known.grouped or mandated(known):
        return
    late = [
        member.file.value.signatory.name
        for member in known.members
        if member.file is not known.leader
        and member.share
        and (member.share.mandate is None or member.share.mandate > known.day)
    ]
    message = f"pouvoir du mandataire à signer par {listed(late)}"
    remedy = "après signature, écrivez sa date : « mandate: AAAA-MM-JJ » chez ce membre"
    yield info("F563", known.span("offer.consortium.members"), message, remedy)


def _idle(known: Facts) -> Iterator[Diagnostic]:
    """A subcontractor's confirmation that no DC4 asks for."""
    for i, one in enumerate(known.offer.value.confirmations):
        if one.statement == "dc4_k1" and not known.offer.value.subcontracts:
            message = f"confirmation de {one.by} pour un DC4, alors que l'offre ne déclare aucune sous-traitance"
            remedy = "décrivez-la dans « subcontracts », ou retirez cette confirmation"
            yield warning("F515", known.offer.span("confirmations", i), message, remedy)
