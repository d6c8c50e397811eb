"""What is added to a PDF is a signature, or shows on its pages."""

from __future__ import annotations

from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from generator.signing.added import only_signed

NAME = generic.pdf_name


def updated(data: bytes, change) -> bytes:
    """The file, with a change added behind it."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def drawn_over(writer) -> None:
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=b"0 0 500 500 re f")))


def words_changed(writer) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    while "/Kids" in page:
        page = page["/Kids"][0]
    held = page.raw_get("/Contents")
    stream = generic.StreamObject(stream_data=b"0 0 10 10 re f")
    writer.objects[(held.generation, held.idnum)] = stream


def noted(writer) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    while "/Kids" in page:
        page = page["/Kids"][0]
    note = generic.DictionaryObject(
        {
            NAME("/Type"): NAME("/Annot"),
            NAME("/Subtype"): NAME("/Square"),
            NAME("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 600, 800)]),
        }
    )
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])


def turned(writer) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    while "/Kids" in page:
        page = page["/Kids"][0]
    page[NAME("/Rotate")] = generic.NumberObject(90)
    writer.update_container(page)


def test_a_signature_adds_nothing_to_the_pages(paper, done) -> None:
    assert only_signed(paper, done)
    assert only_signed(done, done)


def test_a_file_saved_again_shows_the_same(paper) -> None:
    assert only_signed(paper, updated(paper, lambda writer: writer.update_root()))


@pytest.mark.parametrize("change", [drawn_over, words_changed, noted, turned])
def test_what_shows_on_a_page_is_no_signature(paper, done, change) -> None:
    for data in (paper, done):
        assert not only_signed(data, updated(data, change))


def test_a_file_that_can_not_be_read_is_no_signed_file(paper) -> None:
    assert not only_signed(paper, b"%PDF-1.7")
    assert not only_signed(b"", paper)
