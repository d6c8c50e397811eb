"""The letters that a PDF prints, page by page, as pdfium reads them: running head and foot cut off, spaces left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.document.plain import BULLETS
from generator.readers.pdf import page_count, sheets

_SILENT = re.compile("[" + "".join(BULLETS) + "◦\xad\u200b-\u200f\u2060-\u2064\ufeff\ufe00-\ufe0f]")
_LINE_END_HYPHEN = re.compile("[\x02\ufffe]")
_LEADERS = re.compile(r"(?:\s*\.){5,}\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class Strip:
    """What of each page is its text: what stands between our running head and foot, or `whole`.

    `leaders`: rows of dots that lead to a page number, as a word processor prints them, are no text.
    """

    whole: bool = False
    leaders: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page's letters; `text` is what pdfium read, for messages."""

    number: int
    letters: str
    text: str

    def said(self, start: int, end: int, longest: int) -> str:
        """These letters with their spaces, cut to `longest`."""
        said = unsqueezed(self.text, start, end) or self.letters[start:end]
        return said if len(said) <= longest else said[:longest] + "…"


def squeezed(text: str) -> str:
    """The letters of a text: no spaces, no bullets, no invisible signs; a sign and its compatible form are the same."""
    letters = "".join(text.split())
    if letters.isascii():
        return letters
    return _SILENT.sub("", unicodedata.normalize("NFKC", letters))


def unsqueezed(text: str, start: int, end: int) -> str:
    """The words of a text that hold these letters of its squeezed form; nothing when it has not so many."""
    places = [place for place, char in enumerate(text) for _ in squeezed(char)]
    inside = places[max(start, 0) : end]
    if not inside:
        return ""
    first, last = inside[0], inside[-1]
    while first and not text[first - 1].isspace():
        first -= 1
    while last + 1 < len(text) and not text[last + 1].isspace():
        last += 1
    return " ".join(text[first : last + 1].split())


def opens(pdf: bytes) -> bool:
    """Whether a reader opens this PDF; a file that is gone or damaged is told by the family of the packet."""
    return page_count(pdf) > 0


def printed_pages(pdf: bytes, first: int, last: int | None, strip: Strip, mark: str) -> Iterator[Page]:
    """The pages from `first` to `last`, counted from 1. A mark across the page comes first in its text: it is left out.

    Pdfium is not made for threads: never call this in two at once.
    """
    across = squeezed(mark)
    for number, sheet in enumerate(sheets(pdf)[first - 1 : last], first):
        text = _LINE_END_HYPHEN.sub("-", sheet.text if strip.whole else sheet.body)
        text = _LEADERS.sub(" ", text) if strip.leaders else text
        yield Page(number, squeezed(text).removeprefix(across), text.removeprefix(across))
