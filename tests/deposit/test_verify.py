"""What a given file or folder is: each change told for what it is, nothing changed called unchanged."""

from __future__ import annotations

import json
import shutil
import zipfile
from contextlib import nullcontext
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from generator.build.archiving import deposited
from generator.build.provenance import origins
from generator.build.verifying import verify
from generator.cli.run import run
from generator.deposit.origins import Catalogue
from generator.deposit.proof import read_proof
from generator.deposit.seal import sealed
from generator.deposit.told import told
from generator.deposit.verify import one_file
from generator.foundation.diagnostic import Rejected
from generator.foundation.files import sha256
from tests.deposit.kits import NOTE, PIECES, copied, kit, paper, pieces, receipt, with_signature, workspace
from tests.deposit.test_verify_additions import note_over, rewritten
from tests.packet import hostile

NOW = datetime(2023, 7, 1, tzinfo=ZoneInfo("Europe/Paris"))
AT = datetime.fromisoformat("2023-06-30 11:42")
ARCHIVE = "offers/vienne/deposit/2023-06-30-1142"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Two clients with a kit each; Vienne's was handed in."""
    made = workspace(tmp_path_factory.mktemp("verify"), "vienne", "lyon")
    deposited(made, "vienne", [receipt(made)], NOW, AT)
    return made


def one(place, path):
    (found,) = verify(place, path)
    return found


