"""What a program drops and nobody sees: LibreOffice 7 keeps no description of a table, so its base gives it back."""

from __future__ import annotations

from dataclasses import replace

from generator.document.differences import aligned
from generator.document.tree import Document, Node, Part, Table


def described(base: Document, document: Document) -> Document:
    """The document, its tables that say nothing of themselves described as in its base."""
    known = [node for node in _tables(base) if node.summary]
    mute = [node for node in _tables(document) if not node.summary]
    if not known or not mute:
        return document
    pairs = aligned([replace(node, summary="") for node in known], mute)
    said = {mute[j]: known[i].summary for i, j in pairs if i is not None and j is not None}
    said = {replace(node, summary=""): node.summary for node in known} | said  # a table that moved, unchanged
    return replace(document, parts=tuple(_part(part, said) for part in document.parts))


def _tables(document: Document) -> list[Table]:
    return [node for part in document.parts for node in part.nodes if isinstance(node, Table)]


def _part(part: Part, said: dict[Table, str]) -> Part:
    def node(held: Node) -> Node:
        return replace(held, summary=said.get(held, "")) if isinstance(held, Table) and not held.summary else held

    return replace(part, nodes=tuple(map(node, part.nodes)))
