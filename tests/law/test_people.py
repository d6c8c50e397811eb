"""How long an agreement and a CV hold."""

from __future__ import annotations

from datetime import date

import pytest

from generator.law.people import Told, lapsed, validity

DAY = date(2023, 6, 26)


@pytest.mark.parametrize(
    ("key", "told", "holds"),
    [
        ("consent", date(2021, 6, 26), True),
        ("consent", date(2021, 6, 25), False),
        ("updated", date(2022, 6, 26), True),
        ("updated", date(2022, 6, 25), False),
        ("updated", date(2024, 1, 1), True),
    ],
)
def test_to_the_day(key: Told, told: date, holds: bool) -> None:
    assert (lapsed(key, told, DAY) is None) is holds


def test_our_own_durations_say_so() -> None:
    for key in ("consent", "updated"):
        rule = validity(key, DAY)
        assert rule is not None
        assert rule.unverified
        assert "aucun texte ne la fixe" in rule.source


def test_no_rule_before_the_data_begins() -> None:
    assert validity("consent", date(2018, 5, 24)) is None
    assert lapsed("consent", date(2000, 1, 1), date(2018, 5, 24)) is None
