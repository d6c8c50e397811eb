"""The headings of a document as its contents table shows them: number, words, page and bookmark."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.document import docx_names as names
from generator.document.normal import normal_runs
from generator.document.plain import heading_numbers, words
from generator.document.tree import Document, Heading, Part, nodes


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
    headings = [replace(node, runs=normal_runs(node.runs)) for node in nodes(document) if isinstance(node, Heading)]
    paged = [(h, page) for h, page in zip(headings, pages or (0,) * len(headings), strict=True) if h.runs]
    said = replace(document, parts=(Part("", tuple(heading for heading, _ in paged)),))
    return tuple(
        Entry(heading.level, number, words(heading.runs).replace("\t", " "), bookmark(n), page)
        for n, ((heading, page), number) in enumerate(zip(paged, heading_numbers(said), strict=True), 1)
    )


def bookmark(number: int) -> str:
    """The bookmark of the n-th heading."""
    return f"{names.CONTENTS_MARK}{number:09d}"
