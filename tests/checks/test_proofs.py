"""What cases can't tell of proofs: days to the day, holders by SIREN or by name, renewals counted over the contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from generator.brief.brief import Contract
from generator.checks.proofs.award import renewals
from generator.checks.proofs.contents import proofs_read
from generator.checks.proofs.holders import contract_total, folded, holders, named, owner
from generator.checks.proofs.moments import moments, too_old
from generator.foundation.days import months_after
from generator.library.annex import Annex
from tests.checks.spoils_first import updated, with_inputs


@pytest.mark.parametrize(
    ("issued", "months", "day", "old"),
    [
        (date(2023, 1, 3), 6, date(2023, 7, 2), False),
        (date(2023, 1, 2), 6, date(2023, 7, 2), True),  # « de moins de six mois »: six is too many
        (date(2023, 8, 31), 6, date(2024, 2, 28), False),
        (date(2023, 8, 31), 6, date(2024, 2, 29), True),  # no 31 February
    ],
)
def test_an_age_is_counted_to_the_day(issued: date, months: int, day: date, old: bool) -> None:
    assert too_old(issued, months, day) is old


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("ORGANISME EXEMPLE SARL", "Organisme Exemple", True),
        ("Société « Organisme Exemple »", "organisme exemple", True),
        ("Organismes Exemples", "Organisme Exemple", False),
        ("Association l'Œuvre des Écoles", "association l'oeuvre des ecoles", True),
    ],
)
def test_a_holder_is_known_by_its_name(text: str, name: str, found: bool) -> None:
    assert named(text, (name,)) is found


def test_folded_keeps_words_apart() -> None:
    assert folded("L'Atelier – Éducation, n° 2") == "l atelier education n 2"


def annex(**values: object) -> Annex:
    data = {"specimen": True, "title": "t", "kind": "fiscal", "file": "f.pdf", "holder": "Organisme Exemple"}
    return Annex.model_validate({**data, **values})


def test_the_siren_decides_whatever_the_name_says(finished_of) -> None:
    us, partner = holders(finished_of("camsp"))
    among = (us, partner)
    assert owner(annex(), among) is us
    assert owner(annex(siren=partner.siren), among) is partner
    assert owner(annex(siren="000000000"), among) is None
    assert owner(annex(holder="Un autre"), among) is None


def test_a_subcontractor_is_a_holder_for_its_own_amount(finished_of) -> None:
    us, given = holders(finished_of("departement"))
    assert not us.subcontractor
    assert given.subcontractor
    assert given.amount == Decimal(9600)


def test_renewals_of_the_contract_count_in_the_threshold(finished) -> None:
    net = finished.dossier.quote.net
    brief = finished.dossier.inputs.brief

    def total(contract: Contract | None) -> Decimal:
        return contract_total(with_inputs(finished, brief=updated(brief, contract=contract)))

    assert total(None) == net
    assert total(Contract(months=12)) == net
    assert total(Contract(months=12, renewals=3)) == 4 * net
    assert total(Contract(months=12, renewals=2, renewal_months=6)) == 2 * net


def test_an_unknown_signature_is_the_first_event_and_says_so(finished) -> None:
    when = moments(finished)
    assert not when.known
    assert when.signature == when.first == min(event.day for event in finished.dossier.schedule.events)
    assert "n'est pas connue" in when.signing
    dates = finished.dossier.inputs.brief.value.dates.model_copy(update={"award": date(2023, 8, 1)})
    known = moments(with_inputs(finished, brief=updated(finished.dossier.inputs.brief, dates=dates)))
    assert (known.known, known.signature) == (True, date(2023, 8, 1))


def test_the_buyers_date_comes_before_the_notification_that_we_suppose(finished_of) -> None:
    camsp = finished_of("camsp")
    assert moments(camsp).signature == camsp.dossier.inputs.offer.value.planning.notification


def test_each_renewal_stands_six_months_after_the_one_before(finished_of) -> None:
    camsp = finished_of("camsp")
    (verdict,) = renewals(camsp)
    when = moments(camsp)
    told = months_after(when.signature, 18)
    assert f"{told.day} janvier {told.year}" in verdict.message
    assert told <= when.last < months_after(when.signature, 24)


def test_a_damaged_proof_is_somebody_elses_finding(finished) -> None:
    files = {name: b"%PDF-1.7 broken" if "assurance" in name else data for name, data in finished.files.items()}
    assert proofs_read(replace(finished, files=files)) == ()
    assert proofs_read(replace(finished, files={})) == ()
