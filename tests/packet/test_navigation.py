"""Answers of the matrix that are pieces lead to them; sections show their pieces among the bookmarks."""

from __future__ import annotations

import pikepdf

from generator.compose.matrix import HEAD, MatrixAnswer, MatrixLine, with_matrix
from generator.document.tree import Document, Link, Paragraph, Part, Row, Table, Text
from generator.packet.navigation import leading, unfolded
from tests.documents import cell, plain

NOTE = Document("note", "note", "Note méthodologique", parts=(Part("_ao_000000001", (plain("Texte."),)),))
PLACES = (
    ("piece-0", "Note méthodologique"),
    ("piece-1", "Avis d'insertion : SIRENE"),
    ("piece-2", "DC1"),
    ("piece-3", "DC1"),
)


def line(*answers: MatrixAnswer) -> MatrixLine:
    return MatrixLine("R01", "Une demande", 1, answers)


def answer(document: str, slug: str, **more) -> MatrixAnswer:
    return MatrixAnswer(document, slug, "", more.pop("section", ""), **more)


def answers(document: Document) -> list[Paragraph]:
    """The middle column of the matrix, its head left out."""
    (table,) = [node for node in document.parts[-1].nodes if isinstance(node, Table)]
    return [paragraph for row in table.rows[1:] for paragraph in row.cells[1].paragraphs]


def led(*lines: MatrixLine) -> list[tuple]:
    return [paragraph.runs for paragraph in answers(leading(with_matrix(NOTE, lines), PLACES))]


def test_an_annex_is_led_to_though_word_has_no_link() -> None:
    made = line(answer("Avis d’insertion\u00a0: SIRENE", "avis", written=False))
    title = Text("Avis d’insertion\u00a0: SIRENE")
    assert [paragraph.runs for paragraph in answers(with_matrix(NOTE, (made,)))] == [(title,)]
    assert led(made) == [(Link("#piece-1", (title,)),)]


def test_the_note_itself_and_other_documents_are_led_to() -> None:
    note, form = answer("Note méthodologique", "note"), answer("DC1", "dc1")
    assert led(line(note), line(form)) == [
        (Link("#piece-0", (Text("Note méthodologique"),)),),
        (Link("#piece-2", (Text("DC1"),)),),  # of two pieces of one title, the first
    ]


def test_a_section_keeps_its_own_place() -> None:
    section = answer("Note méthodologique", "note", section="DC1", anchor="_ao_000000001")
    assert led(line(section)) == [(Link("#_ao_000000001", (Text("DC1"),)),)]


def test_what_is_in_no_packet_leads_nowhere() -> None:
    assert led(line(answer("sans objet : aucun sous-traitant", "", written=False))) == [
        (Text("sans objet : aucun sous-traitant"),)
    ]


def test_other_tables_are_left_alone() -> None:
    rows = (Row((cell("Pièce"), cell("Titre"))), Row((cell("1"), cell("DC1"))))
    document = Document("x", "x", "X", parts=(Part("", (Table(rows, (50, 50)), Table((), (100,)))),))
    assert leading(document, PLACES) == document
    assert len(HEAD) == 3


def test_sections_open_and_pieces_stay_folded() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        unfolded(pdf)
        assert "/Outlines" not in pdf.Root
        with pdf.open_outline() as outline:
            for title in ("Candidature", "Offre", "Vide"):
                section = pikepdf.OutlineItem(title, 0)
                section.is_closed = True
                if title != "Vide":
                    piece = pikepdf.OutlineItem("Pièce", 0)
                    piece.is_closed = True
                    piece.children.append(pikepdf.OutlineItem("Titre", 0))
                    section.children.append(piece)
                outline.root.append(section)
        unfolded(pdf)
        root = pdf.open_outline().root
        assert [section.is_closed for section in root] == [False, False, False]
        assert [piece.is_closed for section in root for piece in section.children] == [True, True]
        assert pdf.Root.Outlines.Count == 5
