"""What a candidate must be able to show."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from generator.brief.terms import AnnexKind
from generator.law.identifiers import activities, disclaimer
from generator.law.proofs import Proof, asked_at_award, proof
from generator.law.taxes import threshold

DAY = date(2023, 6, 26)


def test_every_kind_is_one_of_an_annex() -> None:
    asked = asked_at_award(DAY)
    assert len(asked) >= 5
    kinds = {one.kind for one in asked} | {kind for one in asked for kind in one.instead}
    assert kinds <= set(get_args(AnnexKind))
    assert all(threshold(one.threshold, DAY) for one in asked if one.threshold)


def test_what_the_law_says_and_what_is_only_usage() -> None:
    vigilance, fiscal, sirene = (proof(kind, DAY) for kind in ("vigilance", "fiscal", "sirene"))
    assert vigilance
    assert fiscal
    assert sirene
    assert (vigilance.months, vigilance.renew, vigilance.usage) == (6, 6, False)
    assert "D. 8222-5" in vigilance.source
    assert (fiscal.months, fiscal.usage) == (6, True)
    assert (sirene.months, sirene.usage, sirene.award) == (3, True, None)


def test_what_is_unsure_says_so() -> None:
    assert all(one.unverified for one in asked_at_award(DAY) if "secondaire" in one.source or "ancienne" in one.source)


def test_nothing_before_the_data_begins() -> None:
    assert proof("vigilance", date(2015, 3, 31)) is None
    assert proof("magie", DAY) is None


@pytest.mark.parametrize("change", [{"award": "threshold"}, {"award": "staff"}, {"threshold": "vigilance"}])
def test_a_condition_and_its_figure_go_together(change: dict[str, str]) -> None:
    data = {"kind": "fiscal", "name": "attestation", "from": "2020-01-01", "source": "texte"}
    with pytest.raises(ValueError, match="vont avec l'attribution"):
        Proof.model_validate({**data, **change})


def test_the_nomenclature_of_activities_changes_in_2027() -> None:
    before, after = activities(date(2026, 12, 31)), activities(date(2027, 1, 1))
    assert before
    assert after
    assert (before.name, after.name, after.unverified) == ("NAF rév. 2", "NAF 2025", True)


def test_the_words_beside_a_declaration() -> None:
    rule = disclaimer(DAY)
    assert rule
    assert "L. 6352-12" in rule.source
