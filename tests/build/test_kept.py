"""Files that a person saved over ours: what is found, and where it is kept."""

from __future__ import annotations

import pytest

from generator.build.kept import digests, edited, keep
from generator.build.publish import publish, refuse_edits
from generator.build.run import build
from generator.build.state import inputs_digest
from generator.foundation.diagnostic import Rejected
from generator.foundation.files import sha256
from tests.build.test_publish import files
from tests.workspaces import copied


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "build" / "vienne"
    publish(folder, files(a="1", b="2"))
    return folder


def test_what_would_be_written_alike_is_no_loss(folder):
    (folder / "a.txt").write_text("corrigé", encoding="utf-8")
    assert edited(folder, {}) == ("a.txt",)
    assert edited(folder, files(a="2", b="2")) == ("a.txt",)
    assert edited(folder, files(a="corrigé", b="2")) == ()


def test_a_file_is_kept_under_its_name_then_with_a_number(folder, tmp_path):
    review = tmp_path / "review"
    for text in ("un", "deux", "trois"):
        (folder / "a.txt").write_text(text, encoding="utf-8")
        keep(folder, ["a.txt"], review)
    kept = {path.name: path.read_text(encoding="utf-8") for path in (review / "kept").iterdir()}
    assert kept == {"a.txt": "un", "a-2.txt": "deux", "a-3.txt": "trois"}


def test_the_same_bytes_are_kept_once(folder, tmp_path):
    review = tmp_path / "review"
    (folder / "a.txt").write_text("un", encoding="utf-8")
    assert keep(folder, ["a.txt"], review) == keep(folder, ["a.txt"], review) == ("kept/a.txt",)
    assert digests(review) == {sha256(b"un")}


def test_a_file_of_a_sub_folder_keeps_its_place(folder, tmp_path):
    (folder / "depot").mkdir()
    (folder / "depot" / "01-note.pdf").write_bytes(b"%PDF-1.7")
    assert keep(folder, ["depot/01-note.pdf"], tmp_path / "review") == ("kept/depot/01-note.pdf",)


def test_an_edit_whose_bytes_a_review_holds_stops_nothing(folder, tmp_path):
    (folder / "a.txt").write_text("un", encoding="utf-8")
    with pytest.raises(Rejected):
        refuse_edits(folder, "vienne", {})
    keep(folder, ["a.txt"], tmp_path / "review")
    assert refuse_edits(folder, "vienne", {}, digests(tmp_path / "review")) == ("a.txt",)


def test_the_refusal_gives_the_commands_to_type(folder):
    (folder / "note.docx").write_bytes(b"relu")
    with pytest.raises(Rejected) as stop:
        refuse_edits(folder, "vienne", {"note.docx": b"neuf"})
    (found,) = stop.value.diagnostics
    assert "« offer review vienne build/vienne/note.docx »" in found.hint
    assert "« offer build vienne --force »" in found.hint
    assert "offers/vienne/review/kept/" in found.hint


def test_no_review_is_proposed_for_what_is_no_word_file(folder):
    (folder / "a.txt").write_text("1,5", encoding="utf-8")
    with pytest.raises(Rejected) as stop:
        refuse_edits(folder, "vienne", {})
    assert "offer review" not in stop.value.diagnostics[0].hint


def test_force_keeps_then_writes_anew(tmp_path):
    workspace = copied(tmp_path)
    note = workspace / "build" / "vienne" / "note-methodologique.docx"
    build(workspace, "vienne")
    ours = note.read_bytes()
    note.write_bytes(b"corrige dans Word")
    with pytest.raises(Rejected):
        build(workspace, "vienne")
    digest = inputs_digest(workspace, "vienne")
    made = build(workspace, "vienne", force=True)
    assert made.kept == (("note-methodologique.docx", "offers/vienne/review/kept/note-methodologique.docx"),)
    assert (workspace / made.kept[0][1]).read_bytes() == b"corrige dans Word"
    assert note.read_bytes() == ours
    assert made.changed == ("note-methodologique.docx",)
    assert inputs_digest(workspace, "vienne") == digest
    assert build(workspace, "vienne").unchanged


def test_what_is_only_kept_is_no_input(tmp_path):
    workspace = copied(tmp_path)
    review = workspace / "offers" / "vienne" / "review"
    digest = inputs_digest(workspace, "vienne")
    for name in ("note.docx", "kept/note.docx", "notes.txt"):
        (review / name).parent.mkdir(parents=True, exist_ok=True)
        (review / name).write_bytes(b"relu")
        assert inputs_digest(workspace, "vienne") == digest
    (review / "comments.yaml").write_text("comments: []\n", encoding="utf-8")
    assert inputs_digest(workspace, "vienne") != digest
