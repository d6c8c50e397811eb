"""Finds blocks by their words: every word asked must be read in the id, the title, the topics or the text."""

from __future__ import annotations

from collections.abc import Iterable

from generator.foundation.words import folded
from generator.library.block import Block


def found(blocks: Iterable[Block], words: str) -> tuple[Block, ...]:
    """The blocks that hold every word, whatever its case, accents or end; those that say it in their title first."""
    wanted = folded(words).split()
    scored = [(_score(block, wanted), block) for block in blocks]
    kept = [(score, block) for score, block in scored if score and wanted]
    return tuple(block for _, block in sorted(kept, key=lambda pair: (-pair[0], pair[1].id)))


def _score(block: Block, wanted: list[str]) -> int:
    """Words read in the head count for more; 0 when one of them is read nowhere."""
    head = folded(" ".join((block.id, block.head.title, *block.head.topics)))
    body = folded(block.body)
    points = [3 if word in head else int(word in body) for word in wanted]
    return sum(points) if all(points) else 0
