"""The quote: its lines, its tax, and everything that is said about it."""

from decimal import Decimal

import pytest

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.foundation.diagnostic import Level
from generator.pricing.compute import quote
from generator.pricing.prices import Prices
from tests.quotes import BRIEF, CANDIDATE, OFFER, PRICES, events, load, made, quoted

NORMAL = {"candidate": {"vat.regime": "taux_normal"}}
FRANCHISE = {"candidate": {"vat.regime": "franchise"}}


def codes(changes: dict[str, dict[str, object]]) -> list[str]:
    return [found.code for found in made(changes)[1]]


def test_every_line_is_there_even_at_0() -> None:
    priced = quoted()
    assert [line.key for line in priced.lines] == [
        "session", "preparation", "supports", "cadrage", "bilan", "evaluation", "km", "meal", "night",
    ]  # fmt: skip
    assert priced.line("night").amount == 0
    assert quoted({"offer": {"pricing.km_per_trip": "0"}}).line("km").label == "Déplacements"


def test_quantities_come_from_the_counts() -> None:
    priced = quoted(sessions=7, meetings=("cadrage",))
    count = {line.key: line.quantity for line in priced.lines}
    assert count == {
        "session": 7, "preparation": 7, "supports": 1, "cadrage": 1, "km": 8 * 152, "meal": 8, "night": 0,
    }  # fmt: skip


def test_a_remote_meeting_is_no_journey() -> None:
    priced = quoted({"offer": {"pricing.remote": ["cadrage", "bilan"]}})
    assert priced.line("meal").quantity == 6
    assert priced.line("km").label == "Déplacements : 6 allers et retours de 152 km"
    assert priced.line("bilan").label == "Bilan intermédiaire, en visioconférence"


def test_one_journey_is_singular() -> None:
    assert quoted(sessions=1, meetings=()).line("km").label == "Déplacements : 1 aller et retour de 152 km"


@pytest.mark.parametrize(("changes", "label"), [
    ({}, "Séance d'analyse des pratiques (demi-journée)"),
    ({"service.sessions.length": "day"}, "Séance d'analyse des pratiques (journée)"),
    ({"service.sessions.minutes": "210"}, "Séance d'analyse des pratiques (3 h 30)"),
    ({"service.sessions.length": "hours"}, "Séance d'analyse des pratiques"),
])  # fmt: skip
def test_the_label_says_the_length_that_is_asked(changes: dict[str, object], label: str) -> None:
    assert quoted({"brief": changes}).line("session").label == label


def test_exempt_training_costs_the_same_with_and_without_tax() -> None:
    priced, problems = made()
    assert problems == ()
    assert (priced.net, priced.tax, priced.gross) == (Decimal("4888.56"), 0, Decimal("4888.56"))
    assert priced.rate is None
    assert priced.mention == "Exonération de TVA : article 261, 4-4° a du CGI"
    assert priced.proof == "attestation n° 3511 du 4 mars 2019"


def test_the_proof_does_not_say_its_date_twice() -> None:
    said = "attestation n° 3511 du 04/03/2019"
    assert quoted({"candidate": {"vat.proof": said}}).proof == said


def test_the_normal_rate_is_applied_to_the_total() -> None:
    priced = quoted(NORMAL)
    assert (priced.net, priced.tax, priced.gross) == (
        Decimal("4888.56"),
        Decimal("977.71"),
        Decimal("5866.27"),
    )
    assert (priced.rate, priced.mention) == (20, "")
    assert priced.per_session == Decimal("1173.25")


def test_the_franchise_shows_no_tax() -> None:
    priced = quoted(FRANCHISE)
    assert (priced.rate, priced.tax, priced.gross) == (None, 0, priced.net)
    assert priced.mention == "TVA non applicable, article 293 B du CGI"


def test_a_rate_of_this_client_replaces_that_of_the_list() -> None:
    priced = quoted({"offer": {"pricing.rates": {"session": "640,00", "km": "0,529"}}})
    assert priced.line("session").amount == 3200
    assert priced.line("km").amount == Decimal("643.26")  # 1 216 × 0,529 = 643,264


def test_an_extra_is_a_line_of_its_own() -> None:
    extra = {"label": "Location d'une salle", "quantity": "2", "unit": "jour", "price": "75,50"}
    line = quoted({"offer": {"pricing.extras": [extra]}}).line("extra-1")
    assert (line.group, line.amount, line.unit) == ("extras", 151, "jour")


def test_groups_come_in_the_order_of_print() -> None:
    assert [title for title, _ in quoted().groups] == [
        "Séances", "Préparation, suivi et supports", "Réunions demandées", "Frais annexes",
    ]  # fmt: skip
    assert "Réunions demandées" not in dict(quoted(meetings=()).groups)


