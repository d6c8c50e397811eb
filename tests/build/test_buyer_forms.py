"""The buyer's forms in a build: read, filled, in the place of ours, and every mistake on its line."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from generator.brief.buyer_form import BuyerForm, BuyerFormInput, BuyerForms
from generator.build.buyer_forms import buyer_forms, still_true, with_buyer_forms
from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of, finish
from generator.build.run import build
from generator.foundation.diagnostic import Level, Span, error, warning
from generator.foundation.files import sha256
from generator.foundation.record import parse_record
from generator.readers.pdf import plan
from generator.writers.acroform.fill import fields
from tests.buyer_forms import pdf_form, word_form
from tests.workspaces import ROOT, copied

DC1 = """\
file: source/dc1.pdf
piece: dc1
fields:
  acheteur: "{{ buyer }}"
  candidat.nom: '{{ answer("candidate.identity") }}, {{ candidate.phone }}'
  candidat.siret: "{{ candidate.siret }}"
  candidat.adresse: '{{ answer("candidate.address") }}'
  candidat.courriel: "{{ candidate.email }}"
  seul: '{{ holds("alone") }}'
  f1: '{{ confirmed("dc1_f1") }}'
  pme: "{{ candidate.sme }}"
  objet: "{{ brief.title }}"
"""
FRAME = """\
file: source/cadre.docx
title: Cadre de réponse
fields:
  nom: "{{ candidate.name }}"
  siret: "{{ candidate.siret }}"
  seul: true
  objet: "{{ brief.title }} : {{ quote.gross }} €"
