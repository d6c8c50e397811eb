from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from generator.forms.identifiers import identifiers


def codes(make, **candidate) -> list[str]:
    return [problem.code for problem in identifiers(make(candidate=candidate)[2])]


@settings(max_examples=40, deadline=None)
@given(siren=st.integers(10_000_000, 34_999_999), nic=st.integers(1, 9999), slip=st.integers(1, 9))
def test_a_wrong_digit_is_seen(make, siren: int, nic: int, slip: int) -> None:
    number = f"{siren}{luhn.calc_check_digit(str(siren))}{nic:04d}"
    right = number + luhn.calc_check_digit(number)
    wrong = right[:-1] + str((int(right[-1]) + slip) % 10)
    assert codes(make, siret=right) == []
    assert codes(make, siret=wrong) == ["F531"]


def test_la_poste_sums_to_a_multiple_of_five(make) -> None:
    assert not luhn.is_valid("35600000012346")
    assert codes(make, siret="35600000012346") == []
    assert codes(make, siret="35600000012345") == ["F531"]


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        ({"nda": {"number": "75790000086"}}, ["F532"]),
        ({"iban": "FR7630006000011234567890189"}, []),
        ({"iban": "FR7630006000011234567890188"}, ["F533"]),
        ({"tva_number": "FR68900000001"}, []),
        ({"tva_number": "FR 68 900 000 001"}, []),
        ({"tva_number": "FR69900000001"}, ["F534"]),
        ({"tva_number": "FR14987654324"}, ["F534"]),
        ({"address": {"postcode": "00100"}}, ["F536"]),
        ({"address": {"postcode": "97400"}}, []),
        ({"head_office": {"street": "1 rue", "postcode": "99000", "town": "Ailleurs"}}, ["F536"]),
    ],
)
def test_shapes_and_keys(make, candidate, expected: list[str]) -> None:
    assert codes(make, **candidate) == expected


def test_a_finding_points_to_its_line(make) -> None:
    candidate = make(candidate={"nda": {"number": "75790000086"}})[2]
    assert [problem.span for problem in identifiers(candidate)] == [candidate.span("nda", "number")]
