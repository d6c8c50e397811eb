"""Which bookmark a block stands in; by name, from first start to last end: LibreOffice doubles them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

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


@dataclass(slots=True)
class Ranges:
    """Bookmarks by name, from place to place."""

    spans: dict[str, tuple[int, int]]

    def owner(self, block: Block, prefix: str) -> str:
        """The bookmark with this prefix that the block stands in, the first one to open; empty when none."""
        if block.content:
            return self._over(block.content[0], block.content[-1], prefix)
        beyond = [name for name, (_, end) in self.spans.items() if not block.first <= end <= block.last]
        return self._over(block.first, block.last, prefix, beyond) or self._over(
            block.first, block.last, prefix
        )

    def _over(self, first: int, last: int, prefix: str, among: list[str] | None = None) -> str:
        found = [
            (start, name)
            for name, (start, end) in self.spans.items()
            if name.startswith(prefix) and start <= last and end >= first and (among is None or name in among)
        ]
        return min(found)[1] if found else ""


def blocks(body: etree._Element) -> tuple[list[Block], Ranges]:
    """The blocks of the body in order, and its bookmarks."""
    found: list[Block] = []
    names: dict[str, str] = {}
    spans: dict[str, tuple[int, int]] = {}
    for place, (block, element) in enumerate(_walk(body), 1):
        if block is element:
            found.append(Block(element, place))
        if block is not None:
            found[-1].last = place
            if element.tag in _CONTENT:
                found[-1].content.append(place)
        if element.tag == _START:
            name = names[element.get(_ID, "")] = element.get(_NAME, "")
            spans.setdefault(name, (place, place))
        elif element.tag == _END and (name := names.get(element.get(_ID, ""), "")):
            spans[name] = (spans[name][0], place)
    return found, Ranges(spans)


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
