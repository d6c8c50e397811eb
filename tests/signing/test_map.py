"""Who signs what, when and how."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.brief.rules import Rules, SignatureRule
from generator.build.signing_map import mapped
from generator.compose.dossier import Dossier
from generator.document.tree import Document, Part, Signature, Text
from generator.foundation.record import Loaded
from generator.law.signatures import certificate, signing
from generator.signing.map import ToSign, listed, signing_map, told

ROOT = Path(__file__).resolve().parents[2]
NOTE = "note-methodologique/signature-note"


def brief(entries: tuple[ToSign, ...]) -> list[tuple[str, str, str]]:
    """Piece, moment and signatory of each."""
    return [(one.piece, one.when, one.signatory) for one in entries]


def ruled(dossier: Dossier, *rules: SignatureRule) -> dict[str, ToSign]:
    """The map of this dossier under these rules, by piece."""
    held = dossier.inputs.brief
    value = held.value.model_copy(update={"rules": Rules(signatures=rules)})
    inputs = replace(dossier.inputs, brief=Loaded(value, held.source))
    return {one.piece: one for one in signing_map(replace(dossier, inputs=inputs))}


def test_in_vienne_only_the_note_is_signed(dossier) -> None:
    entries = signing_map(dossier, {"note-methodologique": "2-offre/01-note.pdf"})
    assert brief(entries) == [
        ("dc1", "never", ""),
        ("dc2", "never", ""),
        ("note", "deposit", "Dominique Exemple"),
    ]
    note = entries[-1]
    assert (note.field, note.file, note.how, note.formats) == (NOTE, "2-offre/01-note.pdf", None, ())
    assert told(note) == (
        "Note méthodologique : Dominique Exemple, gérante (Organisme Exemple), au dépôt ; demande, ligne 25"
    )


def test_with_lots_and_a_subcontractor_each_signs_its_own() -> None:
    known = mapped(ROOT, "departement")
    assert known.platform
    assert brief(known.entries)[-5:] == [
        ("note", "deposit", "Dominique Exemple"),
        ("attri1", "award", "Dominique Exemple"),
        ("attri1", "award", "Dominique Exemple"),
        ("dc4", "award", "Maxime Modèle"),
        ("dc4", "award", "Dominique Exemple"),
    ]
    acts = [one for one in known.entries if one.piece == "attri1"]
    assert {(one.how, one.formats) for one in acts} == {("electronic", ("PAdES",))}
    assert len({one.field for one in acts}) == 2


def test_in_a_groupement_the_members_sign_their_powers() -> None:
    known = mapped(ROOT, "camsp")
    assert not known.platform
    powers = [one for one in known.entries if one.piece == "mandate"]
    assert [(one.signatory, one.organisation) for one in powers] == [
        ("Claude Modèle", "Association Atelier Exemple"),
        ("Dominique Exemple", "Organisme Exemple"),
    ]
    assert all(one.unverified for one in powers)
    lines = listed(known.entries, {powers[0]: "pas encore signé"})
    assert [line for line in lines if not line.startswith(" ")] == [
        "À signer au dépôt",
        "Cadres que personne ne demande de signer",
        "Ne se signent pas",
    ]
    assert any(line.endswith("(Association Atelier Exemple) ; pas encore signé") for line in lines)
    assert any(line.endswith(", à vérifier") for line in lines)


def test_powers_that_are_signed_already_are_not_signed_again() -> None:
    from generator.build.inputs import read_inputs
    from generator.build.pipeline import dossier_of

    inputs, _ = read_inputs(ROOT, "camsp")
    assert inputs
    held = inputs.offer.value
    assert held.consortium
    members = tuple(one.model_copy(update={"mandate": held.date}) for one in held.consortium.members)
    offer = held.model_copy(update={"consortium": held.consortium.model_copy(update={"members": members})})
    composed, _ = dossier_of(replace(inputs, offer=Loaded(offer, inputs.offer.source)))
    assert composed
    assert {one.when for one in signing_map(composed) if one.piece == "mandate"} == {"never"}


def test_the_rule_that_names_a_piece_comes_first(dossier) -> None:
    rule = SignatureRule(pieces=("dc1",), how="handwritten", when="deposit", source=12)
    found = ruled(dossier, rule)
    assert (found["dc1"].when, found["dc1"].signatory, found["dc1"].by_hand) == ("deposit", "Dominique Exemple", True)
    assert found["dc1"].because == "demande, ligne 12 ; cette pièce n'a pas de cadre de signature"
    assert found["dc2"].when == "never"


def test_a_rule_without_pieces_is_about_those_said_to_be_signed(dossier) -> None:
    found = ruled(dossier, SignatureRule(how="electronic", when="award", formats=("XAdES", "PAdES")))
    assert (found["note"].when, found["note"].formats) == ("award", ("XAdES", "PAdES"))
    assert told(found["note"]).endswith("à l'attribution, signature électronique (XAdES ou PAdES) ; la demande le dit")
    assert found["dc1"].when == "never"


def test_of_two_rules_the_deposit_is_not_forgotten(dossier) -> None:
    rules = (SignatureRule(pieces=("note",), when="award"), SignatureRule(pieces=("note",), when="deposit"))
    assert ruled(dossier, *rules)["note"].when == "deposit"


def test_a_frame_that_nobody_asks_for_is_said_so(dossier) -> None:
    frame = Signature("ici", ((Text("Pour l'acheteur"),),))
    extra = Document("programme", "programme", "Programme", parts=(Part("_ao_000000001", (frame,)),))
    (found,) = [one for one in signing_map(replace(dossier, offre=(extra,))) if one.piece == "programme"]
    assert (found.when, found.signatory, found.field) == ("unasked", "", "programme/ici")
    assert "à désigner, rien ne le demande" in told(found)


def test_the_data_of_law_is_dated_and_says_its_source() -> None:
    assert signing("dc1", date(2023, 6, 26)).when == "never"
    assert signing("attri1", date(2023, 6, 26)).when == "award"
    assert "R. 2182-3" in signing("attri1", date(2023, 6, 26)).source
    assert signing("attri1", date(2016, 1, 1)) is None
    assert signing("note", date(2023, 6, 26)) is None
    assert certificate(date(2023, 6, 26)).unverified


@pytest.mark.parametrize("client", ["creches", "relais"])
def test_the_note_is_signed_everywhere(client: str) -> None:
    entries = mapped(ROOT, client).entries
    assert [one.signatory for one in entries if one.when == "deposit"] == ["Dominique Exemple"]
