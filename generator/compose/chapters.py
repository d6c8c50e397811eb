"""The chapters of a note: the buyer's own, in the buyer's order and words, framed by ours; which block goes where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.brief.brief import Brief
from generator.brief.terms import Place
from generator.library.block import Block
from generator.library.outline import Outline


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the note; `key` is its own, `topics` are those whose blocks it takes before all others."""

    key: str
    part: Place
    title: str
    numbered: bool = True
    topics: tuple[str, ...] = ()
    also: tuple[Place, ...] = ()


def chapters(outline: Outline, brief: Brief) -> tuple[Chapter, ...]:
    """Our opening, the sections as the buyer orders and names them, ours that the buyer forgot, our closing.

    A buyer who imposes a section for the opening or the closing leaves no room for our own frame there.
    """
    demand = brief.demand("note")
    imposed = demand.sections if demand else ()
    named = {part for section in imposed for part in (section.part, *section.also)}
    middle = [Chapter("", s.part, s.title, topics=s.topics, also=s.also) for s in imposed]
    middle += [Chapter("", s.part, s.title) for s in outline.sections if s.part not in named]
    frames = {"opening": outline.opening, "closing": outline.closing}
    ours = {part: frame for part, frame in frames.items() if frame and part not in named}
    first = [Chapter("", "opening", ours["opening"].title, numbered=False)] if "opening" in ours else []
    last = [Chapter("", "closing", ours["closing"].title, numbered=False)] if "closing" in ours else []
    return tuple(_keyed([*first, *middle, *last]))


def _keyed(found: Iterable[Chapter]) -> Iterable[Chapter]:
    """Each chapter under the name of its part; from the second of a part on, with its number."""
    count: dict[str, int] = {}
    for one in found:
        count[one.part] = count.get(one.part, 0) + 1
        key = one.part if count[one.part] == 1 else f"{one.part}-{count[one.part]}"
        yield replace(one, key=key)


def chapter_of(block: Block, found: tuple[Chapter, ...]) -> Chapter | None:
    """Where a block stands: the chapter that names one of its topics, or that of its part; None without either.

    Among the chapters of its part, one that names no topic comes before those that do.
    """
    topics = set(block.head.topics)
    same = [one for one in found if block.head.part in (one.part, *one.also)]
    wanted = [one for one in found if topics & set(one.topics)]
    open_to_all = [one for one in same if not one.topics]
    return next(iter((*wanted, *open_to_all, *reversed(same))), None)
