"""The forms that engage: in the offer's half, one a lot, a subcontract or a member, nothing signed beforehand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.normal import normalised
from generator.document.plain import plain
from generator.document.tree import Document, Paragraph, Signature, nodes
from generator.forms.amounts import account, engaged, months, parts
from generator.forms.candidature import candidature
from generator.forms.engagement import engagement
from generator.forms.facts import facts
from generator.foundation.money import euros
from tests.forms.conftest import Make, changes, priced

US = {"partner": None, "services": "séances"}
THEM = {"partner": "atelier", "services": "bilans"}
SITUATIONS = ["deux lots", "acte d'engagement", "sous-traitance", "groupement conjoint"]
BARE = {"candidate": {"sme": None}, "partners": {"cabinet": {"sme": None}}, "offer": {"confirmations": []}}


@pytest.fixture(scope="module")
def both(make: Make, cases) -> tuple[tuple[Document, ...], tuple[Document, ...], set]:
    """The candidature, the engaging forms and the amounts that these know, of an offer with everything in it."""
    files = make(**changes({"with": SITUATIONS, "change": BARE}, cases))
    brief, offer, candidate, people, partners = files
    quote = priced(files, "10000")
    made, _ = engagement(brief, offer, candidate, partners, people, quote)
    return candidature(*files)[0], made, engaged(offer.value, partners, quote)


def test_each_has_a_name_of_its_own(both) -> None:
    slugs = [document.slug for document in (*both[0], *both[1])]
    assert len(slugs) == len(set(slugs)) == 9
    titles = [document.title for document in (*both[0], *both[1])]
    assert len(set(titles)) == len(titles)
    anchors = [part.anchor for document in (*both[0], *both[1]) for part in document.parts]
    assert len(set(anchors)) == len(anchors)


def test_no_price_in_the_candidature(both) -> None:
    words = "\n".join(line for document in both[0] for line in plain(document))
    assert len(both[2]) >= 4
    assert not [amount for amount in both[2] if amount and euros(amount) in words]


def test_every_place_to_sign_is_left_blank(both) -> None:
    seats = [node for document in both[1] for node in nodes(document) if isinstance(node, Signature)]
    assert len(seats) == 2 + 2 + 2  # an act a lot; the DC4; the power
    assert len({seat.name for seat in seats}) == 6
    for seat in seats:
        assert "Fait à …" in "".join(run.value for line in seat.lines for run in line)


def test_what_nobody_said_is_not_ticked(both) -> None:
    dc4 = next(document for document in both[1] if document.key == "dc4")
    ticked = [
        node.runs[0].value for node in nodes(dc4)
        if isinstance(node, Paragraph) and node.role == "choice" and node.runs[0].value.startswith("☒")
    ]  # fmt: skip
    assert ticked == ["☒ un document annexé à l'offre du soumissionnaire", "☒ Oui", "☒ Non"]


def test_already_in_canonical_shape(both) -> None:
    assert all(normalised(document) == document for document in both[1])


@settings(max_examples=30, deadline=None)
@given(ours=st.integers(1, 99), price=st.integers(100_000, 9_999_999), given_away=st.integers(1, 100_000))
def test_parts_of_members_add_up_to_the_price(make: Make, cases, ours: int, price: int, given_away: int) -> None:
    """Whatever the shares and what we subcontract, to the cent."""
    change = changes({"with": ["acte d'engagement", "sous-traitance", "groupement conjoint"]}, cases)
    members = [US | {"amount": str(ours)}, THEM | {"amount": str(100 - ours)}]
    subcontract = change["offer"]["subcontracts"][0] | {"amount": str(Decimal(given_away) / 100)}
    offered = {"consortium": change["offer"]["consortium"] | {"members": members}, "subcontracts": [subcontract]}
    files = make(**(change | {"offer": change["offer"] | offered}))
    known = facts(*files, quote=priced(files, str(Decimal(price) / 100)))
    amounts = [row[-1].replace("\u202f", "").replace("\xa0€", "").replace(",", ".") for row in parts(known)]
    assert len(amounts) == 2
    assert sum(map(Decimal, amounts)) == Decimal(price) / 100


@given(first=st.dates(date(2024, 1, 1), date(2026, 12, 31)), days=st.integers(1, 900))
def test_months_cover_the_days_and_no_month_is_too_many(first: date, days: int) -> None:
    last = first + timedelta(days - 1)
    count = months(first, last)
    assert (count - 1) * 28 < days <= count * 31
    assert months(first, last + timedelta(1)) in {count, count + 1}


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2024, 9, 2), date(2024, 9, 2), 1),
        (date(2024, 9, 2), date(2024, 9, 21), 1),  # 20 days
        (date(2024, 9, 2), date(2024, 10, 1), 1),
        (date(2024, 9, 2), date(2024, 10, 16), 2),  # one month and two weeks
        (date(2024, 1, 31), date(2024, 2, 28), 1),
        (date(2024, 1, 31), date(2024, 2, 29), 2),
        (date(2024, 9, 1), date(2025, 8, 31), 12),
    ],
)
def test_months_are_whole_and_rounded_up(first: date, last: date, count: int) -> None:
    assert months(first, last) == count


def test_an_iban_is_read_in_fours() -> None:
    assert account("FR76 99999000010000000000115") == ("FR76 9999 9000 0100 0000 0000 115",)
    assert account(None) == ()