"""
PLACE = "offers/vienne/forms/dc1.yaml"


def given(text: str, data: bytes, name: str = "dc1", own: bool = True) -> BuyerFormInput:
    loaded, problems = parse_record(text, f"offers/vienne/forms/{name}.yaml", BuyerForm)
    assert loaded is not None, "\n".join(map(str, problems))
    return BuyerFormInput(name, loaded, data, own)


def told(dossier, *forms: BuyerFormInput, pdfs=None):
    """The forms of an offer that has these mappings, and what is said of them."""
    inputs = replace(dossier.inputs, forms=BuyerForms(forms, pdfs or {}))
    made, problems = with_buyer_forms(replace(dossier, inputs=inputs))
    return made.buyer_forms, problems


@pytest.fixture(scope="module")
def dossiers():
    """Offers of the repository, composed once: by key."""
    made = {}

    def of(client: str):
        if client not in made:
            inputs, _ = read_inputs(ROOT, client)
            assert inputs is not None
            made[client], _ = dossier_of(inputs)
        return made[client]

    return of


# --- one form ----------------------------------------------------------------------------------------


def test_a_form_says_what_the_offer_says_and_ticks_no_honour_that_nobody_confirmed(dossiers) -> None:
    (form,), problems = told(dossiers("vienne"), given(DC1, pdf_form()))
    assert (form.file, form.replaces, form.part, form.title) == (
        "dc1.pdf",
        "dc1",
        "candidature",
        "DC1 – Lettre de candidature",
    )
    said = {field.name: field.value for field in fields(form.data)}
    assert said["candidat.nom"] == "Organisme Exemple, 05 36 49 12 34"
    assert said["candidat.siret"] == "00012345500016"
    assert (said["seul"], said["f1"], said["pme"]) == ("true", "", "oui")
    assert not [problem for problem in problems if problem.level is Level.BLOCKING]
    assert [problem.code for problem in problems] == ["F589"]


MISTAKES = [
    ("acheteur: ", "achteur: ", 4, "F582", "champ inconnu « achteur »", "vouliez-vous dire « acheteur » ?"),
    ("{{ candidate.siret }}", "000 123 455 00016 !", 6, "F582", "19 caractères, 14 au plus", "raccourcissez"),
    ('{{ holds("alone") }}', "peut-être", 9, "F582", "ne coche pas une case", "true ou false"),
    ("{{ candidate.sme }}", "bof", 11, "F582", "option inconnue « bof »", "options : oui, non"),
    ("{{ candidate.email }}", "{{ candidate.mail }}", 8, "L202", "« candidate.mail » n'existe pas", "email"),
    ("{{ candidate.email }}", "{{ quote.gross }}", 8, "L202", "« quote » n'existe pas", ""),
    ('holds("alone")', 'holds("seul")', 9, "L215", "condition inconnue « seul »", ""),
    ("candidate.identity", "candidate.identite", 5, "L215", "réponse inconnue", "candidate.identity"),
    ('{{ confirmed("dc1_f1") }}', "true", 10, "F587", "cochée sans confirmation", "confirmed("),
    ("{{ brief.title }}", "{{ brief.title }} \U0001d11e", 12, "F588", "U+1D11E", "remplacez"),
    ('objet: "{{ brief.title }}"', 'objet: ""', 12, "F583", "champ obligatoire laissé vide : « objet »", "fields"),
    ("{{ buyer }}", "{{ buyer", 4, "L201", "", "accolades"),
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake[3]}-{mistake[1][:20]}")
def test_a_mistake_is_told_on_its_line(dossiers, mistake) -> None:
    old, new, line, code, said, hint = mistake
    assert old in DC1
    forms, problems = told(dossiers("vienne"), given(DC1.replace(old, new), pdf_form()))
    found = next(problem for problem in problems if problem.code == code)
    assert (found.span.file, found.span.line) == (PLACE, line), str(found)
    assert said in found.message
    assert hint in found.hint
    assert bool(forms) == (found.level is not Level.BLOCKING)


def test_a_form_that_cannot_be_filled_says_why(dossiers) -> None:
    for data, name, said in (
        (b"%PDF-1.7\nx", "dc1.pdf", "abîmé"),
        (b"PK", "dc1.docx", "illisible"),
        (b"x", "a.pdf", "PDF"),
    ):
        text = DC1.replace("source/dc1.pdf", name)
        forms, problems = told(dossiers("vienne"), given(text, data))
        assert forms == ()
        assert [problem.code for problem in problems] == ["F581"]
        assert said in problems[0].message


# --- which form for which document ------------------------------------------------------------------


DC2 = """\
file: dc2.pdf
piece: dc2
fields:
  candidat.nom: "{{ candidate.name }}"
  candidat.adresse: "{{ answer('consultation.lots') }}"
  candidat.courriel: "{{ exercises[0].end }}, {{ exercises[0].turnover }} €, {{ staff[0].total }} personnes"
  objet: "{{ brief.title }}"
