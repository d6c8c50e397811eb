"""Every file of a workspace is read, and each wrong one is told."""

from pathlib import Path

from generator.build.survey import survey
from tests.demo import CLIENT, filled

ROOT = Path(__file__).parent.parent.parent


def test_our_own_workspace_is_sound() -> None:
    count, problems = survey(ROOT)
    assert count >= 50
    assert problems == ()


def test_every_wrong_file_is_told_at_once(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    before, _ = survey(workspace)
    own = workspace / "offers" / CLIENT / "blocks" / "a-nous.md"
    own.write_text("sans en-tête", encoding="utf-8")
    (workspace / "boilerplate" / "theme.yaml").write_text("primary: bleu\n", encoding="utf-8")
    (workspace / "boilerplate" / "interveners" / "vide.yaml").write_text("", encoding="utf-8")
    count, problems = survey(workspace)
    assert count == before + 2
    assert {p.span.file for p in problems if p.span} == {
        f"offers/{CLIENT}/blocks/a-nous.md",
        "boilerplate/theme.yaml",
        "boilerplate/interveners/vide.yaml",
    }
