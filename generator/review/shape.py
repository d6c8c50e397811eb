"""The shape in which documents are compared: canonical, in French typography, without what the eye can't see."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final, cast

from generator.document.normal import normal_nodes, normalised
from generator.document.tree import (
    Callout,
    Cell,
    Document,
    Figure,
    Heading,
    Inline,
    Item,
    Listing,
    Node,
    Paragraph,
    Remark,
    Row,
    Runs,
    Signature,
    Table,
    Text,
)
from generator.document.typography import french_document, french_node

_SPACES: Final = re.compile(" {2,}")


def comparable(document: Document, normal: bool = False) -> Document:
    """The document as it is compared: no remark, no anchor of a heading, no place in a file.

    `normal`: it comes from a reader, in canonical shape.
    """
    whole = document if normal else normalised(document)
    framed = french_document(replace(whole, parts=()))
    parts = (replace(part, nodes=_shaped(part.nodes)) for part in whole.parts)
    return replace(framed, parts=tuple(part for part in parts if part.nodes))


def comparable_nodes(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The same for nodes alone."""
    return _shaped(normal_nodes(nodes))


def _shaped(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Nodes in canonical shape, typeset and bare; neighbours are joined anew only where one between them left."""
    shaped = tuple(map(_alone, nodes))
    kept = tuple(node for made in shaped for node in made)
    return kept if len(kept) == len(nodes) else normal_nodes(kept)


@lru_cache(maxsize=20_000)  # versions of a document share nearly all their nodes
def _alone(node: Node) -> tuple[Node, ...]:
    return normal_nodes((french_node(_node(node)),))


def _node(node: Node) -> Node:
    match node:
        case Heading():
            return replace(node, runs=_runs(node.runs), anchor="")
        case Paragraph():
            return replace(node, runs=_runs(node.runs))
        case Listing():
            return replace(node, items=tuple(Item(_flow(item.nodes)) for item in node.items))
        case Table():
            return replace(node, rows=tuple(Row(tuple(map(_cell, row.cells)), row.strong) for row in node.rows))
        case Callout():
            return replace(node, title=_runs(node.title), nodes=_flow(node.nodes))
        case Figure():
            return replace(node, caption=_runs(node.caption))
        case Signature():
            return replace(node, lines=tuple(map(_runs, node.lines)))
        case _:
            return node


def _cell(cell: Cell) -> Cell:
    return replace(cell, paragraphs=tuple(replace(p, runs=_runs(p.runs)) for p in cell.paragraphs))


def _flow(nodes: Iterable[Paragraph | Listing]) -> tuple[Paragraph | Listing, ...]:
    return tuple(cast("Paragraph | Listing", _node(node)) for node in nodes)


def _runs(runs: Runs) -> Runs:
    """The runs without remarks, nor spaces that nobody sees: at the ends, or two in a row."""
    kept: list[Inline] = [run for run in runs if not isinstance(run, Remark)]
    for i, run in enumerate(kept):
        if isinstance(run, Text):
            text = _SPACES.sub(" ", run.value)
            text = text.lstrip(" ") if i == 0 else text
            text = text.rstrip(" ") if i == len(kept) - 1 else text
            kept[i] = run if text == run.value else replace(run, value=text)
    return tuple(kept)
