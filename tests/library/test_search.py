"""A search finds the family of a word, and shows first what says the very word."""

from __future__ import annotations

import pytest

from generator.library.block import Block
from generator.library.blocks import parse_block
from generator.library.search import found


def block(name: str, title: str, body: str = "Rien de plus.", topic: str = "autre") -> Block:
    text = f"---\nid: {name}\ntitle: {title}\npart: method\nrank: 1\ntopics: [{topic}]\nowner: null\nreviewed: null\n"
    made, problems = parse_block(f"{text}review_months: 24\n---\n{body}\n", f"boilerplate/blocks/{name}.md")
    assert made, problems
    return made


SHELF = (
    block("absence", "Absence et remplacement", "Une absence prévisible donne lieu à un report."),
    block("equipe", "Équipe", "Le remplaçant connaît le cadre."),
    block("depart", "Un départ", "Chacun prend part aux règles.", "closed_group"),
)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("remplaçant", ["absence", "equipe"]),
        ("REMPLACANTS", ["absence", "equipe"]),
        ("remplacement", ["absence", "equipe"]),
        ("remplaçant équipe", ["equipe"]),
        ("règle", ["depart"]),
        ("départs", ["depart"]),
        ("group", ["depart"]),
        ("art", []),
        ("remise", []),
        ("s", []),
        ("", []),
    ],
)
def test_a_word_is_found_with_its_family(words: str, ids: list[str]) -> None:
    assert [each.id for each in found(SHELF, words)] == ids


def test_the_very_word_comes_before_its_family_and_a_title_before_a_text() -> None:
    shelf = (
        block("a", "Divers", "L'évaluateur passe."),
        block("b", "Divers", "L'évaluation passe."),
        block("c", "L'évaluateur"),
        block("d", "L'évaluation"),
    )
    assert [each.id for each in found(shelf, "évaluation")] == ["d", "c", "b", "a"]
