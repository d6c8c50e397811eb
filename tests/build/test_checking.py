"""`offer check`: the files of the folder as they stand, whoever touched them, else those that a build would make."""

from __future__ import annotations

import json
import shutil

import pytest

from generator.build.checking import check
from generator.build.run import build
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
    assert told.built
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
    assert told.built
    assert "C801" in codes(told)


def test_a_file_that_is_no_longer_a_word_file_is_told(workspace):
    (workspace / "build/vienne/dc1.docx").write_bytes(b"PK\x03\x04 cut")
    told = check(workspace, "vienne")
    (finding,) = (finding for finding in told.findings if finding.code == "W710")
    assert str(finding.span) == "build/vienne/dc1.docx"


def test_sources_that_changed_since_are_judged_as_they_would_be_built(workspace):
    changed(workspace, "offers/vienne/offer.yaml", "date: 2023-06-26", "date: 2023-07-03")
    told = check(workspace, "vienne")
    assert not told.built
    assert "C811" in codes(told)


def test_no_folder_and_a_broken_record_of_the_build(workspace):
    (workspace / "build/vienne/findings.json").unlink()
    assert not check(workspace, "vienne").built
    shutil.rmtree(workspace / "build")
    assert not check(workspace, "vienne").built


def test_the_command_says_what_it_looked_at(workspace):
    assert "Contrôle des fichiers de build/vienne." in offer("check", "vienne", cwd=workspace).stdout
    shutil.rmtree(workspace / "build")
    assert "Contrôle de ce qui serait construit" in offer("check", "vienne", cwd=workspace).stdout


def test_a_wrong_day_is_wrong_usage(workspace):
    told = offer("check", "vienne", "--on", "demain", cwd=workspace)
    assert told.returncode == 2
    assert "date illisible : « demain »" in told.stderr
