"""Annexes as they come: whole, locked, signed, damaged, hostile, too big, out of place."""

from __future__ import annotations

import logging
import os
import random
import warnings
import zlib
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from generator.foundation.diagnostic import Level, Span
from generator.foundation.record import parse_record
from generator.library.annex import Annex, chosen, spelled
from generator.packet import annexes
from generator.packet.annexes import Foreign, bindable, inspect
from tests.packet.foreign import (
    RED,
    active,
    annex,
    circle,
    drawn,
    dynamic,
    embedded,
    filled,
    folder,
    laughs,
    locked,
    pictured,
    saved,
    signed,
    turned,
    unembedded,
)


def inspected(tmp_path, data: bytes, **more: str):
    place = folder(tmp_path, {"piece.pdf": data})
    return inspect(annex(**more), place, tmp_path)


def bomb() -> bytes:
    """A file of 300 kB whose object stream holds 300 MB."""
    packed = zlib.compress(b" " * 300_000_000, 9)
    head = b"%PDF-1.5\n4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length "
    return head + str(len(packed)).encode() + b" >>\nstream\n" + packed + b"\nendstream\nendobj\n"


def test_a_plain_annex_is_ready_to_be_bound(tmp_path) -> None:
    file, problems = inspected(tmp_path, embedded(2), issued="2023-05-22", until="2024-05-01")
    assert problems == ()
    assert file is not None
    assert (file.title, file.path_name, file.data, file.apart) == (
        "Avis de situation",
        "piece.pdf",
        embedded(2),
        False,
    )
    assert file.lines == (
        "Titulaire\u00a0: Organisme Exemple",
        "Pièce émise le 22\u00a0mai 2023",
        "Valable jusqu’au 1er\u00a0mai 2024",
        "2 pages",
    )
    assert [tuple(map(round, size)) for size in file.sizes] == [(595, 842)] * 2


