"""The fallback date of a session: same weekday, soon after, free of everything."""

from datetime import date, timedelta

import pytest

from generator.planning.fallbacks import fallback
from generator.planning.schedule import Schedule
from tests.plans import given, planned
from tests.quotes import Changes


def days(brief: Changes | None = None, offer: Changes | None = None) -> list[date | None]:
    changes = {"brief": brief or {}, "offer": offer or {}}
    schedule: Schedule = planned(changes)
    loaded = given(changes)
    return [fallback(s, schedule, loaded[0].value, loaded[1].value) for s in schedule.sessions]


def test_a_week_later_when_it_is_free() -> None:
    assert days() == [
        date(2023, 10, 19), date(2023, 12, 14), date(2024, 2, 8), date(2024, 4, 11), date(2024, 6, 13),
    ]  # fmt: skip


def test_not_in_holidays_nor_when_the_intervener_is_away() -> None:
    away = {"intervener": "exemple", "from": "2023-10-16", "to": "2023-10-20", "because": None}
    assert days(offer={"planning.absences": [away], "planning.min_weeks": "4"})[0] == date(2023, 11, 9)


def test_the_least_gap_before_the_next_session_is_kept() -> None:
    """On 9 November the session of 7 December would be four weeks away only: five are promised, or asked."""
    away = {"intervener": "exemple", "from": "2023-10-16", "to": "2023-10-20", "because": None}
    assert days(offer={"planning.absences": [away]})[0] is None
    asked = {"service.sessions.min_weeks": "5"}
    assert days(asked, {"planning.absences": [away], "planning.min_weeks": "4"})[0] is None


def test_another_agreed_weekday_when_the_same_one_is_not_free() -> None:
    """No Tuesday after the 10th is free: the Thursday of the following week, not that of two days later."""
    closed = [f"2023-{day}" for day in ("10-17", "11-07", "11-14")]
    changes = {"planning.weekdays": ["mardi", "jeudi"], "planning.closed": closed}
    assert planned({"offer": changes}).sessions[0].day == date(2023, 10, 10)
    assert days(offer=changes)[0] == date(2023, 10, 19)


def test_none_before_the_next_session_or_after_the_end() -> None:
    found = days(offer={"planning.to": "2024-06-08", "planning.fixed": ["2024-06-06"]})
    assert found[-1] is None


@pytest.mark.parametrize("count", ["10", "20"])
def test_before_the_next_session(count: str) -> None:
    changes = {
        "brief": {"service.sessions.per_year": count},
        "offer": {"planning.min_weeks": "1", "planning.max_weeks": "6"},
    }
    schedule = planned(changes)
    found = days(**changes)
    for session, following, day in zip(schedule.sessions, schedule.sessions[1:], found, strict=False):
        assert day is None or session.day < day <= following.day - timedelta(weeks=1)
