"""What the labour code says of agreements, by date."""

from __future__ import annotations

from datetime import date

import pytest

from generator.law.training import agreement_mentions, declaration

DAY = date(2023, 6, 26)


@pytest.mark.parametrize(
    ("region", "of"),
    [
        ("Nouvelle-Aquitaine", "de Nouvelle-Aquitaine"),
        ("Île-de-France", "d'Île-de-France"),
        ("Hauts-de-France", "des Hauts-de-France"),
        ("Grand Est", "du Grand Est"),
        ("Ailleurs", "d'Ailleurs"),
    ],
)
def test_the_declaration_in_the_words_of_the_code(region: str, of: str) -> None:
    words = "déclaration d'activité enregistrée sous le numéro 75790000079 auprès du préfet de région "
    assert declaration("75790000079", region, DAY) == words + of


def test_no_words_before_the_data_begins() -> None:
    assert declaration("75790000079", "Bretagne", date(2018, 12, 31)) is None
    assert agreement_mentions(date(2018, 12, 31)) == ()


def test_an_agreement_has_eleven_mentions_with_their_article() -> None:
    mentions = agreement_mentions(DAY)
    assert len(mentions) == 11
    assert all(mention.source.startswith("code du travail, D. 6353-1") for mention in mentions)
    assert {"prix", "règlement", "sanction", "période"} <= {mention.word for mention in mentions}
