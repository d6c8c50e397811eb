"""The letters that the PDF of a tree must print, in reading order, and where a page may add some by itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from generator.checks.agreement.printed_pages import squeezed, unsqueezed
from generator.document.plain import NOTE, PAGE, Passage, passages
from generator.document.tree import Document

PAGE_NUMBER = PAGE  # at the end of a line of the contents table, or where the text tells a page
PICTURE = "\x02"  # whatever words a picture draws


@dataclass(frozen=True, slots=True)
class Expected:
    """All the letters, those of the notes and where each note ends, where each passage starts and its words.

    `tables` are the places between which a page that begins repeats the header row: start, end, the header's letters.
    """

    letters: str
    notes: str
    note_ends: frozenset[int]
    starts: tuple[int, ...]
    told: tuple[str, ...]
    tables: tuple[tuple[int, int, str], ...]

    def said(self, start: int, end: int, longest: int) -> str:
        """The words of these letters, cut to `longest` characters."""
        index = bisect_right(self.starts, start) - 1
        words: list[str] = []
        while index < len(self.starts) and self.starts[index] < end:
            first = self.starts[index]
            words.append(unsqueezed(self.told[index], max(start - first, 0), end - first))
            index += 1
        text = " ".join(word for word in words if word).replace(PAGE, "")
        return text if len(text) <= longest else text[:longest] + "…"


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
        before, text = self.length, self.numbered(one)
        letters = squeezed(text)
        self.add(letters, text)
        if one.kind == "header":
            self.headers[one.table] = self.headers.get(one.table, "") + letters
        elif one.kind == "cell":
            self.tables.setdefault(one.table, [before, before])[1] = self.length

    def numbered(self, one: Passage) -> str:
        """The passage with its number, and those of its notes, which are put aside for the foot of the page."""
        text = one.text
        for note in one.notes:
            number = len(self.notes) + 1
            text = text.replace(NOTE, str(number), 1)
            self.notes.append(squeezed(f"{number}{note}"))
        return f"{one.number} {text}".strip()

    def contents(self, headings: Iterable[Passage], depth: int) -> None:
        self.add("Sommaire", "Sommaire")
        for one in headings:
            if one.level <= depth:
                title = f"{one.number} {one.text.replace(NOTE, '').replace(PAGE, '')}".strip()
                self.add(squeezed(title) + PAGE_NUMBER, title)

    def done(self) -> Expected:
        tables = tuple(
            (self.tables[number][0], self.tables[number][1], letters)
            for number, letters in self.headers.items()
            if number in self.tables
        )
        ends = frozenset(accumulate(map(len, self.notes)))
        letters, notes = "".join(self.pieces), "".join(self.notes)
        return Expected(letters, notes, ends, tuple(self.starts), tuple(self.told), tables)
