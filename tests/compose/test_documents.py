"""The documents of execution: which are made, where they go, what they hold."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of, finish
from generator.compose.documents import wanted
from generator.compose.dossier import Dossier
from generator.document.inlines import plain_text
from generator.document.plain import plain
from generator.document.tree import Document, Heading, PageBreak, Remark, Signature, Table, nodes
from generator.foundation.diagnostic import Diagnostics
from tests.workspaces import changed, composed, copied

DEMANDS = (
    "pieces:\n  - {piece: programme}\n  - {piece: agreement}\n  - {piece: attendance}\n  - {piece: questionnaire}\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return copied(tmp_path)


def refused(workspace: Path) -> Diagnostics:
    inputs, problems = read_inputs(workspace, "vienne")
    assert inputs is None
    return problems


def demanding(workspace: Path) -> Dossier:
    changed(workspace, "offers/vienne/brief.yaml", "\npieces:\n", f"\n{DEMANDS}")
    return composed(workspace)


def named(workspace: Path, *keys: str) -> Dossier:
    changed(workspace, "offers/vienne/offer.yaml", "\nannexes: [", f"\ndocuments: [{', '.join(keys)}]\nannexes: [")
    return composed(workspace)


def one(documents: tuple[Document, ...], slug: str) -> Document:
    return next(document for document in documents if document.slug == slug)


def words(document: Document) -> str:
    return re.sub("[\u00a0\u202f]", " ", "\n".join(plain(document))).replace("’", "'")


def test_nothing_is_read_without_need(workspace: Path) -> None:
    (workspace / "boilerplate/documents/programme.md").write_text("illisible", encoding="utf-8")
    dossier = composed(workspace)
    assert dossier.inputs.papers == ()
    assert dossier.aside == ()


def test_what_the_brief_demands_is_in_the_packet_in_order(workspace: Path) -> None:
    dossier = demanding(workspace)
    assert [document.slug for document in dossier.offre][-6:] == [
        "programme", "convention", "feuille-emargement",
        "questionnaire-seance", "questionnaire-mi-parcours", "questionnaire-final",
    ]  # fmt: skip
    assert dossier.aside == ()


def test_what_the_offer_names_stands_beside(workspace: Path) -> None:
    dossier = named(workspace, "charte-confidentialite", "trame-bilan")
    assert [document.slug for document in dossier.aside] == ["charte-confidentialite", "trame-bilan"]
    assert not {"charter", "report"} & {document.key for document in dossier.offre}
    assert all(document.header and document.author for document in dossier.aside)


def test_a_requirement_or_a_choice_names_a_piece_too(workspace: Path) -> None:
    changed(workspace, "offers/vienne/brief.yaml", "piece: planning, text", "piece: charter, text")
    changed(workspace, "offers/vienne/brief.yaml", "\npieces:\n", "\npieces:\n  - {any_of: [[programme], [report]]}\n")
    inputs, _ = read_inputs(workspace, "vienne")
    assert inputs is not None
    assert {"charter", "programme", "report"} <= wanted(inputs.brief.value)
    assert [paper.head.id for paper in inputs.papers] == ["programme", "charte-confidentialite", "trame-bilan"]


def test_an_unknown_document_has_a_near_miss(workspace: Path) -> None:
    changed(workspace, "offers/vienne/offer.yaml", "\nannexes: [", "\ndocuments: [programe]\nannexes: [")
    (problem,) = refused(workspace)
    assert problem.code == "L230"
    assert problem.span is not None
    assert problem.span.file == "offers/vienne/offer.yaml"
    assert problem.hint == "vouliez-vous dire « programme » ?"


def test_a_client_may_have_a_document_of_its_own(workspace: Path) -> None:
    shared = workspace / "boilerplate/documents/programme.md"
    own = workspace / "offers/vienne/documents/programme.md"
    own.parent.mkdir()
    own.write_text(shared.read_text(encoding="utf-8").replace("## Prérequis", "## Avant de venir"), encoding="utf-8")
    (document,) = named(workspace, "programme").aside
    assert "Avant de venir" in words(document)


def test_a_slip_in_a_template_is_told_on_its_line(workspace: Path) -> None:
    changed(workspace, "boilerplate/documents/programme.md", "{{ brief.title }}", "{{ brief.titel }}")
    changed(workspace, "offers/vienne/offer.yaml", "\nannexes: [", "\ndocuments: [programme]\nannexes: [")
    inputs, _ = read_inputs(workspace, "vienne")
    assert inputs is not None
    dossier, problems = dossier_of(inputs)
    assert dossier is not None
    assert dossier.aside == ()
    assert [str(p.span) for p in problems if p.code == "L202"] == ["boilerplate/documents/programme.md:12:1"]


def test_one_sheet_for_each_session_with_a_row_for_each_participant(workspace: Path) -> None:
    dossier = named(workspace, "feuille-emargement")
    sheet = one(dossier.aside, "feuille-emargement")
    assert len(sheet.parts) == len(dossier.schedule.sessions) == 5
    assert sum(isinstance(node, PageBreak) for node in nodes(sheet)) == 4
    about, names, leader = (node for node in sheet.parts[0].nodes if isinstance(node, Table))
    event = dossier.schedule.sessions[0]
    assert [plain_text(cell.paragraphs[0].runs) for cell in names.rows[0].cells] == [
        "Nom et prénom", "Fonction, service ou employeur", "Signature",
    ]  # fmt: skip
    assert len(names.rows) == 1 + 15
    assert len(leader.rows) == 2
    told = [plain_text(cell.paragraphs[0].runs) for cell in about.rows[1].cells]
    assert str(event.day.day) in told[0]
    assert told[1:] == ["9\u00a0h – 12\u00a0h\u00a030", event.place, "Camille Exemple"]


def test_the_packet_holds_one_sheet_a_group_and_the_others_stand_beside(workspace: Path) -> None:
    alone = demanding(workspace)
    assert len(one(alone.offre, "feuille-emargement").parts) == 1
    assert alone.aside == ()
    both = named(workspace, "feuille-emargement")
    assert one(both.offre, "feuille-emargement") == one(alone.offre, "feuille-emargement")
    assert len(one(both.aside, "feuille-emargement-toutes-les-seances").parts) == 5


def test_a_whole_day_is_signed_twice(workspace: Path) -> None:
    changed(workspace, "offers/vienne/offer.yaml", "end: 12:30", "end: 16:30")
    sheet = one(demanding(workspace).offre, "feuille-emargement")
    assert "Signature, matin" in words(sheet)
    assert "Signature, après-midi" in words(sheet)


def test_the_questionnaires_have_boxes_none_ticked(workspace: Path) -> None:
    dossier = demanding(workspace)
    for slug in ("seance", "mi-parcours", "final"):
        text = words(one(dossier.offre, f"questionnaire-{slug}"))
        assert text.count("☐") >= 28
        assert "☒" not in text


def test_the_agreement_holds_price_tax_declaration_and_leaves_cancellation_open(workspace: Path) -> None:
    dossier = demanding(workspace)
    agreement = one(dossier.offre, "convention")
    text = words(agreement)
    assert "4 888,56 €" in text
    assert "article 261, 4-4° a du CGI" in text
    assert (
        "déclaration d'activité enregistrée sous le numéro 75790000079 auprès du préfet de région de Nouvelle-Aquitaine"
        in text
    )
    assert "Cet enregistrement ne vaut pas agrément de l'État" in text
    (remark,) = (run for node in nodes(agreement) for run in getattr(node, "runs", ()) if isinstance(run, Remark))
    assert remark.text.startswith("À négocier avec l")
    assert len([node for node in nodes(agreement) if isinstance(node, Signature)]) == 2
    assert all(node.numbered and node.level == 1 for node in nodes(agreement) if isinstance(node, Heading))


def test_the_agreement_speaks_of_the_programme_only_when_there_is_one(workspace: Path) -> None:
    assert "programme joints" in words(one(demanding(workspace).offre, "convention"))
    changed(workspace, "offers/vienne/brief.yaml", "  - {piece: programme}\n", "")
    text = words(one(composed(workspace).offre, "convention"))
    assert "programme" not in text
    assert "jointe à l'offre la décrit en détail" in text


def test_a_standing_out_of_the_declaration_is_silent(workspace: Path) -> None:
    changed(workspace, "offers/vienne/offer.yaml", "date: 2023-06-26", "date: 2018-06-26")
    assert "déclaration d'activité" not in words(one(demanding(workspace).offre, "convention"))


@pytest.mark.parametrize(
    "said",
    ["Objectifs", "Prérequis", "Contenu d'une séance", "Moyens", "Suivi et évaluation", "Accessibilité", "Référent"],
)
def test_the_programme_has_each_rubric(workspace: Path, said: str) -> None:
    (programme,) = named(workspace, "programme").aside
    assert said in [plain_text(n.runs).replace("’", "'") for n in nodes(programme) if isinstance(n, Heading)]


def test_the_minutes_of_the_programme_add_up(workspace: Path) -> None:
    (programme,) = named(workspace, "programme").aside
    minutes = [int(m) for m in re.findall(r"(\d+) min\b", words(programme))]
    assert sum(minutes) == 210
    assert "5 séances de 3 h 30 par groupe, soit 17 h 30" in words(programme)


def test_what_stands_beside_is_listed_and_read_again(workspace: Path) -> None:
    changed(
        workspace, "boilerplate/documents/trame-bilan.md", "## La participation", "## La participation (à compléter)"
    )
    changed(workspace, "offers/vienne/offer.yaml", "\nannexes: [", "\ndocuments: [trame-bilan]\nannexes: [")
    inputs, _ = read_inputs(workspace, "vienne")
    assert inputs is not None
    outcome = finish(inputs, workspace, "")
    (entry,) = (file for file in json.loads(outcome.files["manifest.json"])["files"] if file.get("aside"))
    assert (entry["file"], entry["sources"]) == ("trame-bilan.docx", ["boilerplate/documents/trame-bilan.md"])
    (left,) = (finding for finding in outcome.findings if finding.code == "C831")
    assert left.span is not None
    assert left.span.file == "build/vienne/trame-bilan.docx"
    assert not [name for name in outcome.files if name.startswith("depot/") and "bilan" in name]


def test_a_text_of_law_out_of_force_is_told(workspace: Path) -> None:
    changed(workspace, "offers/vienne/offer.yaml", "date: 2023-06-26", "date: 2018-06-26")
    changed(workspace, "offers/vienne/offer.yaml", "\nannexes: [", "\ndocuments: [convention]\nannexes: [")
    inputs, _ = read_inputs(workspace, "vienne")
    assert inputs is not None
    _, problems = dossier_of(inputs)
    assert [str(p.span) for p in problems if p.code == "L246"] == ["boilerplate/documents/convention.md:7:9"]


def test_the_charter_has_a_place_for_the_organisation_and_a_line_for_each_participant(workspace: Path) -> None:
    (charter,) = named(workspace, "charte-confidentialite").aside
    assert [node.name for node in nodes(charter) if isinstance(node, Signature)] == ["signature-charte"]
    assert [len(node.rows) for node in nodes(charter) if isinstance(node, Table)] == [16]
