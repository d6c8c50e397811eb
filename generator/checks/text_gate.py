"""The text gate: the words of a tree and those of its PDF are the same, in the same order, with nothing more and nothing less.

Both are compared letter by letter, spaces left out, for a PDF has lines and no paragraphs. What a page adds by itself is known: the
mark, footnotes at its foot, the header row of a table that goes on, page numbers in the contents table. Words drawn in a picture are
the picture's, not the text's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.checks.printed_pages import Page, Strip, printed_pages, squeezed
from generator.document.plain import NOTE, Passage, passages
from generator.document.tree import Document

PAGE_NUMBER = "\x01"
PICTURE = "\x02"
_SAID = 90
_MOST_GAPS = 20
_PROBES = (24, 8)
_REACH = 4000


def text_gap(
    document: Document,
    pdf: bytes,
    first_page: int = 1,
    last_page: int | None = None,
    strip: Strip | None = None,
) -> tuple[str, ...]:
    """What differs between the document and these pages of a PDF, in French; nothing when they say the same.

    Pages count from 1; `strip` is what of each page holds its text (by default, between our running head and foot).
    """
    wanted = expected(document)
    pages = printed_pages(pdf, first_page, last_page, strip or Strip(), document.mark)
    return tuple(_Comparison(wanted).gaps(pages))


@dataclass(frozen=True, slots=True)
class Expected:
    """All the letters in reading order, where each passage starts, the letters of the notes, and the tables' header rows."""

    letters: str
    notes: str
    starts: tuple[int, ...]
    told: tuple[str, ...]
    tables: tuple[
        tuple[int, int, str], ...
    ]  # from the first cell after the header to the last, and the header's letters


def expected(document: Document) -> Expected:
    """What the PDF of this document must say."""
    every = tuple(passages(document))
    headings = [one for one in every if one.kind == "heading"]
    made = _Making()
    for one in every:
        if one.kind == "contents":
            made.contents(headings, one.level)
        elif one.kind == "picture":
            made.add(PICTURE, "")
        else:
            made.passage(one)
    return made.done()


@dataclass
class _Making:
    """Puts the letters one after the other."""

    pieces: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    tables: dict[int, list[int]] = field(default_factory=dict)
    headers: dict[int, str] = field(default_factory=dict)
    length: int = 0

    def add(self, letters: str, told: str) -> None:
        self.starts.append(self.length)
        self.told.append(told)
        self.pieces.append(letters)
        self.length += len(letters)

    def passage(self, one: Passage) -> None:
        calls = iter(range(len(self.notes) + 1, len(self.notes) + 1 + len(one.notes)))
        text = (
            "".join(str(next(calls)) if char == NOTE else char for char in one.text)
            if one.notes
            else one.text
        )
        self.notes += [
            squeezed(f"{number}{note}") for number, note in enumerate(one.notes, len(self.notes) + 1)
        ]
        before, letters = self.length, squeezed(one.number + text)
        self.add(letters, f"{one.number} {one.text.replace(NOTE, '')}".strip())
        if one.kind == "header":
            self.headers[one.table] = self.headers.get(one.table, "") + letters
        elif one.kind == "cell":
            self.tables.setdefault(one.table, [before, before])[1] = self.length

    def contents(self, headings: Iterable[Passage], depth: int) -> None:
        self.add("Sommaire", "Sommaire")
        for one in headings:
            if one.level <= depth and one.text.strip():
                title = one.text.replace(NOTE, "")
                self.add(squeezed(one.number + title) + PAGE_NUMBER, f"sommaire : {one.number} {title}")

    def done(self) -> Expected:
        tables = tuple(
            (start, end, self.headers[number])
            for number, (start, end) in self.tables.items()
            if number in self.headers
        )
        return Expected(
            "".join(self.pieces), "".join(self.notes), tuple(self.starts), tuple(self.told), tables
        )


@dataclass
class _Comparison:
    """Reads the pages one after the other; `place` is how far the expected letters were found, `noted` how far the notes."""

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
            yield f"absent du PDF : note « {self.wanted.notes[self.noted : self.noted + _SAID]} »"

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

    def notes_start(self, letters: str) -> int:
        """Where the notes at the foot of the page start: the tail of the page is what comes next of the notes' letters."""
        rest = self.wanted.notes[self.noted :]
        at = letters.rfind(rest[:12]) if rest else -1
        while at >= 0:
            if rest.startswith(letters[at:]):
                return at
            at = letters.rfind(rest[:12], 0, at)
        return len(letters)

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
        """Passes the number at the end of a line of the contents: as many digits as leave the next line whole."""
        self.place += 1
        most = at
        while most < min(end, at + 4) and letters[most].isdigit():
            most += 1
        following = self.following()
        return next((after for after in range(at + 1, most) if letters.startswith(following, after)), most)

    def picture(self, letters: str, at: int, end: int) -> int:
        """Passes the words drawn in a picture: all until the text that follows, here or on the next page."""
        self.place += 1
        following = self.following()
        found = letters.find(following, at, end) if following else end
        if found < 0:
            self.place -= 1
        return end if found < 0 else found

    def following(self) -> str:
        """The next letters wanted, up to the next sign that stands for others."""
        ahead = self.wanted.letters[self.place : self.place + _PROBES[0]].lstrip(PICTURE)
        return ahead.partition(PICTURE)[0].partition(PAGE_NUMBER)[0]

    def resumed(self, page: Page, at: int, end: int) -> tuple[int, list[str]]:
        """Where page and tree agree again after a gap, the nearest place; and what was lost or added in between."""
        for probe in _PROBES:
            if end - at >= probe and (nearest := self.nearest(page.letters, at, end, probe)):
                start, found = nearest
                return start, [*self.missing(found), *_added(page, at, start)]
        return end, list(_added(page, at, end))

    def nearest(self, letters: str, at: int, end: int, probe: int) -> tuple[int, int] | None:
        """The two places, in the page and in the tree, where `probe` letters agree after the least loss; None without any."""
        best, cost = None, _REACH
        for start in range(at, end - probe + 1):
            if start - at >= cost:
                break
            found = self.wanted.letters.find(
                letters[start : start + probe], self.place, self.place + cost - (start - at) + probe
            )
            if found >= 0 and start - at + found - self.place < cost:
                best, cost = (start, found), start - at + found - self.place
        return best

    def missing(self, until: int) -> Iterator[str]:
        """Says which passages were expected and not found, and goes there."""
        lost = self.wanted.letters[self.place : until].strip(PAGE_NUMBER + PICTURE)
        if lost:
            index = bisect_right(self.wanted.starts, self.place) - 1
            last = bisect_right(self.wanted.starts, until - 1) - 1
            told = " ".join(self.wanted.told[index : last + 1])
            yield f"absent du PDF : « {told if len(told) <= _SAID else told[:_SAID] + '…'} »"
        self.place = max(self.place, until)


def _added(page: Page, start: int, end: int) -> Iterator[str]:
    if end > start:
        yield f"en trop dans le PDF, page {page.number} : « {page.said(start, end, _SAID)} »"


def _common(one: str, at: int, end: int, other: str, place: int) -> int:
    """How many letters agree from these two places on, up to `end` in the first and to the next sign in the second."""
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
