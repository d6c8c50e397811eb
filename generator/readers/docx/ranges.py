"""Which bookmark a block stands in; by name, from first start to last end: LibreOffice doubles them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from generator.document import docx_names as names
from generator.foundation.ooxml import W

_BLOCKS: Final = {f"{{{W}}}p", f"{{{W}}}tbl"}
_START: Final = f"{{{W}}}bookmarkStart"
_END: Final = f"{{{W}}}bookmarkEnd"
_HOLDERS: Final = {f"{{{W}}}{tag}" for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
_CONTENT: Final = {
    f"{{{W}}}{tag}"
    for tag in (
        "t",
        "tab",
        "br",
        "drawing",
        "pict",
        "object",
        "sym",
        "footnoteReference",
        "endnoteReference",
        "noBreakHyphen",
        "cr",
    )
}
_ID: Final = f"{{{W}}}id"
_NAME: Final = f"{{{W}}}name"


@dataclass(slots=True)
class Block:
    """A paragraph or a table, its places in the file and those of its content, if any."""

    element: etree._Element
    first: int
    last: int = 0
    content: list[int] = field(default_factory=list)


class Span(NamedTuple):
    """A bookmark, from place to place."""

    start: int
    end: int
    name: str

    def over(self, first: int, last: int) -> bool:
        """Whether the bookmark covers one of these places."""
        return self.start <= last and self.end >= first


def owner(block: Block, spans: Sequence[Span]) -> str:
    """The bookmark that the block stands in, the first one to open; empty when none.

    An empty block that a bookmark only ends in belongs to the next one.
    """
    first, last = (block.content[0], block.content[-1]) if block.content else (block.first, block.last)
    around = [span for span in spans if span.over(first, last)]
    beyond = [span for span in around if block.content or not first <= span.end <= last]
    return min(beyond or around).name if around else ""


def blocks(body: etree._Element) -> tuple[list[Block], list[Span]]:
    """The blocks of the body in order, and its bookmarks."""
    found: list[Block] = []
    called: dict[str, str] = {}
    spans: dict[str, Span] = {}
    for place, (block, element) in enumerate(_walk(body), 1):
        if block is element:
            found.append(Block(element, place))
        if block is not None:
            found[-1].last = place
            if element.tag in _CONTENT:
                found[-1].content.append(place)
        if element.tag == _START:
            name = called[element.get(_ID, "")] = element.get(_NAME, "")
            spans.setdefault(name, Span(place, place, name))
        elif element.tag == _END and (name := called.get(element.get(_ID, ""), "")):
            spans[name] = spans[name]._replace(end=place)
    return found, list(spans.values())


def placed(body: etree._Element) -> Iterator[tuple[Block, str]]:
    """Each block of the body with the anchor of the part that it belongs to; empty when none."""
    found, spans = blocks(body)
    parts = [span for span in spans if names.PART_MARK.fullmatch(span.name)]
    for block in found:
        yield block, owner(block, parts)


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
