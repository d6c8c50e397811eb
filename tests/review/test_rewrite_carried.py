"""Text brought from one block into another: its values stay values, or are told as written out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.compose.sources import Written
from generator.document.tree import Node
from generator.review.rewrite import rewritten
from generator.review.rewrite_carried import carried
from tests.review.test_rewrite import written

FROM = "Un début.\n\nÀ l'entrée, le **{{ buyer }}** accueille {{ places }} personnes par groupe, pas plus.\n\nUne fin."
LOCAL = "{% set size = places - 3 %}Un début.\n\nOn attend {{ size }} personnes par groupe, et rien de plus.\n"
TO = "Une première phrase.\n\nIci, 15 personnes.\n"


def drawn(source: Written) -> tuple[Node, ...]:
    nodes, _ = source.render(source.body)
    assert nodes is not None
    return nodes


def brought(giver: str, rank: int, *, join: bool = False) -> tuple[str, list[str]]:
    """What the second block becomes with a paragraph of the first; and the values told as written out there."""
    one = replace(written(giver), file="a.md", anchors=("a",))
    two = replace(written(TO), file="b.md", anchors=("b",))
    now = {"a": drawn(one), "b": drawn(two)}
    came = now["a"][rank]
    first, *rest = now["b"]
    if join:
        first = replace(first, runs=(*came.runs, replace(came.runs[-1], value=" "), *first.runs))  # type: ignore[union-attr]
    wanted = {
        "a": tuple(node for node in now["a"] if node is not came),
        "b": (first, *rest) if join else (first, came, *rest),
    }
    sources = {"a": one, "b": two}
    bodies = {source.file: rewritten(source, now[key], wanted[key]) for key, source in sources.items()}
    made = carried(bodies, sources, now, wanted)
    assert made["a.md"] == bodies["a.md"]
    assert two.render(made["b.md"].body)[0] == two.render(bodies["b.md"].body)[0]
    return made["b.md"].body, [touched.expression for touched in made["b.md"].frozen]


MOVED = "À l'entrée, le **{{ buyer }}** accueille {{ places }} personnes par groupe, pas plus."


def test_values_of_a_paragraph_moved_to_another_block_stay_values() -> None:
    assert brought(FROM, 1) == (f"Une première phrase.\n\n{MOVED}\n\nIci, 15 personnes.\n", [])


def test_values_of_a_paragraph_joined_to_the_next_block_stay_values() -> None:
    assert brought(FROM, 1, join=True) == (f"{MOVED} Une première phrase.\n\nIci, 15 personnes.\n", [])


@pytest.mark.parametrize("join", [False, True])
def test_a_value_that_only_its_block_knows_is_told_as_written_out(join: bool) -> None:
    body, told = brought(LOCAL, 1, join=join)
    assert "On attend 12 personnes par groupe" in body
    assert told == ["size"]


def test_what_comes_without_a_value_tells_nothing() -> None:
    assert brought(FROM, 0) == ("Une première phrase.\n\nUn début.\n\nIci, 15 personnes.\n", [])
