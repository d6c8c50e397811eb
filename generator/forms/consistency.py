"""Figures of the company file that a form repeats: they must agree with each other and with the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from generator.brief.candidate import Exercise
from generator.forms.facts import Facts
from generator.forms.grids import closed, past_staff
from generator.forms.spec import in_force, rules
from generator.foundation.days import short
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, warning
from generator.foundation.money import number


def consistency(facts: Facts) -> Diagnostics:
    """What does not agree in the accounting years, the staff and the answer on company size."""
    return (*_exercises(facts), *_order(facts), *size(facts))


def _exercises(facts: Facts) -> Diagnostics:
    found: list[Diagnostic] = []
    for index, exercise in enumerate(facts.candidate.value.exercises):
        place = facts.candidate.span("exercises", index)
        if exercise.end <= exercise.start:
            message = "exercice dont la fin précède le début"
            found.append(error("F523", place, message, "corrigez « start » et « end »"))
        if exercise.end >= facts.day and not closed(facts):  # a file outlives its offers: later years are left out
            message = f"l'exercice qui finit le {short(exercise.end)} n'est pas clos à la date de l'offre"
            found.append(error("F524", place, message, "citez au moins un exercice clos"))
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


def size(facts: Facts, form: str = "le DC2", who: str = "le candidat", rubric: str = "C1") -> Diagnostics:
    """The answer on company size against staff, turnover and balance sheet: both places are named."""
    said, place, measured = facts.candidate.value.sme, facts.span("candidate.sme"), _measured(facts)
    if said is None:
        message = f"{form} demande si {who} est une PME ({rubric}) : aucune case n'est cochée"
        shown = "" if measured is None else f" ; vos chiffres disent « sme: {str(measured.sme).lower()} »"
        return (warning("F521", place, message, f"écrivez « sme: true » ou « sme: false »{shown}"),)
    if measured is None or measured.sme == said:
        return ()
    if said:
        message = f"{who} se dit PME alors que {measured.why} ({measured.place})"
        return (error("F522", place, message, "corrigez « sme », ou ce chiffre"),)
    message = f"{who} ne se dit pas PME alors que {measured.why} ({measured.place})"
    return (warning("F522", place, message, "vérifiez la réponse : appartient-il à un groupe ?"),)


@dataclass(frozen=True, slots=True)
class _Size:
    """What the last figures say of the company's size, in words, and where the deciding figure stands."""

    sme: bool
    why: str
    place: Span


def _measured(facts: Facts) -> _Size | None:
    """Whether the last figures are those of a small or medium company; None when they don't tell."""
    limit = in_force(rules().sme, facts.day)
    staff, last = next(iter(past_staff(facts)), None), next(iter(closed(facts)), None)
    if staff is None:
        return None
    at = facts.candidate.span("staff", facts.candidate.value.staff.index(staff))
    if staff.total >= limit.staff:
        why = f"son effectif de {staff.year}, {number(staff.total)}, atteint le seuil de {limit.staff}"
        return _Size(False, why, at)
    if last is None:
        return None
    turnover, balance = last.turnover, last.balance
    ceilings = ((turnover, limit.turnover), (balance, limit.balance))
    if any(value is not None and value <= most for value, most in ceilings):
        return _Size(True, "son effectif et ses montants annuels sont sous les seuils", at)
    if turnover is None or balance is None:
        return None
    why = (
        f"son chiffre d'affaires ({number(turnover)} €) et son bilan ({number(balance)} €) de {last.end.year} "
        f"passent les seuils"
    )
    return _Size(False, why, facts.candidate.span("exercises", facts.candidate.value.exercises.index(last)))
