"""Answers by name: what stands after each label of a form, as lines to print; no line, no answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from generator.brief.candidate import Address, Candidate
from generator.brief.designation import designation, spaced
from generator.document.typography import capital
from generator.forms.amounts import PRICED
from generator.forms.facts import Facts
from generator.forms.parties import designated
from generator.forms.spec import in_force, rules
from generator.foundation.days import long
from generator.foundation.money import number

Lines = tuple[str, ...]


def answer(source: str, facts: Facts) -> Lines:
    """The lines that answer this source: a computed answer, or the value of the field it names."""
    if computed := ANSWERS.get(source):
        return computed(facts)
    root, _, rest = source.partition(".")
    if (described := IDENTITY.get(rest)) and root in {"candidate", "us", "leader"}:
        return described(facts.file(root).value, facts.day)
    lines = _lines(facts.value(source))
    return tuple(map(capital, lines)) if root == "subcontract" else lines


def interpolated(text: str, facts: Facts) -> str:
    """The text with each `{source}` replaced by its answer."""
    return re.sub(r"\{([a-z_.]+)\}", lambda match: ", ".join(answer(match[1], facts)), text)


def consultation(facts: Facts) -> str:
    """What a form's foot names: the consultation's reference, or its object when none is published."""
    brief = facts.brief.value
    return f"Consultation n° {brief.reference}" if brief.reference else f"Consultation : {brief.title}"


def _lines(value: object) -> Lines:
    match value:
        case None:
            return ()
        case str():
            return (value,)
        case date():
            return (long(value),)
        case Decimal() | int():
            return (number(value),)
        case Address():
            return (f"{value.street}, {value.postcode} {value.town}",)
        case tuple():
            return tuple(line for entry in value for line in _lines(entry))
        case _:
            raise TypeError(type(value))


def _buyer(facts: Facts) -> Lines:
    buyer = facts.brief.value.buyer
    if buyer.name:
        return (buyer.name,)
    department = f"Département {buyer.department}. " if buyer.department else ""
    return (designation(buyer), f"{department}Désignation tirée de la demande publiée.")


def _seat(candidate: Candidate, _: date) -> Lines:
    return () if candidate.head_office == candidate.address else _lines(candidate.head_office)


def _register(candidate: Candidate, _: date) -> Lines:
    return (candidate.registration or "Répertoire SIRENE de l'Insee",)


def _declaration(candidate: Candidate, day: date) -> Lines:
    nda = candidate.nda
    if nda is None:
        return ()
    words = in_force(rules().declaration, day).words
    prefect = f"Déclaration enregistrée auprès du préfet de région {nda.prefect}."
    return (words.replace("{number}", nda.number), prefect)


def _cover(candidate: Candidate, day: date) -> Lines:
    insurance = candidate.insurance
    if insurance is None:
        return ()
    return (
        f"{insurance.insurer}, contrat n° {insurance.policy}",
        f"Activités couvertes : {insurance.covers}",
        f"Valable jusqu'au {long(insurance.end(day))}",
    )


def _signatory(candidate: Candidate, _: date) -> Lines:
    return (f"{candidate.signatory.name}, {candidate.signatory.capacity}",)


def _lots(facts: Facts) -> Lines:
    lots = map(facts.brief.value.lot, facts.lots)
    return tuple(f"Lot n° {lot.number} : {lot.title}" for lot in lots if lot)


def _form_of_group(facts: Facts) -> Lines:
    group = facts.offer.value.consortium
    if group is None:
        return ()
    liable = ", dont le mandataire est solidaire" if group.leader_liable else ""
    return (f"Groupement {group.form}{liable}",)


def _services(facts: Facts) -> Lines:
    """What the member this form is about does, when the offer says it."""
    said = (m.share.services for m in facts.members if m.key == facts.member and m.share and m.share.services)
    return tuple(map(capital, said))


# What a candidate's file says of whom it describes: after « candidate. », « us. » or « leader. ».
IDENTITY: Mapping[str, Callable[[Candidate, date], Lines]] = {
    "identity": lambda candidate, _: (designated(candidate),),
    "seat": _seat,
    "siret": lambda candidate, _: (spaced(candidate.siret, 3, 3, 3, 5),),
    "siren": lambda candidate, _: (spaced(candidate.siret, 3, 3, 3),),
    "register": _register,
    "declaration": _declaration,
    "cover": _cover,
    "resources": lambda candidate, _: tuple(map(capital, candidate.means)),
    "certificates": lambda candidate, _: tuple(map(capital, candidate.certifications)),
    "signatory": _signatory,
}
ANSWERS: Mapping[str, Callable[[Facts], Lines]] = {
    "buyer.designation": _buyer,
    "consultation.lots": _lots,
    "consultation.group": _form_of_group,
    "consultation.services": _services,
    **PRICED,
}
