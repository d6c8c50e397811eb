"""Small pictures for the page of all offers: pages of the packet, drawings of the planning."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import Final

WIDTH: Final = 240  # dots: a page shown at 120 is sharp on any screen
_QUALITY: Final = 72
# Ours, its metric twin, then any, which `font-size-adjust` makes as small as ours (0.47: height of its x, to its size).
_FONT: Final = 'style="font-size-adjust: 0.47" font-family="Carlito, Calibri, sans-serif"'


def pages(pdf: bytes) -> Iterator[bytes]:
    """Each page of a PDF as a JPEG of WIDTH dots; nothing when it can't be read."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(pdf)
    except PdfiumError:
        return
    with closing(document):
        for page in document:
            picture = page.render(scale=WIDTH / page.get_width()).to_pil()
            made = BytesIO()
            picture.save(made, "JPEG", quality=_QUALITY)
            yield made.getvalue()


def drawing(svg: str) -> bytes:
    """A drawing for a browser that may not have our font: its words still fit."""
    return svg.replace('font-family="Carlito"', _FONT, 1).encode()
