"""The bookmarks of a foreign file, nested as they were, without those of the pages that are not bound."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from generator.packet.binder import LeafMark
from generator.packet.targets import MANY, Targets

DEEPEST = 16  # levels: more say nothing to a reader, and much to a fuzzer
_LONGEST = 400  # characters of a title
_KEPT_SPACES = "\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class MarksFound:
    """The bookmarks that stay, and how many led to pages that are not bound."""

    kept: tuple[LeafMark, ...]
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    """A bookmark as the file has it: the page it leads to, from 1; 0 for one not bound, None when it leads nowhere."""

    depth: int
    title: str
    leaf: int | None


def leaf_marks(root: Any, targets: Targets) -> MarksFound:
    """The bookmarks of a file in reading order. One that leads nowhere leads where the first one below it does."""
    entries = _led(_entries(root, targets))
    kept: list[LeafMark] = []
    above: list[int] = []  # depths of the kept ones that the next may stand below
    for entry in entries:
        while above and above[-1] >= entry.depth:
            above.pop()
        if entry.leaf and entry.title:
            kept.append(LeafMark(len(above), entry.title, entry.leaf))
            above.append(entry.depth)
    return MarksFound(tuple(kept), sum(entry.leaf == 0 for entry in entries))


def _led(entries: list[_Entry]) -> list[_Entry]:
    """The same bookmarks: those that led nowhere lead to the first page below them."""
    led: list[_Entry] = []
    right: list[tuple[int, int]] = []  # depth and first page of what stands after, nearest last
    for entry in reversed(entries):
        below = 0
        while right and right[-1][0] > entry.depth:
            below = below or right[-1][1]
            right.pop()
        right.append((entry.depth, entry.leaf or below))
        led.append(_Entry(entry.depth, entry.title, below or None) if entry.leaf is None else entry)
    return led[::-1]


def _entries(root: Any, targets: Targets) -> list[_Entry]:
    """The bookmarks, each once, whatever circles the file's links make."""
    import pikepdf

    outlines = root.get("/Outlines")
    found: list[_Entry] = []
    seen: set[tuple[int, int]] = set()
    waiting = [(outlines.get("/First"), 0)] if isinstance(outlines, pikepdf.Dictionary) else []
    while waiting and len(found) < MANY:
        item, depth = waiting.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in seen:
            continue
        if item.is_indirect:
            seen.add(item.objgen)
        target = targets.of(item)
        found.append(_Entry(depth, plain(item.get("/Title")), target.leaf if target else None))
        waiting.append((item.get("/Next"), depth))
        waiting.append((item.get("/First"), min(depth + 1, DEEPEST)))
    return found


def plain(text: Any) -> str:
    """A text string of a PDF on one line, without what does not print; empty when it is none."""
    import pikepdf

    if not isinstance(text, pikepdf.String):
        return ""
    said = "".join(
        " " if unicodedata.category(one)[0] in "ZC" and one not in _KEPT_SPACES else one for one in str(text)
    )
    return " ".join(filter(None, said.split(" ")))[:_LONGEST].strip()
