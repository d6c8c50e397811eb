"""A sealed kit: zips, index, proof and sums that follow from its files, and from nothing else."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build.depositing import kit_files, write_kit
from generator.deposit.proof import Proof, Sent, proof_json, read_proof, slips
from generator.deposit.seal import envelopes, sealed, size, zip_name

FILES = {
    "1-candidature/01-dc1.pdf": b"%PDF dc1",
    "1-candidature/02-kbis.pdf": b"%PDF kbis",
    "2-offre/01-note.pdf": b"%PDF note",
    "dossier-lyon.pdf": b"%PDF all",
}


def proof(files: dict[str, bytes]) -> Proof:
    listed = tuple(
        Sent(file=name, bytes=0, sha256="", title="Kbis" if "kbis" in name else "", apart="kbis" in name, pages=1)
        for name in files
    )
    return Proof(client="lyon", title="Analyse", generator="1", commit="abc", inputs="d1", files=listed)


def test_a_kit_holds_its_files_and_what_follows_from_them():
    kit = sealed(FILES, proof(FILES))
    assert {name: kit[name] for name in FILES} == FILES
    assert set(kit) - set(FILES) == {"candidature.zip", "offre.zip", "index.txt", "depot.json", "SHA256SUMS.txt"}
    said = read_proof(kit["depot.json"])
    assert said
    assert [one.file for one in said.files] == [*FILES, "candidature.zip", "offre.zip", "index.txt"]
    assert not slips(kit, said)
    assert all(one.bytes == len(kit[one.file]) for one in said.files)


def test_a_zip_is_flat_and_has_fixed_bytes():
    kit = sealed(FILES, proof(FILES))
    with zipfile.ZipFile(BytesIO(kit["candidature.zip"])) as archive:
        assert archive.namelist() == ["01-dc1.pdf", "02-kbis.pdf"]
        assert archive.read("01-dc1.pdf") == FILES["1-candidature/01-dc1.pdf"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert kit == sealed(dict(reversed(FILES.items())), proof(FILES))


def test_the_sums_are_those_of_sha256sum():
    kit = sealed(FILES, proof(FILES))
    lines = dict(reversed(line.split("  ", 1)) for line in kit["SHA256SUMS.txt"].decode().splitlines())
    assert lines == {n: hashlib.sha256(d).hexdigest() for n, d in kit.items() if n != "SHA256SUMS.txt"}


def test_sealing_again_brings_everything_up_to_date():
    kit = sealed(FILES, proof(FILES))
    said = read_proof(kit["depot.json"])
    assert said
    assert sealed(kit, said) == kit
    signed = {**kit, "2-offre/01-note.pdf": b"%PDF note signed"}
    assert slips(signed, said).changed == ("2-offre/01-note.pdf",)
    again = sealed(signed, said)
    told = read_proof(again["depot.json"])
    assert told
    assert not slips(again, told)
    assert again["candidature.zip"] == kit["candidature.zip"]
    assert again["offre.zip"] != kit["offre.zip"]
    assert hashlib.sha256(b"%PDF note signed").hexdigest() in again["index.txt"].decode()


def test_files_and_proof_that_differ_are_not_sealed():
    with pytest.raises(ValueError, match="02-kbis"):
        sealed({name: data for name, data in FILES.items() if "kbis" not in name}, proof(FILES))
    with pytest.raises(ValueError, match="99-more"):
        sealed({**FILES, "2-offre/99-more.pdf": b""}, proof(FILES))


def test_the_index_says_what_each_file_is():
    kit = sealed(FILES, proof(FILES))
    said = kit["index.txt"].decode()
    assert "1-candidature/ (2 fichiers, 17 octets)" in said
    assert "Kbis (1 page, 9 octets, déjà signé, remis à part)" in said
    assert said.index("1-candidature/") < said.index("2-offre/") < said.index("À côté des enveloppes")


def test_slips_tell_each_kind():
    said = read_proof(sealed(FILES, proof(FILES))["depot.json"])
    assert said
    files = {**FILES, "1-candidature/01-dc1.pdf": b"other", "2-offre/02-more.p7s": b""}
    del files["dossier-lyon.pdf"]
    found = slips(files, said)
    assert found
    assert found.changed == ("1-candidature/01-dc1.pdf",)
    assert found.missing == ("dossier-lyon.pdf", "candidature.zip", "offre.zip", "index.txt")
    assert found.added == ("2-offre/02-more.p7s",)


def test_names_and_sizes():
    assert envelopes(["2-offre-lot-2/a.pdf", "1-candidature/b.pdf", "c.pdf"]) == ("1-candidature", "2-offre-lot-2")
    assert [zip_name(one) for one in ("1-candidature", "2-offre-lot-2", "offre")] == [
        "candidature.zip",
        "offre-lot-2.zip",
        "offre.zip",
    ]
    assert [size(n) for n in (0, 1023, 1024, 2_000_000)] == ["0 octets", "1023 octets", "1 Ko", "1,9 Mo"]


def test_a_proof_that_is_none():
    assert read_proof(b"") is None
    assert read_proof(b"{}") is None
    assert read_proof(proof_json(proof(FILES))) == proof(FILES)


PATHS = st.from_regex(r"(1-candidature|2-offre|2-offre-lot-[12])/[a-z0-9_-]{1,12}\.(pdf|docx|xlsx)", fullmatch=True)


@settings(max_examples=60, deadline=None)
@given(files=st.dictionaries(PATHS, st.binary(max_size=40), max_size=8), again=st.binary(max_size=40))
def test_any_files_are_sealed_whole_and_sealed_again(files, again):
    kit = sealed(files, proof(files))
    said = read_proof(kit["depot.json"])
    assert said
    assert not slips(kit, said)
    assert sealed(kit, said) == kit
    inside = {}
    for name in (name for name in kit if name.endswith(".zip")):
        (folder,) = (each for each in envelopes(files) if zip_name(each) == name)
        with zipfile.ZipFile(BytesIO(kit[name])) as archive:
            assert archive.testzip() is None
            inside |= {f"{folder}/{each}": archive.read(each) for each in archive.namelist()}
    assert inside == files
    for name in list(files)[:1]:
        changed = {**kit, name: again}
        assert slips(changed, said).changed == ((name,) if again != files[name] else ())
        assert slips(sealed(changed, said), read_proof(sealed(changed, said)["depot.json"])) == slips({}, proof({}))


def test_a_kit_that_can_not_be_written_leaves_the_one_that_stood_there(tmp_path):
    kit = sealed(FILES, proof(FILES))
    write_kit(tmp_path, "lyon", kit)
    with pytest.raises(OSError, match="xxx"):
        write_kit(tmp_path, "lyon", {"2-offre/first.pdf": b"", f"2-offre/{'x' * 300}.pdf": b""})
    assert kit_files(tmp_path / "depot" / "lyon") == kit
    assert not (tmp_path / "depot" / ".lyon.new").exists()
