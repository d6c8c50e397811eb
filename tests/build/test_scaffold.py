"""New clients and workspaces: nothing is overwritten or left half-written; the unknown stays to fill in."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.brief.offer import Offer
from generator.build.inputs import read_inputs
from generator.build.scaffold import client_files, existing, is_key, lay, suggested_key, workspace_files
from generator.build.survey import survey
from generator.foundation.record import parse_record
from tests.demo import CLIENT, empty, filled


def test_an_empty_scaffold_has_only_things_to_fill_in(tmp_path: Path) -> None:
    inputs, problems = read_inputs(empty(tmp_path), CLIENT)
    assert inputs is None
    assert len(problems) >= 15
    assert {p.code for p in problems} == {"B102"}
    assert all(p.message.endswith("valeur manquante") for p in problems)
    assert {p.span.file for p in problems if p.span} == {
        f"offers/{CLIENT}/brief.yaml",
        f"offers/{CLIENT}/offer.yaml",
    }


def test_a_filled_scaffold_can_be_read(tmp_path: Path) -> None:
    inputs, problems = read_inputs(filled(tmp_path), CLIENT)
    assert problems == ()
    assert inputs
    assert inputs.offer.value.approach == "analyse-de-situations"
    assert inputs.offer.value.town == "Niort"
    assert inputs.specimen


def test_nothing_is_confirmed_on_anybodys_honour(tmp_path: Path) -> None:
    text = (empty(tmp_path) / "offers" / CLIENT / "offer.yaml").read_text(encoding="utf-8")
    confirmed = [
        line for line in text.splitlines() if "statement:" in line and not line.lstrip().startswith("#")
    ]
    assert confirmed == []
    assert text.rstrip().endswith("confirmations: []")


def test_a_choice_that_leaves_a_doubt_is_not_made(tmp_path: Path) -> None:
    lay(tmp_path, workspace_files())
    for folder in ("approaches", "interveners"):
        path = next((tmp_path / "boilerplate" / folder).glob("*.yaml"))
        path.with_stem("un-autre").write_bytes(path.read_bytes())
    (tmp_path / "boilerplate" / "candidate.yaml").write_text("name: [", encoding="utf-8")
    text = client_files(tmp_path, "demo")["offer.yaml"].decode()
    assert "approach: null " in text
    assert "analyse-de-situations, un-autre" in text
    assert "{intervener: null, role: lead}" in text
    assert "town: null " in text
    loaded, problems = parse_record(text, "offer.yaml", Offer)
    assert loaded is None
    assert {p.code for p in problems} == {"B102"}


def test_no_placeholder_of_ours_remains(tmp_path: Path) -> None:
    files = {
        p: p.read_text(encoding="utf-8")
        for p in empty(tmp_path).rglob("*")
        if p.suffix in {".yaml", ".txt", ".md"}
    }
    assert len(files) >= 18
    assert [path for path, text in files.items() if "@" in text.replace("contact@", "")] == []


def test_a_new_workspace_is_whole_and_readable(tmp_path: Path) -> None:
    lay(tmp_path, workspace_files())
    count, problems = survey(tmp_path)
    assert problems == ()
    assert count >= 10
    assert {"offers", "boilerplate", "schema", ".gitignore", "LISEZ-MOI.md"} == {
        p.name for p in tmp_path.iterdir()
    }


def test_files_that_cannot_be_written_leave_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("un fichier", encoding="utf-8")
    with pytest.raises(OSError, match="b"):
        lay(tmp_path, {"a/one.txt": b"1", "a/deep/two.txt": b"2", "b/three.txt": b"3"})
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("le mien", encoding="utf-8")
    assert existing(tmp_path, {"a.txt": b"", "b.txt": b""}) == ("a.txt",)
    with pytest.raises(FileExistsError):
        lay(tmp_path, {"b.txt": b"", "a.txt": b"autre"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "le mien"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("CCAS d'Évry", "ccas-d-evry"),
        ("Œuvre  sociale", "oeuvre-sociale"),
        ("lyon_2", "lyon-2"),
        ("-86-", "86"),
        ("con", "client-con"),
        ("日本", ""),
        ("a" * 60, "a" * 40),
    ],
)
def test_a_bad_name_has_a_near_key(name: str, key: str) -> None:
    assert not is_key(name)
    assert suggested_key(name) == key
    assert not key or is_key(key)


@settings(max_examples=50)
@given(st.text(max_size=80))
def test_a_suggestion_is_always_a_key(name: str) -> None:
    key = suggested_key(name)
    assert key == "" or is_key(key)
    assert not is_key(name) or key == name