def given_file(place, folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return one(place, path)


def said(found) -> str:
    return "\n".join(told(found.verdict))


def fate(found) -> str:
    (match,) = found.verdict.matches
    return match.fate


def fewer(data: bytes, gone: int) -> bytes:
    """The PDF without one of its pages, counted from 1."""
    writer = PdfWriter()
    for number, page in enumerate(PdfReader(BytesIO(data)).pages, 1):
        if number != gone:
            writer.add_page(page)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def packed(files) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


# --- one file ------------------------------------------------------------------------------------


def test_a_file_is_told_with_its_offer_its_sources_and_its_deposit(place, tmp_path):
    found = given_file(place, tmp_path, "01-note.pdf", kit()[NOTE])
    assert found.unchanged
    lines = said(found)
    assert "01-note.pdf : identique" in lines
    assert "de l'offre « vienne »" in lines
    assert "remis le 30 juin 2023 à 11 h 42, heure de Paris" in lines
    assert "commit 0123456789ab" in lines
    assert "aussi dans : depot/vienne" in lines


@pytest.mark.parametrize("name", sorted(kit()))
def test_every_file_of_a_kit_is_known(place, name):
    assert one(place, place / "depot/vienne" / name).unchanged
    assert one(place, place / ARCHIVE / "envoi" / name).unchanged


def test_another_name_is_told(place, tmp_path):
    found = given_file(place, tmp_path, "note (1).pdf", kit()[NOTE])
    assert found.unchanged
    assert "sous un autre nom, c'est envoi/2-offre/01-note.pdf" in said(found)


def test_another_offers_file_is_told(place, tmp_path):
    found = given_file(place, tmp_path, "01-note.pdf", kit("lyon")[NOTE])
    assert "dossier de dépôt de l'offre « lyon »" in said(found)
    assert "préparé, pas encore archivé (depot/lyon)" in said(found)


@pytest.mark.parametrize("name", ["dossier-vienne.pdf", "autre.pdf"])
def test_one_byte_changed_is_told_with_its_place(place, tmp_path, name):
    data = bytearray(pieces("vienne")["dossier-vienne.pdf"])
    data[-20] ^= 1
    found = given_file(place, tmp_path, name, bytes(data))
    assert not found.unchanged
    assert fate(found) == ("changed" if name.startswith("dossier") else "like")
    assert f"1 octet diffère (le premier : n° {len(data) - 19})" in said(found)


def test_one_page_fewer_is_told_with_its_number(place, tmp_path):
    found = given_file(place, tmp_path, "dossier.pdf", fewer(pieces("vienne")["dossier-vienne.pdf"], 3))
    assert not found.unchanged
    assert "4 pages au lieu de 5" in said(found)
    assert "il manque la page 3" in said(found)


def test_another_page_and_another_text_are_told(place, tmp_path):
    ours = [f"Dossier de vienne, page {number}" for number in range(1, 6)]
    more = given_file(place, tmp_path, "dossier-vienne.pdf", paper(*ours[:2], "Page glissée", *ours[2:]))
    assert "en trop : la page 3" in said(more)
    other = given_file(place, tmp_path, "dossier-vienne.pdf", paper(*ours[:3], "Dossier de vienne, page 40", ours[4]))
    assert "le texte n'est plus le même : la page 4" in said(other)
    again = given_file(place, tmp_path, "dossier-vienne.pdf", paper(*ours, "") + b"\n")
    assert "en trop : la page 6" in said(again)


def test_a_file_saved_again_is_told_to_have_kept_its_text(place, tmp_path):
    found = given_file(place, tmp_path, "dossier-vienne.pdf", fewer(pieces("vienne")["dossier-vienne.pdf"], 0))
    assert not found.unchanged
    assert "le texte de chaque page est resté le même" in said(found)


@pytest.mark.parametrize("data", [b"", b"rien", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"%PDF-" + b"%%EOF" * 5_000])
@pytest.mark.parametrize("name", ["x.pdf", "x.zip", "x", "01-note.pdf", "SHA256SUMS.txt"])
def test_what_is_nothing_of_ours_is_never_unchanged(place, tmp_path, name, data):
    assert not given_file(place, tmp_path, name, data).unchanged


def test_a_page_that_would_hang_its_reader_is_given_up(place, tmp_path, monkeypatch):
    monkeypatch.setattr("generator.deposit.texts._SECONDS", 2)
    layers = dict(hostile.cases())["layers: never closed"]()
    found = given_file(place, tmp_path, "01-note.pdf", layers)
    assert not found.unchanged
    assert "trop lentement" in said(found)


# --- signatures ----------------------------------------------------------------------------------


def test_a_signature_added_is_told_and_what_precedes_it_proven(place, tmp_path):
    found = given_file(place, tmp_path, "01-note.pdf", with_signature(kit()[NOTE]))
    assert found.unchanged
    assert fate(found) == "signed"
    ((_, lines),) = found.signatures.items()
    assert "signé par Dominique EXEMPLE" in lines[0]
    assert "tout le fichier est couvert" in lines[1]


def test_what_follows_a_signature_takes_the_proof_away(place, tmp_path):
    for tail in (b"\n", b"%%EOF\n", b"\n/ByteRange [0 1 2 3]"):
        found = given_file(place, tmp_path, "01-note.pdf", with_signature(kit()[NOTE]) + tail)
        assert not found.unchanged
        assert fate(found) == "extended"


def test_a_change_that_hides_behind_a_sound_signature_is_told(place, tmp_path):
    found = given_file(place, tmp_path, "01-note.pdf", rewritten(note_over))
    assert not found.unchanged
    assert fate(found) == "extended"
    assert "une annotation a été ajoutée à la page 1" in said(found)
    assert "sceau intact" in "".join(found.signatures["01-note.pdf"])


def test_an_addition_without_a_signature_is_a_change(place, tmp_path):
    for tail in (b"\n% note", b"\n/ByteRange [0 10 20 30]\n%%EOF"):
        found = given_file(place, tmp_path, "01-note.pdf", kit()[NOTE] + tail)
        assert not found.unchanged
        assert fate(found) == "extended"


def test_a_signed_kit_knows_its_files_before_and_after(place, tmp_path):
    other = copied(place, tmp_path / "signed")
    depot = other / "depot/lyon"
    files = {path.relative_to(depot).as_posix(): path.read_bytes() for path in depot.rglob("*") if path.is_file()}
    proof = read_proof(files["depot.json"])
    assert proof
    for name, data in sealed(files | {NOTE: with_signature(files[NOTE])}, proof).items():
        (depot / name).write_bytes(data)
    assert one(other, depot).unchanged
    assert fate(one(other, depot / NOTE)) == "same"
    before = given_file(other, tmp_path, "01-note.pdf", files[NOTE])
    assert (fate(before), before.unchanged) == ("unsigned", True)
    (depot / NOTE).write_bytes(files[NOTE])
    assert not one(other, depot).unchanged


# --- zips and sums -------------------------------------------------------------------------------


def test_a_zip_packed_again_with_the_same_files_is_told(place, tmp_path):
    ours = {name.removeprefix("2-offre/"): data for name, data in kit().items() if name.startswith("2-offre/")}
    found = given_file(place, tmp_path, "offre.zip", packed(ours))
    assert (fate(found), found.unchanged) == ("repacked", True)
    around = given_file(place, tmp_path, "à envoyer.zip", packed({f"offre/{n}": d for n, d in ours.items()}))
    assert around.unchanged
    assert "l'archive elle-même n'est pas la nôtre" in around.notes[-1].line


def test_a_zip_with_a_file_fewer_more_or_other_is_told(place, tmp_path):
    ours = {name.removeprefix("2-offre/"): data for name, data in kit().items() if name.startswith("2-offre/")}
    fewer_ = given_file(place, tmp_path, "offre.zip", packed(dict(list(ours.items())[1:])))
    assert "01-note.pdf : MANQUE" in said(fewer_)
    more = given_file(place, tmp_path, "offre.zip", packed(ours | {"photo.jpg": b"x"}))
    assert "photo.jpg : INCONNU" in said(more)
    other = given_file(place, tmp_path, "offre.zip", packed(ours | {"01-note.pdf": kit("lyon")[NOTE]}))
    assert "« vienne »" in said(other).splitlines()[0]
    assert "fichier d'ailleurs : dossier de dépôt de l'offre « lyon »" in said(other)
    assert not any(found.unchanged for found in (fewer_, more, other))


def test_a_zip_that_holds_two_files_of_one_name_is_not_believed(place, tmp_path):
    ours = {name.removeprefix("2-offre/"): data for name, data in kit().items() if name.startswith("2-offre/")}
    for name in ("01-note.pdf", "01-NOTE.pdf"):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive, pytest.warns() if name in ours else nullcontext():
            archive.writestr(name, b"%PDF-1.7 autre")
            for each, data in ours.items():
                archive.writestr(each, data)
        found = given_file(place, tmp_path, "offre.zip", buffer.getvalue())
        assert not found.unchanged
        assert "deux fichiers y portent le même nom" in said(found)


def test_a_list_of_sums_is_judged_with_the_files_beside_it(place, tmp_path):
    copy = copied(place / "depot/vienne", tmp_path / "cle")
    assert one(place, copy / "SHA256SUMS.txt").unchanged
    (copy / "1-candidature/01-dc1.pdf").write_bytes(kit("lyon")["1-candidature/01-dc1.pdf"])
    found = one(place, copy / "SHA256SUMS.txt")
    assert not found.unchanged
    assert "01-dc1.pdf : identique à 1-candidature/01-dc1.pdf, mais c'est un fichier d'ailleurs" in said(found)


# --- folders -------------------------------------------------------------------------------------


def test_kits_archives_and_copies_are_unchanged(place, tmp_path):
    assert one(place, place / "depot/vienne").unchanged
    assert one(place, place / ARCHIVE).unchanged
    assert one(place, copied(place / "depot/vienne", tmp_path / "key")).unchanged
    assert one(place, copied(place / "depot/vienne/2-offre", tmp_path / "half")).unchanged
    kits = verify(place, place / "depot")
    assert [found.verdict.origin.client for found in kits] == ["lyon", "vienne"]
    assert all(found.unchanged for found in kits)


def test_a_copy_without_its_zips_is_told_to_be_a_part(place, tmp_path):
    copy = tmp_path / "part"
    copied(place / "depot/vienne/2-offre", copy / "2-offre")
    copied(place / "depot/vienne/1-candidature", copy / "1-candidature")
    found = one(place, copy)
    assert found.unchanged
    assert "pas dans ce qui est donné, donc pas jugé" in said(found)


def test_renamed_swapped_missing_added_and_changed_files_are_told(place, tmp_path):
    copy = copied(place / "depot/vienne", tmp_path / "key")
    (copy / "dossier-vienne.pdf").rename(copy / "packet.pdf")
    (copy / "1-candidature/01-dc1.pdf").unlink()
    shutil.copy(copy / NOTE, copy / "2-offre/02-planning.pdf")
    (copy / "index.txt").write_bytes(b"autre")
    (copy / "lisez-moi.txt").write_bytes(b"x")
    found = one(place, copy)
    lines = said(found)
    assert not found.unchanged
    assert "packet.pdf : identique à envoi/dossier-vienne.pdf : renommé ou déplacé" in lines
    assert "envoi/1-candidature/01-dc1.pdf : MANQUE" in lines
    assert "2-offre/02-planning.pdf : identique à envoi/2-offre/01-note.pdf" in lines
    assert "à la place de envoi/2-offre/02-planning.pdf" in lines
    assert "index.txt : CHANGÉ" in lines
    assert "lisez-moi.txt : INCONNU" in lines
    assert "CHANGÉ : 5 à regarder" in lines


def test_a_kit_that_vouches_for_its_own_changes_is_not_believed(place, tmp_path):
    other = copied(place, tmp_path / "forged")
    shutil.copytree(other / "depot/vienne", tmp_path / "stranger")
    for folder in (other / "depot/vienne", tmp_path / "stranger"):
        files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        proof = read_proof(files["depot.json"])
        assert proof
        for name, data in sealed(files | {PIECES[0]: paper("Autre DC1")}, proof).items():
            (folder / name).write_bytes(data)
    ours = one(other, other / "depot/vienne")
    assert "ce n'est pas ce qui a été remis le 30 juin 2023" in "".join(note.line for note in ours.notes)
    stranger = one(place, tmp_path / "stranger")
    assert not stranger.unchanged
    assert "1-candidature/01-dc1.pdf : CHANGÉ" in said(stranger)


def test_a_kit_of_an_unknown_workspace_is_told_to_vouch_for_itself(place, tmp_path):
    (tmp_path / "empty").mkdir()
    empty = workspace(tmp_path / "empty", "paris")
    found = one(empty, place / "depot/vienne")
    assert "d'après lui seul" in said(found)


def test_a_file_changed_in_its_kit_is_compared_with_the_build(place, tmp_path):
    other = copied(place, tmp_path / "ours")
    path = other / "depot/lyon/dossier-lyon.pdf"
    data = path.read_bytes()
    path.write_bytes(fewer(data, 2))
    assert said(one(other, other / "depot/lyon")).count("il manque la page 2") == 0
    build = other / "build/lyon"
    build.mkdir(parents=True)
    (build / "dossier-lyon.pdf").write_bytes(data)
    listed = [{"file": "dossier-lyon.pdf", "sha256": sha256(data), "bytes": len(data)}]
    manifest = {"inputs": "f" * 64, "generator": "1.2.3", "files": listed}
    (build / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert "il manque la page 2" in said(one(other, other / "depot/lyon"))


def test_a_kit_and_its_build_must_agree(place, tmp_path):
    other = copied(place, tmp_path / "built")
    build = other / "build/lyon"
    (build / "depot").mkdir(parents=True)
    proof = read_proof(kit("lyon")["depot.json"])
    assert proof
    listed = [{"file": one.source, "sha256": one.built} for one in proof.files if one.source]
    manifest = {"inputs": proof.inputs, "generator": "1.2.3", "files": listed}
    (build / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert one(other, other / "depot/lyon").unchanged
    listed[0]["sha256"] = "0" * 64
    (build / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    found = one(other, other / "depot/lyon")
    assert not found.unchanged
    assert "ne s'accordent pas" in found.notes[-1].line


def test_an_archive_whose_record_was_rewritten_is_told(place, tmp_path):
    other = copied(place, tmp_path / "rewritten")
    was, now = kit()[PIECES[0]], paper("Autre DC1")
    path = other / ARCHIVE / "deposit.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(sha256(was), sha256(now), 1), encoding="utf-8")
    (other / ARCHIVE / "envoi" / PIECES[0]).write_bytes(now)
    found = one(other, other / ARCHIVE)
    assert not found.unchanged
    assert any("ne donnent pas la même empreinte" in note.line for note in found.notes)


def test_an_archive_is_told_to_be_in_git_or_not(place, tmp_path):
    import subprocess

    other = copied(place, tmp_path / "git")
    assert "pas encore dans git" in one(other, other / ARCHIVE).notes[-1].line
    git = ["git", "-c", "user.name=Exemple", "-c", "user.email=exemple@organisme.example"]
    for command in (["init", "-q"], ["add", "offers"], ["commit", "-qm", "Dépôt"]):
        subprocess.run([*git, *command], cwd=other, check=True, capture_output=True)
    kept = one(other, other / ARCHIVE)
    assert kept.unchanged
    assert "gardée par git" in kept.notes[-1].line
    (other / ARCHIVE / "accuse-1-accuse-de-reception-1.pdf").write_bytes(b"autre")
    changed = one(other, other / ARCHIVE)
    assert not changed.unchanged
    assert "accuse-1-accuse-de-reception-1.pdf : CHANGÉ" in said(changed)
    assert "CHANGÉE depuis" in changed.notes[-1].line


def test_what_cannot_be_read_is_refused(place, tmp_path):
    for path in (tmp_path / "absent", tmp_path):
        with pytest.raises(Rejected) as caught:
            verify(place, path)
        assert caught.value.exit_code == 4


def test_a_folder_too_large_is_refused(place, tmp_path, monkeypatch):
    copy = copied(place / "depot/vienne", tmp_path / "key")
    for limit in ("MOST", "LARGEST"):
        monkeypatch.setattr(f"generator.build.verifying.{limit}", 5)
        with pytest.raises(Rejected) as caught:
            verify(place, copy)
        assert [each.code for each in caught.value.diagnostics] == ["E961"]
        monkeypatch.undo()


def test_what_stands_beside_kits_is_told_not_to_be_judged(place, tmp_path):
    copied(place / "depot", tmp_path / "keys")
    (tmp_path / "keys/photo.jpg").write_bytes(b"x")
    (tmp_path / "keys/.cache").write_bytes(b"x")
    *_, last = verify(place, tmp_path / "keys")
    assert last.unchanged
    assert last.notes[-1].line == "à côté, pas jugé : photo.jpg"


def test_the_command(place, capsys, tmp_path):
    assert run(["verify", str(place / "depot/vienne"), str(place / ARCHIVE), "-w", str(place)]) == 0
    assert "sans changement" in capsys.readouterr().out
    (tmp_path / "x.pdf").write_bytes(b"x")
    assert run(["verify", str(tmp_path / "x.pdf"), "-w", str(place)]) == 1
    assert "INCONNU" in capsys.readouterr().out
    assert run(["verify", str(place / "depot/vienne/dossier-vienne.pdf"), "-w", str(place), "--format", "json"]) == 0
    (data,) = json.loads(capsys.readouterr().out)
    assert data["unchanged"] is True
    assert data["origin"]["sent"] == "2023-06-30T09:42:00+00:00"
    assert data["files"][0]["is"] == "envoi/dossier-vienne.pdf"


# --- properties ----------------------------------------------------------------------------------

NAMES = sorted(kit())
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def catalogue(place):
    return Catalogue(origins(place))


def gone(origin, known):
    """Nothing is at hand to be compared with: hashes alone decide, and reading no PDF costs nothing."""


@MANY
@given(name=st.sampled_from(NAMES), place_=st.integers(0), mask=st.integers(1, 255))
def test_no_byte_can_be_changed_unseen(catalogue, name, place_, mask):
    data = bytearray(kit()[name])
    data[place_ % len(data)] ^= mask
    assert not one_file(name, bytes(data), catalogue, gone).fine


@MANY
@given(name=st.sampled_from(NAMES), start=st.integers(0), size=st.integers(1, 400), more=st.binary(max_size=40))
def test_no_bytes_can_be_cut_or_put_in_unseen(catalogue, name, start, size, more):
    data = kit()[name]
    begin = start % len(data)
    other = data[:begin] + more + data[begin + size :]
    if other != data:
        assert not one_file(name, other, catalogue, gone).fine


@MANY
@given(data=st.data())
def test_a_folder_is_unchanged_only_when_it_is_the_kit(place, tmp_path, data):
    """Files taken away, swapped, renamed or replaced at random: the whole is told unchanged only as it was."""
    files = dict(kit())
    for _ in range(data.draw(st.integers(0, 3))):
        name = data.draw(st.sampled_from(sorted(files)))
        match data.draw(st.sampled_from(["gone", "other", "renamed", "added"])):
            case "gone" if len(files) > 1:
                del files[name]
            case "other":
                files[name] = data.draw(st.sampled_from(sorted(kit("lyon").values())))
            case "renamed":
                files[f"{name}x"] = files.pop(name)
            case _:
                files[f"{name}.bak"] = b"x"
    folder = tmp_path / "folder"
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    verdicts = verify(place, folder)
    left = {name for name in kit() if name not in files}
    sent = {name for name in left if name in {"depot.json", "SHA256SUMS.txt"}}  # kept, never sent
    partial = not any("/" in name or name not in left for name in files) or bool(left - sent)
    same = files.items() <= kit().items()
    if all(found.unchanged for found in verdicts):
        assert same, sorted(files)
    if files == kit():
        assert all(found.unchanged for found in verdicts)
    assert partial or same or not all(found.unchanged for found in verdicts)
