"""The way back from a deadline: working days, hours, zones, what is late; nothing without a day to count from."""

from __future__ import annotations

from datetime import date, time

import pytest

from generator.brief.brief import Brief, Dates
from generator.brief.steps import Step, StepDone, Steps
from generator.planning.countdown import countdown, counted


def asked(brief: Brief, **dates) -> Brief:
    """The Vienne brief with other dates."""
    known = {"deadline": date(2024, 3, 29), "hour": time(12), "start": None, **dates}
    return brief.model_copy(update={"dates": Dates.model_validate(known)})


@pytest.fixture
def brief(inputs) -> Brief:
    return inputs.brief.value


def of(*steps: tuple[str, str, int]) -> Steps:
    return Steps(steps=tuple(Step.model_validate({"key": k, "title": k, unit: n}) for k, unit, n in steps))


def test_days_are_counted_from_the_day_that_is_given(brief):
    way = countdown(asked(brief), Steps(), date(2024, 3, 22))
    assert (way.left, way.working) == (7, 5)
    assert way.left_words == "il reste 7 jours, dont 5 ouvrés"
    assert way.words == "vendredi 29 mars 2024 à 12 h, heure de Paris"


def test_nothing_is_counted_without_a_day(brief):
    way = countdown(asked(brief), Steps(), None)
    assert (way.left, way.working, way.left_words, way.passed) == (None, None, "", False)
    assert {stage.state for stage in way.stages} == {"unknown"}
    assert way.late == ()


def test_without_a_deadline_there_is_no_way(brief):
    way = countdown(asked(brief, deadline=None), Steps(), date(2024, 3, 22))
    assert (way.stages, way.words, way.left) == ((), "", None)


@pytest.mark.parametrize(
    ("on", "words", "passed"),
    [
        (date(2024, 3, 29), "c'est aujourd'hui", False),
        (date(2024, 3, 28), "il reste 1 jour, ouvré", False),
        (date(2024, 3, 30), "passée depuis 1 jour", True),
        (date(2024, 4, 1), "passée depuis 3 jours", True),
    ],
)
def test_the_last_days(brief, on, words, passed):
    way = countdown(asked(brief), Steps(), on)
    assert (way.left_words, way.passed) == (words, passed)


def test_milestones_fall_on_working_days(brief):
    """Friday 10 May 2024: Thursday the 9th and Wednesday the 8th are holidays."""
    way = countdown(asked(brief, deadline=date(2024, 5, 10)), of(("a", "days", 1), ("b", "days", 2)), None)
    assert [stage.day for stage in way.stages] == [date(2024, 5, 7), date(2024, 5, 6)]


def test_our_own_holidays_count(brief):
    """Good Friday is a holiday in Moselle: the working day before Tuesday 2 April 2024 is then the Thursday."""
    late = asked(brief, deadline=date(2024, 4, 2))
    assert countdown(late, of(("a", "days", 1)), None).stages[0].day == date(2024, 3, 29)
    assert countdown(late, of(("a", "days", 1)), None, department="57").stages[0].day == date(2024, 3, 28)


def test_hours_before_the_hour(brief):
    (stage,) = countdown(asked(brief), of(("a", "hours", 4)), None).stages
    assert (stage.day, stage.hour) == (date(2024, 3, 29), time(8))
    (eve,) = countdown(asked(brief, hour=time(2)), of(("a", "hours", 4)), None).stages
    assert (eve.day, eve.hour) == (date(2024, 3, 28), time(22))


def test_hours_without_an_hour_are_the_day_before(brief):
    (stage,) = countdown(asked(brief, hour=None), of(("a", "hours", 4)), None).stages
    assert (stage.day, stage.hour) == (date(2024, 3, 28), None)


def test_no_milestone_before_the_publication(brief):
    way = countdown(asked(brief, published=date(2024, 3, 22)), of(("a", "days", 15), ("b", "days", 1)), None)
    assert [stage.day for stage in way.stages] == [date(2024, 3, 25), date(2024, 3, 28)]


def test_what_is_late_done_or_next(brief):
    done = (StepDone(step="a", on=date(2024, 3, 14)),)
    steps = of(("a", "days", 10), ("b", "days", 8), ("c", "days", 5), ("d", "days", 2), ("e", "days", 1))
    way = countdown(asked(brief), steps, date(2024, 3, 22), done)
    assert [stage.state for stage in way.stages] == ["done", "late", "today", "next", "later"]
    assert [stage.key for stage in way.late] == ["b"]
    before = counted(way, date(2024, 3, 13))
    assert [stage.state for stage in before.stages] == ["next", "later", "later", "later", "later"]
    assert counted(way, None).left is None


def test_the_hour_of_an_overseas_consultation(brief):
    there = asked(brief, zone="Indian/Reunion")
    assert countdown(there, Steps(), None).words == "vendredi 29 mars 2024 à 12 h, heure de La Réunion (9 h à Paris)"
    west = asked(brief, zone="Pacific/Tahiti", hour=time(16))
    assert countdown(west, Steps(), None).words.endswith("heure de Tahiti (3 h à Paris le 30 mars 2024)")


def test_the_zone_of_an_overseas_buyer_is_his_own(brief):
    buyer = brief.buyer.model_copy(update={"department": "973"})
    there = asked(brief.model_copy(update={"buyer": buyer}))
    assert "heure de la Guyane" in countdown(there, Steps(), None).words


def test_a_step_is_counted_in_one_way_only():
    for values in ({}, {"days": 1, "hours": 2}):
        with pytest.raises(ValueError, match="days"):
            Step.model_validate({"key": "a", "title": "a", **values})
    with pytest.raises(ValueError, match="deux fois"):
        of(("a", "days", 1), ("a", "days", 2))
