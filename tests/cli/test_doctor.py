"""`offer doctor`: what it finds on this machine, and in a workspace."""

from pathlib import Path

import pytest

from generator.cli.run import run
from tests.demo import empty, filled


def test_a_sound_workspace_is_told_ready(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "-w", str(filled(tmp_path))]) == 0
    out = capsys.readouterr().out
    assert "Tout est prêt" in out
    assert "python-docx" in out
    assert "7 fichiers intacts" in out


def test_what_remains_to_fill_in_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "-w", str(empty(tmp_path))]) == 0
    out = capsys.readouterr().out
    assert "offers/demo/brief.yaml" in out
    assert "sont à corriger" in out


def test_outside_a_workspace_the_installation_is_checked_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "introuvable (il faut offers/ et boilerplate/)" in out
    assert "offer init DOSSIER" in out
