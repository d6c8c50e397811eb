"""Fields of a foreign form: drawn when its maker left it to the viewer, and printed when they are seen."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, String

from generator.packet.cleaning import cleaned
from tests.packet.foreign import opened
from tests.packet.hostile_trees import form, spoilt, text_field


def text_of(**keys: object) -> list[str]:
    """The lines that a reader sees once this field of a form is drawn."""
    data = spoilt(lambda pdf: form(pdf, [text_field(pdf, **keys)]), 1)
    with opened(data) as pdf:
        result = cleaned(pdf)
    assert result.redrawn == ()
    with pypdfium2.PdfDocument(BytesIO(result.leaves)) as document:
        page = document[0]
        words = page.get_textpage()
        lines = words.get_text_range().split("\r\n")
        words.close()
        page.close()
    return [line.strip() for line in lines if line.strip()]


def test_any_letter_is_drawn_in_a_font_that_stays() -> None:
    assert text_of(V=String("L’œuvre à 5 € – Noël")) == ["L’œuvre à 5 € – Noël"]


def test_a_long_text_goes_on_several_lines() -> None:
    words = " ".join(["longue"] * 20)
    lines = text_of(V=String(words), Ff=1 << 12, Rect=Array([9, 9, 300, 200]))
    assert len(lines) > 1
    assert " ".join(lines) == words


@pytest.mark.parametrize(("flags", "shown"), [(0, True), (4, True), (2, False), (32, False)])
def test_what_is_seen_on_a_screen_is_printed(flags: int, shown: bool) -> None:
    assert bool(text_of(F=flags)) is shown


def test_a_button_that_only_acts_is_not_printed() -> None:
    def button(pdf: pikepdf.Pdf) -> None:
        form(pdf, [text_field(pdf, FT=pikepdf.Name.Btn, Ff=1 << 16, F=0)])
        pdf.pages[0].obj.Annots[0].AP = pikepdf.Dictionary(N=pdf.make_stream(b"0 0 9 9 re f", BBox=Array([0, 0, 9, 9])))

    with opened(spoilt(button, 1)) as pdf:
        leaves = cleaned(pdf).leaves
    with opened(leaves) as pdf:
        assert b" Do" not in pdf.pages[0].obj.Contents.read_bytes()
