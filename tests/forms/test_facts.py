from __future__ import annotations

import pytest

from generator.forms.facts import facts
from generator.forms.people import references


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2022", "2023", ["2022-2023"]),
        ("2022", "2022", ["2022"]),
        ("2019", None, ["depuis 2019"]),
        ("2022", "2026", ["depuis 2022"]),  # goes on after the offer's day
        ("2016", "2021", ["2016-2021"]),
        ("2016", "2020", []),  # older than three years, for an offer of 2024
        ("2025", None, []),  # not begun
    ],
)
def test_references_of_the_last_three_years(make, start: str, end: str | None, expected: list[str]) -> None:
    reference = {
        "key": "x",
        "client": "Client",
        "start": start,
        "end": end,
        "mission": "M",
        "audience": "A",
        "tags": ["a"],
    }
    known = facts(*make(intervener={"references": [reference]}))
    assert [period for period, *_ in references(known)] == expected


def test_a_forbidden_reference_is_left_out(make) -> None:
    known = facts(*make(offer={"team": [{"intervener": "alix", "role": "lead", "never": ["recente"]}]}))
    assert references(known) == ()


def test_pieces_follow_the_choice(make) -> None:
    pieces = {c: facts(*make(offer={"candidature": c})).pieces for c in ("forms", "attestation", "both")}
    assert pieces == {
        "forms": ("dc1", "dc2"),
        "attestation": ("attestation",),
        "both": ("dc1", "dc2", "attestation"),
    }