REFUSED = {
    "not a PDF": (b"bonjour", "W742", "ce n'est pas un PDF"),
    "only a head": (b"%PDF-1.7\n", "W742", "abîmé"),
    "cut in half": (embedded()[: len(embedded()) // 2], "W742", "abîmé"),
    "empty": (b"", "W744", "vide"),
    "no page": (saved(pikepdf.new()), "W744", "sans aucune page"),
    "locked": (locked("secret"), "W743", "mot de passe"),
    "too many bytes": (b"%PDF-1.7\n" + b"x" * annexes.MAX_BYTES, "W745", "trop lourde (20 Mo"),
    "too many pages": (unembedded(annexes.MAX_PAGES + 1), "W745", "trop longue (401 pages"),
    "bomb": (bomb(), "W745", "démesuré"),
    "long drawing": (drawn(b" " * 30_000_000), "W745", "démesuré"),
    "forms in forms": (drawn(b"/F Do", laughs), "W745", "démesuré"),
    "form in itself": (drawn(b"/F Do", circle), "W745", "démesuré"),
    "huge image": (pictured(Width=60_000, Height=60_000), "W745", "démesuré"),
    "absurd page": (drawn(RED, MediaBox=pikepdf.Array([0, 0, 0, 0])), "W742", "abîmé"),
    "dynamic form": (dynamic(), "W749", "XFA"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_not_be_bound_is_told_at_its_line(tmp_path, case: str) -> None:
    data, code, words = REFUSED[case]
    file, problems = inspected(tmp_path, data)
    assert file is None
    (problem,) = problems
    assert (problem.code, problem.level) == (code, Level.BLOCKING)
    assert problem.span == Span("boilerplate/annexes/piece.yaml", 4, 7)
    assert words in problem.message
    assert problem.hint


def test_a_file_that_is_not_there(tmp_path) -> None:
    file, (problem,) = inspect(annex("absent.pdf"), folder(tmp_path, {}), tmp_path)
    assert file is None
    assert problem.code == "W740"


@pytest.mark.parametrize("name", ["../../../secret.pdf", "../../../../secret.pdf", "/secret.pdf", "..\\secret.pdf"])
def test_a_file_outside_the_workspace_is_refused(tmp_path, name: str) -> None:
    (tmp_path / "secret.pdf").write_bytes(embedded())
    workspace = tmp_path / "workspace"
    file, (problem,) = inspect(annex(name), folder(workspace, {}), workspace)
    assert file is None
    assert problem.code == "W741"


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="liens symboliques absents")
def test_a_link_is_followed_inside_the_workspace_only(tmp_path) -> None:
    (tmp_path / "secret.pdf").write_bytes(embedded())
    workspace = tmp_path / "workspace"
    place = folder(workspace, {"piece.pdf": embedded()})
    (place / "out.pdf").symlink_to(tmp_path / "secret.pdf")
    (place / "in.pdf").symlink_to(place / "piece.pdf")
    assert inspect(annex("out.pdf"), place, workspace)[1][0].code == "W741"
    assert inspect(annex("in.pdf"), place, workspace)[1] == ()


def test_a_signed_annex_is_sent_apart(tmp_path) -> None:
    file, (problem,) = inspected(tmp_path, signed())
    assert (problem.code, problem.level) == ("W746", Level.WARNING)
    assert file is not None
    assert file.apart
    assert file.data == signed()
    assert file.lines[-1].endswith("jointe à part\u00a0: piece.pdf")


def test_pages_of_a_signed_annex_can_not_be_chosen(tmp_path) -> None:
    file, (problem,) = inspected(tmp_path, signed(), pages="1")
    assert file is None
    assert (problem.code, problem.level) == ("W754", Level.BLOCKING)
    assert problem.span == Span("boilerplate/annexes/piece.yaml", 6, 8)


def test_a_title_is_typeset(tmp_path) -> None:
    for data in (embedded(), signed()):
        file, _ = inspected(tmp_path, data, title="Relevé d'identité bancaire")
        assert file is not None
        assert file.title == "Relevé d’identité bancaire"


def test_what_is_no_annex_is_not_called_so() -> None:
    file, (problem,) = bindable(Foreign("dc1.pdf", "DC1", kind="pièce de l'acheteur"), unembedded(), Span("dc1.yaml"))
    assert file is not None
    assert problem.message.startswith("pièce de l'acheteur « dc1.pdf » : police")
    assert "PDF/A" not in problem.hint


def test_a_page_too_long_to_be_read_is_told(tmp_path) -> None:
    data = drawn(RED, pages=2)
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[1].MediaBox = pikepdf.Array([0, 0, 200, 3000])
        file, (problem,) = inspected(tmp_path, saved(pdf))
    assert file is not None
    assert (problem.code, problem.level) == ("W755", Level.WARNING)
    assert "page 2 : format démesuré" in problem.message


def test_an_empty_signature_field_is_no_signature(tmp_path) -> None:
    pdf = pikepdf.open(BytesIO(signed()))
    del pdf.Root.AcroForm.Fields[0].V
    file, problems = inspected(tmp_path, saved(pdf))
    assert file is not None
    assert not file.apart
    assert problems == ()


def test_scripts_and_programs_are_taken_out(tmp_path) -> None:
    file, (problem,) = inspected(tmp_path, active())
    assert (problem.code, problem.level) == ("W747", Level.INFO)
    assert "script, lancement de programme" in problem.message
    assert file is not None
    assert b"JavaScript" not in file.leaves
    assert b"Launch" not in file.leaves


def test_an_owner_password_alone_does_not_lock(tmp_path) -> None:
    file, (problem,) = inspected(tmp_path, locked(""))
    assert file is not None
    assert (problem.code, problem.level) == ("W747", Level.INFO)
    assert "mot de passe de restriction" in problem.message
    with pikepdf.open(BytesIO(file.data)) as pdf:
        assert not pdf.is_encrypted


def test_a_page_without_its_fonts_becomes_a_picture(tmp_path) -> None:
    file, (problem,) = inspected(tmp_path, unembedded(3))
    assert (problem.code, problem.level) == ("W748", Level.INFO)
    assert "police non incorporée (Helvetica)" in problem.message
    assert file is not None
    assert b"/Helvetica" not in file.leaves


def test_only_the_pages_that_need_it_become_pictures(tmp_path) -> None:
    pdf = pikepdf.open(BytesIO(embedded(2)))
    with pikepdf.open(BytesIO(unembedded())) as other:
        pdf.pages.append(other.pages[0])
        _, (problem,) = inspected(tmp_path, saved(pdf))
    assert "page 3 : police" in problem.message


def test_a_filled_field_stays_visible(tmp_path) -> None:
    file, _ = inspected(tmp_path, filled())
    assert file is not None
    with pypdfium2.PdfDocument(file.leaves) as leaves:
        page = leaves[0]
        picture = page.render(scale=1).to_pil().convert("L")
        page.close()
    assert picture.crop((100, 842 - 200, 200, 842 - 100)).getextrema()[0] < 128


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (embedded(1, 'paper: "a4", flipped: true'), (842, 595)),
        (embedded(1, 'paper: "a3"'), (842, 1191)),
        (turned(embedded(), 90), (842, 595)),
        (turned(unembedded(), 270), (842, 595)),
        (drawn(RED, CropBox=pikepdf.Array([100, 100, 400, 500])), (300, 400)),
        (drawn(RED, UserUnit=2), (1190, 1684)),
    ],
)
def test_sizes_are_those_that_are_seen(tmp_path, data: bytes, size) -> None:
    file, _ = inspected(tmp_path, data)
    assert file is not None
    assert [tuple(map(round, one)) for one in file.sizes] == [size]


def test_the_same_file_gives_the_same_leaves(tmp_path) -> None:
    for data in (embedded(2), unembedded(), filled()):
        assert inspected(tmp_path, data)[0] == inspected(tmp_path, data)[0]


def test_a_damaged_file_never_raises_nor_mutters(tmp_path, caplog) -> None:
    dice = random.Random(2023)
    whole = [embedded(), unembedded(), filled(), active()]
    seen = 0
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING):
        warnings.simplefilter("error")
        for _ in range(60):
            data = bytearray(dice.choice(whole))
            for _ in range(dice.choice((1, 5, 40))):
                data[dice.randrange(9, len(data))] = dice.randrange(256)
            file, problems = inspected(tmp_path, bytes(data))
            assert file is not None or problems
            seen += file is not None
    assert 5 < seen < 60
    assert not [record for record in caplog.records if record.name.startswith(("pikepdf", "pypdf"))]


