"""What offers add to a price: shares to the cent, units, variants, margin, words; and what holds of all of them."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.pricing.apportion import apportion
from generator.pricing.estimate import price_in_words
from generator.pricing.margin import Costs, margins
from generator.pricing.prices import Prices
from generator.pricing.quote import Quote
from generator.pricing.tax import total
from generator.pricing.volume import Outing, Volume
from generator.pricing.whatif import Situation, what_if
from tests.quotes import BRIEF, CANDIDATE, OFFER, PRICES, events, load, priced

COSTS = "since: 2023-01-01\nhour: 40\npreparation: 1,5\nkm: 0,30\nmeal: 15\nnight: 60\noverhead: 10\nspeed: 76\n"


def situation(changes: dict[str, dict[str, Any]] | None = None, outings: tuple[Outing, ...] = ()) -> Situation:
    changes = changes or {}
    return Situation(
        load(BRIEF, "brief.yaml", Brief, changes.get("brief")),
        load(OFFER, "offer.yaml", Offer, changes.get("offer")),
        load(CANDIDATE, "candidate.yaml", Candidate, changes.get("candidate")),
        load(PRICES, "prices.yaml", Prices, changes.get("prices")),
        outings or events(),
    )


# --- sharing out ---------------------------------------------------------------------------------

cents = st.integers(min_value=-10_000_000, max_value=10_000_000).map(lambda n: Decimal(n) / 100)
weights = st.lists(st.decimals(min_value=0, max_value=1000, places=2), min_size=1, max_size=12)


@given(cents, weights)
def test_parts_add_up_and_are_within_a_cent_of_their_weight(amount: Decimal, shares: list[Decimal]) -> None:
    parts = apportion(amount, shares)
    assert sum(parts) == amount
    whole = sum(shares)
    if whole:
        assert all(abs(part - amount * w / whole) < Decimal("0.01") for part, w in zip(parts, shares, strict=True))


def test_equal_shares_are_served_in_order() -> None:
    assert apportion(Decimal("1.00"), [Decimal(1)] * 3) == (Decimal("0.34"), Decimal("0.33"), Decimal("0.33"))
    assert apportion(Decimal("-0.01"), [Decimal(1)] * 2) == (Decimal("-0.01"), Decimal("0.00"))
    assert apportion(Decimal("5.00"), [Decimal(0), Decimal(0)]) == (Decimal("5.00"), Decimal("0.00"))
    assert apportion(Decimal("5.00"), []) == ()


# --- what holds of every quote ---------------------------------------------------------------------

regimes = st.sampled_from(["exoneration_formation", "franchise", "taux_normal"])
rates = st.decimals(min_value=0, max_value=900, places=2).map(str)


@st.composite
def offers(draw: st.DrawFn) -> tuple[dict[str, Any], tuple[Outing, ...], dict[str, Any]]:
    """Offers of one to three lots, with discounts, tranches, own regimes, a groupement and a subcontractor."""
    lots = draw(st.integers(1, 3))
    offer: dict[str, Any] = {"lots": [str(n + 1) for n in range(lots)]}
    offer["pricing.discounts"] = [{"percent": str(p)} for p in draw(st.lists(st.integers(1, 40), max_size=2))]
    offer["pricing.regimes"] = draw(st.dictionaries(st.sampled_from(["cadrage", "km", "session"]), regimes))
    if draw(st.booleans()):
        offer["pricing.tranches"] = [
            {"key": "ferme", "label": "Ferme", "kind": "firm", "from": "2023-09-01", "to": "2023-12-31"},
            {"key": "to-1", "label": "Autre", "kind": "optional", "from": "2024-01-01", "to": "2024-07-31"},
        ]
    if draw(st.booleans()):
        ours = draw(st.integers(1, 99))
        other = {"partner": "ami", "services": "B", "amount": str(100 - ours)}
        offer["consortium"] = {"form": "conjoint", "members": [{"services": "A", "amount": str(ours)}, other]}
    if draw(st.booleans()):
        sub = {"partner": "tiers", "services": "C", "amount": "12,34", "from": "2023-09-11", "to": "2024-07-05"}
        offer["subcontracts"] = [sub]
    held = tuple(
        Outing("session", 180, n % lots + 1, day=date(2023, 10, 5) if n % 2 else date(2024, 2, 8), participants=9)
        for n in range(draw(st.integers(lots, 12)))
    )
    changes = {
        "offer": offer,
        "candidate": {"vat.regime": draw(regimes)},
        "prices": {"rates.session": draw(rates), "rates.km": draw(st.sampled_from(["0,41", "0,529", "0,3333"]))},
    }
    partners = {"ami": {"vat.regime": draw(regimes)}, "tiers": {"vat.regime": draw(regimes)}}
    return changes, (*held, Outing("cadrage", 90)), partners


@settings(max_examples=120, deadline=None)
@given(offers())
def test_every_sum_agrees_to_the_cent(made: tuple[dict[str, Any], tuple[Outing, ...], dict[str, Any]]) -> None:
    quote, _ = priced(*made)
    assert quote
    assert quote.gross == quote.net + quote.tax
    assert quote.net == total(lot.net for lot in quote.lots)
    assert quote.tax == total(lot.tax for lot in quote.lots) == total(tax.tax for tax in quote.taxes)
    assert quote.gross == total(lot.gross for lot in quote.lots)
    for lot in quote.lots:
        assert lot.net == total(line.amount for line in lot.lines) == total(tax.net for tax in lot.taxes)
        for tax in lot.taxes:
            exact = tax.net * (tax.rate or 0) / 100
            assert abs(tax.tax - exact) <= Decimal("0.005")
        if lot.shares:
            assert lot.net == total(share.net for share in lot.shares)
            assert lot.tax == total(share.tax for share in lot.shares)
        if lot.tranches:
            assert lot.net == total(tranche.net for tranche in lot.tranches)
            assert lot.tax == total(tranche.tax for tranche in lot.tranches)
    if quote.shares:
        assert quote.gross == total(share.gross for share in quote.shares)


# --- volume --------------------------------------------------------------------------------------


def test_a_meeting_held_remotely_is_no_journey() -> None:
    volume = Volume((Outing("session", 210), Outing("bilan", 60, remote=True)))
    assert len(volume.trips) == 1
    assert volume.count("session") == 2


def test_the_size_of_a_group_is_its_largest() -> None:
    sizes = [Outing("session", 60, group="a", participants=n) for n in (8, 12, 10)]
    assert Volume(tuple(sizes)).people() == 12
    assert Volume((*sizes, Outing("session", 60, group="b"))).people() is None


def test_minutes_make_hours_to_the_hundredth() -> None:
    assert Volume((Outing("session", 100),)).count("hour") == Decimal("1.67")


# --- for the author ------------------------------------------------------------------------------


def found(quote: Situation) -> dict[str, Decimal]:
    return {change.label: change.gross_step for change in what_if(quote)}


def test_what_if_says_what_each_change_costs() -> None:
    steps = found(situation())
    assert steps["Kilomètres +10 %"] == Decimal("49.86")  # 498,56 € of journeys, a tenth more
    assert steps["Une séance de plus"] == 590 + 120 + Decimal("62.32") + Decimal("17.50")
    assert steps["Une séance de moins"] == -steps["Une séance de plus"]
    assert steps["Tarif de la séance −5 %"] == Decimal("-147.50")
    assert steps["Remise de 10 % sur tout"] == Decimal("-488.86")
    assert steps["TVA : taux normal"] == Decimal("977.71")
    assert steps["Un participant de plus par groupe"] == 0
    assert "TVA : exonération de la formation" not in steps


def test_what_if_follows_the_unit_and_the_lots() -> None:
    by_head = {"offer": {"pricing.units": {"session": "person"}, "pricing.rates": {"session": "100"}}}
    assert found(situation(by_head))["Un participant de plus par groupe"] == 100
    lots = {"offer": {"lots": ["1", "2"]}}
    held = (Outing("session", 210, 1), Outing("session", 210, 2), Outing("session", 210, 2))
    steps = found(situation(lots, held))
    assert [label for label in steps if "de moins (" in label] == [f"Une séance de moins (lot {n})" for n in (1, 2)]
    lonely = found(situation(outings=(Outing("session", 210),)))
    assert "Une séance de moins" not in lonely  # nothing would be left to price


def test_the_margin_is_what_remains() -> None:
    case = situation()
    quote = case.quote()
    assert quote
    (margin,) = margins(quote, case.outings, case.offer.value, load(COSTS, "costs.yaml", Costs).value)
    assert dict(margin.costs) == {
        "Animation et réunions": Decimal("880.00"),  # 17,5 h + 3 × 1,5 h
        "Préparation et suivi": Decimal("300.00"),
        "Kilomètres": Decimal("364.80"),
        "Temps de trajet": Decimal("640.00"),  # 1 216 km at 76 km/h
        "Repas": Decimal("120.00"),
        "Frais de structure": Decimal("488.86"),
    }
    assert margin.left == quote.net - margin.cost == Decimal("2094.90")
    assert margin.percent == Decimal("42.85")


def test_a_partner_is_paid_once() -> None:
    sub = {"partner": "ami", "services": "C", "amount": "900", "from": "2023-09-11", "to": "2024-07-05"}
    sub["intervener"] = "x"
    case = situation({"offer": {"subcontracts": [sub]}}, tuple(replace(o, intervener="x") for o in events()))
    case = replace(case, partners=(("ami", load(CANDIDATE, "ami.yaml", Candidate)),))
    quote = case.quote()
    assert quote
    (margin,) = margins(quote, case.outings, case.offer.value, load(COSTS, "costs.yaml", Costs).value)
    assert dict(margin.costs)["Sous-traitance"] == 900
    assert not {"Animation et réunions", "Temps de trajet"} & set(dict(margin.costs))


def test_the_page_on_prices_shows_what_an_offer_accepts() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "prix.md").read_text(encoding="utf-8")
    first, second = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    text = re.sub(r"pricing:\n.*", "lots: [1, 2]\n" + first + second, OFFER, flags=re.DOTALL)
    pricing = load(text, "offer.yaml", Offer).value.pricing
    assert (len(pricing.extras), len(pricing.tranches), len(pricing.grids[0].cells)) == (2, 2, 3)


@pytest.mark.parametrize(("price", "words"), [
    ("590", "cinq cent quatre-vingt-dix euros"), ("17.50", "dix-sept euros et cinquante centimes"),
    ("0.41", "quarante et un centimes"), ("0.529", "zéro virgule cinq cent vingt-neuf euro"),
    ("2.005", "deux virgule zéro zéro cinq euros"), ("0", "zéro euro"),
])  # fmt: skip
def test_a_unit_price_in_words(price: str, words: str) -> None:
    assert price_in_words(Decimal(price)) == words


def test_a_lot_is_found_by_its_number() -> None:
    quote, _ = priced({"offer": {"lots": ["4"]}}, events())
    assert isinstance(quote, Quote)
    assert quote.lot(4) is quote.lot(None) is quote.lots[0]
    with pytest.raises(LookupError):
        quote.lot(5)
    assert quote.lot(4).gross_words.startswith("quatre mille huit cent")
