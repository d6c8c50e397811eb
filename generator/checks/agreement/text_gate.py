"""The text gate: the words of a tree and those of its PDF are the same, in the same order, nothing more, nothing less.

Both are compared letter by letter, spaces left out, for a PDF has lines and no paragraphs. What a page adds by itself
is known: the mark, footnotes at its foot, the header row of a table that goes on, page numbers in the contents table.
Words drawn in a picture are the picture's, not the text's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.checks.agreement.expected_text import PAGE_NUMBER, PICTURE, Expected, expected
from generator.checks.agreement.printed_pages import Page, Strip, printed_pages
from generator.document.plain import NO_PAGE
from generator.document.tree import Document

MISSING = "absent du PDF"
_SAID = 90  # characters of a gap that are told
_MOST_GAPS = 20
_PROBES = (24, 8)  # letters that must agree after a gap, the surest first
_REACH = 4000  # letters beyond which no agreement is looked for


def text_gap(
    document: Document, pdf: bytes, first_page: int = 1, last_page: int | None = None, strip: Strip | None = None
) -> tuple[str, ...]:
    """What differs between the document and these pages of a PDF, in French; nothing when they say the same.

    Pages count from 1; `strip` is what of each page holds its text (by default, between our running head and foot).
    """
    pages = printed_pages(pdf, first_page, last_page, strip or Strip(), document.mark)
    return tuple(_Comparison(expected(document)).gaps(pages))


@dataclass
class _Comparison:
    """Reads the pages in order; `place` is how far the expected letters were found, `noted` how far the notes."""

    wanted: Expected
    place: int = 0
    noted: int = 0

    def gaps(self, pages: Iterable[Page]) -> Iterator[str]:
        said = 0
        for page in pages:
            for gap in self.page(page):
                yield gap
                said += 1
                if said == _MOST_GAPS:
                    return
        yield from self.missing(len(self.wanted.letters))
        if self.noted < len(self.wanted.notes):
            yield f"{MISSING} : note « {self.wanted.notes[self.noted : self.noted + _SAID]} »"

    def page(self, page: Page) -> Iterator[str]:
        """Compares one page; its notes first, so that what stands before them is its text."""
        letters = page.letters
        end = self.notes_start(letters)
        self.noted += len(letters) - end
        at = self.repeated_header(letters)
        while at < end:
            at = self.same(letters, at, end)
            if at < end:
                at, gaps = self.resumed(page, at, end)
                yield from gaps
        # What was taken for a note that is a number alone may be a page's, when that is what comes next.
        if end < len(letters) and letters[end:].isdigit() and self.wanted.letters.startswith(PAGE_NUMBER, self.place):
            self.noted -= len(letters) - end
            self.page_number(letters, end, len(letters))

    def notes_start(self, letters: str) -> int:
        """Where the notes at the foot of the page start: its tail is what comes next of the notes' letters."""
        rest = self.wanted.notes[self.noted :]
        at = letters.find(rest[:12]) if rest else -1
        while at >= 0:
            if rest.startswith(letters[at:]):
                return at
            at = letters.find(rest[:12], at + 1)
        whole = (size for size in range(11, 0, -1) if self.noted + size in self.wanted.note_ends)
        return len(letters) - next((size for size in whole if letters.endswith(rest[:size])), 0)

    def repeated_header(self, letters: str) -> int:
        """How many letters at the head of the page repeat the header row of the table that goes on."""
        for start, end, header in self.wanted.tables:
            if start <= self.place < end and header and letters.startswith(header):
                return len(header)
        return 0

    def same(self, letters: str, at: int, end: int) -> int:
        """Goes on while page and tree agree; where they part."""
        wanted = self.wanted.letters
        while at < end and self.place < len(wanted):
            sign = wanted[self.place]
            if sign == PAGE_NUMBER:
                at = self.page_number(letters, at, end)
            elif sign == PICTURE:
                at = self.picture(letters, at, end)
            elif size := _common(letters, at, end, wanted, self.place):
                at, self.place = at + size, self.place + size
            else:
                return at
        return at

    def page_number(self, letters: str, at: int, end: int) -> int:
        """Passes a page's number, in the contents or in the text: as many digits as leave the next words whole."""
        self.place += 1
        if letters.startswith(NO_PAGE, at):
            return at + 1
        most = at
        while most < min(end, at + 4) and letters[most].isdigit():
            most += 1
        following = self.following()
        if not following:
            return most
        return next((after for after in range(at + 1, most) if letters.startswith(following, after)), most)

    def picture(self, letters: str, at: int, end: int) -> int:
        """Passes the words drawn in a picture: all until the text that follows, here or on the next page."""
        self.place += 1
        following = self.following()
        found = letters.find(following, at, end) if following else end
        if not following and self.wanted.letters.startswith(PAGE_NUMBER, self.place):  # its caption starts with a page
            found = next((n for n in range(at, end) if letters[n].isdigit() or letters[n] == NO_PAGE), end)
        if found < 0:
            self.place -= 1
        return end if found < 0 else found

    def following(self) -> str:
        """The first letters of the next passage wanted."""
        start = self.place
        while self.wanted.letters.startswith(PICTURE, start):
            start += 1
        index = bisect_right(self.wanted.starts, start)
        end = self.wanted.starts[index] if index < len(self.wanted.starts) else len(self.wanted.letters)
        return self.wanted.letters[start : min(end, start + _PROBES[0])].partition(PAGE_NUMBER)[0]

    def resumed(self, page: Page, at: int, end: int) -> tuple[int, list[str]]:
        """Where page and tree agree again after a gap, at the nearest; and what was lost or added in between."""
        for probe in _PROBES:
            if end - at >= probe and (nearest := self.nearest(page.letters, at, end, probe)):
                start, found = nearest
                return start, [*self.missing(found), *_added(page, at, start)]
        return end, list(_added(page, at, end))

    def nearest(self, letters: str, at: int, end: int, probe: int) -> tuple[int, int] | None:
        """The places in page and tree where `probe` letters agree after the least loss; None without any."""
        best, cost = None, _REACH
        for start in range(at, end - probe + 1):
            spent = start - at
            if spent >= cost:
                break
            reach = self.place + cost - spent + probe
            found = self.wanted.letters.find(letters[start : start + probe], self.place, reach)
            if found >= 0 and spent + found - self.place < cost:
                best, cost = (start, found), spent + found - self.place
        return best

    def missing(self, until: int) -> Iterator[str]:
        """Says what was expected and not found, and goes there."""
        if self.wanted.letters[self.place : until].strip(PAGE_NUMBER + PICTURE):
            yield f"{MISSING} : « {self.wanted.said(self.place, until, _SAID)} »"
        self.place = max(self.place, until)


def _added(page: Page, start: int, end: int) -> Iterator[str]:
    if end > start:
        yield f"en trop dans le PDF, page {page.number} : « {page.said(start, end, _SAID)} »"


def _common(one: str, at: int, end: int, other: str, place: int) -> int:
    """How many letters agree from these two places on, up to `end` in the first."""
    size = min(end - at, len(other) - place)
    if one[at : at + size] == other[place : place + size]:
        return size
    low, high = 0, size
    while high - low > 1:
        middle = (low + high) // 2
        if one[at + low : at + middle] == other[place + low : place + middle]:
            low = middle
        else:
            high = middle
    return low + (one[at + low] == other[place + low])
