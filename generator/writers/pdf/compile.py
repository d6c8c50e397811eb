"""Typst with our template and our fonts only: one document in, one tagged PDF out.

Nothing but `day` dates the file, and no font of the machine is read: the same tree gives the same bytes. `write` may
run in threads, for Typst lets go of the interpreter while it works.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.document.tree import Document, Heading, nodes
from generator.foundation.diagnostic import Diagnostics
from generator.library.theme import Theme
from generator.writers.pdf.fields import rooms, with_fields
from generator.writers.pdf.glyphs import FONTS, refused, shown
from generator.writers.pdf.losses import losses
from generator.writers.pdf.navigation import opened
from generator.writers.pdf.tree_json import anchor_labels, envelope, piece, printed

if TYPE_CHECKING:
    import pikepdf
    import typst

TEMPLATE = Path(__file__).parent / "document.typ"
_REFUSED = re.compile(r'(?:the text|disallowed codepoint) `"(.*)"`', re.DOTALL)
_ATTEMPTS = 8
_REMEMBERED = 11  # compilations after which Typst has forgotten one


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF file: how many pages, and the page of each heading of the tree in order, from 1."""

    data: bytes = field(repr=False)
    pages: int
    headings: tuple[int, ...] = ()
    diagnostics: Diagnostics = ()


def write(document: Document, theme: Theme, day: date) -> Pdf:
    """The document as PDF/UA-1 and PDF/A-2a, dated `day`, with what could not be printed as the tree says it."""
    labels = anchor_labels(document, "anchor")
    data, problems = typeset({**envelope("document", document, theme), **piece(document, labels)}, day)
    data = with_fields(data) if rooms(document) else data
    pages, marks = bookmarks(data)
    return Pdf(data, pages, heading_pages(document, iter(marks)), (*problems, *losses(document)))


def typeset(data: Mapping[str, Any], day: date) -> tuple[bytes, Diagnostics]:
    """The PDF that document.typ makes of this data; characters that no font has are replaced and reported."""
    import typst

    text, problems = shown(data)
    for _ in range(_ATTEMPTS):
        try:
            return opened(_compile(text, day)), problems
        except typst.TypstError as exc:
            found = _REFUSED.search(exc.message)
            if not found:
                raise
            text, more = refused(text, found[1])
            problems += more
    raise RuntimeError("Typst goes on refusing characters: " + "; ".join(map(str, problems)))


def bookmarks(data: bytes) -> tuple[int, tuple[int, ...]]:
    """How many pages a PDF has, and the page of each bookmark in reading order, from 1."""
    import pikepdf

    with pikepdf.open(_stream(data)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        outline = pdf.open_outline()  # read only: leaving it as a context would write it again
        return len(pdf.pages), tuple(numbers[page.objgen] for page in _targets(outline.root))


def heading_pages(document: Document, marks: Iterator[int]) -> tuple[int, ...]:
    """The page of each heading; one without a word is not printed, and takes the page of the one before."""
    pages = [1]
    for node in nodes(document):
        if isinstance(node, Heading):
            pages.append(next(marks) if printed(node) else pages[-1])
    return tuple(pages[1:])


def _targets(items: list[pikepdf.OutlineItem]) -> Iterator[Any]:
    for item in items:
        yield item.destination[0]  # type: ignore[index]
        yield from _targets(item.children)


def _stream(data: bytes) -> Any:
    from io import BytesIO

    return BytesIO(data)


def _compile(text: str, day: date) -> bytes:
    import typst

    typeset_bytes: Any = typst.compile  # its stubs want one type for the source and the root
    return bytes(
        typeset_bytes(
            template(),
            root=str(TEMPLATE.parent),
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": text},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
        )
    )


def forget() -> None:
    """Has Typst drop what it remembers of the documents set so far: of no use to the next, a quarter of the memory.

    Its library keeps what any of the last ten compilations made (`comemo::evict(10)`), and has no other way to be told.
    """
    import typst

    for _ in range(_REMEMBERED):
        typst.compile(b"", font_paths=fonts(), ignore_system_fonts=True, format="svg")


@cache
def template() -> bytes:
    """Our Typst source, read once."""
    return TEMPLATE.read_bytes()


@cache
def fonts() -> typst.Fonts:
    """Our font files, loaded once; no font of the machine."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
