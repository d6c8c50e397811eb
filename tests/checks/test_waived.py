"""Waivers: who set a rule aside, why, and what can't be."""

from __future__ import annotations

from datetime import date

import pytest

from generator.brief.waiver import Waiver
from generator.checks.table import CHECKS, judge
from generator.checks.waived import settled
from generator.foundation.diagnostic import Level
from tests.checks.cases import changed


def waived(finished, check: str, **values):
    """The offer file with one waiver."""
    waiver = {"check": check, "reason": "l'acheteur l'accepte", "by": "Dominique Exemple", "on": date(2023, 6, 26)}
    return changed(finished.dossier.inputs.offer, ["waivers"], lambda _: [{**waiver, **values}])


def test_a_waived_finding_stays_and_says_who_and_why(finished):
    found = judge(finished)
    told = settled(found, waived(finished, "C861"))
    assert len(told) == len(found)
    mine = [finding for finding in told if finding.code == "C861"]
    assert mine
    assert all(finding.level is Level.INFO for finding in mine)
    assert {finding.waived for finding in mine} == {"levé par Dominique Exemple le 26 juin 2023 : l'acheteur l'accepte"}


def test_a_waiver_may_be_about_one_finding(finished):
    told = settled(judge(finished), waived(finished, "C861", about="dates.deadline"))
    assert [finding.code for finding in told if finding.waived] == ["C861"]


@pytest.mark.parametrize(("code", "expected"), [("C871", "L235"), ("C800", "L236"), ("C811", "L237")])
def test_what_can_not_be_waived_is_unknown_or_idle_is_said(finished, code, expected):
    found = judge(finished)
    told = settled(found, waived(finished, code))
    (finding,) = told[len(found) :]
    assert finding.code == expected
    assert finding.hint
    assert str(finding.span).startswith("offers/vienne/offer.yaml")


def test_what_makes_the_offer_itself_can_not_be_waived():
    kept = {check.id for check in CHECKS if not check.waivable}
    assert {"C851", "C863", "C871"} <= kept


def test_a_waiver_needs_a_person_and_a_reason():
    with pytest.raises(ValueError, match="reason"):
        Waiver.model_validate({"check": "C811", "by": "X", "on": date(2023, 1, 1)})
