"""`offer freeze`: what is refused and why, what is written, who and since when, LibreOffice found or not."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from generator.cli.run import run
from generator.foundation.files import sha256
from generator.foundation.source import parse
from generator.review.freeze_copy import accepted
from tests.build.test_frozen import pdf_words
from tests.review import inserted, remarks, typing_in, word
from tests.review.offers import word_file
from tests.workspaces import ROOT, copied, tree_bytes

NOTE = "note-methodologique"
OTHERS = "bordereau-des-prix"
ONE, OTHER = "Camille Relecture", "Dominique Relecture"
soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice absent")


@pytest.fixture
def workspace(tmp_path):
    return copied(tmp_path)


@pytest.fixture
def freeze(workspace, capsys):
    """Freezes a file made by a test; the exit code, and all that was said."""

    def call(file: word.Word | bytes, *options: str) -> tuple[int, str]:
        path = workspace / "relu.docx"
        path.write_bytes(file if isinstance(file, bytes) else file.saved())
        capsys.readouterr()
        code = run(["freeze", "vienne", str(path), "-w", str(workspace), *options])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return call


@cache
def clean() -> bytes:
    """The note without a comment."""
    return accepted(word_file("vienne", NOTE))


def review(workspace: Path) -> dict[str, bytes]:
    folder = workspace / "offers" / "vienne" / "review"
    return tree_bytes(folder) if folder.exists() else {}


def test_a_clean_file_is_frozen_with_who_and_since_when(freeze, workspace):
    code, said = freeze(clean(), "--by", "Sacha « l’autre » Spécimen", "--date", "2023-06-29")
    assert code == 0, said
    assert f"figé : offers/vienne/review/frozen/{NOTE}.docx, par Sacha « l’autre » Spécimen" in said
    assert review(workspace)[f"frozen/{NOTE}.docx"] == clean()
    text = review(workspace)["frozen.yaml"].decode()
    assert text.startswith("# yaml-language-server: $schema=../../../schema/frozen.schema.json\n")
    data, _, problems = parse(text, "frozen.yaml")
    assert not problems
    assert data == {
        "documents": [
            {
                "document": NOTE,
                "sha256": sha256(clean()),
                "since": "2023-06-29",
                "by": "Sacha « l’autre » Spécimen",
                "engine": "typst",
            }
        ]
    }


def test_who_saved_it_last_freezes_it(freeze, workspace):
    code, said = freeze(word.opened(clean()))
    assert code == 0
    assert "par Camille Relecture" in said


def test_nobody_s_name_is_asked_for(freeze, workspace):
    code, said = freeze(word.opened(clean()).saved(by=""))
    assert code == 2
    assert "--by" in said
    assert not review(workspace)


def test_every_pending_change_and_comment_is_listed(freeze, workspace):
    file = word.opened(word_file("vienne", NOTE))
    typing_in.change(file, "Le croisement des métiers", "fait partie de", "est au centre de", by=OTHER)
    remarks.comment(file, "Les questions viennent", "À vérifier ?", ONE, on="Ils ont créé")
    code, said = freeze(file)
    assert code == 1
    assert "suppression de Dominique Relecture : « fait partie de »" in said
    assert "ajout de Dominique Relecture : « est au centre de »" in said
    assert "commentaire en attente de Camille Relecture, sur « Ils ont créé » : « À vérifier ? »" in said
    assert said.count("question « À confirmer » sans réponse") == 7
    assert "--accept-all" in said
    assert not review(workspace)


def test_a_question_that_has_an_answer_is_not_said_to_have_none(freeze):
    file = word.opened(word_file("vienne", NOTE))
    remarks.reply(file, "aucune pondération n’est publiée", "Oui, en mars.", OTHER)
    code, said = freeze(file)
    assert code == 1
    assert said.count("question « À confirmer » sans réponse") == 6
    answered = "question « À confirmer », répondue par Dominique Relecture (« Oui, en mars. »)"
    assert f"{answered} et pas encore reprise" in said
    assert "« offer review » reprend la réponse" in said


def test_a_settled_comment_stops_nothing(freeze):
    file = word.opened(clean())
    remarks.comment(file, "Les questions viennent", "Réglé.", ONE, on="Ils ont créé", resolved=True)
    code, said = freeze(file)
    assert code == 0, said


def test_accept_all_writes_a_copy_and_keeps_what_came(freeze, workspace):
    file = word.opened(word_file("vienne", NOTE))
    typing_in.change(file, "Le croisement des métiers", "fait partie de", "est au centre de", by=OTHER)
    code, said = freeze(file, "--accept-all")
    assert code == 0, said
    assert "modifications acceptées : 2 ; commentaires retirés : 7" in said
    held = review(workspace)
    assert held[f"frozen/{NOTE}.docx"] == accepted(file.saved())
    assert held["kept/relu.docx"] == file.saved()


def test_many_changes_are_told_in_few_lines(freeze):
    file = word.opened(clean())
    for paragraph in file.paragraphs()[10:60]:
        if word.shown(paragraph):
            typing_in.insert(file, paragraph, 0, "Ah ! ", by=ONE)
    code, said = freeze(file)
    assert code == 1
    assert said.count("R151") == 21
    assert "autres du même genre" in said


def test_what_a_tree_can_t_hold_is_refused_for_our_pdf(freeze, workspace):
    file = word.opened(clean())
    paragraph = file.paragraph("Nous en tirons trois")
    for run_ in word.runs(paragraph):
        run_.insert(0, word.w("rPr", word.w("highlight", val="yellow")))
    code, said = freeze(file)
    assert code == 1
    assert "R153" in said
    assert "surlignage" in said
    assert "--engine libreoffice" in said
    assert not review(workspace)


def test_the_mark_of_examples_can_t_be_taken_off(freeze, workspace):
    file = word.opened(clean())
    for name in ("word/header1.xml", "word/header2.xml"):
        header = file.tree(name)
        for run_ in [r for r in header.iter(word.q("r")) if "SPÉCIMEN" in word.said(r)]:
            word.remove(run_)
        file.put(name, header)
    code, said = freeze(file)
    assert code == 1
    assert "ne porte pas la mention « SPÉCIMEN »" in said
    assert not review(workspace)


def test_a_draft_can_t_be_frozen(freeze):
    file = word.opened(clean())
    header = file.tree("word/header1.xml")
    (mark,) = [t for t in header.iter(word.q("t")) if t.text == "SPÉCIMEN"]
    mark.text = "SPÉCIMEN – BROUILLON"
    file.put("word/header1.xml", header)
    code, said = freeze(file)
    assert code == 1
    assert "BROUILLON" in said


def test_a_document_of_another_offer_is_refused(freeze, workspace):
    shutil.copytree(ROOT / "offers" / "relais", workspace / "offers" / "relais")
    code, said = freeze(accepted(word_file("relais", NOTE)))
    assert code == 1
    assert "un document de l'offre « relais »" in said
    assert not review(workspace)


def test_a_document_that_the_offer_does_not_make_is_refused(freeze, workspace):
    code, said = freeze(word_file("departement", OTHERS), "--accept-all")
    assert code == 1
    assert f"aucun document de cette offre (« {OTHERS} »)" in said
    assert NOTE in said


def test_pictures_and_styles_that_the_tree_holds_are_no_loss(freeze):
    file = word.opened(clean())
    inserted.picture(file, "Nous en tirons trois", alt="Une image")
    inserted.heading(file, "Nous en tirons trois", "Un titre de plus", level=3)
    code, said = freeze(file)
    assert code == 0, said


@pytest.mark.parametrize("data", [b"", b"bonjour", b"\xd0\xcf\x11\xe0 ancien .doc", b"PK\x03\x04"])
def test_a_file_that_is_no_docx_is_refused(freeze, workspace, data):
    code, said = freeze(data)
    assert code == 4
    assert "W710" in said
    assert not review(workspace)


def test_wrong_usage_is_told(workspace, capsys):
    base = ["-w", str(workspace)]
    (workspace / "relu.docx").write_bytes(clean())
    assert run(["freeze", "vienne", str(workspace / "absent.docx"), *base]) == 4
    assert "introuvable" in capsys.readouterr().err
    assert run(["freeze", "vienn", str(workspace / "relu.docx"), *base]) == 2
    assert "vouliez-vous dire « vienne » ?" in capsys.readouterr().err
    assert run(["freeze", "vienne", str(workspace / "relu.docx"), "--date", "29/06/2023", *base]) == 2
    assert "2023-06-20" in capsys.readouterr().err
    assert run(["freeze", "vienne", "--release", NOTE, *base]) == 2
    assert "n'est pas figé" in capsys.readouterr().err
    assert run(["freeze", "vienne", str(workspace / "relu.docx"), "--release", NOTE, *base]) == 2


def test_the_list_and_the_release(freeze, workspace, capsys):
    base = ["-w", str(workspace)]
    assert run(["freeze", "vienne", *base]) == 0
    assert "Aucun document figé" in capsys.readouterr().out
    assert freeze(clean(), "--date", "2023-06-29")[0] == 0
    assert run(["freeze", "vienne", *base]) == 0
    assert f"{NOTE} : figé depuis le 29 juin 2023 par Organisme Exemple\n" in capsys.readouterr().out
    assert run(["freeze", "vienne", "--release", NOTE, *base]) == 0
    said = capsys.readouterr().out
    assert f"gardé : offers/vienne/review/kept/{NOTE}.docx" in said
    assert "Les corrections faites dans ce fichier quittent le document" in said
    assert f"  offer review vienne offers/vienne/review/kept/{NOTE}.docx --apply\n" in said
    assert f"frozen/{NOTE}.docx" not in review(workspace)
    assert "documents: []" in review(workspace)["frozen.yaml"].decode()


def test_without_libreoffice_its_engine_is_refused(freeze, workspace, monkeypatch):
    monkeypatch.setenv("PATH", "")
    code, said = freeze(clean(), "--engine", "libreoffice")
    assert code == 3
    assert "LibreOffice est introuvable" in said
    assert "installez LibreOffice" in said
    assert not review(workspace)


@soffice
def test_libreoffice_keeps_the_layout_and_is_needed_once(freeze, workspace, monkeypatch):
    assert run(["build", "vienne", "-w", str(workspace)]) == 0  # its contents table has page numbers
    file = word.opened(accepted((workspace / "build" / "vienne" / f"{NOTE}.docx").read_bytes()))
    paragraph = file.paragraph("Nous en tirons trois")
    for run_ in word.runs(paragraph):
        run_.insert(0, word.w("rPr", word.w("highlight", val="yellow")))
    typing_in.paragraph_after(file, "D’anciens participants", "Cette phrase vient de la relectrice.")
    code, said = freeze(file, "--engine", "libreoffice", "--date", "2023-06-29")
    assert code == 0, said
    pdf = review(workspace)[f"frozen/{NOTE}.pdf"]
    assert f"pdf: {sha256(pdf)}" in review(workspace)["frozen.yaml"].decode()
    monkeypatch.setenv("PATH", "")
    assert run(["build", "vienne", "-w", str(workspace)]) == 0
    built = tree_bytes(workspace / "build" / "vienne")
    assert built[f"{NOTE}.docx"] == file.saved()
    assert built[f"depot/2-offre/01-{NOTE}.pdf"] == pdf
    assert "Cette phrase vient de la relectrice." in pdf_words(built["dossier-vienne.pdf"])
    assert b'"engine": "libreoffice"' in built["manifest.json"]
    assert b"C852" not in built["findings.json"]
    shutil.rmtree(workspace / "build")
    assert run(["build", "vienne", "-w", str(workspace)]) == 0
    assert tree_bytes(workspace / "build" / "vienne") == built


@soffice
def test_another_pdf_than_the_frozen_one_blocks(freeze, workspace, capsys):
    assert freeze(clean(), "--engine", "libreoffice")[0] == 0
    path = workspace / "offers" / "vienne" / "review" / "frozen" / f"{NOTE}.pdf"
    path.write_bytes((ROOT / "boilerplate" / "annexes" / "assurance.pdf").read_bytes())
    assert run(["check", "vienne", "-w", str(workspace)]) == 1
    said = capsys.readouterr().out
    assert "R158" in said
    assert "C852" in said
    path.unlink()
    assert run(["check", "vienne", "-w", str(workspace)]) == 1
    assert "le PDF de ce document figé manque" in capsys.readouterr().out


def test_a_picture_that_no_pdf_shows_is_refused(freeze, workspace):
    file = word.opened(clean())
    inserted.picture(file, "Nous en tirons trois", alt="Un dessin")
    name = next(name for name in file.parts if name.startswith("word/media/") and name not in _media())
    file.parts[name] = b"\x01\x00\x00\x00 EMF"
    code, said = freeze(file)
    assert code == 1
    assert "W731" in said
    assert not review(workspace)


def _media() -> set[str]:
    return {name for name in word.opened(clean()).parts if name.startswith("word/media/")}


@pytest.mark.parametrize("name", ["A\u0085B: #x\n- y", "« Zoé »\u2028\\", "'\"{{", "\x9b"])
def test_any_name_can_be_read_back(freeze, workspace, name, capsys):
    code, said = freeze(clean(), "--by", name)
    assert code == 0, said
    assert run(["freeze", "vienne", "-w", str(workspace)]) == 0
    assert "figé depuis" in capsys.readouterr().out
