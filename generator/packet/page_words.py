"""The words that pdfium reads on a page which becomes a picture, line by line, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isqrt
from typing import TYPE_CHECKING, Any

from generator.packet.geometry import Seen

if TYPE_CHECKING:
    import pypdfium2

MOST = 12_000  # characters of a page: thrice a full one
_UNKNOWN = "\ufffd"
_BARRED = re.compile(
    "[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\uffff\ud800-\udfff\U000e0000-\U0010ffff]"
)
_HYPHEN = 2  # how pdfium says that a word goes on below
_DASH = ord("-")
_ENDS = {10, 13}

Box = tuple[float, float, float, float]
"""Left, bottom, right, top: shares (0 to 1) of the page as seen, from its lower left corner."""


@dataclass(frozen=True, slots=True)
class LeafLine:
    """A line of words, one space between two, in the order of reading.

    `turn` is where it goes: 0 to the right, 90 upwards, 180 to the left, 270 downwards. `starts` is where each word
    begins on that way, a share of the page's width or height; empty when its words do not follow one another, or go to
    the left, where readers take them in the wrong order.
    """

    text: str
    box: Box
    turn: int = 0
    starts: tuple[float, ...] = ()


@dataclass(slots=True)
class Effort:
    """How much may still be read in a file: pdfium compares the drawings of a page two by two to find its words."""

    left: int = 1_000_000_000  # pairs, of which it compares 300 million in a second
    page: int = 100_000_000

    def lines(self, page: pypdfium2.PdfPage) -> tuple[LeafLine, ...]:
        """The lines of a page; none when that asks too much."""
        most = isqrt(min(self.left, self.page))
        drawn = _objects(page, most + 1)
        if drawn > most:
            return ()
        self.left -= drawn**2
        return lines_of(page)


def _objects(page: pypdfium2.PdfPage, most: int) -> int:
    """How many drawings a page has, those of its forms each time they are drawn, counted up to `most`."""
    from pypdfium2 import raw

    count = 0
    waiting = [raw.FPDFPage_GetObject(page, rank) for rank in range(min(raw.FPDFPage_CountObjects(page), most))]
    while waiting and count + len(waiting) < most:
        one = waiting.pop()
        count += 1
        if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_FORM:
            held = min(raw.FPDFFormObj_CountObjects(one), most)
            waiting += [raw.FPDFFormObj_GetObject(one, rank) for rank in range(held)]
    return count + len(waiting)


def lines_of(page: pypdfium2.PdfPage) -> tuple[LeafLine, ...]:
    """The lines of a page, as far as a sane page goes; words that stand beside it are left out."""
    import pypdfium2

    view = Seen(page.get_mediabox(), page.get_rotation())
    try:
        words = page.get_textpage()
    except pypdfium2.PdfiumError:
        return ()
    try:
        return tuple(line for held in _lines(words, view) if (line := _line(held)))
    finally:
        words.close()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, the middles of its first and last letter, and what it covers."""

    text: str
    first: tuple[float, float]
    last: tuple[float, float]
    box: Box

    @property
    def seen(self) -> bool:
        """Whether it stands on the page, and says something."""
        x, y = (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2
        return 0 <= x <= 1 and 0 <= y <= 1 and bool(self.text.strip(_UNKNOWN))


def _lines(words: Any, view: Seen) -> Iterator[list[_Word]]:
    """The words of each line; those that are not on the page are left out."""
    from pypdfium2 import raw

    line: list[_Word] = []
    letters: list[tuple[int, Box]] = []
    rect = raw.FS_RECTF()
    for index in range(min(words.count_chars(), MOST)):
        code = raw.FPDFText_GetUnicode(words, index)
        if code in _ENDS or (code != _HYPHEN and chr(code).isspace()):
            line += _word(letters, view)
            letters = []
            if code in _ENDS:
                yield line
                line = []
        elif raw.FPDFText_GetLooseCharBox(words, index, rect):
            letters.append((_DASH if code == _HYPHEN else code, (rect.left, rect.bottom, rect.right, rect.top)))
    yield [*line, *_word(letters, view)]


def _word(letters: list[tuple[int, Box]], view: Seen) -> list[_Word]:
    """These letters as a word; nothing when it is not seen."""
    if not letters:
        return []
    units = b"".join(chr(code).encode("utf-16-le", "surrogatepass") for code, _ in letters)
    text = _BARRED.sub(_UNKNOWN, units.decode("utf-16-le", "replace"))
    first, last = (view.place(*_middle(box)) for _, box in (letters[0], letters[-1]))
    word = _Word(text, first, last, _shares(view, letters))
    return [word] if word.seen else []


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _shares(view: Seen, letters: list[tuple[int, Box]]) -> Box:
    left, bottom, right, top = _around([box for _, box in letters])
    corners = (view.place(left, bottom), view.place(right, top))
    (x, y), (x2, y2) = (tuple(round(min(max(share, -1.0), 2.0), 5) for share in corner) for corner in corners)
    return min(x, x2), min(y, y2), max(x, x2), max(y, y2)


def _around(boxes: Sequence[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _line(words: list[_Word]) -> LeafLine | None:
    if not words:
        return None
    box = _around([word.box for word in words])
    turn = _turn(words[0].first, words[-1].last)
    starts = tuple(round(_start(word.box, turn), 5) for word in words)
    follows = all((before < after) == (turn < 180) and before != after for before, after in pairwise(starts))
    return LeafLine(" ".join(word.text for word in words), box, turn, starts if follows and turn != 180 else ())


def _turn(start: tuple[float, float], end: tuple[float, float]) -> int:
    across, up = end[0] - start[0], end[1] - start[1]
    if abs(across) >= abs(up):
        return 0 if across >= 0 else 180
    return 90 if up > 0 else 270


def _start(box: Box, turn: int) -> float:
    return {0: box[0], 90: box[1], 180: box[2], 270: box[3]}[turn]
