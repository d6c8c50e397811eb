"""Conditions by name: what ticks a box, prints a line or makes a rubric apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.forms.facts import Facts
from generator.forms.grids import ROWS, closed
from generator.forms.spec import in_force, rules


def holds(condition: str, facts: Facts) -> bool:
    """Whether this condition is true of the offer."""
    return CONDITIONS[condition](facts)


def _all_lots(facts: Facts) -> bool:
    lots = {lot.number for lot in facts.brief.value.lots}
    return bool(lots) and set(facts.lots) == lots


def _some_lots(facts: Facts) -> bool:
    return bool(facts.brief.value.lots) and bool(facts.lots) and not _all_lots(facts)


def _short_history(facts: Facts) -> bool:
    """The turnover of the years asked is not complete: the date of creation explains why."""
    known = [exercise for exercise in closed(facts) if exercise.turnover is not None]
    return len(known) < in_force(rules().lookback, facts.day).exercises


def _joint(facts: Facts) -> bool:
    group = facts.offer.value.consortium
    return group is not None and group.form == "conjoint"


def _liable(answer: bool) -> Callable[[Facts], bool]:
    def said(facts: Facts) -> bool:
        group = facts.offer.value.consortium
        return group is not None and group.form == "conjoint" and group.leader_liable is answer

    return said


def _never(_: Facts) -> bool:
    return False


CONDITIONS: Mapping[str, Callable[[Facts], bool]] = {
    "not_allotted": lambda facts: not facts.brief.value.lots,
    "allotted": lambda facts: bool(facts.brief.value.lots),
    "all_lots": _all_lots,
    "some_lots": _some_lots,
    "dc2_joined": lambda facts: "dc2" in facts.pieces,
    "capacity_documents": lambda facts: "dc2" not in facts.pieces and bool(facts.offer.value.annexes),
    "sme": lambda facts: facts.candidate.value.sme is True,
    "not_sme": lambda facts: facts.candidate.value.sme is False,
    "short_history": _short_history,
    "relied_on": lambda facts: bool(ROWS["operators"](facts)),
    "alone": lambda facts: not facts.grouped,
    "group": lambda facts: facts.grouped,
    "joint": _joint,
    "solidary": lambda facts: facts.grouped and not _joint(facts),
    "leader_liable": _liable(True),
    "leader_not_liable": _liable(False),
    # Services of an ordinary market: an offer's files have no word for the rest.
    "reserved_market": _never,
    "works": _never,
    "defence": _never,
    "declaration_only": _never,
    "authorisation": _never,
    "online_proof": _never,
}
