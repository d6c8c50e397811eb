"""What the library suggests for a new block."""

from __future__ import annotations

import pytest

from generator.library.block import Block
from generator.library.blocks import parse_block
from generator.library.proposals import part_of, title_of


def block(name: str, part: str, topics: str, more: str = "") -> Block:
    head = f"---\nid: {name}\ntitle: T\npart: {part}\nrank: 1\ntopics: [{topics}]\nowner: null\nreviewed: null\n"
    made, problems = parse_block(f"{head}review_months: 24\n{more}---\nTexte.\n", f"boilerplate/blocks/{name}.md")
    assert made, problems
    return made


SHELF = (
    block("a", "method", "alert"),
    block("b", "rhythm", "urgent_care"),
    block("c", "rhythm", "urgent_care, alert"),
    block("d", "closing", "logistics", "draft: true\n"),
)


@pytest.mark.parametrize(
    ("topics", "part"),
    [
        (["urgent_care"], "rhythm"),
        (["urgent_care", "alert"], "rhythm"),
        (["alert"], "method"),
        (["logistics"], None),
        (["zebras"], None),
    ],
)
def test_a_new_block_stands_where_its_topics_mostly_do(topics: list[str], part: str | None) -> None:
    assert part_of(topics, SHELF) == part


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("ehpad-urgence", "EHPAD urgence"),
        ("evaluation-a-chaud", "Évaluation à chaud"),
        ("pas-de-zebre", "Pas de zebre"),
        ("lot-2", "Lot 2"),
    ],
)
def test_a_title_is_spelled_as_the_texts_do(name: str, title: str) -> None:
    texts = (
        "Deux EHPAD, un EHPAD ; « ehpad » dans une adresse.",
        "Évaluation à chaud, à froid ; il y a.",
        "NE PAS, pas, pas",
    )
    assert title_of(name, texts) == title