def test_an_unknown_rate_is_refused_where_it_stands() -> None:
    text = OFFER.replace("rates: {}", "rates:\n    sesion: 640,00")
    files = (
        load(BRIEF, "b", Brief),
        load(text, "o", Offer),
        load(CANDIDATE, "c", Candidate),
        load(PRICES, "p", Prices),
    )
    found, problems = quote(*files, events())
    line = text.split("\n").index("    sesion: 640,00") + 1
    assert [str(problem) for problem in problems] == [
        f"o:{line}:5: M402 tarif inconnu « sesion »\n  aide : vouliez-vous dire « session » ?"
    ]
    assert found
    assert found.line("session").price == 590


def test_nothing_to_price_without_a_session_or_a_rule() -> None:
    assert [found.code for found in made(sessions=0)[1]] == ["M401"]
    priced, problems = made({"offer": {"date": "2013-06-26"}})
    assert priced is None
    assert [(found.code, str(found.span)) for found in problems] == [("M404", "offer.yaml:1:7")]


def extra(label: str, price: str) -> dict[str, object]:
    return {
        "offer": {"pricing.extras": [{"label": label, "quantity": "1", "unit": "forfait", "price": price}]}
    }


@pytest.mark.parametrize(("changes", "code", "level"), [
    ({"offer": {"pricing.rates": {"km": "-1"}}}, "M403", Level.BLOCKING),
    (extra("Remise", "-9000"), "M405", Level.BLOCKING),
    ({"candidate": {"vat.proof": None, "vat.annex": None}}, "M410", Level.BLOCKING),
    ({"candidate": {"vat.proof_date": "2023-06-27"}}, "M411", Level.BLOCKING),
    ({"offer": {"annexes": []}}, "M412", Level.WARNING),
    ({"offer": {"date": "2026-11-20"}}, "M413", Level.WARNING),
    (extra("Conseil", "100"), "M414", Level.WARNING),
    ({"candidate": {"vat.regime": "franchise",
                    "exercises": [{"start": "2022-01-01", "end": "2022-12-31", "turnover": "33 000"}]}},
     "M415", Level.WARNING),
    ({"prices": {"since": "2023-07-01"}}, "M420", Level.WARNING),
    ({"prices": {"rates.km": "0,60"}}, "M421", Level.INFO),
    ({"prices": {"rates.meal": "20,00"}}, "M421", Level.INFO),
    ({"brief": {"pieces.1.tax": "ht"}}, "M430", Level.INFO),
    ({"brief": {"pieces.1.tax": None}}, "M430", Level.INFO),
    ({"brief": {"pieces.1.includes": ["assurance annulation"]}}, "M431", Level.BLOCKING),
    ({"offer": {"pricing.rates": {"session": "9000"}}}, "M432", Level.WARNING),
])  # fmt: skip
def test_what_is_said_of_a_quote(changes: dict[str, dict[str, object]], code: str, level: Level) -> None:
    priced, problems = made(changes)
    assert priced
    assert [found.level for found in problems if found.code == code] == [level]


@pytest.mark.parametrize("changes", [
    {"candidate": {"vat.proof": None}},  # the annex proves
    {"candidate": {"vat.annex": None, "vat.proof_date": None}},  # the reference does
    {"prices": {"rates.night": "900,00"}},  # no night is counted
    {"brief": {"pieces.1.includes": ["Frais de déplacements", "hôtel", "REPAS", "supports pédagogiques"]}},
    {"brief": {"procedure": "appel d'offres ouvert"}, "offer": {"pricing.rates": {"session": "9000"}}},
    {"brief": {"pieces": [{"piece": "note"}]}},
])  # fmt: skip
def test_what_is_not_worth_a_word(changes: dict[str, dict[str, object]]) -> None:
    assert codes(changes) == []


def test_an_included_cost_may_be_a_line_of_the_offer() -> None:
    asked = {"brief": {"pieces.1.includes": ["location de salle"]}}
    room = [{"label": "Location de salle", "quantity": "1", "unit": "jour", "price": "0"}]
    assert codes(asked) == ["M431"]
    assert "M431" not in codes(asked | {"offer": {"pricing.extras": room}})


def test_the_same_amount_is_allowed_or_not_by_the_day() -> None:
    dear = {"pricing.rates": {"session": "10 000"}}
    assert "M432" in codes({"offer": dear | {"date": "2023-06-26"}})
    assert "M432" not in codes({"offer": dear | {"date": "2026-11-20"}})


def test_a_finding_points_to_the_rate_that_counts() -> None:
    listed = made({"prices": {"rates.km": "0,60"}})[1][0]
    own = made({"offer": {"pricing.rates": {"km": "0,60"}}})[1][0]
    assert (listed.span.file, own.span.file) == ("prices.yaml", "offer.yaml")
    assert "0,60" in listed.message
    assert "0,45" in listed.message
