"""The filters that blocks use."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compose import filters
from generator.compose.fault import Fault
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


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("mot", "mot"),
        (5, "5"),
        (12345, "12\u202f345"),
        (Decimal("0.50"), "0,5"),
        (0.5, "0,5"),
        (True, "oui"),
        (False, "non"),
        (date(2024, 2, 1), "1er février 2024"),
        (time(13, 30), "13 h 30"),
    ],
)
def test_what_a_value_reads_like(value: Any, said: str) -> None:
    assert filters.text(value) == said


@pytest.mark.parametrize("value", [None, (), ["a"], {"a": 1}, session(date(2024, 1, 1))])
def test_what_has_no_text(value: Any) -> None:
    with pytest.raises(Fault) as caught:
        filters.text(value)
    assert caught.value.hint


def test_lists_hold_numbers_and_days_too() -> None:
    assert filters.et([8, 9]) == "8 et 9"
    assert filters.ou([date(2024, 2, 1), date(2024, 2, 2)]) == "1er février 2024 ou 2 février 2024"
    assert filters.et([]) == ""
    with pytest.raises(Fault):
        filters.et(["a", None])


def test_words_and_capitals() -> None:
    assert [filters.words(n) for n in (0, 1, 5, 21, 80, 200)] == [
        "zéro",
        "un",
        "cinq",
        "vingt et un",
        "quatre-vingts",
        "deux cents",
    ]
    assert [filters.capital(word) for word in ("le DRRH", "été", "")] == ["Le DRRH", "Été", ""]


def test_de_before_an_accent_a_capital_a_mute_h() -> None:
    assert [filters.de(w) for w in ("Évian", "Angers", "habitants", "Yonne")] == [
        "d'Évian",
        "d'Angers",
        "d'habitants",
        "d'Yonne",
    ]


def test_amounts_and_sums() -> None:
    assert filters.euros(Decimal("1234.5")) == filters.euros(Decimal("1234.50")) == "1\u202f234,50\u00a0€"
    assert filters.euros(5) == "5,00\u00a0€"
    assert filters.total((1, 2, Decimal("0.5"))) == Decimal("3.5")
    assert filters.total((), "number") == 0
    assert filters.total((session(date(2024, 1, 1)), session(date(2024, 1, 2))), "number") == 2


def test_ends_of_a_list() -> None:
    assert (filters.first("abc"), filters.last((1, 2))) == ("a", 2)


@settings(max_examples=50)
@given(st.sampled_from(sorted(filters.FILTERS)), st.one_of(
    st.none(), st.integers(-9, 9_999_999), st.text(max_size=3), st.booleans(), st.decimals(-9, 9, places=1), st.dates(),
    st.times(), st.lists(st.integers(0, 9), max_size=2), st.just(session(date(2024, 1, 1))),
))  # fmt: skip
def test_a_filter_gives_a_value_or_a_fault_in_french(name: str, value: Any) -> None:
    told: Fault | None = None
    try:
        assert filters.guarded(name, filters.FILTERS[name])(value) is not None
    except Fault as fault:
        told = fault
    if told:
        assert told.hint
        assert value is None or told.sentence == f"le filtre « {name} » ne convient pas à cette valeur"


def test_wrong_arguments_are_a_fault_too() -> None:
    after = filters.guarded("after", filters.FILTERS["after"])
    assert after(time(9), 210) == time(12, 30)
    for arguments in ((), (None,), ("x",), (900_000,), (1, 2)):
        with pytest.raises(Fault):
            after(time(9), *arguments)
