"""Dates counted from the notification: « T0 + 30 jours » becomes a day as the file is read."""

from datetime import date

import pytest

from generator.brief.offer import Offer
from generator.brief.planning import from_notification
from generator.foundation.record import parse_record
from tests.plans import OFFER


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("T0", date(2026, 1, 31)),
        ("T0 + 1 jour", date(2026, 2, 1)),
        ("T0 + 30 jours", date(2026, 3, 2)),
        ("T0+2 semaines", date(2026, 2, 14)),
        ("T0 + 1 mois", date(2026, 2, 28)),
        ("T0 + 24 mois", date(2028, 1, 31)),
        ("T0 + 12 lunes", None),
        ("T0 - 3 jours", None),
    ],
)
def test_the_distance_is_counted(text: str, day: date | None) -> None:
    assert from_notification(text, date(2026, 1, 31)) == day


def test_beyond_the_calendar() -> None:
    assert from_notification("T0 + 1 mois", date(9999, 12, 31)) is None
    assert from_notification("T0 + 1 jour", date(9999, 12, 31)) is None


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("from: T0 + 30 jours\n", "donnez planning.notification"),
        ("notification: 2026-03-02\n  from: T0 + 30 lunes\n", "écrivez « T0 + 30 jours »"),
        ("notification: demain\n  from: T0 + 30 jours\n", "écrivez année-mois-jour"),
    ],
)
def test_what_cannot_be_counted_is_told(given: str, hint: str) -> None:
    loaded, problems = parse_record(OFFER.replace("from: 2023-09-11\n", given, 1), "offer.yaml", Offer)
    assert loaded is None
    assert any(hint in problem.hint for problem in problems)
    assert {problem.span and problem.span.line for problem in problems} <= {8, 9}
