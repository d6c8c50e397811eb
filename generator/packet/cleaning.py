"""Makes the pages of a foreign PDF fit to stand in ours: form fields drawn, tags and actions gone.

A page that PDF/A-2a or PDF/UA-1 would refuse (a font that is not embedded, CMYK colours, layers…) becomes a picture.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from generator.packet.content import Budget, Drawing, TooHeavyError, entries, is_image, resources_of
from generator.packet.examination import page_notes
from generator.packet.field_looks import draw_fields
from generator.packet.frame import Size
from generator.packet.geometry import Seen, inherited, seen
from generator.packet.idle_fonts import without_idle_fonts
from generator.packet.obstacles import held_obstacle, obstacle, reachable, spell
from generator.packet.page_words import LeafLine
from generator.packet.raster import Picture, pictures
from generator.packet.raster_apart import is_hard, pictures_apart

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
    "/OC",
)
_MARKED = re.compile(rb"\b(?:BMC|BDC|MP|DP)\b")
_TRAILER = {"/Root", "/Info", "/ID", "/Size", "/Encrypt"}
MAX_NOTES = 3_000  # annotations of a page: qpdf draws them in a time that grows with their square
Drawer = Callable[[bytes, tuple[tuple[int, Size], ...]], dict[int, Picture]]
_TEXT = re.compile(rb"T[jJ]\b|['\"](?=\s)")
_MARKS = {"BMC", "BDC", "EMC", "MP", "DP"}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Pages ready to be placed, their sizes in points as seen, which were redrawn (page, reason) or hold no text.

    `words` are those of the pages that were redrawn.
    """

    leaves: bytes = field(repr=False)
    sizes: tuple[Size, ...]
    redrawn: tuple[tuple[int, str], ...]
    textless: tuple[int, ...] = ()
    words: tuple[tuple[int, tuple[LeafLine, ...]], ...] = ()


def cleaned(pdf: pikepdf.Pdf, mistrusted: bool = False) -> Cleaned:
    """Changes `pdf` and gives its pages. Raises TooHeavyError for too much, ValueError for nonsense.

    Pages of a `mistrusted` file are drawn in a process apart.
    """
    budget = Budget()
    if any(len(page_notes(page.obj)) > MAX_NOTES for page in pdf.pages):
        raise TooHeavyError
    draw_fields(pdf)
    pdf.flatten_annotations("print")
    pages = [page.obj for page in pdf.pages]
    views = tuple(map(seen, pages))
    for page, view in zip(pages, views, strict=True):
        _settle(pdf, page, view)
    sizes = tuple(view.size for view in views)
    reasons, textless, hard = [], [], mistrusted
    for number, page in enumerate(pages, 1):
        drawn = without_idle_fonts(page, budget)
        if _is_picture(drawn):
            textless.append(number)
        if reason := _tidied(page, drawn, budget):
            reasons.append((number, reason))
            hard = hard or is_hard(drawn)
    words = _redraw(pdf, {number: sizes[number - 1] for number, _ in reasons}, pictures_apart if hard else pictures)
    for key in set(pdf.Root.keys()) - {"/Type", "/Pages"}:
        del pdf.Root[key]
    return Cleaned(written(pdf), sizes, tuple(reasons), tuple(textless), words)


def _settle(pdf: pikepdf.Pdf, page: Any, view: Seen) -> None:
    """Gives the page its inherited values, its visible box, one stream, and takes away all else."""
    import pikepdf

    resources = inherited(page, "/Resources")
    page.Resources = resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()
    page.Rotate = view.turn
    page.MediaBox = pikepdf.Array([Decimal(f"{side:.4f}") for side in view.box])
    content = page.get("/Contents")
    if not isinstance(content, pikepdf.Stream):
        parts = list(content) if isinstance(content, pikepdf.Array) else []
        page.Contents = _stream(pdf, b"\n".join(part.read_bytes() for part in parts))
    for key in set(page.keys()) - _PAGE_KEYS:
        del page[key]


def _is_picture(drawn: tuple[Drawing, ...]) -> bool:
    """Whether a page shows images, and no text, not even one laid under them unseen."""
    shows = any(is_image(one) for names in resources_of(drawn) for _, one in entries(names, "/XObject"))
    return shows and not any(_TEXT.search(drawing.data) for drawing in drawn)


def _tidied(page: Any, drawn: tuple[Drawing, ...], budget: Budget) -> str | None:
    """Takes tags and hints out of a page; or says why it must become a picture."""
    if reason := _held(page, budget) or obstacle(page, drawn, budget):
        return reason
    for drawing in drawn:
        if drawing.stream.objgen not in budget.stripped:
            budget.stripped.add(drawing.stream.objgen)
            _strip(drawing)
    for names in resources_of(drawn):
        if "/Properties" in names:  # what the tags named
            del names["/Properties"]
    return None


def _held(page: Any, budget: Budget) -> str | None:
    """Tidies all that the page's resources lead to, or says what is wrong there; once for those that pages share."""
    shared = page.Resources.objgen if page.Resources.is_indirect and "/Group" not in page else None
    if shared and shared in budget.known:
        return budget.known[shared]
    reached = reachable((page.Resources, page.get("/Group")), budget)
    for one in reached:
        spell(one)
    reason = held_obstacle(reached)
    if not reason:
        for one in reached:
            for key in _LOST_KEYS:
                if key in one:
                    del one[key]
            _tidy_hints(one)
        budget.sound |= {one.objgen for one in reached if one.is_indirect}
    if shared:
        budget.known[shared] = reason
    return reason


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


def _redraw(pdf: pikepdf.Pdf, wanted: dict[int, Size], draw: Drawer) -> tuple[tuple[int, tuple[LeafLine, ...]], ...]:
    """Puts pictures in the place of these pages, and gives the words of those that have some."""
    drawn = draw(written(pdf), tuple(wanted.items())) if wanted else {}
    for number, picture in drawn.items():
        _show(pdf, pdf.pages[number - 1].obj, picture, wanted[number])
    return tuple((number, picture.words) for number, picture in drawn.items() if picture.words)


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


def written(pdf: pikepdf.Pdf) -> bytes:
    """The file, without encryption; the same file gives the same bytes."""
    for key in set(pdf.trailer.keys()) - _TRAILER:
        del pdf.trailer[key]
    pdf.trailer.Size = 1  # qpdf counts, when the file had a count
    buffer = BytesIO()
    pdf.save(buffer, deterministic_id=True, compress_streams=False, fix_metadata_version=False)
    return buffer.getvalue()
