"""Every check has its cases, and the shipped offer has the findings that it must have, no other."""

from __future__ import annotations

from decimal import Decimal

from generator.brief.consortium import Subcontract
from generator.brief.pieces import PieceDemand
from generator.checks.completeness import pieces
from generator.checks.table import CHECKS, FAMILIES
from tests.checks.cases import cases
from tests.checks.spoils_first import updated, with_inputs

# Demands without a reference, unconfirmed readings, example data, a note to sign, a deadline without an hour.
EXPECTED_ON_VIENNE = {"C848", "C861", "C871", "C903", "C953", "C977"}


def test_no_check_lacks_a_case():
    told = {fails: {case.check for case in cases() if case.fails is fails} for fails in (True, False)}
    assert {check.id for check in CHECKS} == told[True] == told[False]


def test_a_code_means_one_thing():
    codes = [rule.id for family in FAMILIES for rule in (*family.checks, *family.raised)]
    assert len(set(codes)) == len(codes) >= 71


def test_every_rule_says_what_and_why_in_french():
    for family in FAMILIES:
        for rule in (*family.checks, *family.raised):
            assert rule.rule[0].isupper(), rule.id
            assert rule.rule.endswith("."), rule.id
            assert rule.source, rule.id


def test_the_shipped_offer_has_no_other_finding(finished):
    found = {finding.code for check in CHECKS for finding in check.findings(finished)}
    assert found == EXPECTED_ON_VIENNE


def test_a_dc4_is_due_with_a_subcontractor_only(finished):
    """« Un DC4 par sous-traitant » asks nothing of who has none; nor does a power of who answers alone."""
    asked = tuple(PieceDemand(piece=piece) for piece in ("dc4", "mandate"))
    given = Subcontract.model_validate(
        {"partner": "x", "services": "s", "amount": "9", "from": "2023-10-02", "to": "2023-10-03"}
    )
    inputs = finished.dossier.inputs
    alone = with_inputs(finished, brief=updated(inputs.brief, pieces=asked))
    assert pieces.demanded_pieces(alone) == ()
    (verdict,) = pieces.demanded_pieces(with_inputs(alone, offer=updated(inputs.offer, subcontracts=(given,))))
    assert "DC4" in verdict.message


def test_a_total_changed_in_the_spreadsheet_is_seen(finished):
    from generator.checks.price.totals import spreadsheet_amounts

    data = finished.files["fiche-financiere.xlsx"]
    assert finished.dossier.quote.gross in spreadsheet_amounts(data)
    assert Decimal("1.23") not in spreadsheet_amounts(data)
