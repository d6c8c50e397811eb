"""`offer cv`: what an author sees of each CV, and JSON Resume out and in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli.run import run
from tests.workspaces import changed, copied

ROOT = Path(__file__).parents[2]
KEY = "boilerplate/interveners/camille-exemple.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return copied(tmp_path)


def test_each_cv_with_its_reasons_and_gaps(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cv", "vienne", "-w", str(ROOT)]) == 0
    out = capsys.readouterr().out
    assert "Camille Exemple (camille-exemple, 2 pages sur 2)" in out
    assert "  Anime toutes les séances et les réunions. Sans nom : « Intervenant A »" in out
    assert "    ref-dpa (Centre communal d'action sociale (exemple))\n" in out
    assert "      thèmes : action collective, pouvoir d'agir\n" in out
    assert "  Laissées : ref-creche\n" in out
    assert "  Pas de référence pour « domaine social »\n" in out


def test_the_same_for_a_machine(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cv", "vienne", "-w", str(ROOT), "--format", "json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["result"]
    assert [entry[0] for entry in first["references"]] == ["ref-insertion", "ref-centres", "ref-dpa"]
    assert (first["pages"], first["most"], first["alias"]) == (2, 2, "Intervenant A")
    assert second["gaps"] == ["pouvoir d'agir", "domaine social"]


def test_a_cv_too_long_is_told(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(workspace, "offers/vienne/offer.yaml", "annexes: [", "resumes: {pages: 1}\nannexes: [")
    assert run(["cv", "vienne", "-w", str(workspace)]) == 0
    out = capsys.readouterr().out
    assert "Camille Exemple (camille-exemple, 2 pages sur 1)" in out
    assert "W722" in out


def test_an_offer_that_cannot_be_composed(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(workspace, "offers/vienne/offer.yaml", "camille-exemple", "camil-exemple")
    assert run(["cv", "vienne", "-w", str(workspace)]) == 1
    assert "vouliez-vous dire « camille-exemple » ?" in capsys.readouterr().out


def test_out_and_in_again_gives_the_same_file(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = workspace / "camille.json"
    assert run(["cv", "export", "camille-exemple", "-o", str(target), "-w", str(workspace)]) == 0
    assert run(["cv", "import", str(target), "--key", "autre", "-w", str(workspace)]) == 0
    assert "À compléter" not in capsys.readouterr().out
    assert run(["cv", "export", "autre", "-w", str(workspace)]) == 0
    assert capsys.readouterr().out == target.read_text(encoding="utf-8")


def test_nothing_is_overwritten(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = workspace / "camille.json"
    target.write_text("{}", encoding="utf-8")
    export = ["cv", "export", "camille-exemple", "-o", str(target), "-w", str(workspace)]
    assert run(export) == 4
    assert target.read_text(encoding="utf-8") == "{}"
    assert run([*export, "--force"]) == 0
    before = (workspace / KEY).read_bytes()
    assert run(["cv", "import", str(target), "-w", str(workspace)]) == 4
    assert (workspace / KEY).read_bytes() == before
    assert "E925" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("cv", 2, "il manque CLIENT"),
        ("cv viene", 2, "vouliez-vous dire « vienne » ?"),
        ("cv export camil-exemple", 2, "vouliez-vous dire « camille-exemple » ?"),
        ("cv import nulle-part.json", 4, "nulle-part.json: E926 fichier introuvable"),
        ("cv import pyproject.toml", 4, "E922 ce fichier n'est pas du JSON lisible"),
    ],
)
def test_refusals(
    line: str, code: int, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(line.split()) == code
    assert said in capsys.readouterr().err


def test_a_draft_says_what_is_still_to_do(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = workspace / "ariel.json"
    source.write_text(json.dumps({"basics": {"name": "Ariel Factice", "email": "a@b.example"}}), encoding="utf-8")
    assert run(["cv", "import", str(source), "-w", str(workspace)]) == 0
    out = capsys.readouterr().out
    assert "écrit : boilerplate/interveners/ariel-factice.yaml\nÀ compléter (6)\n" in out
    assert "Sans place dans la fiche, gardé en commentaire (1)\n  basics.email : donnée personnelle" in out
