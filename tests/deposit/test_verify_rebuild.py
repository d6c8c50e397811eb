"""Building once more from the same sources: those of now, those of a commit, those of a commit by its own program."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace

import pytest

from generator.build.archiving import deposited
from generator.build.checking import check
from generator.build.provenance import origins
from generator.build.rebuilding import commits, rebuilt
from generator.build.verifying import verify
from generator.cli.run import run
from generator.deposit.origins import Known, Origin
from generator.foundation.files import sha256
from tests.deposit.kits import receipt
from tests.deposit.test_archive import AT, NOW, moment

PROGRAM = """
import json, pathlib, sys
folder = pathlib.Path("build/vienne")
folder.mkdir(parents=True)
(folder / "note.txt").write_text("note")
(folder / "manifest.json").write_text(json.dumps({"inputs": "%s", "files": [{"file": "note.txt", "sha256": "x"}]}))
"""


def git(folder, *arguments: str) -> str:
    command = ["git", "-c", "user.name=Exemple", "-c", "user.email=exemple@organisme.example", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout.strip()


def committed(folder) -> str:
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Sources")
    return git(folder, "rev-parse", "HEAD")


def kit_of(workspace) -> Origin:
    return next(origin for origin in origins(workspace) if origin.kind == "kit")


@pytest.fixture(scope="module")
def place(handed, tmp_path_factory):
    """A copy of the workspace whose offer was handed in, archived and committed, its kit telling that commit."""
    folder = tmp_path_factory.mktemp("rebuilt") / "ws"
    shutil.copytree(handed[0], folder)
    deposited(folder, "vienne", [receipt(folder)], NOW, moment(AT))
    (folder / ".gitignore").write_text("/build/\n/depot/\n", encoding="utf-8")
    return folder, committed(folder)


def test_sources_of_now_give_the_very_files(place, capsys):
    folder, _ = place
    assert run(["verify", str(folder / "depot/vienne"), "--rebuild", "--format", "json", "-w", str(folder)]) == 0
    (data,) = json.loads(capsys.readouterr().out)
    assert data["unchanged"] is True
    assert "les sources et le programme d'aujourd'hui sont ceux de ces fichiers" in data["notes"]
    assert data["rebuilt"]["how"] == "depuis les sources d'aujourd'hui, les mêmes"
    assert data["rebuilt"]["other"] == []
    assert len(data["rebuilt"]["same"]) >= 10


def test_sources_of_a_commit_give_them_when_those_of_now_changed(place, tmp_path):
    was, commit = place
    folder = tmp_path / "ws"
    shutil.copytree(was, folder)
    path = folder / "offers/vienne/offer.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# plus tard\n", encoding="utf-8")
    archive = next(origin for origin in origins(folder) if origin.kind == "archive")
    assert archive.commit == ""
    assert [*commits(folder, replace(archive, commit="f" * 40))] == ["f" * 40, commit[:7]]
    found = rebuilt(folder, archive)
    assert found.proven
    assert f"depuis le commit {commit[:7]}" in found.how
    assert len(found.same) >= 10
    assert found.made >= 5
    (verified,) = verify(folder, folder / "depot/vienne")
    assert verified.unchanged
    assert not any("aujourd'hui" in note.line for note in verified.notes)


def test_a_cleaned_copy_and_the_word_file_that_it_comes_from_are_told_apart(place, tmp_path):
    folder = tmp_path / "ws"
    shutil.copytree(place[0], folder)
    (copy,) = (known for known in kit_of(folder).files if known.source == "note-methodologique.docx")
    (sent,) = verify(folder, folder / "depot/vienne" / copy.file)
    assert sent.verdict.matches[0].fate == "same"
    word = folder / "build/vienne/note-methodologique.docx"
    assert verify(folder, word)[0].verdict.matches[0].fate == "same"
    (folder / "build/vienne/manifest.json").unlink()
    (source,) = verify(folder, word)
    assert source.unchanged
    assert source.verdict.matches[0].fate == "source"
    shutil.copy(word, folder / "depot/vienne" / copy.file)
    assert not verify(folder, folder / "depot/vienne")[0].unchanged


def test_check_tells_an_offer_that_changed_since_its_deposit(place, tmp_path):
    folder = tmp_path / "ws"
    shutil.copytree(place[0], folder)
    assert "E965" not in {each.code for each in check(folder, "vienne").findings}
    record = folder / "offers/vienne/deposit/2023-06-30-1142/deposit.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace(kit_of(folder).inputs, "0" * 64), encoding="utf-8")
    found = check(folder, "vienne")
    assert found.about == "files"
    (told,) = (each for each in found.findings if each.code == "E965")
    assert told.family == "Dossier et dépôt"


def small(folder, digest: str) -> tuple[Origin, str]:
    """A workspace whose commit holds a program of its own, which writes one file and says that its inputs are these."""
    (folder / "offers/vienne").mkdir(parents=True)
    (folder / "offers/vienne/brief.yaml").write_text("title: x\n", encoding="utf-8")
    (folder / "boilerplate").mkdir()
    (folder / "boilerplate/x.txt").write_text("x", encoding="utf-8")
    (folder / "generator").mkdir()
    (folder / "generator/__init__.py").write_text("", encoding="utf-8")
    (folder / "generator/__main__.py").write_text(PROGRAM % digest, encoding="utf-8")
    known = Known("1-candidature/note.pdf", sha256(b"note"), source="note.txt")
    return Origin("kit", "vienne", "depot/vienne", digest, (known,), "0.9", clean=True), committed(folder)


def test_an_older_program_is_the_one_of_the_commit(tmp_path):
    origin, commit = small(tmp_path, "a" * 64)
    found = rebuilt(tmp_path, replace(origin, commit=commit))
    assert found.proven
    assert "par son propre programme" in found.how
    assert not rebuilt(tmp_path, replace(origin, commit=commit, inputs="b" * 64)).done


def test_a_file_that_comes_out_otherwise_is_not_proven(tmp_path):
    origin, commit = small(tmp_path, "a" * 64)
    forged = Known("2-offre/prix.pdf", "0" * 64, built="1" * 64, source="note.txt")
    found = rebuilt(tmp_path, replace(origin, commit=commit, files=(*origin.files, forged)))
    assert found.done
    assert not found.proven
    assert (found.same, found.other) == (("1-candidature/note.pdf",), ("2-offre/prix.pdf",))


@pytest.mark.parametrize(
    ("commit", "said"),
    [("", "le commit d'où elles venaient n'a pas été noté"), ("f" * 40, "version inconnue de git")],
)
def test_what_cannot_be_built_again_is_told(tmp_path, commit, said):
    origin, _ = small(tmp_path, "a" * 64)
    found = rebuilt(tmp_path, replace(origin, commit=commit))
    assert (found.done, found.proven) == (False, False)
    assert said in found.how


def test_sources_changed_after_their_commit_are_told(tmp_path):
    origin, _ = small(tmp_path, "a" * 64)
    shutil.rmtree(tmp_path / "generator")
    git(tmp_path, "commit", "-qam", "Sans programme")
    found = rebuilt(tmp_path, replace(origin, commit=git(tmp_path, "rev-parse", "HEAD"), clean=False))
    assert not found.done
    assert "elles avaient été modifiées depuis" in found.how


def test_the_command_says_why_nothing_was_built_again(tmp_path, capsys):
    small(tmp_path, "a" * 64)
    build = tmp_path / "build/vienne"
    build.mkdir(parents=True)
    (build / "note.txt").write_bytes(b"note")
    manifest = {"inputs": "a" * 64, "generator": "0.9", "files": [{"file": "note.txt", "sha256": sha256(b"note")}]}
    (build / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert run(["verify", str(build), "-w", str(tmp_path)]) == 0
    assert run(["verify", str(build), "--rebuild", "-w", str(tmp_path)]) == 1
    assert "reconstruction impossible : les sources ont changé" in capsys.readouterr().out
