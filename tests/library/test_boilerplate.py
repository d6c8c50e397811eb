"""The blocks, approaches and outlines that ship with the repository hold together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.foundation.record import read_record
from generator.library.approach import Approach
from generator.library.block import Block
from generator.library.blocks import read_blocks
from generator.library.outline import Outline

WORKSPACE = Path(__file__).parents[2]
SHELF = WORKSPACE / "boilerplate"
COMMON, PROBLEMS = read_blocks(SHELF / "blocks", WORKSPACE)
OF_A_BUYER = re.compile(r"\b(Vienne|Poitiers|DRRH|DGA|MJC|1997)\b")


def test_every_block_can_be_read() -> None:
    assert PROBLEMS == ()
    assert len(COMMON) >= 80


@pytest.mark.parametrize("block", COMMON, ids=lambda block: block.id)
def test_a_common_block_holds_nothing_of_one_buyer(block: Block) -> None:
    assert not OF_A_BUYER.findall(block.body)
    assert block.head.owner
    assert block.head.reviewed
    assert block.head.review_months
    assert not block.head.draft


@pytest.mark.parametrize("block", COMMON, ids=lambda block: block.id)
def test_every_container_is_closed(block: Block) -> None:
    fences = [line.strip() for line in block.body.splitlines() if line.startswith(":::")]
    assert all((fence == ":::") == bool(place % 2) for place, fence in enumerate(fences))
    assert len(fences) % 2 == 0


@pytest.mark.parametrize("path", sorted((SHELF / "approaches").glob("*.yaml")), ids=lambda path: path.stem)
def test_an_approach_spends_more_time_on_cases_than_on_theory(path: Path) -> None:
    loaded, problems = read_record(path, path.name, Approach)
    assert problems == ()
    assert loaded
    assert loaded.value.theory_minutes < loaded.value.case_minutes / 2


@pytest.mark.parametrize("path", sorted((SHELF / "outlines").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_block_treats_every_topic_of_an_outline(path: Path) -> None:
    loaded, problems = read_record(path, path.name, Outline)
    assert problems == ()
    assert loaded
    assert loaded.value.topics
    assert loaded.value.topics <= {topic for block in COMMON for topic in block.head.topics}
