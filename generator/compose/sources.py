"""Where each part of the documents was written: its block or template, and how another body of it would read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.compose.documents import Known, Run, added, paper_nodes, runs
from generator.compose.dossier import Dossier
from generator.compose.names import names
from generator.compose.note import KEY, block_nodes, placed, unnumbered
from generator.compose.template import Sandbox, environment
from generator.document.anchors import anchor
from generator.document.normal import normal_nodes
from generator.document.tree import Document, Figure, Node
from generator.document.typography import french_node
from generator.foundation.diagnostic import Diagnostics
from generator.library.block import Block

Nodes = tuple[Node, ...]
Drawn = tuple[Nodes | None, Diagnostics]


@dataclass(frozen=True, slots=True)
class Written:
    """The source of one part: `body` starts at line `first_line` of `file`.

    `render(body)` gives the part as the document would hold it with another body: drawn, in French typography and
    canonical shape, without the questions that the note hangs on it; None when the template fails. `bare(body)` gives
    the same nodes before typography. `anchors`: every part that this source gives, for a sheet is printed many times.
    `raised`: how many levels its headings are printed above what it says.
    """

    block_id: str
    file: str
    body: str
    first_line: int
    bare: Callable[[str], Drawn]
    anchors: tuple[str, ...]
    raised: int = 0

    def render(self, body: str) -> Drawn:
        """The nodes of the part, were this its body, and what is wrong with it."""
        nodes, problems = self.bare(body)
        return (None if nodes is None else canonical(nodes)), problems


def canonical(nodes: Nodes) -> Nodes:
    """These nodes as a document holds them once written and read back."""
    return normal_nodes(french_node(node) for node in nodes)


def sources(dossier: Dossier) -> Mapping[str, Written]:
    """The source of each part of the note, and of the documents made from templates, by the part's anchor."""
    known = names(dossier.inputs, dossier.schedule, dossier.quote)
    env = environment()
    figures = _figures(dossier)
    return {**dict(_blocks(dossier, env, known, figures)), **dict(_papers(dossier, env, known, figures))}


def _blocks(
    dossier: Dossier, env: Sandbox, known: Mapping[str, Any], figures: Mapping[str, Figure]
) -> Iterator[tuple[str, Written]]:
    taken = (choice for choice in dossier.choices if choice.taken)
    for chapter, here in placed(dossier.inputs, taken):
        for block in (choice.block for choice in here):
            made = partial(_block, env, block, chapter.numbered, known, figures)
            name = anchor(KEY, block.id)
            yield name, Written(block.id, block.file, block.body, block.first_line, made, (name,))


def _block(
    env: Sandbox, block: Block, numbered: bool, known: Mapping[str, Any], figures: Mapping[str, Figure], body: str
) -> Drawn:
    nodes, problems = block_nodes(env, block, body, known, figures)
    return (nodes if nodes is None or numbered else unnumbered(nodes)), problems


def _papers(
    dossier: Dossier, env: Sandbox, known: Mapping[str, Any], figures: Mapping[str, Figure]
) -> Iterator[tuple[str, Written]]:
    whole = added(dossier.inputs, dossier.schedule, known)
    every = tuple(runs(dossier.inputs, dossier.schedule))
    for run in every:
        paper = run.paper
        same = tuple(
            anchor("document", f"{one.slug}-{number}")
            for one in every
            if one.paper.head.id == paper.head.id
            for number in range(len(one.sheets))
        )
        for number in range(len(run.sheets)):
            made = partial(_copy, env, run, number, (whole, figures))
            name = anchor("document", f"{run.slug}-{number}")
            yield name, Written(paper.head.id, paper.file, paper.body, paper.first_line, made, same, raised=1)


def _copy(env: Sandbox, run: Run, number: int, known: Known, body: str) -> Drawn:
    return paper_nodes(env, run, number, body, known)


def _figures(dossier: Dossier) -> Mapping[str, Figure]:
    """The pictures that blocks may name: the calendars, as the planning holds them."""
    planning = dossier.document("planning")
    parts = planning.parts if isinstance(planning, Document) else ()
    return {node.name: node for part in parts for node in part.nodes if isinstance(node, Figure)}
