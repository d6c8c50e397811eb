"""The room to sign becomes a signature field, where Typst printed it, in a Form element."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from generator.document.tree import Document, Heading, Link, Paragraph, Part, Signature, Text
from generator.packet.assemble import assemble
from generator.packet.binder import Binder, BinderSection
from generator.writers.pdf.compile import typeset, write
from generator.writers.pdf.fields import SCHEME, address, rooms, with_fields
from generator.writers.pdf.tree_json import anchor_labels, envelope, piece
from tests.documents import DAY, THEME


def frame(name: str, *lines: str) -> Signature:
    return Signature(name, tuple((Text(line),) for line in lines))


def paper(*nodes, slug: str = "note") -> Document:
    return Document("note", slug, "Note d'été", parts=(Part("_ao_000000001", (Heading(1, (Text("Objet"),)), *nodes)),))


TWO = paper(
    Paragraph((Text("Avant."),)),
    frame("ici", "Fait à Niort, le 26 juin 2023", "Zoé Exemple, gérante"),
    Paragraph((Text("Entre."),)),
    frame("ici", "Claude Modèle, présidente"),
)


@pytest.fixture(scope="module")
def made() -> bytes:
    return write(TWO, THEME, DAY).data


def widgets(data: bytes) -> list[tuple[str, str, int]]:
    """Name, description and page of each field of the form."""
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        form = pdf.Root.get("/AcroForm")
        return [(str(one.T), str(one.TU), numbers[one.P.objgen]) for one in form.Fields] if form is not None else []


def test_each_place_to_sign_is_a_field_of_its_own(made) -> None:
    assert widgets(made) == [
        ("note/ici", "Signature, Note d'été : Fait à Niort, le 26 juin 2023 ; Zoé Exemple, gérante", 1),
        ("note/ici-2", "Signature, Note d'été : Claude Modèle, présidente", 1),
    ]
    assert [room.name for room in rooms(TWO)] == ["note/ici", "note/ici-2"]


def test_a_field_is_empty_tagged_and_stands_in_its_frame(made) -> None:
    with pikepdf.open(BytesIO(made)) as pdf:
        (page,) = pdf.pages
        notes = list(page.Annots)
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        assert [str(note.Subtype) for note in notes] == ["/Widget", "/Widget"]
        for note in notes:
            assert (note.FT, note.F, "/V" in note, "/A" in note) == (pikepdf.Name.Sig, 4, False, False)
            left, bottom, right, top = map(float, note.Rect)
            assert 240 < right - left < 250  # 87 mm
            assert 90 < top - bottom < 92  # 32 mm
            assert [float(side) for side in note.AP.N.BBox] == pytest.approx([0, 0, right - left, top - bottom])
            element = parents[int(note.StructParent)]
            assert str(element.S) == "/Form"
            assert element.K[0].Obj.objgen == note.objgen
        assert page.obj.Tabs == pikepdf.Name.S
        order = [element.S for element in pdf.Root.StructTreeRoot.K[0].K]
    assert order.count(pikepdf.Name.Form) == 2
    assert order.index(pikepdf.Name.Form) < len(order) - 2  # where it stands, not at the end
    assert float(notes[0].Rect[1]) > float(notes[1].Rect[3])


def test_the_same_document_gives_the_same_bytes(made) -> None:
    assert write(TWO, THEME, DAY).data == made
    assert SCHEME.encode() not in made


def test_a_document_without_place_to_sign_is_left_as_typst_made_it() -> None:
    bare = paper(Paragraph((Text("Rien à signer."),)))
    data, _ = typeset({**envelope("document", bare, THEME), **piece(bare, anchor_labels(bare, "anchor"))}, DAY)
    assert write(bare, THEME, DAY).data == data == with_fields(data)
    assert widgets(data) == []


def test_in_a_packet_the_fields_keep_their_names() -> None:
    other = replace(TWO, slug="convention", parts=(Part("_ao_000000002", (frame("ici", "Zoé Exemple"),)),))
    made = assemble(Binder("Réponse", "Client", (), (BinderSection("Offre", (TWO, other)),)), THEME, DAY)
    assert [(name, page > 2) for name, _, page in widgets(made.data)] == [
        ("note/ici", True),
        ("note/ici-2", True),
        ("convention/ici", True),
    ]


def test_a_link_of_an_author_can_not_pass_for_a_place_to_sign() -> None:
    link = Link(f"{SCHEME}note/faux?Signature", (Text("ici"),))
    assert widgets(write(paper(Paragraph((link,))), THEME, DAY).data) == []


def test_any_name_and_any_words_go_through_the_address() -> None:
    odd = paper(frame("a.b/c?d%20 é « œ »", "Zoé & Cie (100 %) ; n° 1", ""), slug="pièce.1")
    (room,) = rooms(odd)
    assert room.name == "pièce-1/a-b/c?d%20 é « œ »"
    assert set(address(room).removeprefix(SCHEME)) <= set(map(chr, range(33, 127)))
    assert widgets(write(odd, THEME, DAY).data) == [(room.name, room.says, 1)]


def test_long_words_are_cut_and_no_words_leave_the_title() -> None:
    long, empty = rooms(paper(frame("a", "mot " * 200), frame("b")))
    assert len(long.says) in {299, 300}
    assert empty.says == "Signature, Note d'été"
