"""The shipped approaches hold the numbers of their sources, and each has blocks of its own for every part of a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.foundation.record import read_record
from generator.library.approach import Approach
from generator.library.blocks import read_blocks
from generator.library.runsheet import run_sheet

WORKSPACE = Path(__file__).parents[2]
SHELF = WORKSPACE / "boilerplate"
BLOCKS, _ = read_blocks(SHELF / "blocks", WORKSPACE)
NAMES = sorted(path.stem for path in (SHELF / "approaches").glob("*.yaml"))
NEW = [name for name in NAMES if name != "collective-action"]
OWN_TOPICS = {"objectives", "support", "methods", "run_sheet", "supports", "safe_frame", "scope_guard"}
OWN_TOPICS |= {"evaluation", "rhythm", "intervener_profile"}


def approach(name: str) -> Approach:
    loaded, problems = read_record(SHELF / f"approaches/{name}.yaml", name, Approach)
    assert loaded is not None, problems
    return loaded.value


def test_five_approaches_are_shipped():
    assert NAMES == ["collective-action", "lone-workers", "presence", "reflective-team", "systemic"]


def test_the_reflective_team_meets_for_an_hour_and_a_half_to_two_hours_in_four_times():
    team = approach("reflective-team")
    assert (team.shortest, team.longest) == (90, 120)
    titles = ("Récit", "Questionnement", "Élaboration collective", "Synthèse")
    assert tuple(phase.title for phase in team.phases) == titles
    for minutes in (90, 105, 120):
        sheet = run_sheet(team, minutes)
        assert tuple(phase.title for phase in sheet) == titles
        assert sum(phase.minutes for phase in sheet) == minutes


def test_the_systemic_approach_asks_for_350_hours_of_training():
    hours = [wanted.hours for wanted in approach("systemic").requires if wanted.hours]
    assert hours == [350]


@pytest.mark.parametrize("name", ["reflective-team", "systemic"])
def test_both_meet_each_month(name):
    rhythm = approach(name).rhythm
    assert rhythm.min_weeks <= 4 <= rhythm.max_weeks <= 6


@pytest.mark.parametrize("name", NEW)
def test_an_approach_has_twelve_blocks_of_its_own_for_every_part(name):
    own = [block for block in BLOCKS if block.head.when.approach == (name,)]
    assert len(own) >= 12
    assert {topic for block in own for topic in block.head.topics} >= OWN_TOPICS
    assert {block.head.part for block in own} == {
        "opening", "objectives", "method", "rhythm", "evaluation", "closing",
    }  # fmt: skip
