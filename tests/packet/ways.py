"""Where the links of a packet's own pages lead, and whether they say so: contents, dividers, matrix, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pypdf
import pypdfium2

from generator.compose.dossier import Dossier
from generator.compose.matrix import TITLE, MatrixAnswer, lines_of
from generator.packet.binder import Packet
from tests.packet.survival import Reading, links, squeezed, target

_MARK = re.compile(r"^[SPÉCIMEN]{1,5} (?=\S)")  # the letters of the mark that stand behind a line


@dataclass(frozen=True)
class Way:
    """A link inside the packet: its page, its words, squeezed, and the page it leads to."""

    page: int
    words: str
    to: int


def ways(data: bytes, pages: Iterable[int]) -> tuple[Way, ...]:
    """The inner links of these pages, in order."""
    reader = pypdf.PdfReader(BytesIO(data))
    found: list[Way] = []
    with pypdfium2.PdfDocument(data) as pdf:
        for number in pages:
            words = pdf[number - 1].get_textpage()
            for note in links(reader.pages[number - 1]):
                to = target(reader, note)
                if isinstance(to, int):
                    said = words.get_text_bounded(*map(float, note["/Rect"])).replace("\r\n", " ")
                    found.append(Way(number, squeezed(_MARK.sub("", said)), to))
            words.close()
    return tuple(found)


def misleading(found: Iterable[Way], reading: Reading) -> list[str]:
    """Those whose words are not on the page they lead to, nor its number."""
    wrong = []
    for way in found:
        there, title = reading.words[way.to - 1], way.words.removesuffix(str(way.to))
        if not way.words or (way.words not in there and (title == way.words or title not in there)):
            wrong.append(f"page {way.page}: « {way.words} » leads to page {way.to}")
    return wrong


def unlisted(found: Iterable[Way], packet: Packet, reading: Reading) -> list[str]:
    """The sections and the pieces that no entry of the contents leads to."""
    entries = {(way.words, way.to) for way in found}
    wanted = [(title, page) for level, title, page in reading.marks if level < 2]
    assert len(wanted) == len(packet.starts) + 2
    return [f"{title}, page {page}" for title, page in wanted if (f"{squeezed(title)}{page}", page) not in entries]


def matrix_pages(packet: Packet, reading: Reading, note: str) -> range:
    """The pages of the note's last section, the requirement matrix."""
    first = next(page for _, title, page in reading.marks if title == TITLE)
    last = next(start.last for start in packet.starts if start.title == note)
    return range(first, last + 1)


def unanswered(found: Iterable[Way], dossier: Dossier, reading: Reading) -> tuple[int, list[str]]:
    """How many answers of the matrix should lead somewhere, and those that do not."""
    answers = {answer for line in lines_of(dossier) for answer in line.answers if answer.slug}
    said: dict[int, str] = {}
    for way in found:
        said[way.to] = said.get(way.to, "") + way.words
    lost = []
    for answer in answers:
        title = squeezed(answer.section or answer.document)
        if not any(title in said.get(page, "") for page in _pages(answer, reading)):
            lost.append(answer.section or answer.document)
    return len(answers), lost


def _pages(answer: MatrixAnswer, reading: Reading) -> list[int]:
    """Where an answer is: the pages of the bookmarks of its title, its number left out."""
    wanted = squeezed(answer.section or answer.document)
    deep = 2 if answer.section else 1
    return [
        page
        for level, title, page in reading.marks
        if (level == 1 if deep == 1 else level >= deep) and squeezed(re.sub(r"^[\d.]+\s", "", title)) == wanted
    ]
