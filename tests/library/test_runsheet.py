"""Run-sheets: to the minute, whatever the length."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.brief.offer import Adaptation, Offer
from generator.foundation.record import read_record
from generator.library.approach import Approach
from generator.library.runsheet import apportioned, fits, practised, run_sheet, session_minutes
from tests.quotes import OFFER, load

SHELF = Path(__file__).parents[2] / "boilerplate" / "approaches"
PATHS = sorted(SHELF.glob("*.yaml"))
SMALL = """\
name: Petits groupes
summary: Une situation, ou deux.
minutes: 90
group: {min: 4, max: 8}
rhythm: {min_weeks: 2, max_weeks: 4}
lengths: {min: 60, max: 240}
phases:
  - {title: Accueil, minutes: 10, kind: frame, purpose: a, who: b, min: 5, max: 15}
  - {title: Récit, minutes: 20, kind: case, purpose: a, who: b, repeat: situation, min: 10}
  - {title: Lectures, minutes: 50, kind: case, purpose: a, who: b, repeat: situation, min: 25}
  - {title: Pause, minutes: 10, kind: break, purpose: a, who: b, only_from: 150}
  - {title: Synthèse, minutes: 10, kind: closing, purpose: a, who: b, min: 10, max: 20}
"""


def small() -> Approach:
    return load(SMALL, "small.yaml", Approach).value


def shipped(path: Path) -> Approach:
    loaded, problems = read_record(path, path.name, Approach)
    assert loaded, problems
    return loaded.value


def told(approach: Approach, minutes: int, **adapt: int) -> list[tuple[str, int]]:
    return [(phase.title, phase.minutes) for phase in run_sheet(approach, minutes, Adaptation(**adapt))]


def test_the_approachs_own_session_is_its_phases_as_written() -> None:
    approach = shipped(SHELF / "collective-action.yaml")
    assert run_sheet(approach, 210) == approach.phases


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_shipped_approach_has_a_run_sheet_for_each_length_that_it_allows(path: Path) -> None:
    approach = shipped(path)
    for minutes in range(approach.shortest, approach.longest + 1):
        phases = run_sheet(approach, minutes)
        assert sum(phase.minutes for phase in phases) == minutes
        assert all(phase.floor <= phase.minutes <= phase.ceiling for phase in phases)


@given(st.integers(1, 600), st.integers(1, 4))
def test_any_length_adds_up_with_no_phase_out_of_its_bounds(minutes: int, situations: int) -> None:
    approach = small()
    bounds = {"Accueil": (5, 15), "écit": (10, 40), "ectures": (25, 100), "Pause": (5, 10), "Synthèse": (10, 20)}
    if not fits(approach, minutes, situations):
        with pytest.raises(ValueError, match="floors and ceilings"):
            run_sheet(approach, minutes, Adaptation(situations=situations))
        return
    phases = run_sheet(approach, minutes, Adaptation(situations=situations))
    assert sum(phase.minutes for phase in phases) == minutes
    for phase in phases:
        low, high = next(bound for end, bound in bounds.items() if phase.title.endswith(end))
        assert low <= phase.minutes <= high
    assert any(phase.kind == "break" for phase in phases) is (minutes >= 150)
    assert sum(phase.title.endswith("écit") for phase in phases) == situations


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 40), st.integers(0, 80)), min_size=1, max_size=12), st.data()
)
def test_shares_add_up_within_their_bounds(lines: list[tuple[int, int, int]], data: st.DataObject) -> None:
    weights, floors = [line[0] for line in lines], [line[1] for line in lines]
    ceilings = [low + more for _, low, more in lines]
    total = data.draw(st.integers(sum(floors), sum(ceilings)))
    shares = apportioned(total, weights, floors, ceilings)
    assert sum(shares) == total
    assert all(low <= share <= high for low, share, high in zip(floors, shares, ceilings, strict=True))


def test_shares_are_in_proportion_when_nothing_binds() -> None:
    assert apportioned(100, [1, 1, 1], [0, 0, 0], [100, 100, 100]) == (34, 33, 33)
    assert apportioned(60, [10, 20, 30], [0, 0, 0], [60, 60, 60]) == (10, 20, 30)
    assert apportioned(10, [1, 9], [4, 0], [10, 10]) == (4, 6)
    assert apportioned(10, [9, 1], [0, 0], [3, 10]) == (3, 7)


def test_phases_that_repeat_come_once_a_situation_with_its_number() -> None:
    assert told(small(), 90) == [("Accueil", 10), ("Récit", 20), ("Lectures", 50), ("Synthèse", 10)]
    assert told(small(), 150) == [("Accueil", 15), ("Récit", 30), ("Lectures", 80), ("Pause", 10), ("Synthèse", 15)]
    assert [title for title, _ in told(small(), 210, situations=2)] == [
        "Accueil", "Situation 1 : récit", "Situation 1 : lectures", "Situation 2 : récit", "Situation 2 : lectures",
        "Pause", "Synthèse",
    ]  # fmt: skip


def test_without_its_situation_a_phase_falls_and_the_others_take_its_time() -> None:
    approach = shipped(SHELF / "collective-action.yaml")
    assert approach.usual_situations == 2
    phases = told(approach, 165, situations=1)
    assert "Situation 2" not in dict(phases)
    assert phases == [(title, minutes) for title, minutes in told(approach, 210) if title != "Situation 2"]


def test_an_offer_practises_the_approach_at_the_length_of_its_plan() -> None:
    offer = load(OFFER, "offer.yaml", Offer, {"planning.end": "12:00", "adapt": {"min_weeks": "3"}}).value
    assert session_minutes(offer) == 180
    made = practised(shipped(SHELF / "collective-action.yaml"), offer)
    assert (made.minutes, sum(phase.minutes for phase in made.phases), made.rhythm.min_weeks) == (180, 180, 3)
    assert 0 < made.theory_minutes < made.case_minutes


def test_an_approach_that_does_not_fit_is_left_as_it_is() -> None:
    offer = load(OFFER, "offer.yaml", Offer, {"planning.end": "9:40"}).value
    approach = small()
    assert practised(approach, offer) == approach
