"""What a program drops and nobody sees: LibreOffice 7 keeps no description of a table, so its base gives it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.document.differences import aligned
from generator.document.tree import Document, Node, Part, Signature, Table


def described(base: Document, document: Document) -> Document:
    """The document, its tables that say nothing of themselves described as in its base."""
    known = [node for node in _tables(base) if node.summary]
    mute = [node for node in _tables(document) if not node.summary]
    if not known or not mute:
        return document
    bare = [replace(node, summary="") for node in known]
    pairs = {j: known[i].summary for i, j in aligned(bare, mute) if i is not None and j is not None}
    elsewhere = {node: told.summary for node, told in zip(bare, known, strict=True)}  # a table that moved, unchanged
    said = iter([pairs.get(j) or elsewhere.get(node, "") for j, node in enumerate(mute)])
    return replace(document, parts=tuple(_part(part, said) for part in document.parts))


def named(base: Document, document: Document) -> Document:
    """The document, its signatures that lost their bookmark named as in its base: by their lines, or the only one."""
    names = {node.lines: node.name for part in base.parts for node in part.nodes if isinstance(node, Signature)}
    only = next(iter(names.values())) if len(names) == 1 else ""

    def node(held: Node) -> Node:
        if isinstance(held, Signature) and not held.name:
            return replace(held, name=names.get(held.lines, only))
        return held

    return replace(document, parts=tuple(replace(p, nodes=tuple(map(node, p.nodes))) for p in document.parts))


def _tables(document: Document) -> list[Table]:
    return [node for part in document.parts for node in part.nodes if isinstance(node, Table)]


def _part(part: Part, said: Iterator[str]) -> Part:
    def node(held: Node) -> Node:
        return replace(held, summary=next(said)) if isinstance(held, Table) and not held.summary else held

    return replace(part, nodes=tuple(map(node, part.nodes)))
