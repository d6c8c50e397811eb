"""Two people who edit different sentences of our own blocks are both obeyed, without a conflict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from generator.document.markdown import tree
from generator.document.merge import Merged, merged
from generator.document.normal import normal_nodes
from generator.document.sentences import Sentence, joined, sentences
from generator.document.tree import Callout, Cell, Heading, Item, Listing, Node, Paragraph, Row, Runs, Table, Text
from generator.document.typography import french_node

BLOCKS = Path(__file__).parents[2] / "boilerplate" / "blocks"
Retold = Callable[[Runs], Runs]


def source() -> tuple[Node, ...]:
    """Every common block, as its template writes it."""
    bodies = [path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in sorted(BLOCKS.rglob("*.md"))]
    return normal_nodes(french_node(node) for body in bodies for node in tree(body, "b.md")[0])


NODES = source()


def retold(node: Node, edit: Retold) -> Node:
    """The node with each of its paragraphs edited."""
    match node:
        case Paragraph() | Heading():
            return replace(node, runs=edit(node.runs))
        case Listing():
            return replace(node, items=tuple(Item(flow(item.nodes, edit)) for item in node.items))
        case Callout():
            return replace(node, nodes=flow(node.nodes, edit))
        case Table():
            rows = (tuple(Cell(flow(c.paragraphs, edit), c.align, c.span) for c in r.cells) for r in node.rows)
            return replace(node, rows=tuple(Row(cells, r.strong) for cells, r in zip(rows, node.rows, strict=True)))
        case _:
            return node


def flow(nodes, edit: Retold) -> tuple:
    return tuple(retold(node, edit) for node in nodes)


def changed(sentence: Sentence, random: Random, name: str) -> tuple[Sentence, ...]:
    """A word replaced, added or taken away; a sentence added after, or this one deleted."""
    places = [i for i, run in enumerate(sentence.runs) if isinstance(run, Text) and len(run.value.split(" ")) > 3]
    what = random.choice(["replace", "insert", "delete", "add", "drop"]) if places else "add"
    if what == "add":
        return sentence, Sentence((Text(f"Une phrase de {name} que {random.randrange(9999)} termine."),))
    if what == "drop":
        return ()
    place = random.choice(places)
    run = sentence.runs[place]
    assert isinstance(run, Text)
    words = run.value.split(" ")
    here = random.randrange(1, len(words) - 1)
    words[here : here + (what != "insert")] = [] if what == "delete" else [name]
    edited = replace(run, value=" ".join(words))
    return (replace(sentence, runs=(*sentence.runs[:place], edited, *sentence.runs[place + 1 :])),)


@pytest.mark.parametrize("seed", range(6))
def test_edits_of_different_sentences_are_all_made(seed: int) -> None:
    nodes = normal_nodes(NODES[seed::3])
    assert len(nodes) > 100

    def version(*names: str) -> tuple[Node, ...]:
        random = Random(seed)  # the same edits each time: whose they are decides

        def edit(runs: Runs) -> Runs:
            made: list[Sentence] = []
            for sentence in sentences(runs):
                name = random.choice(["", "", "", "", "nous", "elle"])
                new = changed(sentence, random, name) if name else (sentence,)
                made += new if name in names else (sentence,)
            return joined(made)

        return normal_nodes(retold(node, edit) for node in nodes)

    both = version("nous", "elle")
    assert merged(version(), version("nous"), version("elle"), "Anne Exemple") == Merged(both)
    assert merged(version(), version("elle"), version("nous"), "Anne Exemple") == Merged(both)
