"""VAT mentions, rates, thresholds and travel scales by date, from the dated data."""

from datetime import date, timedelta
from decimal import Decimal
from typing import get_args

import pytest

from generator.brief import candidate
from generator.foundation.record import read_record
from generator.law import taxes
from generator.law.dated import DATA, Period, consecutive

REGIMES = get_args(candidate.Regime)


def test_every_declared_regime_has_rules() -> None:
    assert len(REGIMES) == 3
    for regime in REGIMES:
        assert taxes.mention(regime, date(2023, 6, 26)) is not None


@pytest.mark.parametrize(
    ("regime", "day", "words"),
    [
        ("exoneration_formation", date(2023, 6, 26), "article 261, 4-4° a du CGI"),
        ("exoneration_formation", date(2026, 8, 31), "article 261, 4-4° a du CGI"),
        ("exoneration_formation", date(2026, 9, 1), "directive 2006/112/CE"),
        ("exoneration_formation", date(2027, 12, 31), "ancien article 261"),
        ("franchise", date(2023, 6, 26), "TVA non applicable, article 293 B du CGI"),
        ("franchise", date(2026, 9, 1), "code des impositions sur les biens et services"),
        ("franchise", date(2027, 12, 31), "ancien article 293 B"),
    ],
)
def test_the_mention_follows_the_day(regime: str, day: date, words: str) -> None:
    found = taxes.mention(regime, day)
    assert found is not None
    assert words in found


@pytest.mark.parametrize("regime", ["exoneration_formation", "franchise"])
def test_the_former_code_is_not_printed_after_2027(regime: str) -> None:
    found = taxes.mention(regime, date(2028, 1, 1))
    assert found
    assert "CGI" not in found


@pytest.mark.parametrize("regime", ["exoneration_formation", "franchise"])
def test_what_could_not_be_read_in_the_new_code_is_marked(regime: str) -> None:
    before, after = taxes.rule(regime, date(2026, 8, 31)), taxes.rule(regime, date(2026, 9, 1))
    assert before
    assert after
    assert (before.unverified, after.unverified) == (False, True)


def test_no_article_of_the_new_code_is_invented_for_training() -> None:
    found = taxes.mention("exoneration_formation", date(2026, 11, 20))
    assert found
    assert "L. 2" not in found


def test_rates() -> None:
    assert taxes.rate("taux_normal", date(2023, 6, 26)) == 20
    assert taxes.mention("taux_normal", date(2023, 6, 26)) == ""
    assert taxes.rate("franchise", date(2023, 6, 26)) is None
    assert taxes.rate("exoneration_formation", date(2026, 9, 1)) is None


def test_a_day_without_a_rule_is_not_a_day_without_tax() -> None:
    assert taxes.mention("taux_normal", date(2013, 12, 31)) is None
    with pytest.raises(LookupError):
        taxes.rate("taux_normal", date(2013, 12, 31))


def test_only_the_training_exemption_asks_for_a_proof() -> None:
    assert "3511" in taxes.proof("exoneration_formation")
    assert [taxes.proof(regime) for regime in ("franchise", "taux_normal")] == ["", ""]


@pytest.mark.parametrize(
    ("key", "day", "euros"),
    [
        ("gre_a_gre", date(2019, 12, 31), 25_000),
        ("gre_a_gre", date(2023, 6, 26), 40_000),
        ("gre_a_gre", date(2026, 3, 31), 40_000),
        ("gre_a_gre", date(2026, 4, 1), 60_000),
        ("vigilance", date(2023, 6, 26), 5_000),
        ("formalised_local", date(2025, 12, 31), 221_000),
        ("formalised_local", date(2026, 1, 1), 216_000),
        ("franchise_services", date(2023, 6, 26), 36_800),
        ("franchise_services", date(2025, 1, 1), 37_500),
    ],
)
def test_thresholds(key: str, day: date, euros: int) -> None:
    assert taxes.threshold(key, day) == euros


def test_a_threshold_that_is_not_known_that_day_is_none() -> None:
    assert taxes.threshold("gre_a_gre", date(2010, 1, 1)) is None
    assert taxes.threshold("formalised_local", date(2028, 1, 1)) is None
    with pytest.raises(KeyError):
        taxes.threshold("gre_a_gres", date(2023, 1, 1))


@pytest.mark.parametrize(
    ("key", "day", "euros"),
    [
        ("km", date(2023, 6, 26), "0.45"),
        ("meal", date(2023, 9, 21), "17.50"),
        ("meal", date(2023, 9, 22), "20"),
        ("night", date(2023, 9, 21), "110"),
        ("night", date(2023, 9, 22), "140"),
    ],
)
def test_public_travel_scales(key: str, day: date, euros: str) -> None:
    found = taxes.travel_ceiling(key, day)
    assert found
    assert found.euros == Decimal(euros)
    assert found.source


def test_other_rates_have_no_public_scale() -> None:
    assert taxes.travel_ceiling("session", date(2023, 6, 26)) is None


@pytest.mark.parametrize("gap", [0, 2])
def test_facts_follow_each_other_without_gap_or_overlap(gap: int) -> None:
    first = Period.model_validate({"from": "2020-01-01", "until": "2020-12-31", "source": "texte"})
    day = (date(2020, 12, 31) + timedelta(days=gap)).isoformat()
    with pytest.raises(ValueError, match="ne suit pas"):
        consecutive([first, Period.model_validate({"from": day, "source": "texte"})])


def test_the_data_files_are_read_without_a_problem() -> None:
    for name, model in (
        ("vat.yaml", taxes._Vat),
        ("thresholds.yaml", taxes._Thresholds),
        ("travel.yaml", taxes._Thresholds),
    ):
        loaded, problems = read_record(DATA / name, name, model)
        assert loaded, problems
