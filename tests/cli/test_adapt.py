"""`offer adapt`: one line in offer.yaml, after which the contradiction is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.build.shelf import shelf_findings
from generator.cli.run import run
from generator.document.plain import plain
from tests.workspaces import changed, copied

FILE = "offers/vienne/offer.yaml"


@pytest.fixture
def crowded(tmp_path: Path) -> Path:
    """Thirty people asked, where the approach holds for fifteen."""
    workspace = copied(tmp_path)
    changed(workspace, "offers/vienne/brief.yaml", "participants: 15", "participants: 30")
    return workspace


def codes(workspace: Path) -> list[str]:
    inputs, problems = read_inputs(workspace, "vienne")
    assert inputs, problems
    return [finding.code for finding in shelf_findings(inputs, ())]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_line_settles_the_conflict_and_nothing_else_moves(
    crowded: Path, end: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = crowded / FILE
    path.write_bytes(path.read_bytes().replace(b"\n", end.encode()))
    before = path.read_bytes().decode("utf-8").split(end)
    assert codes(crowded) == ["L240"]
    assert run(["adapt", "vienne", "-w", str(crowded)]) == 0
    assert "adapt: {subgroups: 2}" in capsys.readouterr().out
    after = path.read_bytes().decode("utf-8").split(end)
    added = [line for line in after if line not in before]
    assert added == ["adapt: {subgroups: 2}  # 2 sous-groupes ; écrit par « offer adapt »"]
    assert [line for line in after if line not in added] == before
    assert codes(crowded) == []


def test_nothing_to_settle_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = copied(tmp_path)
    before = (workspace / FILE).read_bytes()
    assert run(["adapt", "vienne", "-w", str(workspace)]) == 0
    assert capsys.readouterr().out == "L'approche convient à la demande : rien à écrire.\n"
    assert (workspace / FILE).read_bytes() == before


def test_what_a_person_wrote_is_never_changed(crowded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(crowded, FILE, "outline: note\n", "outline: note\nadapt: {situations: 2}\n")
    before = (crowded / FILE).read_bytes()
    assert run(["adapt", "vienne", "-w", str(crowded)]) == 1
    out = capsys.readouterr()
    assert "L250 « adapt » est déjà écrit" in (out.out + out.err).replace(" :", "")
    assert "complétez-le : subgroups: 2" in out.out + out.err
    assert (crowded / FILE).read_bytes() == before


def test_what_no_adaptation_settles_is_left_to_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = copied(tmp_path)
    changed(workspace, "offers/vienne/brief.yaml", "participants: 15", "participants: 3")
    assert run(["adapt", "vienne", "-w", str(workspace)]) == 1
    assert "choisissez une approche dont le groupe convient" in capsys.readouterr().out


def test_the_documents_say_what_was_adapted(crowded: Path) -> None:
    assert run(["adapt", "vienne", "-w", str(crowded)]) == 0
    inputs, problems = read_inputs(crowded, "vienne")
    assert inputs, problems
    dossier, _ = dossier_of(inputs)
    assert dossier
    note = dossier.document("note")
    assert note
    said = " ".join(plain(note))
    assert "deux sous-groupes" in said
    assert "À 30, l’accueil et la synthèse réunissent tout le monde" in said


def test_a_shorter_session_is_adapted_to_the_minute(tmp_path: Path) -> None:
    workspace = copied(tmp_path)
    changed(workspace, FILE, "end: 12:30", "end: 11:30")
    assert codes(workspace) == ["L241"]
    assert run(["adapt", "vienne", "-w", str(workspace)]) == 0
    assert codes(workspace) == []
    inputs, _ = read_inputs(workspace, "vienne")
    assert inputs
    dossier, _ = dossier_of(inputs)
    assert dossier
    note = dossier.document("note")
    assert note
    said = plain(note)
    assert {"2 h 30", "Fin de la séance"} <= {text.replace("\u202f", " ").replace("\u00a0", " ") for text in said}
    assert any(text.replace("\u202f", " ").replace("\u00a0", " ") == "11 h 30" for text in said)
