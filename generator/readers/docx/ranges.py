"""The blocks of a body and its bookmarks, from place to place; other programs double, cut and stretch bookmarks.

LibreOffice writes the bookmark of several paragraphs as one on the first of them, then as one with two starts on the
last: bookmarks of one name are the same when none of their family (parts, signatures) opens between them, else copies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from generator.foundation.ooxml import W
from generator.readers.docx.package import TooMuchError

_BLOCKS: Final = {f"{{{W}}}p", f"{{{W}}}tbl"}
_START: Final = f"{{{W}}}bookmarkStart"
_END: Final = f"{{{W}}}bookmarkEnd"
_HOLDERS: Final = {f"{{{W}}}{tag}" for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
_CONTENT: Final = {
    f"{{{W}}}{tag}"
    for tag in (
        "t", "delText", "tab", "br", "drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference",
        "noBreakHyphen", "cr",
    )
}  # fmt: skip
MOST: Final = 100_000  # paragraphs and tables
_COPY: Final = re.compile(r"_Copy_\d+$")  # how LibreOffice, saving again, calls the second of its own two bookmarks
_FAMILY: Final = len("_ao_")  # letters that say what a bookmark is for
_ID: Final = f"{{{W}}}id"
_NAME: Final = f"{{{W}}}name"


@dataclass(slots=True)
class Block:
    """A paragraph or a table, its places in the file, and those of its first and last content (0 when it has none)."""

    element: etree._Element
    first: int
    last: int = 0
    opens: int = 0
    closes: int = 0

    @property
    def text(self) -> str:
        """Its letters, those taken away too."""
        return "".join(each.text or "" for each in self.element.iter(f"{{{W}}}t", f"{{{W}}}delText"))


@dataclass(slots=True)
class Span:
    """A bookmark, from place to place; `end` is 0 while nothing closes it."""

    name: str
    start: int
    end: int = 0
    ids: set[str] = field(default_factory=set)

    def over(self, first: int, last: int) -> bool:
        """Whether the bookmark covers one of these places."""
        return self.start <= last and self.end >= first


def blocks(body: etree._Element) -> tuple[list[Block], list[Span]]:
    """The blocks of the body in order, and its bookmarks by their starts. Raises TooMuchError."""
    found: list[Block] = []
    spans = _Spans()
    place = 0
    for place, (block, element) in enumerate(_walk(body), 1):
        if block is element:
            found.append(Block(element, place))
            if len(found) > MOST:
                raise TooMuchError(f"plus de {MOST} paragraphes")
        if block is not None:
            _reach(found[-1], place, element)
        if element.tag == _START:
            spans.open(_COPY.sub("", element.get(_NAME, "")), element.get(_ID, ""), place)
        elif element.tag == _END:
            spans.close(element.get(_ID, ""), place)
    return found, spans.done(place)


def _reach(block: Block, place: int, element: etree._Element) -> None:
    block.last = place
    if element.tag in _CONTENT:
        block.opens = block.opens or place
        block.closes = place


@dataclass(slots=True)
class _Spans:
    """Bookmarks being read."""

    found: list[Span] = field(default_factory=list)
    latest: dict[str, Span] = field(default_factory=dict)  # by name
    called: dict[str, str] = field(default_factory=dict)  # name by identifier

    def open(self, name: str, identifier: str, place: int) -> None:
        """A start: another one of an open bookmark, or a bookmark of its own."""
        span = self.latest.get(name)
        if span is None or span.end:
            span = self.latest[name] = Span(name, place)
            self.found.append(span)
        span.ids.add(identifier)
        self.called[identifier] = name

    def close(self, identifier: str, place: int) -> None:
        """An end; a later one of the same bookmark stretches it."""
        span = self.latest.get(self.called.get(identifier, ""))
        if span is not None and identifier in span.ids:
            span.end = place

    def done(self, last: int) -> list[Span]:
        """The bookmarks; one that nothing closes goes on to the next of its family."""
        following: dict[str, int] = {}
        for span in reversed(self.found):
            family = span.name[:_FAMILY]
            span.end = span.end or following.get(family, last)
            following[family] = span.start
        joined: list[Span] = []
        nearest: dict[str, Span] = {}
        for span in self.found:
            before = nearest.get(span.name[:_FAMILY])
            if before is not None and before.name == span.name:
                before.end = max(before.end, span.end)
            else:
                joined.append(span)
                nearest[span.name[:_FAMILY]] = span
        return joined


def owner(block: Block, spans: Sequence[Span]) -> str:
    """The name of the bookmark that the block stands in, the first one to open; empty when none.

    An empty block that a bookmark only ends in belongs to the next one.
    """
    first, last = (block.opens, block.closes) if block.opens else (block.first, block.last)
    around = [span for span in spans if span.over(first, last)]
    beyond = [span for span in around if block.opens or not first <= span.end <= last]
    return min(beyond or around, key=lambda span: span.start).name if around else ""


def others(body: etree._Element) -> list[etree._Element]:
    """What the body holds besides paragraphs, tables and markers."""
    quiet = {
        f"{{{W}}}{tag}"
        for tag in ("sectPr", "proofErr", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")
    }
    known = {*_BLOCKS, *_HOLDERS, *quiet, _START, _END}
    return [e for e in body if e.tag not in known and not str(e.tag).endswith(("RangeStart", "RangeEnd"))]


def _walk(holder: etree._Element) -> Iterator[tuple[etree._Element | None, etree._Element]]:
    """Every element of the body with the block that it stands in."""
    for element in holder:
        if element.tag in _BLOCKS:
            for inner in element.iter():
                yield element, inner
        elif element.tag in _HOLDERS:
            yield from _walk(element)
        else:
            yield None, element
