"""Why no plan keeps every rule: a smallest set of rules that block together, and what each would free.

A deletion filter over the exact program: a rule without which the rest still blocks is left out; what stays
is minimal, though other minimal sets may exist. Rules that nobody can change are tried first, so the set
names what somebody can change. Any single rule whose removal unblocks the plan is always in the set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.foundation.days import long
from generator.foundation.diagnostic import Diagnostic, Span, error
from generator.planning.rules import AtLeast, AtMost, Problem, Rule
from generator.planning.scheduler import most, solve


@dataclass(frozen=True, slots=True)
class Blocker:
    """A rule of the set: `possible` when the plan exists without it, else `sessions` at most then fit."""

    rule: Rule
    possible: bool
    sessions: int
    enough: str = ""  # the milder value that is enough, « min_weeks: 5 »


@dataclass(frozen=True, slots=True)
class Explanation:
    """How many sessions fit as it stands (meetings aside), on how many candidate days, the blocking rules."""

    problem: Problem
    sessions: int
    days: int
    blockers: tuple[Blocker, ...]
    alone: bool = False  # one group among several: what frees it may not be enough for all


def explain(problem: Problem) -> Explanation:
    """The explanation of a problem that has no solution; ValueError when it has one."""
    if solve(problem) is not None:
        raise ValueError("this plan is possible")
    core = problem
    for rule in problem.rules:
        lighter = core.without(rule)
        if solve(lighter) is None:
            core = lighter
    blockers = tuple(_blocker(problem, rule) for rule in core.rules)
    return Explanation(problem, most(problem), len(problem.session_days()), blockers)


def diagnostic(explanation: Explanation, span: Span) -> Diagnostic:
    """The explanation as one blocking diagnostic: the sentence, then each rule with its place."""
    return error("P311", span, _sentence(explanation), _advice(explanation))


def several(explanation: Explanation, span: Span, people: Sequence[str]) -> Diagnostic:
    """The same for one group among others, that has no plan even alone: what each rule frees is said of it alone."""
    lines = [diagnostic(replace(explanation, alone=True), span).hint]
    if len(people) > 1:
        others = ", ".join(people[1:])
        lines.append(f"    règles vues avec {people[0]} ; aucun autre intervenant possible ({others})")
    return error("P311", span, _sentence(explanation), "\n".join(lines))


def _blocker(problem: Problem, rule: Rule) -> Blocker:
    lighter = problem.without(rule)
    if solve(lighter) is not None:
        return Blocker(rule, True, problem.count, _milder(problem, rule))
    return Blocker(rule, False, most(lighter))


def _milder(problem: Problem, rule: Rule) -> str:
    """For a limit in weeks, the nearest value that unblocks."""
    match rule.effect:
        case AtLeast(weeks):
            values, key = range(weeks - 1, 0, -1), "min_weeks"
        case AtMost(weeks):
            values, key = range(weeks + 1, 53), "max_weeks"
        case _:
            return ""
    found = next((n for n in values if _enough(problem, rule, type(rule.effect)(n))), None)
    return f"{key}: {found}" if found else ""


def _enough(problem: Problem, rule: Rule, effect: AtLeast | AtMost) -> bool:
    milder = replace(rule, effect=effect)
    rules = tuple(milder if other is rule else other for other in problem.rules)
    return solve(replace(problem, rules=rules)) is not None


def _sentence(explanation: Explanation) -> str:
    problem, days = explanation.problem, explanation.days
    asked = f"{_sessions(problem.count)} demandée{'s' if problem.count > 1 else ''}"
    period = f"entre le {long(problem.first)} et le {long(problem.last)}"
    room = f"({days} jour{'s' if days > 1 else ''} possible{'s' if days > 1 else ''})"
    if explanation.sessions == problem.count:
        return f"planning impossible : {asked} {period}, elles tiennent {room}, mais pas avec les réunions"
    if not explanation.sessions:
        return f"planning impossible : {asked} {period}, aucune ne tient {room}"
    return f"planning impossible : {asked} {period}, {explanation.sessions} au plus tiennent {room}"


def _advice(explanation: Explanation) -> str:
    blockers = explanation.blockers
    if not blockers:
        return "la période est trop courte : avancez « from », reculez « to » ou demandez moins de séances"
    if len(blockers) == 1:
        head = "cette règle suffit à bloquer ; l'assouplir peut débloquer :"
    else:
        head = "ces règles, prises ensemble, suffisent à bloquer ; en assouplir une seule peut débloquer :"
    return "\n".join([head, *(f"    - {_line(explanation, blocker)}" for blocker in blockers)])


def _line(explanation: Explanation, blocker: Blocker) -> str:
    place = f"  [{blocker.rule.span}]" if blocker.rule.span else ""
    return f"{blocker.rule.name}{place} — {_outcome(explanation, blocker)}"


def _outcome(explanation: Explanation, blocker: Blocker) -> str:
    problem = explanation.problem
    if blocker.possible and explanation.alone:
        return f"sans elle, ce groupe seul : {_sessions(problem.count)} ✔"
    if blocker.possible:
        enough = f" ; « {blocker.enough} » suffit" if blocker.enough else ""
        return f"sans elle : {_sessions(problem.count)} ✔{enough}"
    if blocker.sessions == problem.count:
        return "sans elle : les réunions bloquent encore"
    return f"sans elle : {_sessions(blocker.sessions)} (il reste un autre blocage)"


def _sessions(number: int) -> str:
    return f"{number} séance{'s' if number > 1 else ''}"
