"""What a form asks, and the mapping proposed: what our vocabulary knows is filled in, honour and doubts never."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.brief.buyer_form import BuyerForm
from generator.build.form_survey import Survey, mapping, placed, survey, written
from generator.compose.form_vocabulary import proposed
from generator.foundation.diagnostic import Rejected
from generator.foundation.record import parse_record
from generator.writers.form_field import FormField
from tests.buyer_forms import pdf_form, word_form

WORDS = [
    ("SIRET", "", None, "{{ answer('candidate.siret') }}"),
    ("SIRET", "", 14, "{{ candidate.siret }}"),
    ("Texte12", "Nom commercial et dénomination sociale du candidat", None, "{{ answer('candidate.identity') }}"),
    ("topForm[0].Page1[0].AdressePostale[0]", "", None, "{{ answer('candidate.address') }}"),
    ("x", "Adresse électronique", None, "{{ candidate.email }}"),
    ("x", "Adresse du siège social", None, "{{ answer('candidate.seat') }}"),
    ("x", "Désignation de l'acheteur", None, "{{ buyer }}"),
    ("x", "Adresse de l'acheteur", None, ""),
    ("x", "Téléphone du mandataire", None, ""),
    ("x", "Objet de la consultation", None, "{{ brief.title }}"),
    ("x", "Fait à", None, "{{ offer.town }}"),
    ("x", "Date", None, ""),
    ("x", "Signature et cachet", None, ""),
    ("x", "Montant total TTC en lettres", None, "{{ answer('price.gross_words') }}"),
    ("x", "Autres renseignements", None, ""),
]
BOXES = [
    ("Le candidat se présente seul", "{{ holds('alone') }}"),
    ("Le candidat est un groupement d'entreprises", "{{ holds('group') }}"),
    ("groupement conjoint", "{{ holds('joint') }}"),
    ("Le mandataire est solidaire", ""),
    ("Je déclare sur l'honneur n'entrer dans aucun cas d'exclusion", ""),
    ("Le candidat atteste qu'il n'est dans aucun de ces cas", ""),
    ("J'accepte les conditions", ""),
]


@pytest.mark.parametrize(("name", "label", "longest", "value"), WORDS)
def test_a_text_is_proposed_by_its_words(name, label, longest, value) -> None:
    assert proposed(name, label, "text", longest, ()) == value


@pytest.mark.parametrize(("label", "value"), BOXES)
def test_a_box_is_proposed_by_a_condition_of_our_forms_and_honour_never_is(label, value) -> None:
    assert proposed("case1", label, "box", None, ()) == value


@pytest.mark.parametrize(("data", "name"), [(pdf_form(), "dc1-acheteur.pdf"), (word_form(), "cadre de réponse.docx")])
def test_a_proposal_is_read_back_and_names_every_field(data, name, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    found = survey(tmp_path / name)
    text = mapping(found, f"source/{name}")
    loaded, problems = parse_record(text, "offers/vienne/forms/x.yaml", BuyerForm)
    assert loaded is not None, problems
    assert [*loaded.value.fields] == [field.name for field in found.fields]
    assert (loaded.value.piece, loaded.value.title) == (
        ("dc1", None) if name.endswith(".pdf") else (None, "Cadre de réponse")
    )
    given = {name: value for name, value in loaded.value.fields.items() if value}
    assert "f1" not in given
    assert given["objet"] == "{{ brief.title }}"
    assert yaml.safe_load(text)["fields"].keys() == loaded.value.fields.keys()


def test_odd_names_and_words_stay_yaml() -> None:
    names = ("a: b #c", 'l\'objet "x"', "oui", "- tiret", "{acc}", "#3", "a\\b", "Été 2026", "a.b[0].c")
    odd = Survey("x.pdf", tuple(FormField(name, "text", label="fin # de: 'ligne'\n\"x\"") for name in names))
    assert [*yaml.safe_load(mapping(odd, "source/x.pdf"))["fields"]] == [*names]


def test_what_is_no_form_is_refused_and_a_file_is_never_overwritten(tmp_path: Path) -> None:
    for name, data, code in (("a.odt", b"x", "F581"), ("b.pdf", b"x", "F581"), ("c.docx", b"x", "F581")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(Rejected, match=code):
            survey(tmp_path / name)
    with pytest.raises(Rejected, match="E926"):
        survey(tmp_path / "absent.pdf")
    written(tmp_path / "forms/dc1.yaml", "a")
    with pytest.raises(Rejected, match="F593"):
        written(tmp_path / "forms/dc1.yaml", "b")


def test_the_file_is_named_from_the_folder_of_its_offer(tmp_path: Path) -> None:
    inside = tmp_path / "offers/vienne/source/dce/dc1.pdf"
    inside.parent.mkdir(parents=True)
    inside.write_bytes(b"")
    assert placed(inside, tmp_path, "vienne") == "source/dce/dc1.pdf"
    assert placed(tmp_path / "elsewhere.pdf", tmp_path, "vienne") == "source/elsewhere.pdf"
    assert placed(tmp_path / "boilerplate/forms/dc2.pdf", tmp_path, None) == "dc2.pdf"
    shelved = mapping(Survey("dc2.pdf", (FormField("nom", "text"),)), "dc2.pdf")
    assert shelved.startswith("# yaml-language-server: $schema=../../schema/buyer-form.schema.json\n")
