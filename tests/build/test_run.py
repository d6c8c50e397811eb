"""The whole command on the shipped offer: what comes out, again, elsewhere, and after an edit."""

from __future__ import annotations

import json

from tests.workspaces import changed, copied, offer, tree_bytes

EXPECTED = {
    "note-methodologique.docx",
    "planning-previsionnel.docx",
    "planning-previsionnel.ics",
    "cv-camille-exemple.docx",
    "cv-sacha-specimen.docx",
    "fiche-financiere.docx",
    "fiche-financiere.xlsx",
    "dc1.docx",
    "dc2.docx",
    "dossier-vienne.pdf",
    "findings.json",
    "summary.json",
    "manifest.json",
}


def test_everything_that_was_promised_comes_out(tmp_path):
    workspace = copied(tmp_path)
    done = offer("build", "vienne", cwd=workspace)
    assert done.returncode == 0, done.stdout + done.stderr
    built = tree_bytes(workspace / "build" / "vienne")
    assert set(built) >= EXPECTED
    assert sum(name.startswith("depot/1-candidature/") for name in built) == 5
    assert sum(name.startswith("depot/2-offre/") for name in built) == 5
    assert all(name.isascii() for name in built)
    manifest = json.loads(built["manifest.json"])
    assert {entry["file"] for entry in manifest["files"]} == set(built) - {"manifest.json"}
    findings = json.loads(built["findings.json"])
    assert findings["counts"]["blocking"] == 0
    assert not list((workspace / "build").glob(".vienne.new"))


def test_nothing_changed_rewrites_nothing(tmp_path):
    workspace = copied(tmp_path)
    offer("build", "vienne", cwd=workspace)
    before = {p: p.stat().st_mtime_ns for p in (workspace / "build").rglob("*")}
    done = offer("build", "vienne", cwd=workspace)
    assert done.returncode == 0
    assert "rien n'a changé" in done.stdout
    assert {p: p.stat().st_mtime_ns for p in (workspace / "build").rglob("*")} == before


def test_two_builds_elsewhere_give_the_same_bytes(tmp_path):
    one = copied(tmp_path / "un dossier")
    two = copied(tmp_path / "deux")
    first = offer("build", "vienne", cwd=one, PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C", LANG="C")
    second = offer(
        "build",
        "vienne",
        cwd=two,
        PYTHONHASHSEED="77",
        TZ="America/Lima",
        LC_ALL="C.UTF-8",
        SOURCE_DATE_EPOCH="1",
    )
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    built = tree_bytes(one / "build" / "vienne")
    assert len(built) > 20
    assert built == tree_bytes(two / "build" / "vienne")


def test_an_edited_file_is_never_overwritten(tmp_path):
    workspace = copied(tmp_path)
    offer("build", "vienne", cwd=workspace)
    note = workspace / "build" / "vienne" / "note-methodologique.docx"
    note.write_bytes(note.read_bytes() + b"saved by a person")
    kept = note.read_bytes()
    changed(workspace, "offers/vienne/offer.yaml", "valid_days: 120", "valid_days: 90")
    done = offer("build", "vienne", cwd=workspace)
    assert done.returncode == 4
    assert "build/vienne/note-methodologique.docx" in done.stdout + done.stderr
    assert note.read_bytes() == kept


def test_a_broken_offer_leaves_the_old_one(tmp_path):
    workspace = copied(tmp_path)
    offer("build", "vienne", cwd=workspace)
    before = tree_bytes(workspace / "build" / "vienne")
    changed(workspace, "offers/vienne/brief.yaml", "procedure: gré à gré", "procedur: gré à gré")
    done = offer("build", "vienne", cwd=workspace)
    assert done.returncode == 1
    assert "vouliez-vous dire « procedure »" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert tree_bytes(workspace / "build" / "vienne") == before


def test_a_missing_answer_gives_a_draft(tmp_path):
    workspace = copied(tmp_path)
    changed(workspace, "offers/vienne/brief.yaml", "topic: tools,", "topic: juggling,")
    done = offer("build", "vienne", cwd=workspace)
    assert done.returncode == 1
    assert "R13" in done.stdout
    assert (workspace / "build" / "vienne" / "note-methodologique.docx").exists()
