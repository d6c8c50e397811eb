"""A change that is said to be enough is enough: written in the offer, it gives every group a plan."""

import re
from typing import Any

import pytest

from generator.foundation.diagnostic import Diagnostic
from tests.plans import made, planned

DAYS = ["mardi"]
BRIEF: dict[str, Any] = {
    "dates.start": "2027-02-08",
    "dates.deadline": "2026-12-11",
    "milestones": [],
    "service.groups": "3",
    "service.sessions.per_year": "8",
    "service.sessions.length": "hours",
    "service.sessions.minutes": "120",
    "service.sessions.avoid": ["school_holidays", "wednesdays"],
    "service.sites": [
        {"key": "nord", "name": "Nord", "groups": "2"},
        {"key": "sud", "name": "Sud", "groups": "1", "department": "49"},
    ],
}
GROUPS = [
    {"key": "a", "name": "Nord A", "site": "nord"},
    {"key": "b", "name": "Nord B", "site": "nord"},
    {"key": "c", "name": "Sud", "site": "sud"},
]
OFFER: dict[str, Any] = {
    "date": "2026-12-04",
    "planning.from": "2027-02-08",
    "planning.to": "2028-01-28",
    "planning.weekdays": DAYS,
    "planning.start": "9:30",
    "planning.end": "11:30",
    "planning.min_weeks": "4",
    "planning.max_weeks": "10",
    "planning.meetings": [],
    "planning.groups": GROUPS,
}


def told(**changes: Any) -> Diagnostic:
    schedule, problems = made({"brief": BRIEF, "offer": OFFER | {f"planning.{key}": changes[key] for key in changes}})
    assert schedule is None
    return [problem for problem in problems if problem.code == "P311"][-1]


def counts(changes: dict[str, Any]) -> list[int]:
    found = planned({"brief": BRIEF, "offer": OFFER | changes})
    return [len(found.of(group["key"])) for group in GROUPS]


@pytest.mark.parametrize("key", ["max_weeks", "min_weeks"])
def test_the_weeks_said_to_be_enough_are(key: str) -> None:
    found = re.search(rf"« {key}: (\d+) »", told().hint)
    assert found
    assert counts({f"planning.{key}": found[1]}) == [8, 8, 8]


def test_the_day_said_to_be_enough_is() -> None:
    found = re.search(r"un jour convenu de plus, le (\w+)", told().hint)
    assert found
    assert counts({"planning.weekdays": [*DAYS, found[1]]}) == [8, 8, 8]


def test_one_day_for_each_group_said_to_be_enough_is() -> None:
    found = re.search(r"un jour par groupe \(Nord A le (\w+), Nord B le (\w+), Sud le (\w+)\)", told().hint)
    assert found
    assert len(set(found.groups())) == 3
    own = [{**group, "weekdays": [day]} for group, day in zip(GROUPS, found.groups(), strict=True)]
    assert counts({"planning.groups": own}) == [8, 8, 8]


def test_what_was_tried_is_said_when_nothing_is_enough() -> None:
    """Eight sessions twenty weeks apart never fit in a year, nor twelve weeks apart."""
    found = told(min_weeks="20", max_weeks="20")
    assert "aucun de ces changements, essayé seul avec tous les groupes ensemble, n'a suffi" in found.hint
    assert "suffit, essayé" not in found.hint


def test_one_person_more_settles_it_too() -> None:
    own = [GROUPS[0], {**GROUPS[1], "interveners": ["specimen"]}, GROUPS[2]]
    schedule, problems = made({"brief": BRIEF, "offer": OFFER | {"planning.groups": own, "planning.max_weeks": "12"}})
    assert schedule, problems
    assert {group.intervener for group in schedule.groups} == {"exemple", "specimen"}