"""


def test_a_form_of_the_shelf_is_filled_for_each_lot_and_each_member(dossiers) -> None:
    forms, _ = told(dossiers("departement"), given(DC2, pdf_form(), "dc2", own=False))
    assert [(form.file, form.replaces) for form in forms] == [
        ("dc2-lot-1.pdf", "dc2-lot-1"),
        ("dc2-lot-2.pdf", "dc2-lot-2"),
    ]
    lots = [next(f.value for f in fields(form.data) if f.name == "candidat.adresse") for form in forms]
    assert [lot[:8] for lot in lots] == ["Lot n° 1", "Lot n° 2"]
    years = next(f.value for f in fields(forms[0].data) if f.name == "candidat.courriel")
    assert years == "31 décembre 2024, 233\u202f050 €, 5 personnes"
    forms, _ = told(dossiers("camsp"), given(DC2, pdf_form(), "dc2", own=False))
    assert [form.replaces for form in forms] == ["dc2", "dc2-atelier-exemple"]
    assert len({next(f.value for f in fields(form.data) if f.name == "candidat.nom") for form in forms}) == 2


def test_a_mapping_may_be_for_one_lot_or_one_member_and_goes_before_the_shelf(dossiers) -> None:
    own = given(DC2.replace("piece: dc2", "piece: dc2\nlot: 2"), pdf_form(), "lot2")
    shelf = given(DC2, pdf_form(), "dc2", own=False)
    forms, problems = told(dossiers("departement"), own, shelf)
    assert [(form.file, form.replaces) for form in forms] == [("lot2.pdf", "dc2-lot-2"), ("dc2-lot-1.pdf", "dc2-lot-1")]
    assert "F585" not in {problem.code for problem in problems}
    for member, slug in (("nous", "dc2"), ("atelier-exemple", "dc2-atelier-exemple")):
        text = DC2.replace("piece: dc2", f"piece: dc2\nmember: {member}")
        forms, _ = told(dossiers("camsp"), given(text, pdf_form(), "dc2"))
        assert [form.replaces for form in forms] == [slug]


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("from: 2030-01-01", "F586", "à partir du 01/01/2030"),
        ("until: 2020-01-01", "F586", "jusqu'au 01/01/2020"),
        ("lot: 3", "F584", "utilisé nulle part"),
    ],
)
def test_a_form_out_of_its_time_or_of_use_is_told(dossiers, line, code, said) -> None:
    forms, problems = told(dossiers("vienne"), given(DC1.replace("piece: dc1", f"piece: dc1\n{line}"), pdf_form()))
    assert forms == ()
    assert [problem.code for problem in problems] == [code]
    assert said in problems[0].message


def test_a_form_whose_file_is_gone_stops_only_who_fills_it(dossiers) -> None:
    unread = (error("F580", Span(PLACE, 1, 7), "formulaire introuvable", "déposez-le"),)
    forms, problems = told(dossiers("vienne"), replace(given(DC1, b""), data=None, unread=unread))
    assert (forms, problems) == ((), unread)


def test_two_forms_for_one_document_are_told(dossiers) -> None:
    forms, problems = told(dossiers("vienne"), given(DC1, pdf_form()), given(DC1, pdf_form(), "autre"))
    assert [form.file for form in forms] == ["dc1.pdf"]
    assert next(problem for problem in problems if problem.code == "F585").span.file.endswith("autre.yaml")


def test_a_word_form_keeps_clear_of_our_names_and_goes_as_pdf_where_word_is_not_admitted(dossiers) -> None:
    text = "file: dc4.docx\npiece: dc4\nfields: {nom: '{{ candidate.name }}'}\n"
    (form,), problems = told(dossiers("departement"), given(text, word_form(), "dc4", own=False))
    assert form.file == "dc4-psychologue-exemple-acheteur.docx"
    assert (form.pdf, form.sent[0]) == (None, ".docx")
    assert "F590" in {problem.code for problem in problems}
    pages = {sha256(form.data): b"%PDF-"}
    (form,), problems = told(dossiers("departement"), given(text, word_form(), "dc4", own=False), pdfs=pages)
    assert form.sent == (".pdf", b"%PDF-")  # its brief admits PDF and XLSX
    assert "F590" not in {problem.code for problem in problems}


def test_the_edition_of_our_form_matters_no_more_once_every_copy_gives_way(dossiers) -> None:
    dossier = dossiers("departement")
    found = (
        warning("F509", Span("offer.yaml", 1), "Acte d'engagement : à comparer avec le formulaire publié"),
        warning("F509", Span("offer.yaml", 1), "DC4 : à comparer avec le formulaire publié"),
        warning("F501", Span("offer.yaml", 1), "Acte d'engagement : autre chose"),
    )
    assert still_true(dossier, found) == found
    text = "file: acte.pdf\npiece: attri1\nfields: {objet: '{{ brief.title }}'}\n"
    inputs = replace(dossier.inputs, forms=BuyerForms((given(text, pdf_form(), "acte"),)))
    made, _ = with_buyer_forms(replace(dossier, inputs=inputs))
    assert len(made.buyer_forms) == 2  # one a lot
    assert still_true(made, found) == found[1:]


# --- from the folders ---------------------------------------------------------------------------------


def workspace(folder: Path) -> Path:
    """Vienne's offer with a DC1 and a frame of answer of the buyer."""
    copied(folder)
    source, forms = folder / "offers/vienne/source", folder / "offers/vienne/forms"
    forms.mkdir()
    (source / "dc1.pdf").write_bytes(pdf_form())
    (source / "cadre.docx").write_bytes(word_form())
    (forms / "dc1.yaml").write_text(DC1, encoding="utf-8")
    (forms / "cadre.yaml").write_text(FRAME, encoding="utf-8")
    return folder


