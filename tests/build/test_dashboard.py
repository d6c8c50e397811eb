"""The page of all offers, written from an output folder: pictures once for each packet, offers in every state."""

from __future__ import annotations

import json
import shutil
from datetime import date

import pytest

from generator.build.dashboard import write_page
from generator.build.run import build
from generator.foundation.diagnostic import error
from tests.workspaces import changed, copied, tree_bytes


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    workspace = copied(tmp_path_factory.mktemp("built"))
    build(workspace, "vienne")
    return workspace


@pytest.fixture
def workspace(built, tmp_path):
    """A built offer, to be spoiled at will."""
    return shutil.copytree(built, tmp_path / "espace")


def states(board):
    return {card.client: card.state for card in board.cards}


def test_same_folder_same_bytes_and_nothing_else_is_touched(workspace):
    before = tree_bytes(workspace / "build" / "vienne")
    path, board = write_page(workspace)
    assert path == workspace / "build" / "index.html"
    first = tree_bytes(workspace / "build")
    write_page(workspace)
    assert tree_bytes(workspace / "build") == first
    assert tree_bytes(workspace / "build" / "vienne") == before
    assert states(board) == {"vienne": "check"}
    (card,) = board.cards
    assert len(card.found.pages) == card.summary.pages
    assert len(card.found.drawings) == len(card.summary.pictures) == 1
    assert all((workspace / "build" / name).is_file() for name in (*card.found.pages, *card.found.drawings))


def test_pictures_are_drawn_again_for_another_packet_only(workspace):
    write_page(workspace)
    (folder,) = (workspace / "build/index.files/vienne").iterdir()
    (folder / "page-001.jpg").write_bytes(b"kept")
    write_page(workspace)
    assert (folder / "page-001.jpg").read_bytes() == b"kept"
    (workspace / "build/index.files/vienne/ffff.123").mkdir()  # what a killed one left
    (workspace / "build/index.files/.DS_Store").write_bytes(b"")  # what a file manager leaves
    packet = workspace / "build/vienne/dossier-vienne.pdf"
    packet.write_bytes(packet.read_bytes() + b"\n")
    write_page(workspace)
    (other,) = (workspace / "build/index.files/vienne").iterdir()
    assert other != folder
    shutil.rmtree(workspace / "build" / "vienne")
    write_page(workspace)
    assert not (workspace / "build/index.files/vienne").exists()


def test_an_offer_without_build_shows_its_brief(workspace):
    shutil.copytree(workspace / "offers/vienne", workspace / "offers/neuve")
    _, board = write_page(workspace, on=date(2023, 6, 28))
    card = next(card for card in board.cards if card.client == "neuve")
    assert (card.state, card.left, card.summary) == ("build", 4, None)
    assert card.head.title.startswith("Dispositif d'analyse")


def test_changed_sources_are_seen(workspace):
    changed(workspace, "offers/vienne/brief.yaml", "deadline: 2023-07-02", "deadline: 2023-07-07")
    _, board = write_page(workspace, on=date(2023, 6, 28))
    (card,) = board.cards
    assert (card.state, card.left) == ("build", 9)
    assert card.groups  # those of the build are still told


def test_mistakes_of_the_sources_are_told(workspace):
    changed(workspace, "offers/vienne/offer.yaml", "approach:", "aproach:")
    (card,) = write_page(workspace)[1].cards
    assert card.state == "fix"
    assert any("aproach" in finding.message for finding in card.found.problems)
    problem = error("P301", None, "aucun jour possible")
    (card,) = write_page(workspace, failed={"vienne": (problem,)})[1].cards
    assert card.found.problems == (problem,)


def test_edited_and_deleted_files_are_told(workspace):
    folder = workspace / "build" / "vienne"
    (folder / "dc1.docx").write_bytes(b"edited")
    (folder / "dc2.docx").unlink()
    (card,) = write_page(workspace)[1].cards
    assert [file.name for file in card.found.files if file.edited] == ["dc1.docx"]
    assert card.found.missing == ("dc2.docx",)
    assert card.state == "build"


def test_an_edited_file_alone_asks_for_a_check(workspace):
    note = workspace / "build/vienne/note-methodologique.docx"
    note.write_bytes(note.read_bytes() + b"edited")
    (card,) = write_page(workspace)[1].cards
    assert card.state == "build"
    (said,) = [words for words in card.notes if "Modifié à la main" in words]
    assert "note-methodologique.docx" in said
    assert "offer check vienne" in said


def test_a_pdf_signed_after_the_build_is_not_edited(workspace):
    pdf = next((workspace / "build/vienne/depot/2-offre").glob("*.pdf"))
    pdf.write_bytes(pdf.read_bytes() + b"\n%/ByteRange [0 1 2 3]\n")
    (card,) = write_page(workspace)[1].cards
    assert card.state == "check"
    assert card.found.edited == ()


@pytest.mark.parametrize("name", ["summary.json", "findings.json", "manifest.json", "dossier-vienne.pdf"])
@pytest.mark.parametrize("damage", [b"", b"{", None])
def test_damaged_outputs_never_stop_the_page(workspace, name, damage):
    path = workspace / "build" / "vienne" / name
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    page, board = write_page(workspace)
    assert page.is_file()
    assert states(board) == {"vienne": "build"}


def test_a_result_and_its_mistakes(workspace):
    result = workspace / "offers/vienne/result.yaml"
    result.write_text("outcome: pending\n", encoding="utf-8")
    assert states(write_page(workspace)[1]) == {"vienne": "sent"}
    result.write_text("outcome: gagné\n", encoding="utf-8")
    assert states(write_page(workspace)[1]) == {"vienne": "fix"}


def test_two_offers_that_engage_one_person_at_the_same_time(workspace):
    shutil.copytree(workspace / "offers/vienne", workspace / "offers/double")
    build(workspace, "double")
    _, board = write_page(workspace)
    assert {finding.code for finding in board.shared} == {"P360"}
    assert "engagé deux fois" in board.shared[0].message
    (workspace / "offers/double/result.yaml").write_text("outcome: lost\n", encoding="utf-8")
    assert write_page(workspace)[1].shared == ()


def test_no_offer_and_no_folder_yet(tmp_path):
    for name in ("offers", "boilerplate"):
        (tmp_path / name).mkdir()
    path, board = write_page(tmp_path)
    assert board.cards == ()
    assert "Aucune offre" in path.read_text(encoding="utf-8")


def test_what_the_build_wrote_says_its_own_size(workspace):
    write_page(workspace)
    data = json.loads((workspace / "build/vienne/manifest.json").read_text(encoding="utf-8"))
    sizes = {entry["file"]: entry["bytes"] for entry in data["files"]}
    (card,) = write_page(workspace)[1].cards
    assert {file.name: file.size for file in card.found.files if file.name in sizes} == sizes
