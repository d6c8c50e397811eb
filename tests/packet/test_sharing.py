"""The packet weighs no more than its parts: what annexes share is written once, and the same page too."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from tests.packet import laid
from tests.packet.foreign import drawn, embedded, opened, saved


def logo(pixels: bytes) -> bytes:
    """A page that shows a picture with a mask; the same pixels give the same picture, in an object of its own."""

    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        keys = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 16, "Height": 16, "BitsPerComponent": 8}
        packed = {"Filter": Name.FlateDecode, "ColorSpace": Name.DeviceGray}
        mask = pdf.make_stream(zlib.compress(bytes(range(256))), **keys, **packed)
        return Dictionary(XObject=Dictionary(I=pdf.make_stream(zlib.compress(pixels), **keys, **packed, SMask=mask)))

    return drawn(b"q 99 0 0 99 100 100 cm /I Do Q", resources)


def streams(data: bytes, **keys: str) -> list[bytes]:
    """The raw bytes of each stream that has these values."""
    with pikepdf.open(BytesIO(data)) as pdf:
        held = (one for one in pdf.objects if isinstance(one, pikepdf.Stream))
        return [one.read_raw_bytes() for one in held if all(one.get(f"/{key}") == keys[key] for key in keys)]


def test_a_font_that_two_annexes_hold_is_written_once() -> None:
    data = embedded(2)
    one, two = (laid.packet(*(laid.annex(data, key=key) for key in keys)).data for keys in (("a",), ("a", "b")))
    assert len(streams(two, Subtype="/CIDFontType0C")) == len(streams(one, Subtype="/CIDFontType0C")) > 0
    assert len(streams(two, Subtype="/Form")) == 2 * len(streams(one, Subtype="/Form")) == 4


def test_pictures_are_told_apart_by_their_bytes() -> None:
    same, other = logo(b"\x10" * 256), logo(b"\x20" * 256)
    made = laid.packet(*(laid.annex(data, key=str(n)) for n, data in enumerate((same, other, same))))
    found = streams(made.data, Subtype="/Image")
    assert sorted(map(zlib.decompress, found)) == sorted([bytes(range(256)), b"\x10" * 256, b"\x20" * 256])
    with pikepdf.open(BytesIO(made.data)) as pdf:
        shown = [_form(pdf.pages[number]).Resources.XObject.I for number in (4, 6, 8)]
        assert [zlib.decompress(one.read_raw_bytes())[0] for one in shown] == [0x10, 0x20, 0x10]
        assert shown[0].SMask.objgen == shown[1].SMask.objgen


def test_a_page_that_comes_back_is_written_once() -> None:
    with opened(embedded(1)) as pdf:
        for _ in range(9):
            pdf.pages.append(pdf.pages[0])
        pdf.pages[9].obj.Rotate = 180
        made = laid.packet(laid.annex(saved(pdf)))
    assert made.pages == 4 + 10
    assert len(streams(made.data, Subtype="/Form")) == 2
    with pikepdf.open(BytesIO(made.data)) as pdf:
        assert len({_form(page).objgen for page in pdf.pages[4:13]}) == 1


def _form(page: pikepdf.Page):
    (form,) = page.obj.Resources.XObject.values()
    return form


def scanned(pages: int) -> bytes:
    from PIL import Image

    sheets = [Image.effect_noise((620, 877), 40) for _ in range(pages)]
    buffer = BytesIO()
    sheets[0].save(buffer, "PDF", save_all=True, append_images=sheets[1:], resolution=75, quality=20)
    return buffer.getvalue()


@pytest.mark.parametrize("make", [embedded, scanned], ids=["text", "scans"])
def test_the_packet_weighs_no_more_than_its_parts(make) -> None:
    parts = [make(10) for _ in range(4)]
    alone = laid.packet(*(laid.annex(embedded(1), key=str(n)) for n in range(4)))
    made = laid.packet(*(laid.annex(data, key=str(n)) for n, data in enumerate(parts)))
    assert made.pages == alone.pages + 4 * 9
    assert len(made.data) <= 1.1 * (sum(map(len, parts)) + len(alone.data))


def test_the_alternative_text_stands_in_the_structure_alone() -> None:
    with pikepdf.open(BytesIO(laid.packet(laid.annex(embedded(1))).data)) as pdf:
        assert b"/Alt" not in pdf.pages[4].obj.Contents.read_bytes()
        said = [str(one.Alt) for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == "/Figure"]
    assert said == ["Pièce a, page 1 sur 1 : reproduction du document d’origine"]
