"""The nursery offer keeps R. 2324-37 CSP: each group meets twice in every four months, two hours each time."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.compose.dossier import Dossier
from generator.foundation.days import minutes_between
from tests.workspaces import ROOT


@pytest.fixture(scope="module")
def nursery() -> Dossier:
    inputs, problems = read_inputs(ROOT, "creches")
    assert inputs is not None, problems
    dossier, problems = dossier_of(inputs)
    assert dossier is not None, problems
    return dossier


def test_each_group_meets_two_hours_twice_in_every_four_months(nursery):
    schedule = nursery.schedule
    assert len(schedule.groups) == 4
    for group in schedule.groups:
        sessions = schedule.of(group.key)
        periods = Counter((event.day.year, (event.day.month - 1) // 4) for event in sessions)
        assert sorted(periods.values()) == [2, 2, 2], group.key
        assert {minutes_between(event.start, event.end) for event in sessions} == {120}


def test_the_two_groups_of_one_team_never_meet_on_the_same_day(nursery):
    days = [{event.day for event in nursery.schedule.of(key)} for key in ("rives-a", "rives-b")]
    assert not days[0] & days[1]


def test_groups_and_people_keep_the_rule(nursery):
    brief = nursery.inputs.brief.value
    assert brief.service.participants == 15
    assert all(group.size and group.size <= 15 for group in nursery.schedule.groups)
    assert all(person.file.value.years >= 5 for person in nursery.inputs.team)
