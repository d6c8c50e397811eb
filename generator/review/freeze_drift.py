"""What the sources say otherwise since a document was frozen, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.document.differences import nodes_text
from generator.document.tree import Document, Origin, Part
from generator.review.passages import Edit, edits
from generator.review.shape import comparable

What = Literal["changed", "added", "dropped", "moved", "front"]


@dataclass(frozen=True, slots=True)
class Drift:
    """One difference: a block changed, added to the sources or taken from them; the order of blocks; the front.

    `origin` says which block, when one is known; `edits` what changed in it, line by line.
    """

    what: What
    origin: Origin | None = None
    title: str = ""  # the first words of the passage, when it comes from no block
    edits: tuple[Edit, ...] = ()


def drift(current: Document, frozen: Document, base: Document | None) -> tuple[Drift, ...]:
    """What `current` says that neither the frozen text nor its base says; base: the document as the file left us.

    What the reviewer changed is no drift, nor is what the sources have taken over since. Without base nobody can tell
    these apart: every difference with the frozen text is given.
    """
    now, fixed = comparable(current), comparable(frozen)
    then = comparable(base) if base else fixed
    return tuple(_drifts(now, fixed, then))


def _drifts(now: Document, fixed: Document, then: Document) -> Iterator[Drift]:
    if _front(now) not in (_front(then), _front(fixed)):
        yield Drift("front")
    said, before = _by_anchor(fixed), _by_anchor(then)
    for part in now.parts:
        known = [each[part.anchor].nodes for each in (before, said) if part.anchor in each]
        if part.nodes not in known:
            changes = edits(known[0], part.nodes) if known else ()
            yield Drift("changed" if known else "added", part.origin, _title(part), changes)
    here = _by_anchor(now)
    gone = [part for anchor, part in before.items() if anchor not in here and anchor in said]
    yield from (Drift("dropped", part.origin, _title(part)) for part in gone)
    if _order(now, before) != _order(then, here) and _order(now, said) != _order(fixed, here):
        yield Drift("moved")


def _front(document: Document) -> tuple[object, ...]:
    """What stands before the text, and around it on each page."""
    return document.title, document.subtitle, document.cover, document.header, document.footer


def _by_anchor(document: Document) -> dict[str, Part]:
    return {part.anchor: part for part in document.parts if part.anchor}


def _order(document: Document, others: dict[str, Part]) -> list[str]:
    """The anchors of the parts that both have, in this document's order."""
    return [part.anchor for part in document.parts if part.anchor in others]


def _title(part: Part) -> str:
    words = " ".join(" ".join(map(nodes_text, part.nodes)).split())
    return words if len(words) <= 50 else words[:50].rstrip() + "…"
