"""`offer review`: what it tells, what it writes, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli.run import run
from tests.review.offers import copied, sources, word_file
from tests.review.word import opened

NOTE = "note-methodologique"


def reviewed(target: Path, at: str, old: str, new: str, client: str = "vienne") -> Path:
    """The note with one passage changed, without tracking, as one saves it under another name."""
    word = opened(word_file(client, NOTE))
    paragraph = word.paragraph(at)
    texts = [e for e in paragraph.iter() if e.tag.endswith("}t")]
    whole = "".join(e.text or "" for e in texts)
    assert old in whole
    texts[0].text = whole.replace(old, new)
    for each in texts[1:]:
        each.text = ""
    target.write_bytes(word.saved())
    return target


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return copied(tmp_path / "workspace", "vienne")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return reviewed(tmp_path / "retour de Camille.docx", "Un jardin de quartier se prépare", "six mois", "un an")


def test_the_report_names_file_person_block_and_words(
    workspace: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sources(workspace)
    assert run(["review", "vienne", str(file), "-w", str(workspace)]) == 0
    said = capsys.readouterr().out
    assert "retour de Camille.docx : Note méthodologique (note-methodologique), relu par Camille Relecture" in said
    assert "enregistré le 28/06/2023" in said
    assert "[animation-mobilisation] : modifié" in said
    assert "[-six mois-][+un an+]" in said
    assert "avec --apply" in said
    assert sources(workspace) == before
    assert not (workspace / "offers/vienne/review").exists()


def test_a_machine_reads_the_same(workspace: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", "vienne", str(file), "-w", str(workspace), "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)["result"]
    (document,) = result["documents"]
    assert document["document"] == NOTE
    assert document["files"][0]["base_known"] is True
    (change,) = document["changes"]
    assert change["block"] == "animation-mobilisation"
    assert "un an" in change["edits"][0]["new"]
    assert result["written"] is False


def test_apply_writes_the_override_and_keeps_the_file(
    workspace: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", "vienne", str(file), "-w", str(workspace), "--apply", "--by", "Alix"]) == 0
    block = (workspace / "offers/vienne/blocks/animation-mobilisation.md").read_text(encoding="utf-8")
    common = (workspace / "boilerplate/blocks/animation/animation-mobilisation.md").read_text(encoding="utf-8")
    assert block == common.replace("six mois", "un an")
    review = workspace / "offers/vienne/review"
    assert (review / file.name).read_bytes() == file.read_bytes()
    assert "by: Alix" in (review / "journal.yaml").read_text(encoding="utf-8")
    capsys.readouterr()
    assert run(["review", "vienne", str(file), "-w", str(workspace), "--apply"]) == 0
    assert "déjà repris" in capsys.readouterr().out


def test_dry_run_shows_the_difference_and_writes_nothing(
    workspace: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sources(workspace)
    assert run(["review", "vienne", str(file), "-w", str(workspace), "--apply", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "+++ b/offers/vienne/blocks/animation-mobilisation.md" in said
    assert "depuis un an" in said
    assert sources(workspace) == before
    assert not (workspace / "offers/vienne/review").exists()


def test_a_change_without_anything_of_the_client_is_proposed_to_the_library(
    workspace: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = workspace / "boilerplate/blocks/animation/animation-mobilisation.md"
    before = common.read_text(encoding="utf-8")
    assert run(["review", "vienne", str(file), "-w", str(workspace), "--to-library"]) == 0
    assert "+++ b/boilerplate/blocks/animation/animation-mobilisation.md" in capsys.readouterr().out
    assert common.read_text(encoding="utf-8") == before
    assert run(["review", "vienne", str(file), "-w", str(workspace), "--to-library", "--apply"]) == 0
    assert common.read_text(encoding="utf-8") == before.replace("six mois", "un an")
    assert not (workspace / "offers/vienne/blocks/animation-mobilisation.md").exists()


def test_a_change_that_names_the_client_stays_with_the_client(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = reviewed(tmp_path / "r.docx", "Un jardin de quartier se prépare", "Un jardin", "À Poitiers, un jardin")
    assert run(["review", "vienne", str(file), "-w", str(workspace), "--to-library"]) == 0
    said = capsys.readouterr().out
    assert "pour ce client seulement" in said
    assert "+++" not in said


def test_the_file_of_another_client_is_refused(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied(tmp_path / "other", "creches")
    (tmp_path / "other/offers/creches").rename(workspace / "offers/creches")
    file = tmp_path / "note.docx"
    file.write_bytes(word_file("creches", NOTE))
    assert run(["review", "vienne", str(file), "-w", str(workspace), "--apply"]) == 4
    assert "vient de l'offre « creches »" in capsys.readouterr().err
    assert not (workspace / "offers/vienne/review").exists()


@pytest.mark.parametrize(
    ("data", "code"), [(None, "R101"), (b"", "W710"), (b"PK\x03\x04 not a zip", "W710"), (b"\xd0\xcf\x11\xe0", "W710")]
)
def test_what_can_not_be_read_is_told_in_french_and_nothing_is_written(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes | None, code: str
) -> None:
    file = tmp_path / "retour.docx"
    if data is not None:
        file.write_bytes(data)
    before = sources(workspace)
    assert run(["review", "vienne", str(file), "-w", str(workspace), "--apply"]) == 4
    said = capsys.readouterr().err
    assert code in said
    assert "retour.docx" in said
    assert "Traceback" not in said
    assert sources(workspace) == before
    assert not (workspace / "offers/vienne/review").exists()


def test_one_bad_file_among_two_writes_nothing(workspace: Path, file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "abîmé.docx"
    bad.write_bytes(b"nothing")
    before = sources(workspace)
    assert run(["review", "vienne", str(file), str(bad), "-w", str(workspace), "--apply"]) == 4
    assert sources(workspace) == before


def test_two_people_on_one_sentence_leave_a_conflict(
    workspace: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = reviewed(tmp_path / "second.docx", "Un jardin de quartier se prépare", "six mois", "deux ans")
    assert run(["review", "vienne", str(file), str(other), "-w", str(workspace), "--apply"]) == 1
    assert "conflit" in capsys.readouterr().out
    block = (workspace / "offers/vienne/blocks/animation-mobilisation.md").read_text(encoding="utf-8")
    assert "depuis un an" in block
    assert "::: conflict" in block
    assert "depuis deux ans" in block
    run(["check", "vienne", "-w", str(workspace)])
    assert "T608" in capsys.readouterr().out
