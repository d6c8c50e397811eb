"""Names that any platform of buyers takes."""

import pytest

from generator.brief.rules import FileRule
from generator.packet.deposit_names import Naming, deposit_names, naming, plain_name


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


def how(**rule: object) -> Naming:
    return naming(FileRule.model_validate(rule), "Organisme Exemple", (2, 3), "2025-SOL-17")


def test_the_buyers_pattern_is_followed() -> None:
    made = how(name="{rang}_{piece}_{candidat}")
    assert deposit_names(["dc1", "cv-x"], made) == ("01_dc1_organisme-exemple.pdf", "02_cv-x_organisme-exemple.pdf")
    whole = how(name="{reference}-Lot{lot}-{candidat}-{piece}", candidate="ORGEX")
    assert deposit_names(["dc1"], whole) == ("2025-sol-17-Lot2-3-ORGEX-dc1.pdf",)


def test_the_piece_is_cut_when_a_name_is_too_long() -> None:
    made = how(name="{rang}_{piece}_{candidat}", name_max=32)
    (name,) = deposit_names(["feuille-emargement-et-attestation"], made)
    assert name == "01_feuille_organisme-exemple.pdf"
    assert len(name) <= 32


def test_two_files_never_have_one_name() -> None:
    names = deposit_names(["cv-camille", "cv-camille-exemple"], how(name="{piece}", name_max=10))
    assert len(set(names)) == 2


def test_a_name_is_read_back() -> None:
    made = how(name="{rang}_{piece}_{candidat}")
    found = made.shape().fullmatch("02_cv-x_organisme-exemple")
    assert found is not None
    assert found[1] == "cv-x"
    assert not made.shape().fullmatch("02-cv-x-organisme-exemple")


@pytest.mark.parametrize("name", ["{rang}/{piece}", "{rang", "tout", "{titre}_{piece}", ".{piece}", "{piece:>99}"])
def test_a_pattern_that_makes_no_file_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="modèle des noms"):
        FileRule(name=name)


def test_without_a_reference_its_field_goes_with_its_sign() -> None:
    rule = {"name": "{piece}_{reference}_{rang}"}
    made = naming(FileRule.model_validate(rule), "Organisme Exemple")
    assert deposit_names(["note"], made) == ("note_01.pdf",)
    assert made.piece("note_01") == "note"
    last = naming(FileRule.model_validate({"name": "{rang}-{piece}-{reference}"}), "Organisme Exemple")
    assert deposit_names(["note"], last) == ("01-note.pdf",)
