"""The cases of tests/cases/planning-groupes.yaml: several groups in; dates, people and findings out."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.foundation.diagnostic import Diagnostics
from generator.foundation.source import decoded, parse
from generator.planning.keep import Kept, KeptSession
from generator.planning.people import Worker
from generator.planning.plan import plan
from generator.planning.schedule import Schedule
from generator.readers.ics import read
from tests.plans import given

FILE = Path(__file__).parent.parent / "cases" / "planning-groupes.yaml"
CASES, _, PROBLEMS = parse(decoded(FILE.read_bytes(), FILE.name)[0], FILE.name)
GROUPS = [
    {"key": "a", "name": "Groupe A"},
    {"key": "b", "name": "Groupe B", "half_day": "afternoon", "start": "13:30", "end": "17:00"},
]
KEYS = {"sessions", "counts", "apart", "interveners", "meetings", "findings", "says", "silent"}


def base(changes: Mapping[str, Any] | None) -> dict[str, dict[str, Any]]:
    """The two groups first, so that a case may change one of their fields."""
    changes = changes or {}
    return {
        "brief": {"service.groups": "2", **changes.get("brief", {})},
        "offer": {"planning.groups": deepcopy(GROUPS), **changes.get("offer", {})},
    }


def arranged(case: Mapping[str, Any]) -> tuple[Schedule | None, Diagnostics]:
    brief, offer = given(base(case.get("given")))
    planning = offer.value.planning
    workers, problems = [], []
    for key in ("exemple", "specimen"):
        data = case.get("agendas", {}).get(key, "BEGIN:VCALENDAR\nEND:VCALENDAR\n").encode()
        busy, slips = read(data, f"{key}.ics", planning.first, planning.last)
        workers.append(Worker(key, key, tuple(case.get("skills", {}).get(key, ())), busy))
        problems += slips
    if problems:
        return None, tuple(problems)
    return plan(brief, offer, workers, kept(case))


def kept(case: Mapping[str, Any]) -> Kept | None:
    sessions = (
        KeptSession(s["group"], int(s["number"]), date.fromisoformat(s["day"]), s.get("intervener", ""))
        for s in case.get("kept", ())
    )
    return Kept(tuple(sessions)) if "kept" in case else None


def test_the_cases_were_read() -> None:
    assert PROBLEMS == ()
    assert len(CASES) == 49
    assert len({case["case"] for case in CASES}) == len(CASES)
    assert all(set(case) <= {"case", "why", "given", "skills", "agendas", "kept", "expect"} for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    expect = case["expect"]
    assert set(expect) <= KEYS
    schedule, problems = arranged(case)
    said = "\n".join(map(str, problems))
    assert sorted(problem.code for problem in problems) == sorted(expect.get("findings", [])), said
    for words in expect.get("says", []):
        assert words in said
    assert [words for words in expect.get("silent", []) if words in said] == [], said
    if not {"sessions", "counts", "apart", "interveners", "meetings"} & set(expect):
        return
    assert schedule, said
    days = {group.key: [e.day.isoformat() for e in schedule.of(group.key)] for group in schedule.groups}
    assert expect.get("sessions", days) == days
    assert {key: int(count) for key, count in expect.get("counts", {}).items()} in (
        {},
        {key: len(held) for key, held in days.items()},
    )
    if "apart" in expect:
        one, other = expect["apart"]
        assert len(days[one]) == len(days[other]) == 5
        assert not set(days[one]) & set(days[other])
    for key, person in expect.get("interveners", {}).items():
        assert next(group.intervener for group in schedule.groups if group.key == key) == person
    if "meetings" in expect:
        assert {event.kind: event.day.isoformat() for event in schedule.meetings} == expect["meetings"]
