"""A buyer's Word form filled in place: legacy fields and content controls; LibreOffice and our reader read it back."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from lxml import etree

from generator.document.plain import plain
from generator.foundation.files import unzipped, zipped
from generator.foundation.ooxml import W14, W
from generator.readers import docx
from generator.readers.docx.package import Package, opened
from generator.writers.form_docx import fields, fill
from generator.writers.form_field import FormError
from generator.writers.form_values import settled
from tests.buyer_forms import word_form
from tests.libreoffice import OFFICE

SAID = {
    "nom": "Organisme Exemple & <Cie> « à l'Été »",
    "siret": "00012345500016",
    "Texte1": "1 rue de l'Exemple\n79000 Niort",
    "seul": "true",
    "forme": "conjoint",
    "objet": "Analyse des pratiques",
    "pme": "oui",
    "statut": "Privé",
    "Texte1#9": "contact@organisme-exemple.example",
    "ref": "2023-01",
}


def package(data: bytes) -> Package:
    found = opened(data)
    assert isinstance(found, Package), found
    return found


def filled(data: bytes = b"") -> bytes:
    held = package(data or word_form())
    values, troubles = settled(fields(held.parts, held.main), SAID)
    assert troubles == ()
    return fill(held.parts, held.main, values).data


def test_the_fields_of_a_form_are_told_with_the_words_around() -> None:
    held = package(word_form())
    found = {field.name: field for field in fields(held.parts, held.main)}
    assert [*found] == ["nom", "siret", "Texte1", "seul", "forme", "objet", "pme", "statut", "Texte1#9", "ref"]
    assert {name: field.kind for name, field in found.items() if field.kind != "text"} == {
        "seul": "box",
        "forme": "choice",
        "pme": "box",
        "statut": "choice",
    }
    labels = {name: field.label for name, field in found.items()}
    assert (labels["nom"], labels["Texte1"], labels["Texte1#9"]) == (
        "Dénomination sociale",
        "Adresse postale",
        "Courriel",
    )
    assert (labels["seul"], labels["objet"], labels["ref"]) == ("Le candidat se présente seul", "Objet", "Consultation")
    assert (found["siret"].longest, found["forme"].options) == (14, ("Seul", "Conjoint", "Solidaire"))
    assert all(field.value == "" for field in found.values())


def test_what_was_filled_is_read_back() -> None:
    held = package(filled())
    found = {field.name: field.value for field in fields(held.parts, held.main)}
    assert found == {**SAID, "seul": "true", "forme": "Conjoint", "pme": "true"}
    tree, _ = docx.read(filled())
    assert tree is not None
    said = "\n".join(plain(tree))
    for words in ("Organisme Exemple & <Cie> « à l'Été »", "79000 Niort", "PME ☒", "Statut : Privé"):
        assert words in said


def test_nothing_but_the_fields_changes() -> None:
    before, after = unzipped(word_form()), unzipped(filled())
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "word/footer1.xml"}
    marks = (f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}r", f"{{{W}}}rPr", f"{{{W}}}b", f"{{{W}}}noProof")
    moved = (*marks, f"{{{W}}}checked", f"{{{W}}}result", f"{{{W14}}}checked", f"{{{W}}}rStyle")
    skipped = (*moved, f"{{{W}}}showingPlcHdr", f"{{{W}}}dataBinding")

    def shape(data: bytes) -> list[object]:
        return [each.tag for each in etree.fromstring(data).iter() if each.tag not in skipped]

    assert shape(before["word/document.xml"]) == shape(after["word/document.xml"])
    first = next(run for run in python_docx.Document(BytesIO(filled())).paragraphs[1].runs if "Exemple" in run.text)
    assert first.bold  # as its field was


def test_a_control_bound_to_data_is_set_free_and_looks_filled() -> None:
    text = unzipped(filled())["word/document.xml"]
    for left in (b"dataBinding", b"showingPlcHdr", b"PlaceholderText"):
        assert left not in text, left
    assert b"Cliquez ici" not in text


def test_the_same_values_give_the_same_bytes() -> None:
    assert filled() == filled()
    assert filled(filled()) == filled()


def test_a_field_without_result_gets_one() -> None:
    parts = unzipped(word_form())
    root = etree.fromstring(parts["word/document.xml"])
    runs = [run for run in root.iter(f"{{{W}}}r") if "".join(run.itertext()).strip("\u2002") == ""]
    for run in runs:
        bound = run.find(f"{{{W}}}fldChar")
        kind = bound.get(f"{{{W}}}fldCharType") if bound is not None else ""
        if kind == "separate" or (bound is None and run.find(f"{{{W}}}t") is not None):
            run.getparent().remove(run)  # type: ignore[union-attr]
    bare = zipped({**parts, "word/document.xml": etree.tostring(root)})
    held = package(filled(bare))
    assert next(f.value for f in fields(held.parts, held.main) if f.name == "nom") == SAID["nom"]


def test_a_locked_field_is_told_so() -> None:
    parts = unzipped(word_form())
    text = parts["word/document.xml"].replace(b"<w:enabled/>", b'<w:enabled w:val="0"/>', 1)
    held = package(zipped({**parts, "word/document.xml": text}))
    _, troubles = settled(fields(held.parts, held.main), {"nom": "x"})
    assert "en lecture seule" in troubles[0].said


def test_fields_that_nest_without_end_are_refused() -> None:
    parts = unzipped(word_form())
    begin = b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    text = parts["word/document.xml"].replace(b"</w:p>", begin * 60 + b"</w:p>", 1)
    held = package(zipped({**parts, "word/document.xml": text}))
    with pytest.raises(FormError, match="démesuré"):
        fields(held.parts, held.main)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice absent")
def test_libreoffice_shows_what_was_filled(tmp_path: Path) -> None:
    (tmp_path / "form.docx").write_bytes(filled())
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), own, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "form.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    said = (tmp_path / "form.txt").read_text(encoding="utf-8-sig")
    for words in ("Organisme Exemple & <Cie> « à l'Été »", "79000 Niort", "Analyse des pratiques", "PME ☒"):
        assert words in said
