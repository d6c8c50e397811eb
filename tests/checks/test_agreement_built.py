"""The read-back by use: a built folder, files that people typed in, and the comment that an author finds in Word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.build.checking import check
from generator.build.run import build
from generator.foundation.files import unzipped
from tests.review import typing_in
from tests.review.word import opened
from tests.workspaces import changed, copied

NOTE = "note-methodologique.docx"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    workspace = copied(tmp_path_factory.mktemp("agreement"))
    build(workspace, "vienne")
    return workspace


@pytest.fixture
def workspace(built, tmp_path):
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def told(workspace: Path, code: str) -> list[str]:
    """The findings of this code, as one reads them."""
    checked = check(workspace, "vienne")
    return [" ".join(finding.message.split()) for finding in checked.findings if finding.code == code]


def typed(workspace: Path, file: str, at: str, old: str, new: str) -> None:
    """Words typed over others in a file of the folder."""
    path = workspace / "build/vienne" / file
    word = opened(path.read_bytes())
    typing_in.change(word, at, old, new)
    path.write_bytes(word.saved())


def test_two_documents_that_disagree_are_both_named(workspace):
    typed(workspace, NOTE, "15 au plus, 1 groupe", "15", "16")
    assert told(workspace, "C856") == [
        "ce document dit « Participants : 16 », planning-previsionnel.docx « 15 participants »"
    ]


def test_a_file_that_takes_the_name_of_another_is_read_to_its_end(workspace):
    folder = workspace / "build/vienne"
    shutil.copyfile(folder / "planning-previsionnel.docx", folder / NOTE)
    assert len(told(workspace, "C985")) <= 4


def test_an_author_finds_the_figure_in_word(workspace):
    """A block says a number by hand: the note that is built has a comment there."""
    said = "Le groupe réunit 16 participants.\n\nNous en tirons trois conséquences"
    changed(workspace, "offers/vienne/blocks/vienne-besoin.md", "Nous en tirons trois conséquences", said)
    build(workspace, "vienne")
    comments = unzipped((workspace / "build/vienne" / NOTE).read_bytes())["word/comments.xml"].decode("utf-8")
    assert "Contrôle C856 (bloquant)" in comments
