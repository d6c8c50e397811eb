"""Which part each block of a reviewed body belongs to, whatever became of the bookmarks around the parts.

The tree that the file carries settles what bookmarks leave open: which of two copies is the part, and which part a
block belongs to when bookmarks overlap. A part is always in one piece; what can't be told has no anchor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from generator.document import docx_names as names
from generator.document.tree import Document
from generator.readers.docx.memory import Known, spread
from generator.readers.docx.package import TooMuchError
from generator.readers.docx.ranges import Block, Span, blocks

MOST: Final = 20_000  # bookmarks
_AROUND: Final = 30  # bookmarks that are looked at around one block, and copies of one: no honest file has more


def placed(body: etree._Element, base: Document | None) -> tuple[list[tuple[Block, str]], list[Span]]:
    """Each block of the body with the anchor of its part, empty when it has none; and the other bookmarks.

    Raises TooMuchError.
    """
    found, spans = blocks(body)
    known = Known(base)
    if len(spans) > MOST:
        raise TooMuchError(f"{len(spans)} signets (au plus {MOST})")
    parts = _once([span for span in spans if names.PART_MARK.fullmatch(span.name)], found, known)
    anchors = list(_owners(found, parts, known))
    _whole(anchors, found, known)
    if known.anchored:
        spread(anchors, found, known)
    return list(zip(found, anchors, strict=True)), [s for s in spans if not names.PART_MARK.fullmatch(s.name)]


# --- one bookmark a part


def _once(spans: list[Span], found: Sequence[Block], known: Known) -> list[Span]:
    """One bookmark of each name: of copies, the one that says most of what the part said, where it stood."""
    copies: dict[str, list[Span]] = {}
    for span in spans:
        copies.setdefault(span.name, []).append(span)
    if len(copies) == len(spans):
        return spans
    doubled = [each for each in copies.values() if len(each) > 1]
    best = {each[0].name: _best(each, spans, found, known) for each in doubled[:_AROUND]}
    kept = {id(best.get(name, each[0])) for name, each in copies.items()}
    return [span for span in spans if id(span) in kept]


def _best(copies: list[Span], spans: Sequence[Span], found: Sequence[Block], known: Known) -> Span:
    if known.base is None:
        return copies[0]

    def rank(span: Span) -> tuple[int, bool]:
        said = sum(known.fits(block, span.name) for block in found if span.over(block.first, block.last))
        before = max((s for s in spans if s.start < span.start and s.name != span.name), key=_start, default=None)
        return said, (before.name if before is not None else "") == known.before.get(span.name, "")

    return max(copies[:_AROUND], key=rank)


def _start(span: Span) -> int:
    return span.start


# --- one part a block


def _owners(found: Sequence[Block], spans: Sequence[Span], known: Known) -> Iterator[str]:
    """The part of each block, in order."""
    active: list[Span] = []
    coming = 0
    for block in found:
        while coming < len(spans) and spans[coming].start <= block.last:
            active.append(spans[coming])
            coming += 1
        active = [span for span in active if span.end >= block.first][-_AROUND:]
        yield _owner(block, active, known) if active else ""


def _owner(block: Block, active: Sequence[Span], known: Known) -> str:
    """The bookmark that covers where the block's content begins; of several, the one whose part said it, or the last.

    An empty block that a bookmark only ends in belongs to the next one.
    """
    if block.opens:
        within = [s for s in active if s.over(block.opens, block.opens)]
        around = within or [s for s in active if s.over(block.opens, block.closes)][:1]
        around = around or [s for s in active if block.first <= s.start and s.end <= block.last]  # cut down to nothing
    else:
        around = [s for s in active if s.over(block.first, block.last)]
        around = [s for s in around if not block.first <= s.end <= block.last] or around
    if len(around) > 1 and block.opens:
        around = [span for span in around if known.fits(block, span.name)] or around
    return around[-1].name if around else ""


def _whole(anchors: list[str], found: Sequence[Block], known: Known) -> None:
    """Puts each part in one piece: what stands in the middle of a part is in it, unless the rest is a stranger's."""
    last: dict[str, int] = {}
    place = 0
    while place < len(anchors):
        anchor, end = anchors[place], _run(anchors, place)
        if anchor in last:
            ours = known.base is None or any(known.fits(found[i], anchor) for i in range(place, end))
            between = range(last[anchor] + 1, place) if ours else range(place, end)
            for i in between:
                anchors[i] = anchor if ours else ""
        if anchors[place]:
            last[anchor] = end - 1
        place = end
    _single(anchors)


def _single(anchors: list[str]) -> None:
    """What two parts that cross each other still claim has no anchor the second time."""
    done: set[str] = set()
    place = 0
    while place < len(anchors):
        anchor, end = anchors[place], _run(anchors, place)
        if anchor in done:
            anchors[place:end] = [""] * (end - place)
        done.add(anchor)
        place = end


def _run(anchors: Sequence[str], place: int) -> int:
    """Where the run of this anchor ends."""
    end = place
    while end < len(anchors) and anchors[end] == anchors[place]:
        end += 1
    return end
