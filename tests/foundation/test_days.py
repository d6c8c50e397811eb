"""Days, hours and lengths as a French document writes them."""

from datetime import date, time

import pytest

from generator.foundation import days


def test_the_first_of_the_month_is_an_ordinal() -> None:
    assert days.long(date(2024, 2, 1)) == "1er février 2024"
    assert days.full(date(2024, 2, 1)) == "jeudi 1er février 2024"
    assert days.long(date(2024, 2, 21)) == "21 février 2024"


def test_a_short_day_has_two_digits() -> None:
    assert days.short(date(2024, 2, 1)) == "01/02/2024"


def test_all_months_and_weekdays_have_their_names() -> None:
    months = [days.long(date(2023, month, 2)).split()[1] for month in range(1, 13)]
    assert months == list(days.MONTHS)
    assert [days.full(date(2023, 9, 11 + n)).split()[0] for n in range(7)] == list(days.WEEKDAYS)


@pytest.mark.parametrize(
    ("hour", "text"), [(time(9), "9 h"), (time(13, 30), "13 h 30"), (time(9, 5), "9 h 05"), (time(0), "0 h")]
)
def test_hours(hour: time, text: str) -> None:
    assert days.clock(hour) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(45, "45 min"), (60, "1 h"), (90, "1 h 30"), (180, "3 h"), (185, "3 h 05"), (0, "0 min")],
)
def test_lengths(minutes: int, text: str) -> None:
    assert days.duration(minutes) == text


def test_minutes_between() -> None:
    assert days.minutes_between(time(9), time(12, 30)) == 210


def test_each_day_both_ends_included() -> None:
    assert days.each(date(2024, 2, 28), date(2024, 3, 1)) == (
        date(2024, 2, 28),
        date(2024, 2, 29),
        date(2024, 3, 1),
    )
    assert days.each(date(2024, 3, 1), date(2024, 2, 28)) == ()


def test_an_hour_some_minutes_later() -> None:
    assert days.after(time(9, 30), 90) == time(11)
    with pytest.raises(ValueError, match="hour"):
        days.after(time(23), 60)
