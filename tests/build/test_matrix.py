"""The pages of the matrix are those of the files: the note's own PDF, the packet, and Word."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from generator.build.binding import attached
from generator.build.matrix import FILE, LEFT_OUT, with_pages
from generator.build.produce import produce
from generator.checks.completeness.cited import cited, pages_right
from generator.compose.matrix import TITLE, holds_matrix, lines_of, printed_rows
from generator.foundation.files import unzipped

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = ("vienne", "creches", "camsp", "relais", "departement")


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b]+", "", text).replace("\u2019", "'")


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [squeezed(page.get_textpage().get_text_range()) for page in pdf]


def note(finished):
    return next(printed for printed in finished.printed if printed.key == "note")


@pytest.fixture(params=CLIENTS)
def any_offer(request, finished_of):
    return finished_of(request.param)


def test_each_section_stands_on_the_page_that_the_matrix_tells(any_offer):
    own, packet = pages(note(any_offer).pdf_bytes), pages(any_offer.files[f"dossier-{client(any_offer)}.pdf"])
    sections = [answer for line in any_offer.matrix for answer in line.answers if answer.anchor]
    assert len(sections) > 30
    for answer in sections:
        assert squeezed(answer.section) in own[answer.page - 1], answer
        assert squeezed(answer.section) in packet[answer.packet - 1], answer


def test_each_piece_opens_on_the_page_of_the_packet_that_the_matrix_tells(any_offer):
    packet = pages(any_offer.files[f"dossier-{client(any_offer)}.pdf"])
    pieces = [answer for line in any_offer.matrix for answer in line.answers if answer.slug and not answer.anchor]
    assert len(pieces) > 5
    for answer in pieces:
        assert squeezed(answer.document) in packet[answer.packet - 1], answer


def test_the_printed_numbers_are_those_pages_in_both_files(any_offer):
    data = any_offer.files[f"dossier-{client(any_offer)}.pdf"]
    for told, kind in ((note(any_offer).pdf_bytes, "page"), (data, "packet")):
        texts = pages(told)
        (first,) = [n for n, text in enumerate(texts) if squeezed(TITLE) in text and squeezed("Votre demande") in text]
        text, at = "".join(texts[first:]), 0
        for answer in (a for line in any_offer.matrix for a in line.answers if a.anchor):
            at = text.index(squeezed(answer.section), at) + len(squeezed(answer.section))
            assert text.startswith(str(getattr(answer, kind)), at), answer


def test_word_shows_the_same_pages(any_offer):
    body = unzipped(any_offer.files[note(any_offer).docx])["word/document.xml"].decode()
    shown = re.findall(r' PAGEREF (_ao_\d+) \\h .*?<w:t xml:space="preserve">(\d+)</w:t>', body)
    answers = [answer for line in any_offer.matrix for answer in line.answers if answer.anchor]
    assert [(anchor, int(page)) for anchor, page in shown] == [(a.anchor, a.page) for a in answers]


def test_each_page_told_in_the_packet_is_a_link_to_it(finished):
    with pikepdf.open(BytesIO(finished.files["dossier-vienne.pdf"])) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        matrix = [n for n, text in enumerate(pages(finished.files["dossier-vienne.pdf"])) if "Votredemande" in text]
        led = [
            numbers[link.Dest[0].objgen]
            for index in matrix
            for link in pdf.pages[index].get("/Annots", [])
            if isinstance(link.get("/Dest"), pikepdf.Array)
        ]
    told = {answer.packet for line in finished.matrix for answer in line.answers if answer.anchor}
    assert told <= set(led)
    assert len(led) > 90


def test_the_shipped_offers_cite_every_demand_with_its_page(any_offer):
    assert cited(any_offer) == pages_right(any_offer) == ()
    demands = {squeezed(row.demand) for row in printed_rows(note(any_offer).tree)}
    assert demands == {squeezed(line.demand) for line in any_offer.matrix}


def test_without_the_files_no_page_is_told(finished):
    kept = {name: data for name, data in finished.files.items() if not name.endswith(".pdf")}
    bare = replace(finished, files=kept, printed=tuple(replace(p, pdf_bytes=b"") for p in finished.printed))
    assert {(a.page, a.packet) for line in with_pages(bare) for a in line.answers} == {(0, 0)}
    odd = replace(finished, files={**kept, "dossier-vienne.pdf": b"autre chose"})
    assert {a.packet for line in with_pages(odd) for a in line.answers} == {0}


def limited(dossier, most: int, uncounted: tuple[str, ...] = ()):
    brief = dossier.inputs.brief
    data = brief.value.model_dump(by_alias=True)
    data["rules"] = {"limits": [{"piece": "note", "max_pages": most, "uncounted": list(uncounted)}]}
    loaded = replace(brief, value=type(brief.value).model_validate(data))
    return replace(dossier, inputs=replace(dossier.inputs, brief=loaded))


@pytest.mark.parametrize(("most", "uncounted", "kept"), [(15, (), False), (40, (), True), (15, ("annexes",), True)])
def test_a_limit_of_pages_leaves_the_matrix_out_of_the_note_never_of_the_spreadsheet(dossier, most, uncounted, kept):
    short = limited(dossier, most, uncounted)
    made = produce(short, lambda: attached(short.inputs, ROOT))
    printed = next(document for document in made.finished.dossier.documents if document.key == "note")
    assert holds_matrix(printed) is kept
    assert [problem.code for problem in made.problems] == ([] if kept else [LEFT_OUT])
    assert made.finished.files[FILE]
    assert len(made.finished.matrix) == len(lines_of(dossier))
    assert all(answer.page for line in made.finished.matrix for answer in line.answers if answer.anchor)
    assert cited(made.finished) == ()


def client(finished) -> str:
    return finished.dossier.inputs.client
