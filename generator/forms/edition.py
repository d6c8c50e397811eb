"""Which edition of a form is printed, and what a reviewer must know of it: another one in force, doubtful words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.forms.facts import Facts
from generator.forms.fill import Filled
from generator.forms.spec import FormSpec, Name, editions, form, sections
from generator.foundation.days import short
from generator.foundation.diagnostic import Diagnostics, Span, info, warning
from generator.law.dated import at


def chosen(key: Name, known: Facts) -> FormSpec:
    """The edition to print: the one that the brief imposes, else the one in force on the offer's day."""
    imposed, _ = _imposed(key, known)
    return form(key, known.day, imposed)


def edition(key: Name, known: Facts, filled: Iterable[Filled]) -> Diagnostics:
    """What is to be known of the printed edition of this form: F504, F508, F509."""
    spec = chosen(key, known)
    rubrics = (rubric for one in filled if one.spec.key == key for rubric in one.rubrics if not rubric.why)
    applied = {section.id for rubric in rubrics for section in (rubric, *rubric.parts) if not section.why}
    return (*_demanded(spec, known), *_current(spec, known), *_doubts(spec, known, applied))


def _imposed(key: Name, known: Facts) -> tuple[date | None, Span | None]:
    for i, demand in enumerate(known.brief.value.pieces):
        if demand.piece == key and demand.edition:
            return demand.edition, known.brief.span("pieces", i, "edition")
    return None, None


def _demanded(spec: FormSpec, known: Facts) -> Diagnostics:
    """An imposed edition that the data does not hold."""
    imposed, place = _imposed(spec.key, known)
    if imposed is None or spec.version == imposed:
        return ()
    held = ", ".join(short(one.version) for one in editions(spec.key) if one.version) or "aucune"
    message = f"{spec.name} : l'acheteur impose l'édition du {short(imposed)}, que nos données n'ont pas"
    return (warning("F508", place, message, f"éditions connues : {held} ; remplissez le formulaire de l'acheteur"),)


def _current(spec: FormSpec, known: Facts) -> Diagnostics:
    """The edition in force on the offer's day, when it is not the one that is printed and nobody imposed that one."""
    current = at(spec.editions, known.day)
    imposed, _ = _imposed(spec.key, known)
    if spec.version is None or current is None or spec.version in {current.first, imposed}:
        return ()
    doubt = " (à vérifier)" if current.unverified else ""
    message = f"{spec.name} : rubriques de l'édition du {short(spec.version)}{doubt} ; {current.note}"
    return (
        info("F504", known.span("offer.date"), message, "rien à faire si l'acheteur n'impose pas une édition"),
    )


def _doubts(spec: FormSpec, known: Facts, applied: set[str]) -> Diagnostics:
    """Words that were not read on the official form: the edition itself, or titles of rubrics that apply."""
    printed = next((one for one in spec.editions if one.first == spec.version), None)
    unsure = [section.id for section in sections(spec) if section.unverified and section.id in applied]
    said = [f"édition du {short(printed.first)}"] if printed and printed.unverified else []
    said += [f"titre de la rubrique {unsure[0]}"] if len(unsure) == 1 else []
    said += [f"titres des rubriques {', '.join(unsure)}"] if len(unsure) > 1 else []
    if not said:
        return ()
    message = f"{spec.name} : à comparer avec le formulaire publié ({' ; '.join(said)})"
    remedy = "relisez economie.gouv.fr/daj, ou remplissez le formulaire que l'acheteur fournit"
    return (warning("F509", known.span("offer.date"), message, remedy),)
