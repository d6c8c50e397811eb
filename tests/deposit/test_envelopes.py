"""Which file goes where: halves apart, one offre a lot answered, names numbered anew, copies beside their piece."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.brief.buyer_form import FilledForm
from generator.brief.rules import FileRule
from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.deposit.envelopes import enclosed
from generator.foundation.diagnostic import Span
from tests.checks.spoils_first import updated
from tests.workspaces import ROOT


@pytest.fixture(scope="module")
def two_lots():
    """The shipped offer of two lots, composed; its files are as a build names them."""
    inputs, _ = read_inputs(ROOT, "departement")
    assert inputs
    dossier, _ = dossier_of(inputs)
    assert dossier
    files, paths = {}, {}
    for folder, documents in (("1-candidature", dossier.candidature), ("2-offre", dossier.offre)):
        for number, document in enumerate(documents, 1):
            name = f"depot/{folder}/{number:02}_{document.slug}_organisme-exemple.pdf"
            paths[document.slug] = name
            files |= {name: document.slug.encode(), f"{document.slug}.docx": b"docx"}
    paths["avis-sirene-2025"] = "depot/1-candidature/04_avis-sirene-2025_organisme-exemple.pdf"
    files[paths["avis-sirene-2025"]] = b"sirene"
    files["depot/2-offre/13_bpu-dqe_organisme-exemple.xlsx"] = b"xlsx"
    files["fiche-financiere.xlsx"] = b"prices"
    return dossier, files, paths


def one_lot(dossier):
    inputs = replace(dossier.inputs, offer=updated(dossier.inputs.offer, lots=(1,)))
    return replace(dossier, inputs=inputs)


def with_rule(dossier, **rule):
    brief = dossier.inputs.brief
    rules = brief.value.rules.model_copy(update={"files": FileRule(**rule)})
    return replace(dossier, inputs=replace(dossier.inputs, brief=updated(brief, rules=rules)))


def test_each_lot_has_its_offre_with_what_is_common_and_what_is_its_own(two_lots):
    listed = enclosed(*two_lots)
    paths = [one.path for one in listed]
    assert len(paths) == len(set(paths))
    by = {
        folder: [one for one in listed if one.envelope == folder]
        for folder in dict.fromkeys(o.envelope for o in listed)
    }
    assert list(by) == ["1-candidature", "2-offre-lot-1", "2-offre-lot-2"]
    own = {
        folder: {one.slug for one in inside if "lot-" in one.slug or "dc4" in one.slug} for folder, inside in by.items()
    }
    assert own == {
        "1-candidature": {"dc2-lot-1", "dc2-lot-2"},
        "2-offre-lot-1": {"acte-engagement-lot-1"},
        "2-offre-lot-2": {"acte-engagement-lot-2", "dc4-psychologue-exemple"},  # it subcontracts that lot only
    }
    for inside in (by["2-offre-lot-1"], by["2-offre-lot-2"]):
        assert [one.name.split("_")[0] for one in inside] == [f"{n:02}" for n in range(1, len(inside) + 1)]
        assert {"note-methodologique", "fiche-financiere"} <= {one.slug for one in inside}
        assert inside[-1].name.endswith("_bpu-dqe_organisme-exemple.xlsx")


def test_one_lot_answered_keeps_one_offre_and_the_names_of_the_build(two_lots):
    dossier, files, paths = two_lots
    listed = enclosed(one_lot(dossier), files, paths)
    assert {one.envelope for one in listed} == {"1-candidature", "2-offre"}
    assert [f"depot/{one.path}" for one in listed] == sorted(name for name in files if name.startswith("depot/"))


def test_the_order_is_that_of_the_packet_whatever_the_names_begin_with(two_lots):
    dossier, files, paths = two_lots

    def turned(name: str) -> str:
        folder, _, file = name.rpartition("/")
        number, piece, rest = file.split("_", 2)
        return f"{folder}/{piece}_{number}_{rest}"

    files = {turned(name) if name.startswith("depot/") else name: data for name, data in files.items()}
    listed = enclosed(one_lot(dossier), files, {key: turned(path) for key, path in paths.items()})
    slugs = [document.slug for document in dossier.documents]
    assert [one.slug for one in listed if one.slug] == slugs
    assert [one.envelope for one in listed] == sorted(one.envelope for one in listed)


def test_each_file_is_said_what_it_is(two_lots):
    said = {one.path: one for one in enclosed(*two_lots, apart={"avis-sirene-2025"})}
    note = said["2-offre-lot-1/01_note-methodologique_organisme-exemple.pdf"]
    assert (note.kind, note.piece, note.slug, note.title) == (
        "piece",
        "note",
        "note-methodologique",
        "Mémoire technique",
    )
    annex = said["1-candidature/04_avis-sirene-2025_organisme-exemple.pdf"]
    assert (annex.kind, annex.piece, annex.apart) == ("annex", "avis-sirene-2025", True)
    assert annex.title == "Avis de situation au répertoire SIRENE"
    book = next(one for path, one in said.items() if path.endswith(".xlsx"))
    assert (book.kind, book.piece) == ("workbook", "bpu-dqe")


def test_the_name_of_a_lot_says_that_lot(two_lots):
    dossier, files, paths = two_lots
    renamed = {name.replace("_organisme-exemple.", "_lot-1-2."): data for name, data in files.items()}
    dossier = with_rule(dossier, name="{rang}_{piece}_lot-{lot}", ascii=True)
    listed = enclosed(dossier, renamed, {k: v.replace("_organisme-exemple.", "_lot-1-2.") for k, v in paths.items()})
    names = {one.envelope: one.name for one in listed if one.slug == "note-methodologique"}
    assert names == {
        "2-offre-lot-1": "01_note-methodologique_lot-1.pdf",
        "2-offre-lot-2": "01_note-methodologique_lot-2.pdf",
    }


def test_a_form_of_the_buyer_is_said_so_and_has_no_copy_of_ours(two_lots):
    dossier, files, paths = two_lots
    act, frame = paths["acte-engagement-lot-2"], "depot/2-offre/14_cadre-lot-1_organisme-exemple.docx"
    files = {**files, act: b"%PDF filled", frame: b"docx filled"}
    forms = (
        FilledForm("acte", "Acte", "offre", ".pdf", b"%PDF filled", Span("offers"), replaces="acte-engagement-lot-2"),
        FilledForm("cadre-lot-1", "Cadre de réponse", "offre", ".docx", b"docx filled", Span("offers")),
    )
    dossier = replace(with_rule(dossier, editable=("attri1",)), buyer_forms=forms)
    listed = enclosed(dossier, files, {**paths, "cadre-lot-1": frame})
    said = {one.source: one for one in listed}
    assert (said[act].kind, said[act].slug, said[act].lots) == ("piece", "acte-engagement-lot-2", (2,))
    assert said[act].title.endswith(", formulaire de l'acheteur")
    assert not said[act].copies
    assert said[paths["acte-engagement-lot-1"]].copies
    assert (said[frame].kind, said[frame].title) == ("workbook", "Cadre de réponse")
    assert [one.envelope for one in listed if one.source == frame] == ["2-offre-lot-1"]


def test_copies_stand_beside_their_piece_in_each_lot(two_lots):
    dossier, files, paths = two_lots
    dossier = with_rule(
        dossier, name="{rang}_{piece}_{candidat}", candidate="organisme-exemple", editable=("note", "cost")
    )
    listed = enclosed(dossier, files, paths)
    copies = {one.path: [copy.path for copy in one.copies] for one in listed if one.copies}
    assert copies == {
        f"2-offre-lot-{lot}/{stem}.pdf": [f"2-offre-lot-{lot}/{stem}.{kind}"]
        for lot in (1, 2)
        for stem, kind in (
            ("01_note-methodologique_organisme-exemple", "docx"),
            ("06_fiche-financiere_organisme-exemple", "xlsx"),
        )
    }
    assert {copy.kind for one in listed for copy in one.copies} == {"copy"}


def test_where_no_pdf_is_admitted_the_word_file_goes_alone(two_lots):
    dossier, files, paths = two_lots
    dossier = with_rule(one_lot(dossier), formats=("docx",), name="{rang}_{piece}_{candidat}")
    listed = enclosed(dossier, files, paths)
    kinds = {one.name.rsplit(".", 1)[-1] for one in listed if one.slug}
    assert kinds == {"docx"}  # the spreadsheet of the price is no better admitted
    note = next(one for one in listed if one.piece == "note")
    assert (note.kind, note.source, note.copies) == ("copy", "note-methodologique.docx", ())
    assert [one.name for one in listed if one.kind == "annex"] == ["04_avis-sirene-2025_organisme-exemple.pdf"]
