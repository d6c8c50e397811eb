"""Where each meeting can stand beside the sessions, and which day it takes."""

from datetime import date, timedelta

import pytest

from generator.foundation.days import each
from generator.planning.meetings import best, fits, window
from generator.planning.rules import Meeting

S1, S2 = date(2024, 1, 11), date(2024, 3, 7)
THURSDAYS = frozenset({3})


@pytest.mark.parametrize(
    ("meeting", "previous", "following", "expected"),
    [
        (Meeting("cadrage"), None, S1, (S1 - timedelta(28), S1 - timedelta(7))),
        (Meeting("cadrage", date(2024, 1, 2)), None, S1, (date(2024, 1, 2), S1 - timedelta(7))),
        (Meeting("cadrage", None, date(2024, 1, 10)), None, S1, (date(2023, 12, 13), date(2024, 1, 10))),
        (
            Meeting("cadrage", date(2024, 1, 2), date(2024, 1, 20)),
            None,
            S1,
            (date(2024, 1, 2), date(2024, 1, 10)),
        ),
        (Meeting("bilan", after=1), S1, S2, (date(2024, 1, 12), date(2024, 3, 6))),
        (
            Meeting("bilan", date(2024, 2, 1), date(2024, 2, 9), after=1),
            S1,
            S2,
            (date(2024, 2, 1), date(2024, 2, 9)),
        ),
        (Meeting("evaluation"), S2, None, (date(2024, 3, 8), date(2024, 4, 4))),
        (Meeting("evaluation", date(2024, 4, 2)), S2, None, (date(2024, 4, 2), date(2024, 4, 30))),
        (Meeting("evaluation", None, date(2024, 3, 20)), S2, None, (date(2024, 3, 8), date(2024, 3, 20))),
    ],
)
def test_window(
    meeting: Meeting, previous: date | None, following: date | None, expected: tuple[date, date]
) -> None:
    assert window(meeting, previous, following) == expected


@pytest.mark.parametrize(
    ("on", "fine"),
    [(date(2024, 1, 10), True), (S1, False), (date(2024, 1, 12), False), (date(2023, 9, 1), True)],
)
def test_a_cadrage_on_its_day_is_before_the_first_session(on: date, fine: bool) -> None:
    assert fits(Meeting("cadrage", on=on), (on,), None, S1) is fine


def test_no_free_day_in_the_window() -> None:
    assert not fits(Meeting("bilan", after=1), (S1, S2), S1, S2)
    assert not fits(Meeting("bilan", after=1), (), S1, S2)


def test_the_weekday_of_the_sessions_first_then_two_weeks_away() -> None:
    days = each(date(2023, 12, 1), date(2024, 4, 30))
    assert best(Meeting("bilan", after=1), days, S1, S2, THURSDAYS) == date(2024, 1, 25)
    assert best(Meeting("cadrage"), days, None, S1, THURSDAYS) == date(2023, 12, 28)
    assert best(Meeting("evaluation"), days, S2, None, THURSDAYS) == date(2024, 3, 21)


def test_another_weekday_when_it_must() -> None:
    days = [day for day in each(date(2024, 1, 1), date(2024, 4, 1)) if day.weekday() != 3]
    assert best(Meeting("bilan", after=1), days, S1, S2, THURSDAYS) == date(2024, 1, 24)
