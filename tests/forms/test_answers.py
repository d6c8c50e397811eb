from __future__ import annotations

import pytest

from generator.brief.designation import designation, spaced
from generator.forms.answers import answer, consultation, interpolated
from generator.forms.facts import facts


@pytest.mark.parametrize(
    ("buyer", "expected"),
    [
        ({"name": "Commune d'Exemple"}, "Commune d'Exemple"),
        (
            {"name": None, "kind": "collectivité territoriale", "place": "Vienne"},
            "Collectivité territoriale – Vienne",
        ),
        ({"name": None, "kind": "établissement public", "place": None}, "Établissement public"),
    ],
)
def test_a_buyer_is_never_given_a_name(make, buyer, expected: str) -> None:
    assert designation(make(brief={"buyer": buyer})[0].value.buyer) == expected


def test_interpolated(make) -> None:
    known = facts(*make())
    assert interpolated("{candidate.signatory.name} à {offer.town}", known) == "Sacha Modèle à Niort"


def test_spaced() -> None:
    assert spaced("90000000100017", 3, 3, 3, 5) == "900 000 001 00017"


def test_an_unknown_value_has_no_line(make) -> None:
    known = facts(*make(brief={"reference": None}))
    assert answer("brief.reference", known) == ()
    assert (
        consultation(known) == "Consultation : Analyse des pratiques professionnelles des équipes d'accueil"
    )


def test_lines_of_a_list_open_with_a_capital(make) -> None:
    known = facts(*make(candidate={"means": ["une salle", "état des lieux"]}))
    assert answer("candidate.resources", known) == ("Une salle", "État des lieux")
