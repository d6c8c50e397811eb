"""Finds blocks by their words: every word asked must be read in the id, the title, the topics or the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from generator.foundation.words import folded
from generator.library.block import Block

_LEAST: Final = 6  # letters that two words of one family share: « remplaçant », « remplacement »
_ENDING: Final = 5  # letters at most of the end that changes
_IN_TITLE, _NEAR_TITLE, _IN_TEXT, _NEAR_TEXT = 6, 4, 2, 1


def found(blocks: Iterable[Block], words: str) -> tuple[Block, ...]:
    """The blocks that hold every word, whatever its case, accents or end; those that say it in their title first."""
    wanted = folded(words).split()
    scored = [(_score(block, wanted), block) for block in blocks]
    kept = [(score, block) for score, block in scored if score and wanted]
    return tuple(block for _, block in sorted(kept, key=lambda pair: (-pair[0], pair[1].id)))


def _score(block: Block, wanted: list[str]) -> int:
    """Words read in the head count for more, very words for more than their family; 0 when one is read nowhere."""
    head = folded(" ".join((block.id, block.head.title, *block.head.topics)))
    body = folded(block.body)
    points = [_points(word, head, body) for word in wanted]
    return sum(points) if all(points) else 0


def _points(word: str, head: str, body: str) -> int:
    ranked = ((_IN_TITLE, word, head), (_NEAR_TITLE, _stem(word), head), (_IN_TEXT, word, body))
    return next((points for points, part, text in (*ranked, (_NEAR_TEXT, _stem(word), body)) if _begins(text, part)), 0)


def _stem(word: str) -> str:
    """What a word shares with its family: itself without a plural, or without its ending when it is long."""
    bare = word.rstrip("sx") or word
    return bare[: max(_LEAST, len(bare) - _ENDING)]


def _begins(text: str, part: str) -> bool:
    """Whether a word of the text begins so; « _ » and « - » part the words of an id or of a topic."""
    return re.search(rf"(?<![a-z0-9]){re.escape(part)}", text) is not None
