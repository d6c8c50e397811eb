"""The archive of a deposit: exactly the kit, the receipt, when; whole or not at all, and never written again."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import fastjsonschema
import pytest

from generator.brief.deposit import Deposit
from generator.build.archiving import LARGEST, archives, changed_since, deposited, last_deposit
from generator.build.dashboard import write_page
from generator.build.depositing import write_kit
from generator.build.schema import KINDS, schema
from generator.build.state import inputs_digest
from generator.cli.run import run
from generator.foundation.diagnostic import Rejected
from generator.foundation.files import sha256
from tests.deposit.kits import INPUTS, NOTE, copied, kit, receipt, with_signature, workspace
from tests.deposit.test_verify_additions import note_over, rewritten
from tests.workspaces import changed, tree_bytes

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2023, 7, 3, 9, 0, tzinfo=PARIS)
AT = "2023-06-30 11:42"
PLACE = "offers/vienne/deposit/2023-06-30-1142"


@pytest.fixture
def place(tmp_path):
    return workspace(tmp_path)


def moment(said):
    """Without a zone, as a person reads it on a receipt."""
    return datetime.fromisoformat(said) if isinstance(said, str) else said


def archived(place, at=AT):
    return deposited(place, "vienne", [receipt(place)], NOW, moment(at))


def refused(place, *paths, at=AT) -> list[str]:
    before = tree_bytes(place / "offers")
    with pytest.raises(Rejected) as caught:
        deposited(place, "vienne", paths or [receipt(place)], NOW, moment(at))
    assert tree_bytes(place / "offers") == before
    assert caught.value.exit_code == 4
    return [each.code for each in caught.value.diagnostics]


def codes(done) -> list[str]:
    return [each.code for each in done.findings]


def test_an_archive_is_the_kit_and_the_receipt_byte_for_byte(place):
    done = archived(place)
    assert done.place == PLACE
    assert done.findings == ()
    kept = tree_bytes(place / PLACE)
    assert {name.removeprefix("envoi/"): data for name, data in kept.items() if name.startswith("envoi/")} == kit()
    assert set(kept) - {f"envoi/{name}" for name in kit()} == {"deposit.yaml", "accuse-1-accuse-de-reception-1.pdf"}
    assert kept["accuse-1-accuse-de-reception-1.pdf"] == b"%PDF-1.7 recu"


def test_deposit_yaml_says_all_of_it_again(place):
    done = archived(place)
    (kept,), problems = archives(place, "vienne")
    assert problems == ()
    assert kept.deposit == done.deposit
    assert kept.deposit.inputs == INPUTS
    assert kept.deposit.when == "30 juin 2023 à 11 h 42, heure de Paris"
    files = tree_bytes(place / PLACE)
    assert {one.file: one.sha256 for one in (*kept.deposit.files, *kept.deposit.receipts)} == {
        name: sha256(data) for name, data in files.items() if name != "deposit.yaml"
    }
    assert {one.since for one in kept.deposit.files} == {None}


def test_editors_accept_deposit_yaml(place):
    import yaml

    archived(place)
    text = (place / PLACE / "deposit.yaml").read_text(encoding="utf-8")
    kind = next(kind for kind in KINDS if kind.model is Deposit)
    data = yaml.load(text, Loader=yaml.BaseLoader)
    data["clean"] = data["clean"] == "true"
    for one in (*data["files"], *data["receipts"]):
        one["bytes"] = int(one["bytes"])
    fastjsonschema.validate(schema(kind), data)
    assert text.splitlines()[0].endswith("../../../../schema/deposit.schema.json")


def test_the_same_archive_has_the_same_bytes(tmp_path):
    made = []
    for name in ("one", "two"):
        folder = workspace(tmp_path / name) if (tmp_path / name).mkdir() is None else None
        archived(folder)
        made.append(tree_bytes(folder / PLACE))
    assert made[0] == made[1]


def test_a_second_deposit_is_a_second_folder_and_the_last_one_counts(place):
    archived(place)
    archived(place, "2023-06-30 09:00")
    kept, _ = archives(place, "vienne")
    assert [one.place.rpartition("/")[2] for one in kept] == ["2023-06-30-0900", "2023-06-30-1142"]
    last, _ = last_deposit(place, "vienne")
    assert last
    assert last.place == PLACE


def test_the_same_minute_is_never_written_again(place):
    archived(place)
    assert refused(place) == ["E956"]


def test_without_an_hour_it_is_now(place):
    assert archived(place, at=None).place.endswith("/2023-07-03-0900")


def test_an_hour_is_that_of_the_consultation(place):
    changed(place, "offers/vienne/brief.yaml", '  hour: "12:00"', '  hour: "12:00"\n  zone: Indian/Reunion')
    assert archived(place).deposit.when == "30 juin 2023 à 11 h 42, heure de La Réunion"
    paris = archived(place, datetime(2023, 6, 30, 9, 50, tzinfo=PARIS)).deposit
    assert paris.when == "30 juin 2023 à 11 h 50, heure de La Réunion"
    assert paris.moment == datetime(2023, 6, 30, 7, 50, tzinfo=ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2023-07-02 11:59", ""),
        ("2023-07-02 12:00", "à la minute même"),
        ("2023-07-02 12:01", "APRÈS la date limite"),
        ("2023-07-03 08:00", "APRÈS la date limite"),
    ],
)
def test_a_late_deposit_is_archived_and_told(place, at, said):
    done = archived(place, at)
    assert codes(done) == (["E958"] if said else [])
    assert said in "".join(each.message for each in done.findings)
    assert (place / done.place / "deposit.yaml").is_file()


def test_without_an_hour_the_whole_last_day_is_in_time(place):
    changed(place, "offers/vienne/brief.yaml", 'hour: "12:00"', "hour: null")
    assert codes(archived(place, "2023-07-02 23:59")) == []
    assert codes(archived(place, "2023-07-03 00:00")) == ["E958"]


def test_sources_that_git_has_not_are_told(place):
    write_kit(place, "vienne", kit(commit=""))
    assert codes(archived(place)) == ["E962"]


def test_a_brief_that_no_longer_reads_does_not_undo_a_deposit(place):
    (place / "offers/vienne/brief.yaml").write_text("title: [", encoding="utf-8")
    assert archived(place).deposit.zone == "Europe/Paris"


def test_every_reason_is_told_at_once(place):
    depot = place / "depot/vienne"
    (depot / NOTE).write_bytes((depot / NOTE).read_bytes() + b"x")
    (depot / "offre.zip").unlink()
    (depot / "2-offre/03-plus.pdf").write_bytes(b"%PDF-")
    late = "2024-01-01 00:00"
    found = refused(place, place / "absent.pdf", receipt(place, b""), at=late)
    assert sorted(found) == ["E926", "E951", "E952", "E953", "E955", "E957"]


@pytest.mark.parametrize("name", ["SHA256SUMS.txt", "index.txt", "dossier-vienne.pdf", "1-candidature/02-kbis.pdf"])
def test_one_byte_more_or_a_file_less_is_refused(place, name):
    path = place / "depot/vienne" / name
    data = path.read_bytes()
    path.write_bytes(data + b"\n")
    assert refused(place) == ["E951"]
    path.unlink()
    assert refused(place) == ["E952"]
    path.write_bytes(data)
    assert codes(archived(place)) == []


def test_a_receipt_that_carries_too_much_is_refused_with_a_remedy_of_its_own(place):
    path = place / "accuse.eml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(Rejected) as caught:
        deposited(place, "vienne", [path], NOW)
    (one,) = caught.value.diagnostics
    assert (one.code, one.hint) == (
        "E927",
        "donnez l'accusé seul, sans les fichiers remis : l'archive en garde déjà la copie",
    )


@pytest.mark.parametrize("name", ["Réponse de la plateforme.EML", "capture d'écran.png", "accusé"])
def test_a_receipt_of_any_kind_is_kept_as_it_came(place, name: str):
    (place / name).write_bytes(name.encode())
    done = deposited(place, "vienne", [place / name], NOW, moment(AT))
    (kept,) = done.deposit.receipts
    assert (place / done.place / kept.file).read_bytes() == name.encode()
    assert kept.file.isascii()


def test_a_file_added_by_hand_is_kept_and_told(place):
    (place / "depot/vienne/2-offre/note.p7s").write_bytes(b"jeton")
    done = archived(place)
    assert codes(done) == ["E953"]
    assert {one.file: one.since for one in done.deposit.files}["envoi/2-offre/note.p7s"] == "added"


def test_a_file_signed_since_is_kept_and_its_zip_told(place):
    path = place / "depot/vienne" / NOTE
    path.write_bytes(with_signature(path.read_bytes()))
    done = archived(place)
    assert codes(done) == ["E954", "E963"]
    assert "offre.zip" in str(done.findings[0].span)
    later = "signé le 2 mars 2026 à 12 h 42, heure de Paris, après le dépôt, le 30 juin 2023 à 11 h 42, heure de Paris"
    assert done.findings[1].message == later
    assert {one.file: one.since for one in done.deposit.files}[f"envoi/{NOTE}"] == "signed"


def test_a_signature_that_does_not_close_the_file_is_a_change(place):
    path = place / "depot/vienne" / NOTE
    path.write_bytes(with_signature(path.read_bytes()) + b"\n")
    assert refused(place) == ["E951"]


def test_a_change_that_hides_behind_a_signature_is_a_change(place):
    path = place / "depot/vienne" / NOTE
    path.write_bytes(rewritten(note_over))
    assert refused(place) == ["E951"]


def test_without_a_kit_nothing_is_archived(place):
    copied(place / "depot/vienne", place / "ailleurs")
    for name in list(kit()):
        (place / "depot/vienne" / name).unlink()
    assert refused(place) == ["E930"]


def test_a_folder_that_cannot_be_written_leaves_nothing(place):
    (place / "offers/vienne/deposit").write_bytes(b"un fichier a pris sa place")
    with pytest.raises(OSError, match=r".*"):
        archived(place)
    assert sorted(path.name for path in (place / "offers/vienne").iterdir()) == ["brief.yaml", "deposit"]


def test_what_a_killed_archiving_left_is_in_nobodys_way(place):
    left = place / "offers/vienne/deposit/.2023-06-30-1142.new"
    left.mkdir(parents=True)
    (left / "deposit.yaml").write_text("client: vienne", encoding="utf-8")
    assert archives(place, "vienne") == ((), ())
    archived(place)
    assert not left.exists()
    assert len(archives(place, "vienne")[0]) == 1


def test_an_archive_makes_no_build_stale_and_a_change_after_it_is_told(place):
    before = inputs_digest(place, "vienne")
    archived(place)
    assert inputs_digest(place, "vienne") == before
    assert changed_since(place, "vienne", INPUTS) == ()
    (told,) = changed_since(place, "vienne", before)
    assert told.code == "E965"
    assert "30 juin 2023 à 11 h 42" in told.message


def test_the_page_of_all_offers_shows_it(place):
    archived(place)
    path, board = write_page(place)
    assert board.tally == (("sent", 1),)
    text = path.read_text(encoding="utf-8").replace("\u00a0", " ").replace("\u202f", " ")
    assert "déposée le 30 juin 2023 à 11 h 42, heure de Paris" in text
    assert "le 30/06/2023" in text
    (place / PLACE / "deposit.yaml").write_text("client: vienne", encoding="utf-8")
    assert write_page(place)[1].tally == (("fix", 1),)


def test_the_command(place, capsys):
    path = receipt(place)
    arguments = ["deposited", "vienne", "-w", str(place), "--receipt", str(path)]
    assert run([*arguments, "--at", "2023-06-30 11 h 42"]) == 0
    said = capsys.readouterr().out
    assert f"dépôt archivé dans {PLACE}" in said
    assert f"offer verify {PLACE}" in said
    assert run(arguments[:-2]) == 2
    assert "l'accusé de réception" in capsys.readouterr().err
    for wrong in ("30/06/2023", "2023-06-31 11:42", "2023-06-30", "2023-06-30 25:00"):
        assert run([*arguments, "--at", wrong]) == 2
        assert "moment illisible" in capsys.readouterr().err
    assert run(["deposited", "viene", "-w", str(place), "--receipt", str(path)]) == 2
    assert "vienne" in capsys.readouterr().err
