"""The number of a page told in a text: a field in Word, counted by Typst in a PDF, and again in the packet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.document.normal import normalised
from generator.document.tree import Break, Document, Heading, Link, PageOf, Paragraph, Part, Text
from generator.foundation.files import unzipped, zipped
from generator.library.theme import Theme
from generator.packet.assemble import assemble
from generator.packet.binder import Binder, BinderSection
from generator.packet.outline import bound
from generator.readers.docx import read
from generator.writers import docx
from generator.writers.pdf.compile import write

THEME = Theme(primary="1F3A5F", accent="B4532A", soft="F3EEE7", grey="595959", size="11")
DAY = date(2023, 6, 30)
FAR = "#_ao_000000002"


def text(*runs: object) -> Paragraph:
    return Paragraph(tuple(Text(run) if isinstance(run, str) else run for run in runs))


LONG = tuple(text("Une phrase assez longue pour remplir la page peu à peu. " * 12) for _ in range(6))
NOTE = Document(
    "note",
    "note",
    "Note",
    parts=(
        Part("_ao_000000001", (Heading(1, (Text("Un"),), anchor="method"), *LONG)),
        Part("_ao_000000002", (Heading(1, (Text("Deux"),)), *LONG)),
        Part("_ao_000000003", (text("Voir page ", PageOf(FAR), " et page ", PageOf("#method"), "."),)),
        Part("_ao_000000004", (text("Voir page ", PageOf("#absent"), "."),)),
    ),
)


def printed(pdf: bytes) -> list[str]:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def page_saying(pages: list[str], words: str) -> int:
    (found,) = [number for number, page in enumerate(pages, 1) if words in page]
    return found


def test_the_pdf_prints_the_page_where_the_part_stands():
    pages = printed(write(NOTE, THEME, DAY).data)
    second = page_saying(pages, "2 Deux")
    assert second > 1
    assert f"Voir page {second} et page 1." in pages[-1]


def test_the_packet_prints_its_own_pages():
    before = Document("planning", "planning", "Planning", parts=(Part("", LONG),))
    section = BinderSection("Offre", (before, NOTE))
    packet = assemble(Binder("Dossier", "Acheteur", (), (section,)), THEME, DAY)
    pages = printed(packet.data)
    first, second = page_saying(pages, "1 Un Une"), page_saying(pages, "2 Deux Une")
    assert second > first > write(NOTE, THEME, DAY).headings[0]
    assert any(f"Voir page {second} et page {first}." in page for page in pages)
    assert [(piece.title, piece.headings) for piece in bound(packet.data)] == [
        ("Planning", ()),
        ("Note", (first, second)),
    ]


def test_word_has_a_field_already_filled_in_a_link():
    made = write(NOTE, THEME, DAY)
    body = unzipped(docx.write(NOTE, THEME, DAY, made.headings))["word/document.xml"].decode()
    assert " PAGEREF _ao_000000002 \\h " in body
    assert " PAGEREF _ah_method \\h " in body
    assert f'<w:t xml:space="preserve">{made.headings[1]}</w:t>' in body


def test_a_page_that_nobody_knows_is_a_question_mark():
    assert "Voir page ?." in printed(write(NOTE, THEME, DAY).data)[-1]
    body = unzipped(docx.write(NOTE, THEME, DAY))["word/document.xml"].decode()
    assert body.count('<w:t xml:space="preserve">?</w:t>') == 3


def test_word_gives_back_the_same_tree_whatever_page_the_field_shows():
    data = docx.write(NOTE, THEME, DAY, write(NOTE, THEME, DAY).headings)
    assert read(data) == (normalised(NOTE), ())
    assert read(with_body(data, lambda body: body.replace(">2<", ">17<"))) == (normalised(NOTE), ())


def test_a_field_that_never_ends_takes_no_word_with_it():
    data = docx.write(NOTE, THEME, DAY)
    closing = '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink>'
    cut = with_body(data, lambda body: body.replace(closing, "</w:hyperlink>"))
    found, _ = read(cut)
    assert cut != data
    assert found is not None
    assert "Voir page" in str(found.parts[-1])


def test_a_field_on_a_bookmark_of_somebody_else_keeps_its_text():
    data = with_body(docx.write(NOTE, THEME, DAY), lambda body: body.replace("PAGEREF _ah_method", "PAGEREF _Ref12"))
    found, problems = read(data)
    assert found is not None
    runs = found.parts[2].nodes[0].runs
    assert [type(run).__name__ for run in runs] == ["Text", "PageOf", "Text", "Link", "Text"]
    assert "PAGEREF" in str(problems[0])


@pytest.mark.parametrize("run", [PageOf("https://exemple.fr"), PageOf("")])
def test_a_page_of_no_anchor_is_left_out(run):
    odd = replace(NOTE, parts=(Part("", (Paragraph((Text("Mot"), run, Break())),)),))
    assert normalised(odd).parts[0].nodes[0].runs == (Text("Mot"), Break())


@pytest.mark.parametrize("moved", ["../planning.docx", "file:///C:/Offres/planning.docx", "C:\\Offres\\planning.docx"])
def test_a_link_to_a_neighbour_is_the_same_wherever_the_file_is_saved(moved):
    planning = Paragraph((Link("planning.docx", (Text("Planning"),)),))
    beside = replace(NOTE, parts=(Part("_ao_000000001", (planning,)),))
    parts = unzipped(docx.write(beside, THEME, DAY))
    relations = parts["word/_rels/document.xml.rels"]
    assert b'"planning.docx"' in relations
    parts["word/_rels/document.xml.rels"] = relations.replace(b'"planning.docx"', f'"{moved}"'.encode())
    assert read(zipped(parts)) == (normalised(beside), ())


def with_body(data: bytes, change) -> bytes:
    parts = unzipped(data)
    parts["word/document.xml"] = change(parts["word/document.xml"].decode()).encode()
    return zipped(parts)
