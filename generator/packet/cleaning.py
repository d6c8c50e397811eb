"""Makes the pages of a foreign PDF fit to stand in ours: form fields drawn, tags and actions gone.

A page that PDF/A-2a or PDF/UA-1 would refuse (a font that is not embedded, CMYK colours, layers…) becomes a picture.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from generator.packet.content import Drawing, drawings
from generator.packet.frame import Size
from generator.packet.obstacles import obstacle, reachable
from generator.packet.raster import Picture, pictures

if TYPE_CHECKING:
    import pikepdf

_PAGE_KEYS = {"/Type", "/Parent", "/MediaBox", "/Rotate", "/Resources", "/Contents", "/Group", "/UserUnit"}
_LOST_KEYS = (
    "/StructParent",
    "/StructParents",
    "/PieceInfo",
    "/Metadata",
    "/Alternates",
    "/OPI",
    "/AF",
    "/LastModified",
)
_MARKED = re.compile(rb"\b(?:BMC|BDC|MP|DP)\b")
_MARKS = {"BMC", "BDC", "EMC", "MP", "DP"}
_LONGEST = 20_000.0  # points
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Pages ready to be placed, their sizes in points as seen, and which were redrawn (page, reason)."""

    leaves: bytes = field(repr=False)
    sizes: tuple[Size, ...]
    redrawn: tuple[tuple[int, str], ...]


def cleaned(pdf: pikepdf.Pdf) -> Cleaned:
    """Changes `pdf` and gives its pages. Raises TooHeavyError for too much, ValueError for nonsense."""
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")
    pages = [page.obj for page in pdf.pages]
    for page in pages:
        _settle(pdf, page)
    sizes = tuple(map(seen, pages))
    reasons = [(number, reason) for number, page in enumerate(pages, 1) if (reason := _tidied(page))]
    _redraw(pdf, {number: sizes[number - 1] for number, _ in reasons})
    for key in set(pdf.Root.keys()) - {"/Type", "/Pages"}:
        del pdf.Root[key]
    return Cleaned(_saved(pdf), sizes, tuple(reasons))


def seen(page: Any) -> Size:
    """Width and height of a settled page in points, turned as a viewer turns it."""
    left, bottom, right, top = map(float, page.MediaBox)
    unit = float(page.get("/UserUnit", 1))
    width, height = (right - left) * unit, (top - bottom) * unit
    return (height, width) if int(page.get("/Rotate", 0)) % 180 else (width, height)


def _settle(pdf: pikepdf.Pdf, page: Any) -> None:
    """Gives the page its inherited values, its visible box, one stream, and takes away all else."""
    import pikepdf

    resources = _inherited(page, "/Resources")
    page.Resources = pikepdf.Dictionary() if resources is None else resources
    page.Rotate = round(float(_inherited(page, "/Rotate") or 0) / 90) * 90 % 360
    page.MediaBox = _visible(page)
    content = page.get("/Contents")
    if not isinstance(content, pikepdf.Stream):
        parts = list(content) if isinstance(content, pikepdf.Array) else []
        page.Contents = _stream(pdf, b"\n".join(part.read_bytes() for part in parts))
    for key in set(page.keys()) - _PAGE_KEYS:
        del page[key]


def _inherited(page: Any, key: str) -> Any:
    holder = page
    for _ in range(_DEEPEST):
        if holder is None or key in holder:
            return None if holder is None else holder[key]
        holder = holder.get("/Parent")
    return None


def _visible(page: Any) -> Any:
    """The part of the page that a viewer shows: the crop box inside the media box."""
    import pikepdf

    media = _box(_inherited(page, "/MediaBox")) or (0.0, 0.0, 595.28, 841.89)
    crop = _box(_inherited(page, "/CropBox")) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if not (1 <= right - left <= _LONGEST and 1 <= top - bottom <= _LONGEST):
        raise ValueError("page box")
    return pikepdf.Array([Decimal(f"{side:.4f}") for side in (left, bottom, right, top)])


def _box(box: Any) -> tuple[float, float, float, float] | None:
    if box is None:
        return None
    one, two, three, four = map(float, box)
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _tidied(page: Any) -> str | None:
    """Takes tags and hints out of a page; or says why it must become a picture."""
    drawn = drawings(page)
    reached = reachable((page.Resources, page.get("/Group")))
    if reason := obstacle(page, drawn, reached):
        return reason
    for one in reached:
        for key in _LOST_KEYS:
            if key in one:
                del one[key]
        _tidy_hints(one)
    for drawing in drawn:
        _strip(drawing)
    return None


def _tidy_hints(one: Any) -> None:
    """Lists of glyphs, often wrong and never needed; smoothing, that PDF/A forbids."""
    for key in ("/CIDSet", "/CharSet", "/Interpolate"):
        if key in one:
            del one[key]


def _strip(drawing: Drawing) -> None:
    """Takes the tags out of a stream: they name a structure that stays behind."""
    import pikepdf

    if _MARKED.search(drawing.data):
        kept = [one for one in pikepdf.parse_content_stream(drawing.stream) if str(one.operator) not in _MARKS]
        drawing.stream.write(zlib.compress(pikepdf.unparse_content_stream(kept), 9), filter=pikepdf.Name.FlateDecode)


def _redraw(pdf: pikepdf.Pdf, wanted: dict[int, Size]) -> None:
    """Puts pictures in the place of these pages."""
    if not wanted:
        return
    for number, picture in pictures(_saved(pdf), wanted.items()).items():
        _show(pdf, pdf.pages[number - 1].obj, picture, wanted[number])


def _show(pdf: pikepdf.Pdf, page: Any, picture: Picture, size: Size) -> None:
    import pikepdf

    colours = pikepdf.Name.DeviceGray if picture.grey else pikepdf.Name.DeviceRGB
    image = pikepdf.Stream(pdf, picture.data)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height, image.BitsPerComponent = picture.width, picture.height, 8
    image.ColorSpace, image.Filter = colours, pikepdf.Name("/" + picture.filter)
    width, height = (Decimal(f"{side:.4f}") for side in size)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=image))
    page.Contents = _stream(pdf, f"{width} 0 0 {height} 0 0 cm /Page Do".encode())
    page.MediaBox = pikepdf.Array([0, 0, width, height])
    for key in {"/Rotate", "/UserUnit", "/Group"} & set(page.keys()):
        del page[key]


def _stream(pdf: pikepdf.Pdf, data: bytes) -> Any:
    import pikepdf

    stream = pikepdf.Stream(pdf, zlib.compress(data, 9))
    stream.Filter = pikepdf.Name.FlateDecode
    return stream


def _saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = BytesIO()
    pdf.save(buffer, deterministic_id=True, compress_streams=False, fix_metadata_version=False)
    return buffer.getvalue()
