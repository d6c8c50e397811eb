"""`offer form`: a person lists a form, starts a mapping, builds; and lays out a Word form."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator.build.frozen_engine import EXIT_MISSING
from generator.cli.run import run
from tests.buyer_forms import pdf_form, word_form
from tests.workspaces import copied


@pytest.fixture
def form(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Runs `offer form …` in a workspace with two forms; the exit code, and all that was said."""
    copied(tmp_path)
    source = tmp_path / "offers/vienne/source"
    (source / "dc1-acheteur.pdf").write_bytes(pdf_form())
    (source / "cadre.docx").write_bytes(word_form())

    def call(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = run(["form", *arguments, "-w", str(tmp_path)])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return call


def test_a_form_is_listed_with_a_proposal(form, tmp_path: Path) -> None:
    code, said = form("inspect", str(tmp_path / "offers/vienne/source/dc1-acheteur.pdf"))
    assert code == 0
    assert "11 champs" in said
    assert "candidat.siret" in said
    assert "« Numéro SIRET » ; 14 caractères au plus" in said
    assert "file: source/dc1-acheteur.pdf" in said
    assert not (tmp_path / "offers/vienne/forms").exists()


def test_for_a_client_the_proposal_is_written_once(form, tmp_path: Path) -> None:
    path = str(tmp_path / "offers/vienne/source/dc1-acheteur.pdf")
    code, said = form("inspect", path, "vienne")
    made = tmp_path / "offers/vienne/forms/dc1.yaml"
    assert (code, made.is_file()) == (0, True)
    assert "offer build vienne" in said
    before = made.read_bytes()
    code, said = form("inspect", path, "vienne")
    assert (code, made.read_bytes()) == (4, before)
    assert "existe déjà" in said
    code, said = form("inspect", path, "viene")
    assert code == 2
    assert "vouliez-vous dire « vienne » ?" in said


def test_json_for_a_machine(form, tmp_path: Path) -> None:
    code, said = form("inspect", str(tmp_path / "offers/vienne/source/cadre.docx"), "--format", "json")
    assert code == 0
    assert {"nom", "siret", "pme"} <= {field["name"] for field in json.loads(said)}


def test_what_is_no_form_says_so(form, tmp_path: Path) -> None:
    code, said = form("inspect", str(tmp_path / "offers/vienne/offer.yaml"))
    assert (code, "F581" in said) == (1, True)
    code, said = form("inspect", str(tmp_path / "absent.pdf"))
    assert (code, "E926" in said) == (4, True)


def mapped(folder: Path) -> None:
    forms = folder / "offers/vienne/forms"
    forms.mkdir()
    text = "file: source/cadre.docx\ntitle: Cadre de réponse\nfields: {nom: '{{ candidate.name }}'}\n"
    (forms / "cadre.yaml").write_text(text, encoding="utf-8")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice absent")
def test_the_pages_of_a_word_form_are_kept_for_the_packet(form, tmp_path: Path) -> None:
    code, said = form("pdf", "vienne")
    assert (code, "Aucun formulaire Word" in said) == (0, True)
    mapped(tmp_path)
    assert form("pdf", "vienne")[0] == 0
    kept = [*(tmp_path / "offers/vienne/forms/pdf").iterdir()]
    assert len(kept) == 1
    assert "à jour" in form("pdf", "vienne")[1]
    path = tmp_path / "offers/vienne/forms/cadre.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{{ candidate.name }}", "autre"), encoding="utf-8")
    assert form("pdf", "vienne")[0] == 0
    assert [*(tmp_path / "offers/vienne/forms/pdf").iterdir()] != kept  # the pages of older values went


def test_without_libreoffice_the_pages_say_what_is_missing(form, tmp_path: Path, monkeypatch) -> None:
    mapped(tmp_path)
    monkeypatch.setattr("generator.build.frozen_engine.program", lambda: None)
    code, said = form("pdf", "vienne")
    assert code == EXIT_MISSING
    assert "LibreOffice" in said
    assert not (tmp_path / "offers/vienne/forms/pdf").exists()