def test_pages_are_chosen_in_the_packet_and_in_the_separate_file(tmp_path) -> None:
    file, (problem,) = inspected(tmp_path, embedded(5), pages="'4, 1-2'")
    assert problem.code == "W752"
    assert "2 vers des pages non reprises" in problem.message  # the bookmarks of the others
    assert file is not None
    assert [mark.leaf for mark in file.marks] == [2, 3, 1]
    assert len(file.sizes) == 3
    assert file.lines[-2:] == ("3 pages", "Extrait d’un document de 5 pages\u00a0: 4, 1-2")
    for data in (file.data, file.leaves):
        with pypdfium2.PdfDocument(data) as document:
            texts = [page.get_textpage().get_text_range().split("\r\n")[0] for page in document]
        assert texts == ["Pièce page 4", "Pièce page 1", "Pièce page 2"]


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ("9", "« 9 » est hors du fichier, qui a 3 pages"),
        ("2-1", "« 2-1 » va à rebours"),
        ("a", "« a » n'est ni une page ni une suite de pages"),
        ("1-", "« 1- » n'est ni une page ni une suite de pages"),
        ("1.3", "« 1.3 » n'est ni une page ni une suite de pages"),
        ("1,", "« 1, » a une virgule de trop"),
        ("1, 1-2", "la page 1 y est deux fois"),
    ],
)
def test_pages_that_are_not_there_are_told_at_their_line(tmp_path, pages: str, said: str) -> None:
    lines = {
        "title": "Avis",
        "kind": "sirene",
        "file": "piece.pdf",
        "holder": "Organisme Exemple",
        "pages": f"'{pages}'",
    }
    text = "specimen: true\n" + "".join(f"{key}: {value}\n" for key, value in lines.items())
    loaded, problems = parse_record(text, "boilerplate/annexes/piece.yaml", Annex)
    assert loaded is not None, problems
    _, (problem,) = inspect(loaded, folder(tmp_path, {"piece.pdf": embedded(3)}), tmp_path)
    assert (problem.code, problem.span) == ("W750", Span("boilerplate/annexes/piece.yaml", 6, 8))
    assert problem.message.endswith(said)


@pytest.mark.parametrize("pages", ["1-3, 7", "1–3;7", "1 à 3 et 7", "Pages 1 — 3 , 7", "1,2,3,7", "p. 1-3; 7-7"])
def test_pages_are_written_in_several_ways(pages: str) -> None:
    taken = chosen(pages, 9)
    assert taken == (1, 2, 3, 7)
    assert spelled(taken) == "1-3, 7"


def test_what_was_taken_out_and_redrawn_is_kept_with_the_file(tmp_path) -> None:
    file, (told,) = inspected(tmp_path, active())
    assert file is not None
    assert file.removed == ("script", "lancement de programme")
    assert ", ".join(file.removed) in told.message
    assert file.data != active()
    with pikepdf.open(BytesIO(file.data)) as pdf:
        assert "/StructTreeRoot" in pdf.Root  # the tags of the separate file stay
        assert len(pdf.pages[0].obj.Annots) == 1
    assert [link.address for link in file.links] == ["https://exemple.fr"]
    file, _ = inspected(tmp_path, unembedded(2))
    assert file is not None
    assert file.redrawn == tuple((page, "police non incorporée (Helvetica)") for page in (1, 2))
    assert file.data == unembedded(2)


def test_a_page_without_text_is_told(tmp_path) -> None:
    file, (problem,) = inspected(tmp_path, pictured())
    assert file is not None
    assert (problem.code, problem.level) == ("W751", Level.INFO)
    assert "image sans texte" in problem.message


def test_a_repaired_file_asks_to_be_read_again(tmp_path) -> None:
    data = embedded(2)
    shifted = data[:20] + b"%" + b"x" * 30 + b"\n" + data[20:]
    file, problems = inspected(tmp_path, shifted)
    assert file is not None
    assert len(file.sizes) == 2
    assert [(problem.code, problem.level) for problem in problems] == [("W753", Level.WARNING)]


def test_two_hundred_pages_are_bound(tmp_path) -> None:
    file, problems = inspected(tmp_path, drawn(RED, pages=200))
    assert problems == ()
    assert file is not None
    assert len(file.sizes) == 200
