"""Ranks and parts that give the order which a reviewer made."""

from __future__ import annotations

import itertools

import pytest

from generator.compose.chapters import Chapter
from generator.foundation.source import Source
from generator.library.block import Block, FrontMatter
from generator.review.order import places

FOUND = (
    Chapter("method", "method", "Méthode"),
    Chapter("evaluation", "evaluation", "Évaluation"),
    Chapter("rhythm", "rhythm", "Rythme", topics=("calendar",)),
)


def block(name: str, rank: int, part: str = "method", topic: str = "methods") -> Block:
    head = FrontMatter.model_validate({"id": name, "title": name, "part": part, "rank": str(rank), "topics": [topic]})
    return Block(head, "", f"{name}.md", 2, Source(f"{name}.md"))


BLOCKS = (block("a", 10), block("b", 10), block("c", 20), block("d", 21))


def order_after(blocks: tuple[Block, ...], moved: set[str], wanted: tuple[tuple[str, str], ...]) -> list[str]:
    made, stuck = places(blocks, moved, wanted, FOUND)
    assert not stuck
    ranks = {b.id: b.head.rank for b in blocks} | {p.block: p.rank for p in made if p.rank is not None}
    return sorted(ranks, key=lambda name: (ranks[name], name))


@pytest.mark.parametrize("wanted", list(itertools.permutations("abcd")))
def test_every_order_can_be_reached(wanted: tuple[str, ...]) -> None:
    pairs = tuple(("method", name) for name in wanted)
    assert order_after(BLOCKS, set(wanted), pairs) == list(wanted)


def test_blocks_that_stay_keep_their_rank_when_there_is_room() -> None:
    made, _ = places(BLOCKS, {"a"}, tuple(("method", name) for name in "bcad"), FOUND)
    assert [(place.block, place.part) for place in made] == [("a", None)]


def test_a_block_taken_to_another_chapter_changes_its_part() -> None:
    wanted = (("method", "b"), ("method", "c"), ("method", "d"), ("evaluation", "a"))
    made, stuck = places(BLOCKS, {"a"}, wanted, FOUND)
    assert [(place.block, place.part) for place in made] == [("a", "evaluation")]
    assert not stuck


def test_a_block_that_its_topic_calls_elsewhere_can_not_be_moved() -> None:
    held = block("e", 5, "rhythm", "calendar")
    made, stuck = places((*BLOCKS, held), {"e"}, (("method", "e"), ("method", "a"), ("method", "b")), FOUND)
    assert stuck == ("e",)
    assert "e" not in {place.block for place in made}
