"""The candidature of an offer: DC1, DC2, statement on honour, in the order of deposit, with every finding."""

from __future__ import annotations

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.document.tree import Document
from generator.forms.consistency import consistency
from generator.forms.edition import chosen, edition
from generator.forms.facts import Facts, by_lot, facts, of_member
from generator.forms.fill import Filled, fill, findings
from generator.forms.groupement import consortium, lots, subcontracts
from generator.forms.identifiers import identifiers
from generator.forms.layout import form_document
from generator.forms.parties import Partners
from generator.forms.spec import Name
from generator.foundation.diagnostic import Diagnostics, info, ordered
from generator.foundation.record import Loaded
from generator.team.intervener import Intervener


def candidature(
    brief: Loaded[Brief],
    offer: Loaded[Offer],
    candidate: Loaded[Candidate],
    interveners: tuple[Intervener, ...],
    partners: Partners = (),
) -> tuple[tuple[Document, ...], Diagnostics]:
    """The bare documents that `offer.candidature` asks for (dc1, dc2, attestation), and their findings.

    A groupement has one DC1; the DC2 and the statement on honour are those of each member, and a DC2 is made a lot.
    """
    known = facts(brief, offer, candidate, interveners, partners)
    problems = [*identifiers(candidate), *lots(known), *consortium(known), *subcontracts(known)]
    problems += [problem for _, partner in partners for problem in identifiers(partner)]
    filled: list[Filled] = []
    for key in known.pieces:
        for case in cases(key, known):
            one = fill(chosen(key, known), case)
            filled.append(one)
            problems += findings(one)
            problems += consistency(case) if key == "dc2" else ()
        problems += edition(key, known, filled)
    if "attestation" in known.pieces:
        problems += _to_sign(known)
    if known.grouped and "dc1" in known.pieces:
        problems += _one_dc1(known)
    return tuple(map(form_document, filled)), ordered(problems)


def cases(key: Name, known: Facts) -> tuple[Facts, ...]:
    """What each copy of this form is about: one DC1; a DC2 a member and a lot; a statement on honour a member."""
    if key == "dc1":
        return (known,)
    members = tuple(of_member(known, member) for member in known.members)
    return members if key != "dc2" else tuple(case for member in members for case in by_lot(member))


def _one_dc1(known: Facts) -> Diagnostics:
    message = "groupement : un seul DC1 pour tous les membres, comme le recommande la notice du formulaire"
    remedy = "si le règlement en demande un par membre, les rubriques communes doivent être identiques"
    return (info("F560", known.span("offer.consortium"), message, remedy),)


def _to_sign(known: Facts) -> Diagnostics:
    return tuple(
        info(
            "F514",
            member.file.span("signatory"),
            f"attestation sur l'honneur à signer par {member.file.value.signatory.name}",
            "signez après l'assemblage du dossier",
        )
        for member in known.members
    )
