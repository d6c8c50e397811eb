"""Publication: whole or not at all, and nothing of a person's is lost."""

from __future__ import annotations

import json

import pytest

from generator.build.publish import exclusive, publish, recover, refuse_edits
from generator.build.state import read_state
from generator.foundation.diagnostic import Rejected
from generator.foundation.files import sha256


def files(**contents: str) -> dict[str, bytes]:
    made = {f"{name}.txt": text.encode() for name, text in contents.items()}
    entries = [{"file": name, "sha256": sha256(data)} for name, data in made.items()]
    return made | {"manifest.json": json.dumps({"inputs": "d1", "files": entries}).encode()}


def test_what_is_published_is_what_stands(tmp_path):
    folder = tmp_path / "vienne"
    assert set(publish(folder, files(a="1", b="2"))) == {"a.txt", "b.txt", "manifest.json"}
    assert read_state(folder).is_current("d1")
    assert publish(folder, files(a="1", b="3")) == ("b.txt", "manifest.json")
    assert [p.name for p in tmp_path.iterdir()] == ["vienne"]


def test_a_file_that_is_no_longer_made_goes(tmp_path):
    folder = tmp_path / "vienne"
    publish(folder, files(a="1", b="2"))
    publish(folder, files(a="1"))
    assert not (folder / "b.txt").exists()


def test_what_somebody_added_stays(tmp_path):
    folder = tmp_path / "vienne"
    publish(folder, files(a="1"))
    (folder / "relu").mkdir()
    (folder / "relu" / "a (relu).txt").write_text("mes notes", encoding="utf-8")
    publish(folder, files(a="2"))
    assert (folder / "relu" / "a (relu).txt").read_text(encoding="utf-8") == "mes notes"


def test_an_edited_file_stops_the_build_and_is_named(tmp_path):
    folder = tmp_path / "vienne"
    publish(folder, files(a="1", b="2"))
    (folder / "a.txt").write_text("corrigé dans Word", encoding="utf-8")
    with pytest.raises(Rejected) as stop:
        refuse_edits(folder, "vienne", {})
    assert stop.value.exit_code == 4
    assert [d.span.file for d in stop.value.diagnostics] == ["build/vienne/a.txt"]
    assert "n'est pas écrasé" in stop.value.diagnostics[0].message
    assert (folder / "a.txt").read_text(encoding="utf-8") == "corrigé dans Word"


def test_without_a_manifest_nothing_of_a_person_is_overwritten(tmp_path):
    folder = tmp_path / "vienne"
    publish(folder, files(a="1", b="2"))
    (folder / "manifest.json").unlink()
    (folder / "a.txt").write_text("corrigé dans Word", encoding="utf-8")
    with pytest.raises(Rejected) as stop:
        refuse_edits(folder, "vienne", files(a="1", b="2"))
    assert [d.span.file for d in stop.value.diagnostics] == ["build/vienne/a.txt"]


def test_without_a_manifest_what_is_the_same_is_ours_again(tmp_path):
    folder = tmp_path / "vienne"
    publish(folder, files(a="1", b="2"))
    (folder / "manifest.json").unlink()
    refuse_edits(folder, "vienne", files(a="1", b="2"))
    publish(folder, files(a="1", b="2"))
    assert read_state(folder).is_current("d1")


def test_a_file_saved_while_the_build_ran_is_kept(tmp_path):
    """The second look, just before the swap, sees what the first could not."""
    folder = tmp_path / "vienne"
    publish(folder, files(a="1"))
    refuse_edits(folder, "vienne", {})
    (folder / "a.txt").write_text("enregistré pendant la construction", encoding="utf-8")
    with pytest.raises(Rejected):
        refuse_edits(folder, "vienne", files(a="2"))


def test_a_build_killed_between_the_two_renames_is_put_back(tmp_path):
    folder = tmp_path / "vienne"
    publish(folder, files(a="1"))
    folder.rename(tmp_path / ".vienne.old")
    (tmp_path / ".vienne.new").mkdir()
    recover(folder)
    assert read_state(folder).is_current("d1")
    assert [p.name for p in tmp_path.iterdir()] == ["vienne"]


def test_a_failed_write_leaves_the_old_folder(tmp_path):
    folder = tmp_path / "vienne"
    publish(folder, files(a="1"))
    with pytest.raises(OSError, match="name"):
        publish(folder, files(a="2") | {"x" * 300: b"a name too long for any file system"})
    assert read_state(folder).is_current("d1")
    assert [p.name for p in tmp_path.iterdir()] == ["vienne"]


def test_a_second_build_of_the_same_client_is_refused(tmp_path):
    with exclusive(tmp_path / "vienne"):
        with pytest.raises(Rejected) as stop, exclusive(tmp_path / "vienne"):
            pytest.fail("two builds held the lock")
        with exclusive(tmp_path / "autre"):
            pass
    assert stop.value.exit_code == 4
    with exclusive(tmp_path / "vienne"):
        pass


@pytest.mark.parametrize("text", ["{", "[]", "3", '{"files": [{"x": 1}], "inputs": "d1"}', '{"files": 3}'])
def test_an_unreadable_manifest_is_no_build(tmp_path, text):
    folder = tmp_path / "vienne"
    folder.mkdir()
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    assert read_state(folder).digest == ""
    assert not read_state(folder).is_current("")  # nothing was ever built: an empty digest is nobody's
