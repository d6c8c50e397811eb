"""Figures of the company file that a form repeats: they must agree with each other and with the law."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from generator.brief.candidate import Exercise
from generator.forms.facts import Facts
from generator.forms.spec import in_force, rules
from generator.foundation.days import short
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, warning


def consistency(facts: Facts) -> Diagnostics:
    """What does not agree in the accounting years, the staff and the answer on company size."""
    return (*_exercises(facts), *_order(facts), *_size(facts))


def _exercises(facts: Facts) -> Diagnostics:
    found: list[Diagnostic] = []
    for index, exercise in enumerate(facts.candidate.value.exercises):
        place = facts.candidate.span("exercises", index)
        if exercise.end <= exercise.start:
            message = "exercice dont la fin précède le début"
            found.append(error("F523", place, message, "corrigez « start » et « end »"))
        if exercise.end >= facts.day:
            message = f"l'exercice qui finit le {short(exercise.end)} n'est pas clos à la date de l'offre"
            found.append(error("F524", place, message, "ne citez que des exercices clos"))
        if exercise.turnover is not None and exercise.turnover < 0:
            found.append(error("F525", place, "chiffre d'affaires négatif", "écrivez null s'il est inconnu"))
    return tuple(found)


def _order(facts: Facts) -> Diagnostics:
    numbered = sorted(enumerate(facts.candidate.value.exercises), key=lambda pair: pair[1].start)
    found = (_gap(before, after, index, facts) for (_, before), (index, after) in pairwise(numbered))
    return tuple(problem for problem in found if problem)


def _gap(before: Exercise, after: Exercise, index: int, facts: Facts) -> Diagnostic | None:
    place = facts.candidate.span("exercises", index)
    if after.start <= before.end:
        message = f"les exercices ouverts le {short(before.start)} et le {short(after.start)} se chevauchent"
        return error("F526", place, message, "corrigez leurs dates")
    if after.start > before.end + timedelta(days=1):
        message = f"aucun exercice entre le {short(before.end)} et le {short(after.start)}"
        return warning("F527", place, message, "le DC2 demande des exercices qui se suivent")
    return None


def _size(facts: Facts) -> Diagnostics:
    """The answer on company size against staff and turnover; a balance sheet is not in the company file."""
    said = facts.candidate.value.sme
    place = facts.span("candidate.sme")
    if said is None:
        message = "le DC2 demande si le candidat est une PME (C1) : aucune case n'est cochée"
        return (warning("F521", place, message, "écrivez « sme: true » ou « sme: false »"),)
    measured = _measured(facts)
    if measured is None or measured == said:
        return ()
    if said:
        message = "le candidat se dit PME alors que son effectif atteint le seuil"
        return (error("F522", place, message, "corrigez « sme » ou « staff »"),)
    message = (
        "le candidat ne se dit pas PME alors que son effectif et son chiffre d'affaires sont sous les seuils"
    )
    return (warning("F522", place, message, "vérifiez la réponse : appartient-il à un groupe ?"),)


def _measured(facts: Facts) -> bool | None:
    """Whether the last figures are those of a small or medium company; None when they don't tell."""
    candidate, limit = facts.candidate.value, in_force(rules().sme, facts.day)
    staff = max(candidate.staff, key=lambda s: s.year).total if candidate.staff else None
    last = max(candidate.exercises, key=lambda e: e.end, default=None)
    turnover: Decimal | None = last.turnover if last else None
    if staff is None:
        return None
    if staff >= limit.staff:
        return False
    return True if turnover is not None and turnover <= limit.turnover else None
