"""What a PDF says, as pdfium reads it: its pages, its bookmarks, its texts. Read once, however many checks ask.

Somebody may have damaged the file: what can't be read has no page, and one check alone says so. Pdfium is not made for
threads: only the main one comes here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, overload

_MM: Final = 72 / 25.4
HEAD: Final = 22.0 * _MM  # points of a page that our running head takes
FEET: Final = 19.0 * _MM  # and our running foot
_DEEPEST: Final = 20  # levels of bookmarks
_KEPT: Final = 128  # files: more than an offer has


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark: its level from 0, its title, its page from 1; 0 when it leads to none."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How many pages a file has, and its bookmarks in reading order; no page when it can't be read."""

    pages: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of a page: all of it, what stands between our running head and foot, and what stands below."""

    text: str
    body: str
    foot: str


@contextmanager
def reader(data: bytes) -> Iterator[Any]:
    """The PDF as pdfium reads it; None when it is locked, cut short, or no PDF."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data) if data else None
    except pypdfium2.PdfiumError:
        document = None
    try:
        yield document
    finally:
        if document is not None:
            document.close()


@lru_cache(maxsize=_KEPT)
def plan(data: bytes) -> Plan:
    """The pages and bookmarks of a PDF."""
    with reader(data) as document:
        if document is None:
            return Plan(0, ())
        marks = (Mark(mark.level, mark.get_title(), _page(mark)) for mark in document.get_toc(max_depth=_DEEPEST))
        return Plan(len(document), tuple(marks))


@dataclass(slots=True)
class Sheets(Sequence[Sheet]):
    """The texts of the `pages` first pages of a PDF, each read when it is asked for, and once.

    A packet may hold a thousand pages of others, that nobody compares with ours.
    """

    data: bytes
    pages: int
    known: dict[int, Sheet] = field(default_factory=dict)

    def __len__(self) -> int:
        return self.pages

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self._read(range(self.pages)))

    @overload
    def __getitem__(self, index: int) -> Sheet: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Sheet, ...]: ...
    def __getitem__(self, index: int | slice) -> Sheet | tuple[Sheet, ...]:
        asked = range(self.pages)[index]
        return self._read((asked,))[0] if isinstance(asked, int) else self._read(asked)

    def _read(self, asked: Sequence[int]) -> tuple[Sheet, ...]:
        if new := [index for index in asked if index not in self.known]:
            with reader(self.data) as document:
                self.known |= {index: _sheet(document, index) for index in new}
        return tuple(self.known[index] for index in asked)


@lru_cache(maxsize=_KEPT)
def sheets(data: bytes, most: int | None = None) -> Sheets:
    """The texts of the pages of a PDF, or of its `most` first ones; none when it can't be read."""
    pages = page_count(data)
    return Sheets(data, pages if most is None else min(pages, most))


def page_count(data: bytes) -> int:
    """How many pages a PDF has; 0 when it can't be read."""
    return plan(data).pages


def _page(mark: Any) -> int:
    target = mark.get_dest()
    index = target.get_index() if target else None
    return 0 if index is None else int(index) + 1


def _sheet(document: Any, index: int) -> Sheet:
    import pypdfium2

    try:
        page = document[index]
        words = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Sheet("", "", "")
    width, height = page.get_size()
    body = words.get_text_bounded(0, FEET, width, height - HEAD)
    made = Sheet(words.get_text_range(), body, words.get_text_bounded(0, 0, width, FEET))
    words.close()
    page.close()
    return made
