"""The filters that blocks use."""

from __future__ import annotations

from datetime import date, time

from generator.compose import filters
from generator.planning.schedule import Event


def session(day: date) -> Event:
    return Event("session", 1, "Séance", day, time(9), time(12), "", (), "1")


def test_lists() -> None:
    assert filters.et(["a"]) == "a"
    assert filters.et(["a", "b", "c"]) == "a, b et c"
    assert filters.ou(["a", "b"]) == "a ou b"


def test_de_before_a_vowel() -> None:
    assert [filters.de("Poitiers"), filters.de("insertion")] == ["de Poitiers", "d'insertion"]


def test_plural_from_two_on() -> None:
    said = [filters.plural(count, "séance", "séances") for count in (0, 1, 2)]
    assert said == ["0 séance", "1 séance", "2 séances"]


def test_weeks_from_each_session_to_the_next() -> None:
    events = [session(date(2023, 10, 12)), session(date(2023, 12, 7)), session(date(2024, 2, 8))]
    assert filters.weeks(events) == (8, 9)
    assert filters.weeks(events[:1]) == ()
