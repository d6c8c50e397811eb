"""`offer build` and `offer check`: what is said, in which form, with which exit code."""

from __future__ import annotations

import json
import shutil

import pytest

from generator.cli.run import run
from tests.workspaces import changed, copied


@pytest.fixture
def workspace(tmp_path):
    return copied(tmp_path)


def test_a_build_says_what_it_wrote_and_what_to_look_at(workspace, capsys):
    assert run(["build", "vienne", "-w", str(workspace)]) == 0
    said = capsys.readouterr().out
    assert "vienne : 24 fichiers dans" in said
    assert "À vérifier" in said
    assert said.rstrip().endswith("relisez les points à vérifier.")
    assert "\x1b" not in said  # no colour outside a terminal
    assert run(["build", "vienne", "-w", str(workspace)]) == 0
    assert "rien n'a changé, 24 fichiers" in capsys.readouterr().out


def test_check_writes_nothing(workspace, capsys):
    assert run(["check", "vienne", "-w", str(workspace)]) == 0
    assert "Aucun point bloquant" in capsys.readouterr().out
    assert not (workspace / "build").exists()


def test_json_is_one_document_for_every_client(workspace, capsys):
    changed(workspace, "offers/vienne/brief.yaml", "topic: tools,", "topic: juggling,")
    assert run(["check", "--all", "-w", str(workspace), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [entry["client"] for entry in told] == ["vienne"]
    blocking = [finding for finding in told[0]["findings"] if finding["level"] == "blocking"]
    assert [(finding["code"], finding["file"]) for finding in blocking] == [("C803", "offers/vienne/brief.yaml")]


def test_github_gets_annotations_and_a_summary(workspace, capsys, tmp_path, monkeypatch):
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    changed(workspace, "offers/vienne/brief.yaml", "topic: tools,", "topic: juggling,")
    assert run(["check", "vienne", "-w", str(workspace), "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("::error file=offers/vienne/brief.yaml,line=") for line in lines)
    assert all(line.startswith("::") for line in lines)
    assert "## Offre vienne" in summary.read_text(encoding="utf-8")


def test_every_mistake_of_every_file_is_said_at_once(workspace, capsys):
    changed(workspace, "offers/vienne/brief.yaml", "procedure: gré à gré", "procedur: gré à gré")
    changed(workspace, "offers/vienne/offer.yaml", "nights: 0", "nights: aucune")
    changed(workspace, "boilerplate/candidate.yaml", 'phone: "05 36 49 12 34"', "phones: 0536491234")
    assert run(["build", "vienne", "-w", str(workspace)]) == 1
    said = capsys.readouterr().out
    for file in ("offers/vienne/brief.yaml:", "offers/vienne/offer.yaml:", "boilerplate/candidate.yaml:"):
        assert file in said
    assert "vouliez-vous dire « procedure »" in said
    assert "rien n'a été écrit" in said


def test_no_client_is_wrong_usage(workspace, capsys):
    assert run(["build", "-w", str(workspace)]) == 2
    assert "il manque le client" in capsys.readouterr().err


def test_a_bug_is_told_with_its_traceback(capsys):
    from generator.cli.run import told

    assert told(ZeroDivisionError("a bug")) == 70
    assert "Erreur du programme" in capsys.readouterr().err
    assert told(KeyboardInterrupt()) == 130
    assert told(ModuleNotFoundError("No module named 'typst'", name="typst")) == 3
    assert "typst" in capsys.readouterr().err


def test_people_engaged_twice_are_told_after_all_the_offers(workspace, capsys):
    shutil.copytree(workspace / "offers" / "vienne", workspace / "offers" / "autre")
    assert run(["check", "--all", "-w", str(workspace)]) == 0
    said = capsys.readouterr().out
    assert "Toutes les offres" in said
    assert "camille-exemple engagé deux fois" in said
    assert run(["check", "--all", "-w", str(workspace), "--format", "json"]) == 0
    *offers, shared = json.loads(capsys.readouterr().out)
    assert [entry["client"] for entry in offers] == ["autre", "vienne"]
    assert {finding["code"] for finding in shared["findings"]} == {"C982", "P360"}  # the same blocks, too
    assert "P360" not in json.dumps(offers)


def test_an_edited_file_stops_the_build_and_force_keeps_it(workspace, capsys):
    assert run(["build", "vienne", "-w", str(workspace)]) == 0
    note = workspace / "build" / "vienne" / "note-methodologique.docx"
    note.write_bytes(note.read_bytes() + b"\0")
    capsys.readouterr()
    assert run(["build", "vienne", "-w", str(workspace)]) == 4
    said = capsys.readouterr().out
    assert "E904" in said
    assert "« offer review vienne build/vienne/note-methodologique.docx »" in said
    assert "dit ce qui a changé (avec --apply, le reporte dans les sources)" in " ".join(said.split())
    assert run(["build", "vienne", "-w", str(workspace), "--force"]) == 0
    said = capsys.readouterr().out
    assert "gardé avant réécriture : note-methodologique.docx → offers/vienne/review/kept/" in said