def test_what_is_wrong_with_the_files_is_told_on_their_line(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    forms = folder / "offers/vienne/forms"
    (forms / "dc1.yaml").write_text(DC1.replace("source/dc1.pdf", "source/dc3.pdf"), encoding="utf-8")
    (forms / "Cadre 2.yaml").write_text(FRAME, encoding="utf-8")
    (forms / "dehors.yaml").write_text(FRAME.replace("source/", "../../"), encoding="utf-8")
    (forms / "odt.yaml").write_text(FRAME.replace(".docx", ".odt"), encoding="utf-8")
    (forms / "deux.yaml").write_text(FRAME.replace("title:", "piece: dc1\ntitle:"), encoding="utf-8")
    read, problems = buyer_forms(folder, "vienne")
    problems += tuple(problem for form in read.forms for problem in form.unread)
    told_of = {(Path(p.span.file).name, p.span.line, p.code) for p in problems}
    expected = {
        ("dc1.yaml", 1, "F580"),
        ("Cadre 2.yaml", 0, "F580"),
        ("dehors.yaml", 1, "F580"),
        ("odt.yaml", 1, "F581"),
    }
    assert expected <= told_of
    assert {name for name, *_ in told_of - expected} == {"deux.yaml"}


def test_the_filled_forms_are_outputs_stand_in_the_packet_and_are_judged(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    result = build(folder, "vienne")
    out = folder / "build/vienne"
    found = {str(finding.span): finding.code for finding in result.findings if finding.level is Level.BLOCKING}
    assert found == {}
    sent = out / "depot/1-candidature/01-dc1.pdf"
    assert sent.read_bytes() == (out / "dc1.pdf").read_bytes()
    assert (out / "depot/2-offre/06-cadre.docx").read_bytes() == (out / "cadre.docx").read_bytes()
    packet = (out / "dossier-vienne.pdf").read_bytes()
    marks = [(mark.title, mark.page) for mark in plan(packet).marks if mark.level == 1]
    assert (marks[0][0], marks[-1][0]) == ("DC1 – Lettre de candidature", "Cadre de réponse")
    assert marks[1][1] - marks[0][1] == 3  # a divider, two pages
    with pikepdf.open(BytesIO(packet)) as pdf:
        assert "/Tx" not in [str(field.get("/FT")) for field in pdf.Root.get("/AcroForm", {}).get("/Fields", ())]
    listed = {entry["file"]: entry for entry in json.loads((out / "manifest.json").read_text("utf-8"))["files"]}
    assert listed["dc1.docx"]["pdf"] == "depot/1-candidature/01-dc1.pdf"
    assert {"dc1.pdf", "cadre.docx"} <= listed.keys()
    inputs, _ = read_inputs(folder, "vienne")
    again = finish(inputs, folder, "another").files
    assert [name for name in again if again[name] != (out / name).read_bytes()] == ["manifest.json"]
    _judged_again(folder, out, sent)


def _judged_again(folder: Path, out: Path, sent: Path) -> None:
    """An edit of the filled form is seen; so is what it says no more."""
    from generator.build.checking import check

    with pikepdf.open(BytesIO(sent.read_bytes())) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if field.T == "candidat.siret":
                field.V = "00099000200016"
        pdf.save(sent)
    checked = check(folder, "vienne")
    assert checked.about == "files"
    assert "C984" in {finding.code for finding in checked.findings if finding.span.file.endswith("01-dc1.pdf")}
    assert (out / "dc1.docx").is_file()
