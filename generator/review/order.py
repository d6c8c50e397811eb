"""The order of blocks in a note: which rank and which part of the note give the order that a reviewer made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.compose.chapters import Chapter, chapter_of
from generator.library.block import Block


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block has to stand; None for what does not change."""

    block: str
    rank: int | None
    part: str | None


def places(
    blocks: Iterable[Block], moved: Iterable[str], wanted: Sequence[tuple[str, str]], found: tuple[Chapter, ...]
) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """What to change in the heads of blocks so that they stand as `wanted`; and the blocks that can't be brought there.

    A block stands by (rank, id) inside its chapter; one that topics bring to a chapter can't leave it.
    """
    known = {block.id: block for block in blocks}
    free = set(moved)
    made: list[Place] = []
    stuck: list[str] = []
    for chapter in found:
        here = [known[block] for home, block in wanted if home == chapter.key and block in known]
        for place in _ranked(here, free):
            block = known[place.block]
            leaves = chapter_of(block, found) != chapter
            part = chapter.part if leaves else None
            head = block.head.model_copy(update={"part": chapter.part})
            if leaves and chapter_of(replace(block, head=head), found) != chapter:
                stuck.append(block.id)
            elif place.rank is not None or part:
                made.append(replace(place, part=part))
    return tuple(made), tuple(stuck)


def _ranked(blocks: Sequence[Block], free: set[str]) -> list[Place]:
    """The smallest ranks that keep this order; those of blocks that did not move change only for want of room."""
    done: list[Place] = []
    last = (-1, "")
    for block in blocks:
        own = (block.head.rank, block.id)
        moves = block.id in free or own <= last
        rank = max(last[0], 0) if moves else block.head.rank
        if moves and (rank, block.id) <= last:
            rank += 1
        done.append(Place(block.id, rank if rank != block.head.rank else None, None))
        last = (rank, block.id)
    return done
