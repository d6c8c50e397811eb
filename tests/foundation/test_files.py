"""Hashes, zips with fixed bytes, paths that stay inside a folder, files that a person names."""

import errno
import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.foundation import files
from generator.foundation.files import inside, sha256, unzipped, why, zipped

PARTS = {"word/document.xml": b"<a/>", "[Content_Types].xml": b"<t/>", "_rels/é.rels": b""}


def test_the_digest_is_the_published_one_for_abc() -> None:
    # FIPS 180-2, appendix B.1
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_zip_depends_on_its_parts_only() -> None:
    once = zipped(PARTS)
    assert zipped(dict(reversed(PARTS.items()))) == once
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "_rels/é.rels", "word/document.xml"]
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


def test_another_part_may_lead() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped({"a": b"", "mimetype": b"x"}, first="mimetype"))) as archive:
        assert archive.namelist() == ["mimetype", "a"]


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.text("abcé/._", min_size=1, max_size=12).filter(lambda n: n[-1] != "/"), st.binary(max_size=60)
    )
)
def test_what_is_zipped_comes_back(parts: dict[str, bytes]) -> None:
    assert unzipped(zipped(parts)) == parts


def test_folders_of_a_zip_are_no_parts() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.mkdir("word")
        archive.writestr("word/a.xml", "x")
    assert unzipped(buffer.getvalue()) == {"word/a.xml": b"x"}


def test_a_zip_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(100_000))
    assert len(buffer.getvalue()) < 1_000
    assert len(unzipped(buffer.getvalue())["bomb"]) == 100_000
    monkeypatch.setattr(files, "MAX_UNZIPPED", 99_999)
    with pytest.raises(zipfile.BadZipFile):
        unzipped(buffer.getvalue())


def test_what_is_no_zip_says_so() -> None:
    with pytest.raises(zipfile.BadZipFile):
        unzipped(b"PK nothing")


@pytest.mark.parametrize(
    ("relative", "found"),
    [
        ("a.pdf", "a.pdf"),
        ("source/a.pdf", "source/a.pdf"),
        ("source/../a.pdf", "a.pdf"),
        ("", ""),
        ("../secret", None),
        ("source/../../secret", None),
        ("/etc/passwd", None),
        ("..\\secret", None),
        ("a\0.pdf", None),
    ],
)
def test_a_path_stays_in_its_folder(tmp_path: Path, relative: str, found: str | None) -> None:
    assert inside(tmp_path, relative) == (None if found is None else tmp_path.resolve() / found)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_are_followed_before_judging(tmp_path: Path) -> None:
    folder = tmp_path / "annexes"
    folder.mkdir()
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    (folder / "out").symlink_to(tmp_path / "secret")
    (folder / "loop").symlink_to(folder / "loop")
    assert inside(folder, "out") is None
    assert inside(folder, "loop/a") in {None, folder.resolve() / "loop" / "a"}


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("absent.docx", "E926", "fichier introuvable : « "),
        ("note.docx/dedans", "E926", "fichier introuvable : « "),
        ("dossier", "E926", "c'est un dossier"),
        ("n\0m", "E926", "fichier illisible (nom impossible)"),
        ("note.docx", "E927", "fichier trop gros (0 Mo au plus)"),
    ],
)
def test_a_file_that_can_not_be_taken_says_why_in_french(tmp_path: Path, name: str, code: str, said: str) -> None:
    (tmp_path / "note.docx").write_bytes(b"four")
    (tmp_path / "dossier").mkdir()
    data, problems = files.given(tmp_path / name, 3)
    assert data is None
    assert [problem.code for problem in problems] == [code]
    assert problems[0].message.startswith(said)
    assert problems[0].hint


def test_a_file_that_can_be_taken_is_taken_whole(tmp_path: Path) -> None:
    (tmp_path / "note.docx").write_bytes(b"four")
    assert files.given(tmp_path / "note.docx", 4) == (b"four", ())


def test_what_the_system_refuses_is_said_in_french_and_the_rest_in_its_words() -> None:
    assert why(OSError(errno.ENOENT, "No such file or directory")) == "introuvable"
    assert why(OSError(errno.EPIPE, "Broken pipe")) == "Broken pipe"
    assert why(OSError("rien d'autre")) == "rien d'autre"
