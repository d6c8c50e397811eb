"""Comparison and merge of some 130 pages: our common blocks three times over, a fifth edited on each side.

`python -m benchmarks.merges`; the last lines are texts made to be slow.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from generator.document.differences import aligned, nodes_text, word_edits
from generator.document.markdown import tree
from generator.document.merge import merged
from generator.document.normal import normal_nodes
from generator.document.tree import Heading, Node, Paragraph, Text
from generator.document.typography import french_node

BLOCKS = Path(__file__).resolve().parent.parent / "boilerplate" / "blocks"
RUNS = 5


def main() -> None:
    """Prints one line a figure, in milliseconds."""
    base, ours, theirs = (version(seed) for seed in (0, 1, 2))
    print(f"{len(base)} blocs, {sum(len(nodes_text(node)) for node in base)} signes")
    line("appariement", lambda: aligned(base, ours))
    pairs = [(nodes_text(a), nodes_text(b)) for a, b in zip(base, ours, strict=False)]
    line("mots changés", lambda: [word_edits(*pair) for pair in pairs])
    line("fusion de deux versions", lambda: merged(base, ours, theirs, "Anne Exemple"))
    line("fusion, rien d'un côté", lambda: merged(base, base, theirs, "Anne Exemple"))
    alike = [
        [plain(f"Séance {n + shift} : accueil, récit, analyse, synthèse.") for n in range(1500)] for shift in (0, 9999)
    ]
    line("1 500 blocs presque pareils", lambda: aligned(*alike))
    words = [" ".join(str(Random(seed).randrange(9)) for _ in range(20_000)) for seed in (1, 2)]
    line("20 000 mots sans rapport", lambda: word_edits(*words))


def version(seed: int) -> tuple[Node, ...]:
    """The blocks three times; with a seed, a word changed in a fifth of the paragraphs."""
    random = Random(seed)
    bodies = [path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in sorted(BLOCKS.rglob("*.md"))] * 3
    nodes = [french_node(node) for body in bodies for node in tree(body, "b.md")[0]]
    return normal_nodes(edited(node, random) if seed and random.random() < 0.2 else node for node in nodes)


def edited(node: Node, random: Random) -> Node:
    """The paragraph with one word changed; another node as it is."""
    if not isinstance(node, Heading | Paragraph) or not isinstance(node.runs[0], Text):
        return node
    words = node.runs[0].value.split(" ")
    words[random.randrange(len(words))] = f"mot{random.randrange(999)}"
    return replace(node, runs=(replace(node.runs[0], value=" ".join(words)), *node.runs[1:]))


def plain(text: str) -> Node:
    """A paragraph."""
    return Paragraph((Text(text),))


def line(name: str, work: Callable[[], object]) -> None:
    """One figure: the median of a few runs."""
    spent = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    print(f"{name:32} {statistics.median(spent) * 1000:8.0f} ms")


if __name__ == "__main__":
    main()
