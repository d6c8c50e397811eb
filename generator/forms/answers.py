"""Answers by name: what stands after each label of a form, as lines to print; no line, no answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from generator.brief.candidate import Address
from generator.brief.designation import designation, spaced
from generator.document.typography import capital
from generator.forms.facts import Facts
from generator.forms.spec import in_force, rules
from generator.foundation.days import long
from generator.foundation.money import number

Lines = tuple[str, ...]


def answer(source: str, facts: Facts) -> Lines:
    """The lines that answer this source: a computed answer, or the value of the field it names."""
    computed = ANSWERS.get(source)
    return computed(facts) if computed else _lines(_walk(source, facts))


def interpolated(text: str, facts: Facts) -> str:
    """The text with each `{source}` replaced by its answer."""
    return re.sub(r"\{([a-z_.]+)\}", lambda match: ", ".join(answer(match[1], facts)), text)


def consultation(facts: Facts) -> str:
    """What a form's foot names: the consultation's reference, or its object when none is published."""
    brief = facts.brief.value
    return f"Consultation n° {brief.reference}" if brief.reference else f"Consultation : {brief.title}"


def _walk(source: str, facts: Facts) -> object:
    root, *path = source.split(".")
    value: object = facts.file(root).value
    for step in path:
        value = getattr(value, step)
    return value


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


def _identity(facts: Facts) -> Lines:
    candidate = facts.candidate.value
    trade = candidate.trade_name
    return (f"{trade} ({candidate.name})" if trade and trade != candidate.name else candidate.name,)


def _seat(facts: Facts) -> Lines:
    candidate = facts.candidate.value
    return () if candidate.head_office == candidate.address else _lines(candidate.head_office)


def _register(facts: Facts) -> Lines:
    return (facts.candidate.value.registration or "Répertoire SIRENE de l'Insee",)


def _declaration(facts: Facts) -> Lines:
    nda = facts.candidate.value.nda
    if nda is None:
        return ()
    words = in_force(rules().declaration, facts.day).words
    prefect = f"Déclaration enregistrée auprès du préfet de région {nda.prefect}."
    return (words.replace("{number}", nda.number), prefect)


def _cover(facts: Facts) -> Lines:
    insurance = facts.candidate.value.insurance
    if insurance is None:
        return ()
    return (
        f"{insurance.insurer}, contrat n° {insurance.policy}",
        f"Activités couvertes : {insurance.covers}",
        f"Valable jusqu'au {long(insurance.until)}",
    )


def _lots(facts: Facts) -> Lines:
    lots = map(facts.brief.value.lot, facts.offer.value.lots)
    return tuple(f"Lot n° {lot.number} : {lot.title}" for lot in lots if lot)


ANSWERS: Mapping[str, Callable[[Facts], Lines]] = {
    "buyer.designation": _buyer,
    "consultation.lots": _lots,
    "candidate.identity": _identity,
    "candidate.seat": _seat,
    "candidate.siret": lambda facts: (spaced(facts.candidate.value.siret, 3, 3, 3, 5),),
    "candidate.siren": lambda facts: (spaced(facts.candidate.value.siret, 3, 3, 3),),
    "candidate.register": _register,
    "candidate.declaration": _declaration,
    "candidate.cover": _cover,
    "candidate.resources": lambda facts: tuple(map(capital, facts.candidate.value.means)),
    "candidate.certificates": lambda facts: tuple(map(capital, facts.candidate.value.certifications)),
}
