"""Draws foreign pages as pictures at 200 points per inch of paper, with pdfium and no font of the machine."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from generator.packet.frame import MM, Size, laid
from generator.packet.page_words import Effort, LeafLine

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image

DENSITY = 200  # points per inch, once laid on our page
_HEAVY = 600_000  # bytes of a lossless picture from which a photograph is supposed, and written as JPEG


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture: its pixels packed by `filter` (FlateDecode or DCTDecode), grey or RGB; and its words."""

    width: int
    height: int
    grey: bool
    filter: str
    data: bytes = field(repr=False)
    words: tuple[LeafLine, ...] = ()


def pictures(data: bytes, wanted: Iterable[tuple[int, Size]]) -> dict[int, Picture]:
    """The pictures of these pages of a PDF, by page number from 1; sizes are in points, as seen.

    Pdfium is not made for threads: never call this in two at once.
    """
    import pypdfium2

    fonts = _no_fonts()
    fonts.setup()
    try:
        with pypdfium2.PdfDocument(data) as document:
            effort = Effort()
            return {number: _picture(document, number, size, effort) for number, size in wanted}
    finally:
        fonts.close()


def _no_fonts() -> Any:
    """Pdfium's own faces only: a font of the machine would give other pixels on another machine."""
    import pypdfium2

    class NoFonts(pypdfium2.PdfSysfontBase):  # type: ignore[misc]
        def EnumFonts(self, *_: Any) -> None:  # noqa: N802
            """Lists nothing."""

        def MapFont(self, *_: Any) -> None:  # noqa: N802
            """Finds nothing."""

        def GetFont(self, *_: Any) -> None:  # noqa: N802
            """Finds nothing."""

    return NoFonts()


def _picture(document: pypdfium2.PdfDocument, number: int, size: Size, effort: Effort) -> Picture:
    page = document[number - 1]
    scale = DENSITY / 72 * laid(size)[0] / (size[0] * MM)
    image = page.render(scale=scale * size[0] / page.get_width()).to_pil().convert("RGB")
    words = effort.lines(page)
    page.close()
    return replace(_packed(image), words=words)


def _packed(image: Image.Image) -> Picture:
    grey = _is_grey(image)
    if grey:
        image = image.convert("L")
    data, name = zlib.compress(image.tobytes(), 6), "FlateDecode"
    if len(data) > _HEAVY:
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=85, optimize=True)
        data, name = buffer.getvalue(), "DCTDecode"
    return Picture(image.width, image.height, grey, name, data)


def _is_grey(image: Image.Image) -> bool:
    from PIL import ImageChops

    red, green, blue = image.split()
    return all(ImageChops.difference(red, other).getbbox() is None for other in (green, blue))
