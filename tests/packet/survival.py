"""What of a foreign file is found again in a packet: its pages, words, links and bookmarks, read by other programs.

Pdfium reads words and bookmarks, pypdf reads links; places are compared on a picture, where links are painted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
from PIL import Image, ImageChops

from generator.packet.binder import AnnexFile, Start
from tests.packet.makes import Make

_BLEED = 2  # pixels by which a painted link may be larger than the link
_DEEPEST = 20

Mark = tuple[int, str, int]
"""Level from 0, title, page from 1."""


@dataclass(frozen=True)
class Reading:
    """A file as two readers open it."""

    words: tuple[str, ...]
    marks: tuple[Mark, ...]
    links: tuple[tuple[str | int, ...], ...]  # of each page: addresses, and pages from 1


def read(data: bytes) -> Reading:
    with pypdfium2.PdfDocument(data) as pdf:
        words = tuple(_words(page) for page in pdf)
        toc = pdf.get_toc(max_depth=_DEEPEST)
        marks = tuple((mark.level, mark.get_title(), mark.get_dest().get_index() + 1) for mark in toc)
    reader = pypdf.PdfReader(BytesIO(data))
    return Reading(words, marks, tuple(tuple(target(reader, note) for note in links(page)) for page in reader.pages))


def squeezed(text: str) -> str:
    """Letters, figures and signs alone: readers do not agree on spaces, nor on hyphens."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]", "", unicodedata.normalize("NFKC", text).replace("\ufffe", ""))


def _words(page: Any) -> str:
    words = page.get_textpage()
    try:
        return squeezed(words.get_text_range())
    finally:
        words.close()


def links(page: Any) -> list[Any]:
    """The link annotations of a page of pypdf."""
    notes = [note.get_object() for note in page.get("/Annots", ())]
    return [note for note in notes if note["/Subtype"] == "/Link"]


def target(reader: pypdf.PdfReader, note: Any) -> str | int:
    """The address that a link leads to, or the page, from 1."""
    action = note.get("/A", {})
    if "/URI" in action:
        return str(action["/URI"])
    place = note.get("/Dest", action.get("/D")).get_object()
    if isinstance(place, str):  # a name, of either kind
        return int(reader.get_destination_page_number(reader.named_destinations[place])) + 1
    return int(reader.get_page_number(place[0].get_object())) + 1


# --- compared


def lost(make: Make, annex: AnnexFile, start: Start, packet: Reading) -> list[str]:
    """What this file has and the packet has not at its place; nothing when all of it is there."""
    source = read(make.data)
    taken = make.taken or tuple(range(1, len(source.words) + 1))
    bound = range(start.first + 1, start.last + 1)
    if len(bound) != len(taken):
        return [f"{len(bound)} pages for {len(taken)}"]
    place = dict(zip(taken, bound, strict=True))
    return [
        *_lost_words(make, annex, source, packet, place),
        *_lost_links(source, packet, place),
        *_lost_marks(source, packet, place, start),
    ]


def _lost_words(make: Make, annex: AnnexFile, source: Reading, packet: Reading, place: dict[int, int]) -> Iterator[str]:
    pictures = {number for number, _ in annex.redrawn}
    if bool(pictures) != make.pictured:
        yield f"pictures of pages {sorted(pictures)}: {annex.redrawn}"
    for number, page in place.items():
        there, wanted = packet.words[page - 1], source.words[number - 1]
        for words in map(squeezed, make.hides):
            wanted = wanted.replace(words, "")
        if wanted not in there:
            yield f"words of page {number}: {wanted!r} not in {there!r}"
    said = "".join(packet.words[page - 1] for page in place.values())
    yield from (f"words that its readers see: {words}" for words in make.adds if squeezed(words) not in said)
    yield from (f"words that nobody sees: {words}" for words in make.hides if squeezed(words) in said)


def _lost_links(source: Reading, packet: Reading, place: dict[int, int]) -> Iterator[str]:
    for number, page in place.items():
        wanted = [place.get(one, 0) if isinstance(one, int) else one for one in source.links[number - 1]]
        kept = [one for one in wanted if one]  # those that lead to a page left behind go with it
        if sorted(map(str, kept)) != sorted(map(str, packet.links[page - 1])):
            yield f"links of page {number}: {kept} became {packet.links[page - 1]}"


def _lost_marks(source: Reading, packet: Reading, place: dict[int, int], start: Start) -> Iterator[str]:
    wanted = nested([(level, title, place[page]) for level, title, page in source.marks if page in place])
    first = next(rank for rank, (level, _, page) in enumerate(packet.marks) if (level, page) == (1, start.first))
    found: list[Mark] = []
    for level, title, page in packet.marks[first + 1 :]:
        if level <= 1:
            break
        found.append((level - 2, title, page))
    if found != wanted:
        yield f"bookmarks: {wanted} became {found}"


def nested(marks: list[Mark]) -> list[Mark]:
    """The same bookmarks once those above some of them are gone: each as high as what is left above lets it be."""
    above: list[int] = []
    made = []
    for level, title, page in marks:
        while above and above[-1] >= level:
            above.pop()
        made.append((len(above), title, page))
        above.append(level)
    return made


# --- places, on a picture


class Painted:
    """A packet as it is seen, its links where they lie."""

    def __init__(self, data: bytes) -> None:
        self._reader = pypdf.PdfReader(BytesIO(data))
        self._pages = pypdfium2.PdfDocument(data)

    def astray(self, start: Start) -> list[str]:
        """The links of an annex's pages that do not lie on their paint, and the paint that has no link."""
        found: list[str] = []
        for number in range(start.first + 1, start.last + 1):
            page = self._reader.pages[number - 1]
            boxes = [_box(note, float(page.mediabox.height)) for note in links(page)]
            if boxes:
                picture = self._pages[number - 1].render(scale=1, may_draw_forms=False).to_pil().convert("RGB")
                found += [f"page {number}: {one}" for one in unpainted(picture, boxes)]
        return found


Box = tuple[float, float, float, float]
"""Left, upper, right, lower, in points from the upper left corner."""


def _box(note: Any, height: float) -> Box:
    left, bottom, right, top = map(float, note["/Rect"])
    return left, height - top, right, height - bottom


def unpainted(picture: Image.Image, boxes: list[Box]) -> list[str]:
    """What is wrong between these links and the paint of this picture of their page, a pixel a point."""
    red, green, blue = picture.split()
    high = [band.point(lambda value: 255 if value > 170 else 0) for band in (red, blue)]
    paint = ImageChops.darker(ImageChops.darker(*high), green.point(lambda value: 255 if value < 130 else 0))
    wrong = []
    for left, upper, right, lower in boxes:
        inside = paint.crop((round(left) + 1, round(upper) + 1, round(right) - 1, round(lower) - 1))
        share = inside.histogram()[255] / max(inside.width * inside.height, 1)
        if share < 0.8:
            wrong.append(f"link at {round(left)}, {round(upper)} lies on paint for {share:.0%}")
        around = (round(left) - _BLEED, round(upper) - _BLEED, round(right) + _BLEED, round(lower) + _BLEED)
        paint.paste(0, around)
    if spilt := paint.histogram()[255]:
        wrong.append(f"{spilt} painted pixels without a link: {paint.getbbox()}")
    return wrong
