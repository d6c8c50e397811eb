"""Pages of others made fit: tags gone, hints gone, or drawn as a picture for a reason that is told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from generator.packet.cleaning import cleaned
from tests.packet.foreign import RED, drawn, embedded, font, form, opened, pictured, unembedded


def redrawn(data: bytes) -> list[tuple[int, str]]:
    with opened(data) as pdf:
        return list(cleaned(pdf).redrawn)


def with_state(**keys) -> bytes:
    state = Dictionary(Type=Name.ExtGState, **keys)
    return drawn(b"/G gs " + RED, lambda _: Dictionary(ExtGState=Dictionary(G=state)))


def with_font(made) -> bytes:
    return drawn(b"BT /F 20 Tf 100 100 Td (a) Tj ET", lambda pdf: Dictionary(Font=Dictionary(F=made(pdf))))


def type3(pdf: pikepdf.Pdf) -> Dictionary:
    glyph = pdf.make_stream(b"10 0 d0 0 0 8 8 re f")
    shape = {"FontBBox": Array([0, 0, 9, 9]), "FontMatrix": Array([0.1, 0, 0, 0.1, 0, 0]), "Widths": Array([10])}
    encoding = Dictionary(Differences=Array([97, Name.a]))
    glyphs = Dictionary(a=glyph)
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type3, CharProcs=glyphs, Encoding=encoding, FirstChar=97, LastChar=97, **shape
    )


def unmapped(pdf: pikepdf.Pdf) -> Dictionary:
    """An embedded font whose characters have no meaning."""
    descriptor = Dictionary(Type=Name.FontDescriptor, FontFile=pdf.make_stream(b""), Flags=4)
    made = font("Dessin", FontDescriptor=descriptor)
    del made.Encoding
    return made


def layered(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(XObject=Dictionary(F=form(pdf, RED, OC=Dictionary(Type=Name.OCG))))


PICTURED = {
    "CMYK fill": (drawn(b"0 1 0 0 k 0 0 9 9 re f"), "couleurs CMJN"),
    "CMYK image": (pictured(ColorSpace=Name.DeviceCMYK), "couleurs CMJN"),
    "CMYK inside": (pictured(ColorSpace=Array([Name.Indexed, Name.DeviceCMYK, 0, pikepdf.String("abcd")])), "CMJN"),
    "LZW": (pictured(Filter=Name.LZWDecode), "compression LZW"),
    "JPEG 2000": (pictured(Filter=Name.JPXDecode), "JPEG 2000"),
    "transfer": (with_state(TR=Name.Identity), "réglages d'imprimerie"),
    "blend mode": (with_state(BM=Name.Inconnu), "mode de fusion"),
    "intent": (drawn(b"/Other ri " + RED), "réglages d'imprimerie"),
    "inline image": (drawn(b"BI /W 1 /H 1 /BPC 8 /CS /G ID a EI"), "image écrite dans le dessin"),
    "unknown operator": (drawn(RED + b" foo"), "dessin abîmé"),
    "states not given back": (drawn(b"q q Q " + RED), "dessin abîmé"),
    "broken off": (drawn(RED + b" (abc"), "dessin abîmé"),
    "font not embedded": (unembedded(), "police non incorporée (Helvetica)"),
    "font drawn": (with_font(type3), "police dessinée"),
    "font without meaning": (with_font(unmapped), "codage incertain (Dessin)"),
    "PostScript": (drawn(b"/F Do", lambda pdf: Dictionary(XObject=Dictionary(F=form(pdf, b"", PS=1)))), "PostScript"),
    "too long to read": (drawn(RED * 40_000), "très complexe"),
}


@pytest.mark.parametrize("case", PICTURED)
def test_what_the_norms_refuse_becomes_a_picture(case: str) -> None:
    data, reason = PICTURED[case]
    ((page, told),) = redrawn(data)
    assert page == 1
    assert reason in told


KEPT = {
    "office text": embedded(2),
    "RGB": drawn(RED),
    "image": pictured(Interpolate=True),
    "transparency": with_state(ca=0.5, BM=Name.Multiply),
    "several streams": drawn(RED),
    "tags": drawn(b"/P <</MCID 0>> BDC " + RED + b" EMC /Artifact BMC EMC"),
    "layers that show": drawn(b"/F Do", layered),
    "nothing": drawn(b""),
}


@pytest.mark.parametrize("case", KEPT)
def test_the_rest_stays_as_it_is(case: str) -> None:
    assert redrawn(KEPT[case]) == []


@contextmanager
def leaf(data: bytes) -> Iterator[pikepdf.Object]:
    """The first cleaned page."""
    with opened(data) as pdf, opened(cleaned(pdf).leaves) as leaves:
        yield leaves.pages[0].obj


def test_tags_are_taken_out_of_the_drawing() -> None:
    with opened(embedded()) as pdf:
        assert b"BDC" in pdf.pages[0].obj.Contents.read_bytes()
    with leaf(embedded()) as page:
        content = page.Contents.read_bytes()
    assert b"BDC" not in content
    assert b"EMC" not in content
    assert b"Tj" in content or b"TJ" in content


def test_hints_that_pdf_a_forbids_are_taken_out() -> None:
    with leaf(pictured(Interpolate=True)) as page:
        assert "/Interpolate" not in page.Resources.XObject.I
    with leaf(embedded()) as page:
        descriptors = [one.DescendantFonts[0].FontDescriptor for _, one in page.Resources.Font.items()]
        assert descriptors
        assert not any("/CIDSet" in descriptor for descriptor in descriptors)


def test_a_page_keeps_only_what_draws_it() -> None:
    with leaf(embedded()) as page:
        assert set(page.keys()) <= {"/Type", "/Parent", "/MediaBox", "/Rotate", "/Resources", "/Contents", "/Group"}


def test_a_picture_looks_like_the_page() -> None:
    content = b"1 0 0 rg 0 0 300 842 re f " + b"BT /F1 9 Tf (a) Tj ET"
    data = drawn(content, lambda _: Dictionary(Font=Dictionary(F1=font())))
    with opened(data) as pdf:
        leaves = cleaned(pdf).leaves
    with pypdfium2.PdfDocument(leaves) as shown:
        page = shown[0]
        picture = page.render(scale=0.2).to_pil().convert("RGB")
        page.close()
    assert picture.getpixel((20, 80)) == (255, 0, 0)
    assert picture.getpixel((100, 80)) == (255, 255, 255)


def test_text_is_grey_and_lossless_a_photograph_is_not() -> None:
    assert image_of(unembedded()) == ("/DeviceGray", "/FlateDecode")
    noise = random.Random(5).randbytes(1200 * 900 * 3)
    shape = {"Width": 1200, "Height": 900, "BitsPerComponent": 8, "ColorSpace": Name.DeviceRGB}

    def photograph(pdf: pikepdf.Pdf) -> Dictionary:
        photo = pdf.make_stream(noise, Type=Name.XObject, Subtype=Name.Image, **shape)
        return Dictionary(Font=Dictionary(F1=font()), XObject=Dictionary(I=photo))

    data = drawn(b"q 500 0 0 700 50 50 cm /I Do Q BT /F1 9 Tf (a) Tj ET", photograph)
    assert image_of(data) == ("/DeviceRGB", "/DCTDecode")


def image_of(data: bytes) -> tuple[str, str]:
    with leaf(data) as page:
        image = page.Resources.XObject.Page
        assert 1400 < image.Width < 1500  # 186 mm at 200 points per inch
        return str(image.ColorSpace), str(image.Filter)
