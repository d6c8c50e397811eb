"""Three versions of the same nodes made one: what we changed since a common base, and what a reviewer changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.document.differences import nodes_text
from generator.document.normal import normal_nodes
from generator.document.subsequence import common
from generator.document.tree import Callout, Node, Paragraph, Text


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same sentence changed in two ways: the words of both versions, for a message."""

    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The nodes, with a « conflict » callout after each passage that both changed, and what it opposes."""

    nodes: tuple[Node, ...]
    conflicts: tuple[Conflict, ...] = ()


def merged(base: Sequence[Node], ours: Sequence[Node], theirs: Sequence[Node], who: str) -> Merged:
    """`ours` with what `theirs` changed since `base`; all three in canonical shape. `who` made `theirs`."""
    base, ours, theirs = tuple(base), tuple(ours), tuple(theirs)
    if ours in (base, theirs):
        return Merged(theirs)
    if base == theirs:
        return Merged(ours)
    nodes: list[Node] = []
    conflicts: list[Conflict] = []
    to_ours, to_theirs = dict(common(base, ours)), dict(common(base, theirs))
    kept = [i for i in range(len(base)) if i in to_ours and i in to_theirs]
    i = j = k = 0
    for a in [*kept, len(base)]:
        b, c = to_ours.get(a, len(ours)), to_theirs.get(a, len(theirs))
        first, one, other = base[i:a], ours[j:b], theirs[k:c]
        if one in (first, other):
            nodes += other
        elif first == other:
            nodes += one
        else:
            said = tuple(Paragraph((Text(line),)) for node in other for line in nodes_text(node).split("\n") if line)
            nodes += [*one, Callout("conflict", (Text(f"Conflit de relecture : version de {who}"),), said)]
            conflicts.append(Conflict("\n".join(map(nodes_text, one)), "\n".join(map(nodes_text, other))))
        nodes += base[a : a + 1]
        i, j, k = a + 1, b + 1, c + 1
    return Merged(normal_nodes(nodes), tuple(conflicts))
