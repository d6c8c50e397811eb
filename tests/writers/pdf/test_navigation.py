"""A PDF of ours opens at its first page, bookmarks shown, its title in the window's bar, each page by its number."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from generator.document.tree import Document, Part
from generator.writers.pdf.compile import write
from generator.writers.pdf.navigation import opened
from tests.documents import DAY, THEME, everything, plain


def opening(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def test_a_document_with_headings_opens_with_its_bookmarks() -> None:
    made = write(everything(), THEME, DAY)
    with opening(made.data) as pdf:
        assert pdf.Root.PageMode == "/UseOutlines"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == everything().title
        assert "/OpenAction" not in pdf.Root  # so at the top of the first page
        assert [page.label for page in pdf.pages] == [str(number) for number in range(1, made.pages + 1)]
        assert pdf.check_pdf_syntax() == []


def test_a_document_without_heading_shows_no_empty_column() -> None:
    document = Document("letter", "letter", "Lettre", parts=(Part("", (plain("Bonjour."),)),))
    with opening(write(document, THEME, DAY).data) as pdf:
        assert "/PageMode" not in pdf.Root
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_only_the_catalogue_changes() -> None:
    before = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Outlines 2 0 R>>\nendobj\nxref\n0 1\ntrailer\nstartxref\n49\n%%EOF"
    after = opened(before)
    assert after == before.replace(b"/Outlines", b"/PageMode/UseOutlines/Outlines").replace(b"\n49\n", b"\n70\n")


def test_a_file_built_otherwise_is_a_bug() -> None:
    with pytest.raises(ValueError, match="subsection not found"):
        opened(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n")
