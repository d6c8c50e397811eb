"""The cases of tests/cases/prices.yaml: a brief and an offer in, totals and findings out."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.foundation.source import decoded, parse
from tests.quotes import MEETINGS, made

FILE = Path(__file__).parent.parent / "cases" / "prices.yaml"
CASES, _, PROBLEMS = parse(decoded(FILE.read_bytes(), FILE.name)[0], FILE.name)


def euros(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def test_the_cases_were_read() -> None:
    assert PROBLEMS == ()
    assert len(CASES) == 19
    assert len({case["case"] for case in CASES}) == len(CASES)
    assert all(set(case) <= {"case", "why", "given", "expect"} for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    given, expect = dict(case.get("given", {})), case["expect"]
    assert set(expect) <= {"ht", "tva", "ttc", "lines", "findings"}
    sessions, meetings = int(given.pop("sessions", "5")), tuple(given.pop("meetings", MEETINGS))
    quote, problems = made(given, sessions, meetings)
    assert quote
    said = {"ht": quote.net, "tva": quote.tax, "ttc": quote.gross}
    assert {key: said[key] for key in said if key in expect} == {
        key: euros(expect[key]) for key in said if key in expect
    }
    for key, amount in expect.get("lines", {}).items():
        line = quote.line(key)
        assert line, f"pas de ligne « {key} »"
        assert line.amount == euros(amount)
    assert [problem.code for problem in problems] == expect.get("findings", [])
