"""`offer check`: the files of the folder as they stand, whoever touched them, else those that a build would make."""

from __future__ import annotations

import json
import shutil

import pytest

from generator.build.checking import check
from generator.build.run import build
from generator.foundation.diagnostic import Level
from tests.workspaces import changed, copied, offer, tree_bytes


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    workspace = copied(tmp_path_factory.mktemp("checked"))
    build(workspace, "vienne")
    return workspace


@pytest.fixture
def workspace(built, tmp_path):
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def codes(checked) -> set[str]:
    return {finding.code for finding in checked.findings}


def test_an_untouched_folder_has_the_findings_of_its_build(built):
    told = check(built, "vienne")
    assert told.about == "files"
    assert json.loads((built / "build/vienne/findings.json").read_text(encoding="utf-8"))["findings"] == [
        json.loads(json.dumps(entry)) for entry in entries(told)
    ]


def entries(told):
    from generator.report.plain import entry

    return [entry(finding) for finding in told.findings]


def test_nothing_is_written(workspace):
    before = tree_bytes(workspace)
    assert offer("check", "vienne", cwd=workspace).returncode == 0
    assert tree_bytes(workspace) == before


def test_a_file_that_is_gone_is_a_demanded_piece_that_lacks(workspace):
    (workspace / "build/vienne/note-methodologique.docx").unlink()
    told = check(workspace, "vienne")
    assert told.about == "files"
    assert "C801" in codes(told)


def test_a_file_that_is_no_longer_a_word_file_is_told(workspace):
    (workspace / "build/vienne/dc1.docx").write_bytes(b"PK\x03\x04 cut")
    told = check(workspace, "vienne")
    (finding,) = (finding for finding in told.findings if finding.code == "W710")
    assert str(finding.span) == "build/vienne/dc1.docx"


def test_sources_that_changed_since_are_judged_as_they_would_be_built(workspace):
    changed(workspace, "offers/vienne/offer.yaml", "date: 2023-06-26", "date: 2023-07-03")
    told = check(workspace, "vienne")
    assert told.about == "would"
    assert "C811" in codes(told)


def test_no_folder_and_a_broken_record_of_the_build(workspace):
    (workspace / "build/vienne/findings.json").unlink()
    assert check(workspace, "vienne").about == "would"
    shutil.rmtree(workspace / "build")
    assert check(workspace, "vienne").about == "would"


def test_the_command_says_what_it_looked_at(workspace):
    assert "Contrôle des fichiers de build/vienne." in offer("check", "vienne", cwd=workspace).stdout
    shutil.rmtree(workspace / "build")
    assert "Contrôle de ce que « offer build vienne » construirait" in offer("check", "vienne", cwd=workspace).stdout


def test_a_wrong_day_is_wrong_usage(workspace):
    told = offer("check", "vienne", "--on", "demain", cwd=workspace)
    assert told.returncode == 2
    assert "date illisible : « demain »" in told.stderr


def test_an_old_folder_is_told_and_blocks_when_somebody_touched_it(workspace):
    changed(workspace, "offers/vienne/offer.yaml", 'version: "1"', 'version: "2"')
    (finding,) = (each for each in check(workspace, "vienne").findings if each.code == "C994")
    assert finding.level is Level.WARNING
    (workspace / "build/vienne/dc1.docx").unlink()
    (finding,) = (each for each in check(workspace, "vienne").findings if each.code == "C994")
    assert finding.level is Level.BLOCKING
    assert "supprimés : dc1.docx" in finding.message
    (workspace / "build/vienne/manifest.json").unlink()
    (finding,) = (each for each in check(workspace, "vienne").findings if each.code == "C994")
    assert finding.level is Level.BLOCKING


def test_sources_that_can_not_be_read_say_that_nothing_else_was_judged(workspace):
    changed(workspace, "offers/vienne/offer.yaml", "town: Niort", "town: Niort\nville: Niort")
    assert check(workspace, "vienne").about == "unread"
    assert "attendent que ces fichiers se lisent" in offer("check", "vienne", cwd=workspace).stdout


def test_a_waived_rule_of_the_data_is_still_waived_on_the_files(workspace):
    waiver = '\nwaivers:\n  - {check: P321, reason: dépôt le vendredi, by: Dominique Exemple, "on": 2023-06-26}\n'
    path = workspace / "offers/vienne/offer.yaml"
    path.write_text(path.read_text(encoding="utf-8") + waiver, encoding="utf-8")
    build(workspace, "vienne")
    told = check(workspace, "vienne")
    assert told.about == "files"
    assert [each.code for each in told.findings if each.waived] == ["P321"]
    assert "L237" not in codes(told)
