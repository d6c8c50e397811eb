"""Layers: what is hidden when a file opens leaves it, wherever it is drawn from; what shows stays as drawing."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from generator.packet.cleaning import cleaned
from generator.packet.layers import hide
from tests.packet.foreign import drawn, font, form, image, opened, saved

SEEN = b"0 0 1 rg 300 100 100 100 re f"
SQUARE = b"1 0 0 rg 100 100 100 100 re f"


def layered(content: bytes, off: bool = True, **resources: object) -> pikepdf.Pdf:
    """A page that draws this; « M » is a layer, hidden or not."""
    pdf = opened(drawn(content))
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Calque")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group] if off else [])))
    pdf.pages[0].obj.Resources = Dictionary(Properties=Dictionary(M=group), **resources)
    return pdf


def colours(pdf: pikepdf.Pdf) -> tuple[bool, bool]:
    """Whether the red square and the blue one are seen."""
    with pypdfium2.PdfDocument(BytesIO(cleaned(pdf).leaves)) as document:
        page = document[0]
        picture = page.render(scale=1).to_pil().convert("RGB")
        page.close()
    return picture.getpixel((150, 692)) == (255, 0, 0), picture.getpixel((350, 692)) == (0, 0, 255)


@pytest.mark.parametrize("off", [True, False])
def test_a_marked_part_is_hidden_or_stays(off: bool) -> None:
    with layered(b"/OC /M BDC " + SQUARE + b" EMC " + SEEN, off) as pdf:
        assert hide(pdf) == int(off)
        assert colours(pdf) == (not off, True)


def test_nothing_of_a_hidden_text_stays_in_the_file() -> None:
    content = b"BT /F 12 Tf /OC /M BDC 50 700 Td (SECRET) Tj T* (CACHE) ' EMC 0 -20 Td (VISIBLE) Tj ET"
    with layered(content, Font=Dictionary(F=font())) as pdf:
        hide(pdf)
        stream = pdf.pages[0].obj.Contents.read_bytes()
    assert b"SECRET" not in stream
    assert b"CACHE" not in stream
    assert b"VISIBLE" in stream


def test_tags_around_a_hidden_part_stay_balanced() -> None:
    with layered(b"/P <</MCID 0>> BDC /OC /M BDC " + SQUARE + b" EMC EMC " + SEEN) as pdf:
        hide(pdf)
        stream = pdf.pages[0].obj.Contents.read_bytes()
    assert stream.count(b"BDC") == stream.count(b"EMC") == 1


def test_states_set_in_a_hidden_part_hold_after_it() -> None:
    with layered(b"/OC /M BDC 0 0 1 rg 100 100 100 100 re f EMC 300 100 100 100 re f") as pdf:
        hide(pdf)
        assert colours(pdf) == (False, True)


def test_forms_images_and_stamps_of_a_hidden_layer_are_emptied() -> None:
    with layered(b"q 1 0 0 1 100 100 cm /F Do Q q 100 0 0 100 100 100 cm /I Do Q " + SEEN) as pdf:
        page = pdf.pages[0].obj
        group = page.Resources.Properties.M
        page.Resources.XObject = Dictionary(F=form(pdf, b"1 0 0 rg 0 0 100 100 re f", OC=group), I=image(pdf, OC=group))
        stamp = form(pdf, b"1 0 0 rg 0 0 100 100 re f")
        note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([100, 100, 200, 200]), F=4, OC=group)
        note.AP = Dictionary(N=stamp)
        page.Annots = Array([pdf.make_indirect(note)])
        assert hide(pdf) == 1
        assert colours(pdf) == (False, True)
        assert b"/OC" not in saved(pdf)


def test_a_part_inside_a_form_is_hidden_too() -> None:
    with layered(b"/F Do " + SEEN) as pdf:
        page = pdf.pages[0].obj
        stream = pdf.make_stream(b"/OC /M BDC " + SQUARE + b" EMC")
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 500, 500])
        stream.Resources = Dictionary(Properties=page.Resources.Properties)
        page.Resources.XObject = Dictionary(F=stream)
        hide(pdf)
        assert colours(pdf) == (False, True)


def test_a_file_that_hides_nothing_is_left_as_it_is() -> None:
    with layered(b"/OC /M BDC " + SQUARE + b" EMC", off=False) as pdf:
        assert hide(pdf) == 0
        assert "/OCProperties" in pdf.Root
        assert b"/OC" in pdf.pages[0].obj.Contents.read_bytes()
