"""The cases of tests/cases/prices.yaml: a brief and an offer in, totals and findings out."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.brief.offer import Offer
from generator.foundation.source import decoded, parse
from generator.pricing.estimate import estimates
from generator.pricing.quote import LotQuote, Option, Quote, Share, Tranche
from generator.pricing.volume import Outing
from tests.quotes import MEETINGS, OFFER, events, load, priced

FILE = Path(__file__).parent.parent / "cases" / "prices.yaml"
CASES, _, PROBLEMS = parse(decoded(FILE.read_bytes(), FILE.name)[0], FILE.name)
SUMS = {"ht": "net", "tva": "tax", "ttc": "gross"}


def euros(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def test_the_cases_were_read() -> None:
    assert PROBLEMS == ()
    assert len(CASES) == 75
    assert len({case["case"] for case in CASES}) == len(CASES)
    assert all(set(case) <= {"case", "why", "given", "expect"} for case in CASES)


def held(given: dict[str, Any]) -> tuple[Outing, ...]:
    """The events of a case; those of the base case, unless it says its own."""
    said = given.pop("events", None)
    sessions, meetings = int(given.pop("sessions", "5")), tuple(given.pop("meetings", MEETINGS))
    if said is None:
        return events(sessions, meetings, given.get("offer", {}).get("pricing.remote", ()))
    return tuple(outing for event in said for outing in [_outing(event)] * int(event.get("times", "1")))


def _outing(event: dict[str, str]) -> Outing:
    assert set(event) <= {"kind", "times", "lot", "site", "group", "minutes", "participants", "day", "remote"}
    return Outing(
        event["kind"],
        int(event.get("minutes", "210")),
        int(event["lot"]) if "lot" in event else None,
        event.get("site", ""),
        event.get("group", ""),
        (int(event.get("participants", "15")) or None) if event["kind"] == "session" else None,
        event.get("remote") == "oui",
        date.fromisoformat(event["day"]) if "day" in event else None,
    )


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    given, expect = dict(case.get("given", {})), dict(case["expect"])
    outings, partners = held(given), given.pop("partners", {})
    quote, problems = priced(given, outings, partners)
    assert quote
    assert [problem.code for problem in problems] == expect.pop("findings", [])
    for key, amount in expect.pop("lines", {}).items():
        line = quote.line(key)
        assert line, f"pas de ligne « {key} »"
        assert line.amount == euros(amount)
    for number, sums in expect.pop("lots", {}).items():
        agrees(quote.lot(int(number)), sums)
    options = {option.key: option for option in quote.options}
    for key, sums in expect.pop("options", {}).items():
        agrees(options[key], sums)
    tranches = {tranche.key: tranche for tranche in quote.lots[0].tranches}
    for key, sums in expect.pop("tranches", {}).items():
        agrees(tranches[key], sums)
    shares(quote, expect)
    years(quote, expect)
    if "dqe" in expect:
        offer = load(OFFER, "offer.yaml", Offer, given.get("offer")).value
        assert estimates(quote, offer.pricing, offer.date)[0].net == euros(expect.pop("dqe"))
    agrees(quote, expect)


def agrees(made: Quote | LotQuote | Share | Tranche | Option, sums: dict[str, str]) -> None:
    """Each sum that the case says is the one made; nothing else is left unread."""
    assert set(sums) <= set(SUMS)
    assert {key: getattr(made, SUMS[key]) for key in sums} == {key: euros(text) for key, text in sums.items()}


def shares(quote: Quote, expect: dict[str, Any]) -> None:
    said = expect.pop("shares", None)
    if said is not None:
        assert bool(said) == bool(quote.shares)
    for key, sums in (said or {}).items():
        share = quote.share("" if key == "nous" else key)
        assert share, key
        agrees(share, sums)


def years(quote: Quote, expect: dict[str, Any]) -> None:
    said = expect.pop("years", None)
    if said is not None:
        assert quote.revision
        assert [year.net for year in quote.revision.years] == [euros(text) for text in said]
