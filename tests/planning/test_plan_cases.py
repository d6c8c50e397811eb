"""The cases of tests/cases/planning.yaml: a brief and an offer in, dates or explanations out."""

from pathlib import Path
from typing import Any

import pytest

from generator.foundation.source import decoded, parse
from tests.plans import made

FILE = Path(__file__).parent.parent / "cases" / "planning.yaml"
CASES, _, PROBLEMS = parse(decoded(FILE.read_bytes(), FILE.name)[0], FILE.name)


def test_the_cases_were_read() -> None:
    assert PROBLEMS == ()
    assert len(CASES) == 46
    assert len({case["case"] for case in CASES}) == len(CASES)
    assert all(set(case) <= {"case", "why", "given", "expect"} for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    expect = case["expect"]
    assert set(expect) <= {"sessions", "meetings", "findings", "says", "silent"}
    schedule, problems = made(case.get("given"))
    said = "\n".join(map(str, problems))
    assert sorted(problem.code for problem in problems) == sorted(expect.get("findings", [])), said
    days = [event.day.isoformat() for event in schedule.sessions] if schedule else []
    assert days == expect.get("sessions", [])
    if "meetings" in expect:
        assert schedule
        assert {event.kind: event.day.isoformat() for event in schedule.meetings} == expect["meetings"]
    assert [words for words in expect.get("says", []) if words not in said] == [], said
    assert [words for words in expect.get("silent", []) if words in said] == [], said
