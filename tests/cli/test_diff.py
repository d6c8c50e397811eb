"""`offer diff`: against git, a file, the last review; in Word, in the terminal, for a machine; and what is refused."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from generator.build.compared import composed, documents
from generator.cli.run import run
from generator.document.normal import normalised
from generator.document.plain import plain
from generator.foundation.files import sha256, unzipped
from generator.foundation.ooxml import W
from generator.readers.docx import read
from generator.writers.docx import write
from tests.workspaces import copied

NOTE = "note-methodologique"
GIT = shutil.which("git")
AS_SOMEBODY = ("-c", "user.name=Exemple", "-c", "user.email=exemple@exemple.example", "-c", "commit.gpgsign=false")

pytestmark = pytest.mark.skipif(GIT is None, reason="git absent")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run([str(GIT), *AS_SOMEBODY, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Vienne's offer, committed."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    folder = copied(tmp_path / "espace")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Offre", "--date", "2026-06-01T10:00:00Z")
    monkeypatch.chdir(folder)
    return folder


def reword(folder: Path) -> None:
    """One word of one shared block."""
    path = next((folder / "boilerplate" / "blocks").rglob("cadre-confidentialite.md"))
    text = path.read_text(encoding="utf-8")
    assert "n'enregistre" in text
    path.write_text(text.replace("n'enregistre", "ne note"), encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(["diff", "vienne", *arguments]) == code
    out = capsys.readouterr()
    return (out.out + out.err).replace("\u202f", " ").replace("\u00a0", " ")


def data(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run(["diff", "vienne", *arguments, "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)["result"]
    return {each["document"]: each for each in result}


def word_file(folder: Path, slug: str = NOTE) -> bytes:
    dossier = composed(folder, "vienne", folder)
    theme, day = dossier.inputs.theme.value, dossier.inputs.offer.value.date
    return write(documents(dossier)[slug], theme, day)


def test_nothing_changed_since_the_commit(workspace, capsys) -> None:
    assert "vienne : rien n'a changé depuis la version" in told(capsys)
    assert not (workspace / "build").exists()


def test_each_changed_document_gets_a_redline(workspace, capsys) -> None:
    before = documents(composed(workspace, "vienne", workspace))[NOTE]
    reword(workspace)
    text = told(capsys)
    assert f"{NOTE} : un passage a changé depuis la version" in text
    assert [path.name for path in (workspace / "build" / "vienne.diff").iterdir()] == [f"{NOTE}.docx"]
    made = (workspace / "build" / "vienne.diff" / f"{NOTE}.docx").read_bytes()
    after = documents(composed(workspace, "vienne", workspace))[NOTE]
    (final, _), (original, _) = read(made), read(made, "original")
    assert final == normalised(after)
    assert original
    assert plain(original) == plain(normalised(before))
    body = etree.fromstring(unzipped(made)["word/document.xml"])
    assert len(body.findall(f".//{{{W}}}ins")) == len(body.findall(f".//{{{W}}}del")) == 1


def test_the_terminal_shows_the_words(workspace, capsys) -> None:
    reword(workspace)
    text = told(capsys, "--format", "text")
    assert "[cadre-confidentialite] : modifié" in text
    assert "[+ne note+]" in text
    assert not (workspace / "build").exists()


def test_a_machine_reads_the_same(workspace, capsys) -> None:
    reword(workspace)
    found = data(capsys, "--against", "main")
    assert {name: each["state"] for name, each in found.items() if each["state"] != "same"} == {NOTE: "changed"}
    (change,) = found[NOTE]["changes"]
    assert (change["block"], change["kind"], change["edits"][0]["kind"]) == (
        "cadre-confidentialite",
        "changed",
        "changed",
    )
    assert "main" in found[NOTE]["since"]


def test_documents_come_and_go(workspace, capsys) -> None:
    path = workspace / "offers" / "vienne" / "offer.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "sacha-specimen" not in line), encoding="utf-8")
    text = told(capsys)
    assert "cv-sacha-specimen : document retiré depuis" in text
    git(workspace, "commit", "-qam", "Sans remplacement")
    git(workspace, "checkout", "-q", "HEAD~1", "--", "offers")
    assert "cv-sacha-specimen : nouveau document depuis" in told(capsys, "--against", "HEAD")


def test_against_a_file(workspace, capsys) -> None:
    (workspace / "retour relu.docx").write_bytes(word_file(workspace))
    assert "rien n'a changé depuis le fichier « retour relu.docx »" in told(capsys, "--against", "retour relu.docx")
    reword(workspace)
    assert list(data(capsys, "--against", "retour relu.docx")) == [NOTE]


def test_since_the_last_review(workspace, capsys) -> None:
    sent = word_file(workspace)
    folder = workspace / "offers" / "vienne" / "review"
    folder.mkdir()
    (folder / "note-relue.docx").write_bytes(sent)
    entry = (
        f"reviews:\n  - file: note-relue.docx\n    sha256: {sha256(sent)}\n    document: {NOTE}\n    date: 2023-06-28\n"
    )
    (folder / "journal.yaml").write_text(entry, encoding="utf-8")
    reword(workspace)
    git(workspace, "add", ".")
    git(workspace, "commit", "-qm", "Relecture")
    found = data(capsys)
    assert found[NOTE]["since"] == "la relecture « note-relue.docx » du 28 juin 2023"
    assert found[NOTE]["state"] == "changed"
    assert {each["state"] for name, each in found.items() if name != NOTE} == {"same"}
    shutil.rmtree(workspace / ".git")
    assert list(data(capsys)) == [NOTE]  # a review needs no git


def test_a_redline_that_somebody_saved_is_kept(workspace, capsys) -> None:
    reword(workspace)
    told(capsys)
    told(capsys)  # ours, written again
    path = workspace / "build" / "vienne.diff" / f"{NOTE}.docx"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in unzipped(path.read_bytes()).items():
            archive.writestr(name, held)
    path.write_bytes(buffer.getvalue())
    assert "R126" in told(capsys, code=4)
    assert path.read_bytes() == buffer.getvalue()


def test_the_redline_of_what_no_longer_differs_goes(workspace, capsys) -> None:
    reword(workspace)
    told(capsys)
    git(workspace, "commit", "-qam", "Mots")
    told(capsys)
    assert not list((workspace / "build" / "vienne.diff").iterdir())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--against", "jamais"], 2, "R122 version inconnue de git : « jamais »"),
        (["--against", "--output=x"], 2, "R122"),
        (["--against", "absent.docx"], 4, "fichier introuvable : « absent.docx »"),
        (["--document", "note"], 2, "R125 document inconnu : « note »"),
        (["--against", "offers/vienne/offer.yaml"], 4, "W710"),
    ],
)
def test_what_cannot_be_compared(workspace, capsys, arguments, code, said) -> None:
    assert said in told(capsys, *arguments, code=code)


def test_an_offer_that_git_does_not_know(workspace, capsys) -> None:
    shutil.copytree(workspace / "offers" / "vienne", workspace / "offers" / "neuve")
    assert run(["diff", "neuve"]) == 2
    assert "R123" in capsys.readouterr().err
    assert run(["diff", "--all"]) == 0
    text = capsys.readouterr().out
    assert "l'offre « neuve » n'existe pas dans la version" in text
    assert "vienne : rien n'a changé" in text


def test_without_repository_or_git(tmp_path, monkeypatch, capsys) -> None:
    folder = copied(tmp_path / "seul")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert "R121" in told(capsys, code=3)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "R120 il manque le programme git" in told(capsys, code=3)


def test_a_version_that_can_no_longer_be_read(workspace, capsys) -> None:
    path = workspace / "offers" / "vienne" / "offer.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good + "inconnu: 1\n", encoding="utf-8")
    git(workspace, "commit", "-qam", "Clé inconnue")
    path.write_text(good, encoding="utf-8")
    text = told(capsys, code=1)
    assert "R124" in text
    assert "ne peut plus être lue par ce programme" in text


def test_another_clients_file_is_refused(tmp_path, monkeypatch, capsys) -> None:
    folder = copied(tmp_path / "deux", "vienne", "camsp")
    monkeypatch.chdir(folder)
    dossier = composed(folder, "camsp", folder)
    theme, day = dossier.inputs.theme.value, dossier.inputs.offer.value.date
    (folder / "autre.docx").write_bytes(write(documents(dossier)[NOTE], theme, day))
    assert "R103 ce fichier vient de l'offre « camsp »" in told(capsys, "--against", "autre.docx", code=4)


def test_all_or_one(workspace, capsys) -> None:
    assert run(["diff", "--all", "vienne"]) == run(["diff"]) == 2
    assert "il manque CLIENT" in capsys.readouterr().err
