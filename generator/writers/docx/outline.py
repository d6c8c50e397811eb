"""The headings of a document as its contents table shows them: number, words, page and bookmark."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document import docx_names as names
from generator.document.normal import normal_runs, normalised
from generator.document.plain import heading_numbers, words
from generator.document.tree import Document, Heading, nodes


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents table; `page` is 0 when unknown, `number` empty when there is none."""

    level: int
    number: str
    words: str
    bookmark: str
    page: int = 0


def entries(document: Document, pages: tuple[int, ...]) -> tuple[Entry, ...]:
    """One entry a heading that has words, counted as Word will; `pages` has one a heading, or none."""
    headings = [node for node in nodes(document) if isinstance(node, Heading)]
    paged = zip(headings, pages or (0,) * len(headings), strict=True)
    kept = [(heading, page) for heading, page in paged if normal_runs(heading.runs)]
    numbers = heading_numbers(normalised(document))
    return tuple(
        Entry(heading.level, number, words(heading.runs).replace("\t", " "), bookmark(n), page)
        for n, ((heading, page), number) in enumerate(zip(kept, numbers, strict=True), 1)
    )


def bookmark(number: int) -> str:
    """The bookmark of the n-th heading."""
    return f"{names.CONTENTS_MARK}{number:09d}"
