"""Names that any platform of buyers takes."""

import pytest

from generator.packet.deposit_names import deposit_names, plain_name


def test_names_are_numbered_in_order() -> None:
    assert deposit_names(["dc1", "Avis SIRENE"]) == ("01-dc1.pdf", "02-avis-sirene.pdf")


def test_a_hundred_names_still_sort() -> None:
    names = deposit_names(["pièce"] * 120)
    assert names[0] == "001-piece.pdf"
    assert list(names) == sorted(names)
    assert len(set(names)) == 120


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Attestation d’assurance (2023).pdf", "attestation-d-assurance-2023"),
        ("Œuvre & cætera n° 3", "oeuvre-caetera-n-3"),
        ("../../etc", "etc"),
        ("   ", "piece"),
        ("漢字", "piece"),
        ("a" * 200, "a" * 60),
    ],
)
def test_names_are_plain(text: str, name: str) -> None:
    assert plain_name(text) == name
