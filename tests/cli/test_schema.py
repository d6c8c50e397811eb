"""`offer schema`: writes what changed, and --check tells what is stale."""

from pathlib import Path

import pytest

from generator.build.scaffold import lay, workspace_files
from generator.cli.run import run


def test_schemas_are_written_then_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay(tmp_path, workspace_files())
    stale = tmp_path / "schema" / "brief.schema.json"
    stale.write_text("{}", encoding="utf-8")
    (tmp_path / "schema" / "theme.schema.json").unlink()
    assert run(["schema", "--check", "-w", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "pas à jour : schema/brief.schema.json" in out
    assert "pas à jour : schema/theme.schema.json" in out
    assert stale.read_text(encoding="utf-8") == "{}"
    assert run(["schema", "-w", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("écrit : ") == 2
    assert run(["schema", "-w", str(tmp_path)]) == 0
    assert "déjà à jour" in capsys.readouterr().out
    assert run(["schema", "--check", "-w", str(tmp_path)]) == 0
