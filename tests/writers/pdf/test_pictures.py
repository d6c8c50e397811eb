"""Pictures become SVG text, at a size that fits a page."""

import struct

import pytest

from generator.writers.pdf.pictures import fitted, pixels, svg
from tests.properties.strategies import png

DRAWING = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 400"></svg>'


def jpeg(width: int, height: int) -> bytes:
    head = b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"\0\0"
    return head + b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\0" * 20


@pytest.mark.parametrize(
    ("data", "size"),
    [(png(40, 20), (40, 20)), (jpeg(640, 480), (640, 480)), (b"GIF89a", None), (b"", None), (b"\xff\xd8\xff", None)],
)
def test_pixels_are_read_from_the_head(data: bytes, size) -> None:
    assert pixels(data) == size


def test_svg_passes_and_others_are_wrapped() -> None:
    assert svg(DRAWING) == DRAWING.decode()
    assert 'viewBox="0 0 40 20"' in (svg(png(40, 20)) or "")
    assert "data:image/jpeg;base64," in (svg(jpeg(8, 8)) or "")
    assert svg(b"BM") is None


@pytest.mark.parametrize(
    ("data", "asked", "given"),
    [
        (png(40, 20), 120, 120),
        (png(40, 20), 999, 160),  # the text's width
        (DRAWING, 160, 50),  # four times as tall as wide: 200 mm at most
        (png(10, 100), 100, 20),
        (b'<svg width="10mm" height="40mm">', 160, 50),
        (b"<svg>", 80, 80),
        (png(40, 20), -3, 1),
    ],
)
def test_width_is_at_most_the_text_and_the_page(data: bytes, asked: int, given: float) -> None:
    assert fitted(data, asked) == given
