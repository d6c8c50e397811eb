"""What the tree that a file carries remembers of its parts: the words of each, and what a bookmark cut short has lost.

LibreOffice, saving twice, leaves a bookmark on the last paragraph of its part only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from generator.document.differences import nodes_text
from generator.document.resemblance import alike, features
from generator.document.tree import Contents, Document, Figure, Node, PageBreak, Part, Signature, Table
from generator.foundation.ooxml import W
from generator.readers.docx.ranges import Block

_ALIKE: Final = 0.6  # from this likeness on, a paragraph is a known one, edited
_MOST: Final = 60  # paragraphs of a part that are compared with an edited one
_LONGEST: Final = 2000  # letters of a paragraph that are compared
_CONTENTS: Final = "\x00sommaire"


@dataclass
class Known:
    """The parts as they were written: what they said, and which came before which."""

    base: Document | None
    budget: int = 3000  # edited paragraphs that may be compared with those of a part

    @cached_property
    def parts(self) -> dict[str, Part]:
        """The parts by anchor."""
        return {part.anchor: part for part in self.base.parts if part.anchor} if self.base is not None else {}

    @cached_property
    def words(self) -> dict[str, set[str]]:
        """The anchors of the parts that said these letters, in one paragraph or table."""
        found: dict[str, set[str]] = {}
        for anchor in self.parts:
            for line in self.lines(anchor):
                found.setdefault(letters(line), set()).add(anchor)
        return found

    def lines(self, anchor: str) -> list[str]:
        """What a part said, a text for each paragraph or table of Word."""
        part = self.parts.get(anchor)
        return [line for node in part.nodes for line in _lines(node)] if part is not None else []

    @cached_property
    def anchored(self) -> bool:
        """Whether every part had a bookmark when the file was written, as those of an offer do."""
        return self.base is not None and all(part.anchor for part in self.base.parts)

    @cached_property
    def before(self) -> dict[str, str]:
        """The part that stood before each one."""
        return dict(zip(self.parts, ["", *self.parts], strict=False))

    def fits(self, block: Block, anchor: str) -> bool:
        """Whether this part said what the block says."""
        return anchor in self.words.get(letters(said(block)), ())

    def opens_bare(self, anchor: str) -> bool:
        """Whether the part opened with a paragraph without words."""
        first = self._node(anchor, 0)
        return isinstance(first, Figure | PageBreak) or (isinstance(first, Signature) and not first.lines)

    def ends_bare(self, anchor: str) -> bool:
        """Whether the part ended with a paragraph without words."""
        last = self._node(anchor, -1)
        return isinstance(last, Signature | PageBreak) or (isinstance(last, Figure) and not last.caption)

    def _node(self, anchor: str, place: int) -> Node | None:
        part = self.parts.get(anchor)
        return part.nodes[place] if part is not None and part.nodes else None


def letters(text: str) -> str:
    """What typography does not change."""
    return re.sub(r"[\W_]+", "", text).casefold() if text != _CONTENTS else text


def said(block: Block) -> str:
    """The words of a block; those of a contents table are not its own."""
    codes = block.element.iter(f"{{{W}}}instrText")
    return _CONTENTS if any("TOC" in (e.text or "") or "PAGEREF" in (e.text or "") for e in codes) else block.text


def _lines(node: Node) -> list[str]:
    match node:
        case Contents():
            return [_CONTENTS]
        case Table():
            return [nodes_text(node)]
        case Figure():
            return nodes_text(node).split("\n")[1:]
        case _:
            return nodes_text(node).split("\n")


# --- bookmarks cut short


def spread(anchors: list[str], found: Sequence[Block], known: Known) -> None:
    """Gives back to the parts around them the blocks without anchor that say what these parts now miss."""
    place = 0
    while place < len(anchors):
        end = _run(anchors, place)
        if not anchors[place]:
            gap = [said(block) for block in found[place:end]]
            before, after = _start(anchors, place), _run(anchors, end)
            left, right = anchors[place - 1] if place else "", anchors[end] if end < len(anchors) else ""
            ends = _missing(gap, [said(block) for block in found[before:place]], left, known)
            heads = _missing(gap, [said(block) for block in found[end:after]], right, known)
            opened = known.opens_bare(right) and (any(heads) or bool(said(found[end]).strip()))
            closed = known.ends_bare(left) and (any(ends) or bool(said(found[place - 1]).strip()))
            last, first = _shares(gap, ends, heads, closed, opened)
            anchors[place : place + last] = [left] * last
            anchors[place + first : end] = [right] * (end - place - first)
        place = end


def _run(anchors: Sequence[str], place: int) -> int:
    """Where the blocks of one part end that begin here."""
    end = place
    while end < len(anchors) and anchors[end] == anchors[place]:
        end += 1
    return end


def _start(anchors: Sequence[str], place: int) -> int:
    """Where the blocks of one part begin that end here."""
    start = place
    while start and anchors[start - 1] == anchors[place - 1]:
        start -= 1
    return start


def _shares(
    gap: Sequence[str], ends: Sequence[bool], heads: Sequence[bool], closed: bool, opened: bool
) -> tuple[int, int]:
    """How many blocks of a gap end the part on its left, and where those begin that open the one on its right.

    What is without words goes with a part that ended (`closed`) or opened (`opened`) so.
    """
    before = list(accumulate(ends, initial=0))
    after = list(accumulate(reversed(heads), initial=0))[::-1]
    cut = max(range(len(gap) + 1), key=lambda k: before[k] + after[k])
    last = max((i + 1 for i in range(cut) if ends[i]), default=0)
    first = min((i for i in range(cut, len(gap)) if heads[i]), default=len(gap))
    while opened and first > last and not gap[first - 1].strip():
        first -= 1
    while closed and last < first and not gap[last].strip():
        last += 1
    return last, first


def _missing(gap: Sequence[str], held: Sequence[str], anchor: str, known: Known) -> list[bool]:
    """Whether each text of a gap is one that this part said, and that what it holds does not say now."""
    now = Counter(map(letters, held))
    left: list[str] = []
    for line in known.lines(anchor):
        if now[letters(line)] > 0 and line != _CONTENTS:
            now[letters(line)] -= 1
        else:
            left.append(line)
    exact = {letters(line) for line in left} - {""}
    shapes = [features(line[:_LONGEST]) for line in left[:_MOST]]
    found = []
    for text in gap:
        same = letters(text) in exact
        if not same and shapes and known.budget > 0 and letters(text):
            known.budget -= 1
            own = features(text[:_LONGEST])
            same = any(alike(own, shape) >= _ALIKE for shape in shapes)
        found.append(same)
    return found
