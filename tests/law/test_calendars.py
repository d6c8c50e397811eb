"""School holidays by zone, public holidays and départements: the facts, day by day where it matters."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from generator.foundation.days import each
from generator.foundation.diagnostic import Level, Span
from generator.law.calendars import (
    department,
    public_holidays,
    school_holidays,
    school_year,
    school_years,
    zone_of,
)

YEAR = (date(2023, 9, 1), date(2024, 9, 1))
ZONE_A = {
    "vacances d'été": [(date(2023, 9, 1), date(2023, 9, 3)), (date(2024, 7, 6), date(2024, 9, 1))],
    "vacances de la Toussaint": [(date(2023, 10, 21), date(2023, 11, 5))],
    "vacances de Noël": [(date(2023, 12, 23), date(2024, 1, 7))],
    "vacances d'hiver": [(date(2024, 2, 17), date(2024, 3, 3))],
    "vacances de printemps": [(date(2024, 4, 13), date(2024, 4, 28))],
    "pont de l'Ascension": [(date(2024, 5, 10), date(2024, 5, 11))],
}


def off(zone: str, first: date, last: date) -> dict[date, str]:
    periods, problems = school_holidays(zone, first, last)
    assert periods is not None, problems
    return {day: p.name for p in periods for day in each(p.first, p.last) if first <= day <= last}


def test_zone_a_2023_2024_day_by_day() -> None:
    expected = {d: name for name, spans in ZONE_A.items() for span in spans for d in each(*span)}
    found = off("A", *YEAR)
    assert {day: found.get(day, "") for day in each(*YEAR)} == {
        day: expected.get(day, "") for day in each(*YEAR)
    }
    assert len(each(*YEAR)) == 367


def test_the_friday_after_ascension_2024_is_off() -> None:
    assert off("A", *YEAR)[date(2024, 5, 10)] == "pont de l'Ascension"


def test_169_days_are_left_for_sessions_in_zone_a_2023_2024() -> None:
    first, last = date(2023, 9, 11), date(2024, 7, 5)
    closed = {*off("A", first, last), *(p.first for p in public_holidays(first, last, "86"))}
    left = [day for day in each(first, last) if day.weekday() < 5 and day not in closed]
    assert [sum(day.weekday() == n for day in left) for n in range(5)] == [33, 35, 33, 34, 34]


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028])
@pytest.mark.parametrize("zone", "ABC")
def test_the_bridge_is_the_friday_and_saturday_after_ascension(zone: str, year: int) -> None:
    ascension = next(
        p.first for p in public_holidays(date(year, 4, 1), date(year, 6, 30), None) if p.name == "Ascension"
    )
    periods, _ = school_holidays(zone, date(year, 4, 1), date(year, 6, 30))
    bridge = [(p.first, p.last) for p in periods or () if p.kind == "bridge"]
    assert bridge == [(ascension + timedelta(1), ascension + timedelta(2))]


def test_school_years_follow_each_other_without_a_gap() -> None:
    years = school_years()
    assert [year.label for year in years] == [f"{n}-{n + 1}" for n in range(2017, 2028)]
    assert all(b.first == a.last + timedelta(1) for a, b in pairwise(years))
    assert all(year.source for year in years)
    assert [year.label for year in years if not year.verified] == ["2026-2027", "2027-2028"]


@pytest.mark.parametrize("zone", "ABC")
def test_periods_are_in_order_apart_and_of_a_likely_length(zone: str) -> None:
    for year in school_years():
        periods = year.periods[zone]
        names = [p.name for p in periods if p.kind == "school"]
        assert names == [
            "vacances de la Toussaint", "vacances de Noël", "vacances d'hiver", "vacances de printemps",
            "vacances d'été",
        ]  # fmt: skip
        assert all(a.last < b.first for a, b in pairwise(periods))
        assert all(year.first <= p.first <= p.last <= year.last for p in periods)
        lengths = [(p.last - p.first).days + 1 for p in periods if p.kind == "school"]
        assert all(16 <= length <= 17 for length in lengths[:-1])
        assert 55 <= lengths[-1] <= 60
        assert all(p.first.weekday() == 5 for p in periods[:-1] if p.kind == "school")


def test_winter_and_spring_differ_between_zones_except_in_spring_2021() -> None:
    for year in school_years():
        for name in ("vacances d'hiver", "vacances de printemps"):
            starts = {next(p.first for p in year.periods[zone] if p.name == name) for zone in "ABC"}
            same = name == "vacances de printemps" and year.label == "2020-2021"
            assert len(starts) == (1 if same else 3), (year.label, name)


@pytest.mark.parametrize(
    ("first", "last", "school"),
    [
        (date(2028, 8, 31), date(2028, 9, 1), "2028-2029"),
        (date(2028, 12, 26), date(2028, 12, 26), "2028-2029"),
        (date(2017, 9, 3), date(2017, 9, 30), "2017-2018"),
    ],
)
def test_a_day_outside_the_data_is_an_error_with_its_remedy(first: date, last: date, school: str) -> None:
    span = Span("offers/exemple/brief.yaml", 14, 3)
    periods, problems = school_holidays("A", first, last, span)
    assert periods is None
    assert [(d.code, d.level, d.span) for d in problems] == [("P301", Level.BLOCKING, span)]
    assert school in problems[0].message
    assert "zone A" in problems[0].message
    assert "planning.closed" in problems[0].hint


def test_the_last_day_of_the_data_is_known() -> None:
    periods, problems = school_holidays("C", date(2028, 8, 31), date(2028, 8, 31))
    assert [p.name for p in periods or ()] == ["vacances d'été"]
    assert [d.code for d in problems] == ["P302"]


def test_a_year_that_nobody_verified_says_so() -> None:
    _, problems = school_holidays("A", date(2026, 9, 1), date(2027, 12, 1))
    assert [(d.code, d.level) for d in problems] == [("P302", Level.WARNING)] * 2
    assert [school_holidays("A", *YEAR)[1]] == [()]


@pytest.mark.parametrize(
    ("day", "label"), [(date(2023, 8, 31), "2022-2023"), (date(2023, 9, 1), "2023-2024")]
)
def test_the_school_year_turns_on_the_first_of_september(day: date, label: str) -> None:
    assert school_year(day) == label


def test_public_holidays_of_mainland_france() -> None:
    days = [p.first for p in public_holidays(date(2024, 1, 1), date(2024, 12, 31), "86")]
    assert days == [
        date(2024, 1, 1), date(2024, 4, 1), date(2024, 5, 1), date(2024, 5, 8), date(2024, 5, 9),
        date(2024, 5, 20),
        date(2024, 7, 14), date(2024, 8, 15), date(2024, 11, 1), date(2024, 11, 11), date(2024, 12, 25),
    ]  # fmt: skip
    assert public_holidays(date(2024, 1, 1), date(2024, 12, 31), None) == public_holidays(
        date(2024, 1, 1), date(2024, 12, 31), "86"
    )


@pytest.mark.parametrize("code", ["57", "67", "68"])
def test_alsace_and_moselle_have_two_days_more(code: str) -> None:
    days = {p.first for p in public_holidays(date(2024, 1, 1), date(2024, 12, 31), code)}
    assert {date(2024, 3, 29), date(2024, 12, 26)} <= days
    assert len(days) == 13


@pytest.mark.parametrize(
    ("code", "month", "day"),
    [("971", 5, 27), ("972", 5, 22), ("973", 6, 10), ("974", 12, 20), ("976", 4, 27)],
)
def test_overseas_departments_have_their_own_day(code: str, month: int, day: int) -> None:
    assert date(2024, month, day) in {
        p.first for p in public_holidays(date(2024, 1, 1), date(2024, 12, 31), code)
    }


def test_two_holidays_on_one_day_count_once() -> None:
    """In 2008, 1 May was Ascension too."""
    days = [p.first for p in public_holidays(date(2008, 1, 1), date(2008, 12, 31), None)]
    assert len(days) == len(set(days)) == 10


def test_a_period_over_two_years_has_the_holidays_of_both() -> None:
    days = [p.first for p in public_holidays(date(2023, 12, 1), date(2024, 1, 31), None)]
    assert days == [date(2023, 12, 25), date(2024, 1, 1)]


CODES = [f"{n:02d}" for n in range(1, 96) if n != 20] + ["2A", "2B", "971", "972", "973", "974", "976"]


def test_every_department_is_there_with_its_forms() -> None:
    found = {code: department(code) for code in CODES}
    assert len(found) == 101
    for code, place in found.items():
        assert place, code
        assert place.of.endswith(place.name)
        assert place.within.endswith(place.name)
        assert place.of.removesuffix(place.name) in {"de ", "de la ", "de l'", "du ", "des ", "d'"}
        assert place.within.removesuffix(place.name) in {
            "dans le ",
            "dans la ",
            "dans les ",
            "dans l'",
            "en ",
            "à ",
        }
        assert (place.zone is None) == (code in {"2A", "2B"} or code.startswith("97"))


@pytest.mark.parametrize(
    ("code", "of", "within", "academy", "zone"),
    [
        ("86", "de la Vienne", "dans la Vienne", "Poitiers", "A"),
        ("33", "de la Gironde", "en Gironde", "Bordeaux", "A"),
        ("01", "de l'Ain", "dans l'Ain", "Lyon", "A"),
        ("78", "des Yvelines", "dans les Yvelines", "Versailles", "C"),
        ("75", "de Paris", "à Paris", "Paris", "C"),
        ("35", "d'Ille-et-Vilaine", "en Ille-et-Vilaine", "Rennes", "B"),
        ("59", "du Nord", "dans le Nord", "Lille", "B"),
        ("974", "de La Réunion", "à La Réunion", "La Réunion", None),
        ("2A", "de la Corse-du-Sud", "en Corse-du-Sud", "Corse", None),
    ],
)
def test_a_department(code: str, of: str, within: str, academy: str, zone: str | None) -> None:
    place = department(code)
    assert place
    assert (place.of, place.within, place.academy, place.zone) == (of, within, academy, zone)
    assert zone_of(code) == zone


@pytest.mark.parametrize("code", ["00", "20", "96", "99", "975", "1", "2a", ""])
def test_an_unknown_number_is_no_department(code: str) -> None:
    assert department(code) is None
    assert zone_of(code) is None
