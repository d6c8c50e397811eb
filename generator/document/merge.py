"""Three versions of the same nodes made one: what we changed since a common base, and what a reviewer changed.

Nodes are merged one by one, and inside a node what it is made of: entries of a list, rows and cells of a table,
sentences of a paragraph. The same sentence changed in two ways is a conflict, which a person settles: ours stays,
theirs follows in a red frame, as a passage that can be kept whole: the paragraph, the list, the rows of a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, assert_never

from generator.document.differences import aligned, nodes_text, paired
from generator.document.merge_opposed import GONE, Flow, followed, lifted
from generator.document.merge_table import retold, tables, told_rows
from generator.document.merge_text import several, texts
from generator.document.normal import normal_nodes
from generator.document.sentences import sentences, words_of
from generator.document.threeway import Chunk, Level, both, opposed, unopposed
from generator.document.threeway import merged as three_way
from generator.document.tree import (
    Callout,
    Contents,
    Figure,
    Heading,
    Item,
    Listing,
    Node,
    PageBreak,
    Paragraph,
    Runs,
    Signature,
    Table,
    Text,
)
from generator.document.typography import french
from generator.document.weave import chosen


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same sentence changed in two ways: the words of both versions, for a message; empty where one deletes it."""

    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The nodes, with a « conflict » callout after each passage that both changed, and what it opposes."""

    nodes: tuple[Node, ...]
    conflicts: tuple[Conflict, ...] = ()


def merged(base: Sequence[Node], ours: Sequence[Node], theirs: Sequence[Node], who: str) -> Merged:
    """`ours` with what `theirs` changed since `base`; all three in canonical shape. `who` made `theirs`.

    What one side alone changed is taken as it is, so merged(b, b, t) is t and merged(b, o, b) is o, to the letter.
    Reviews merge one after the other, each as `theirs` with its own base: a callout that an earlier one put, with the
    same words, is not put twice.
    """
    base, ours, theirs = tuple(base), tuple(ours), tuple(theirs)
    if quick := unopposed(base, ours, theirs):
        return Merged(_ours(quick[0], ours))
    bare, earlier = lifted(base, ours)
    chunks = list(three_way(base, bare, theirs, NODES))
    hung = list(followed(earlier, bare, both(chunks)[0], _blended))
    known = {one.nodes for one in (*(each.callout for each in earlier), *(callout for _, callout in hung))}
    known |= {node.nodes for node in bare if isinstance(node, Callout) and node.kind == "conflict"}
    title = (Text(french(f"Conflit de relecture : version de {who}")),)
    nodes: list[Node] = [callout for place, callout in hung if place == 0]
    conflicts: list[Conflict] = []
    count = 0
    for mine, other in chunks:
        for node in mine:
            count += 1
            nodes += [node, *(callout for place, callout in hung if place == count)]
        if mine != other:
            conflicts.append(Conflict(*_apart(_said(mine), _said(other))))
            shown = _shown(mine, other)
            nodes += [] if shown in known else [Callout("conflict", title, shown)]
    return Merged(_ours(normal_nodes(nodes), ours), tuple(conflicts))


def _blended(passage: tuple[Node, ...], opposed: Flow, now: tuple[Node, ...]) -> Flow | None:
    """The opposed version of a passage, with what was changed elsewhere in that passage; None when it opposes it."""
    if len(passage) == len(now) == 1 and isinstance(passage[0], Table) and isinstance(now[0], Table):
        return retold(passage[0], [node for node in opposed if isinstance(node, Paragraph)], now[0])
    mine, other = both(three_way(passage, opposed, now, NODES))
    return _shown((), mine) if mine == other else None


def _ours(nodes: Iterable[Node], ours: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes, those that are equal to ours being ours: they have their lines and the pictures' own bytes."""
    known = {node: node for node in ours}
    return tuple(known.get(node, node) for node in nodes)


def _said(nodes: Iterable[Node]) -> str:
    return "\n".join(text for text in map(nodes_text, nodes) if text)


def _apart(ours: str, theirs: str) -> tuple[str, str]:
    """Both texts from the first sentence that differs to the last one."""
    one, other = ([words_of(each.runs) for each in sentences((Text(text),))] for text in (ours, theirs))
    while one and other and one[0] == other[0]:
        del one[0], other[0]
    while one and other and one[-1] == other[-1]:
        del one[-1], other[-1]
    return " ".join(one), " ".join(other)


# --- nodes that both changed ---------------------------------------------------------------------------------------


def _one(base: Node, ours: Node, theirs: Node) -> Iterable[Chunk[Node]]:
    match base, ours, theirs:
        case Heading() | Paragraph(), Heading() | Paragraph(), Heading() | Paragraph():
            return several((base,), (ours,), (theirs,))
        case Listing(), Listing(), Listing():
            return _listing(base, ours, theirs)
        case Table(), Table(), Table():
            return tables(base, ours, theirs)
        case Callout(), Callout(), Callout():
            return _callout(base, ours, theirs)
        case Figure(), Figure(), Figure():
            return _figure(base, ours, theirs)
        case _:
            return opposed((ours,), (theirs,))


def _several(base: tuple[Node, ...], ours: tuple[Node, ...], theirs: tuple[Node, ...]) -> Iterable[Chunk[Node]]:
    """What both changed otherwise: sentence by sentence when it is text."""
    if all(isinstance(node, Heading | Paragraph) for node in (*base, *ours, *theirs)):
        return several(*(tuple(n for n in side if isinstance(n, Heading | Paragraph)) for side in (base, ours, theirs)))
    return opposed(ours, theirs)


def _is_text(node: Node) -> bool:
    return isinstance(node, Heading | Paragraph)


NODES: Final[Level[Node]] = Level(aligned, nodes_text, _one, _several, _is_text)


def _listing(base: Listing, ours: Listing, theirs: Listing) -> list[Chunk[Node]]:
    mine, other = both(three_way(base.items, ours.items, theirs.items, ITEMS))
    shape = replace(ours, ordered=chosen(base.ordered, ours.ordered, theirs.ordered))
    return [((replace(shape, items=mine),) * bool(mine), (replace(shape, items=other),) * bool(other))]


def _item(base: Item, ours: Item, theirs: Item) -> list[Chunk[Item]]:
    mine, other = both(three_way(base.nodes, ours.nodes, theirs.nodes, NODES))
    return [((Item(_flow(mine)),) * bool(mine), (Item(_flow(other)),) * bool(other))]


def _items(base: tuple[Item, ...], ours: tuple[Item, ...], theirs: tuple[Item, ...]) -> list[Chunk[Item]]:
    """Entries that both changed otherwise: sentence by sentence when each is a paragraph."""
    sides = [tuple(node for item in side for node in item.nodes) for side in (base, ours, theirs)]
    if all(len(item.nodes) == 1 for item in (*base, *ours, *theirs)) and not any(
        isinstance(node, Listing) for side in sides for node in side
    ):
        first, one, two = (tuple(node for node in side if isinstance(node, Paragraph)) for side in sides)
        mine, other = both(several(first, one, two))
        return [(tuple(Item((node,)) for node in _flow(mine)), tuple(Item((node,)) for node in _flow(other)))]
    return opposed(ours, theirs)


def _item_text(item: Item) -> str:
    return "\n".join(map(nodes_text, item.nodes))


ITEMS: Final[Level[Item]] = Level(
    lambda old, new: paired(old, new, _item_text, lambda *_: True), _item_text, _item, _items, lambda _: True
)


def _callout(base: Callout, ours: Callout, theirs: Callout) -> list[Chunk[Node]]:
    titles = texts(base.title, ours.title, theirs.title)
    inside = both(three_way(base.nodes, ours.nodes, theirs.nodes, NODES))
    kind = chosen(base.kind, ours.kind, theirs.kind)
    mine, other = (replace(ours, kind=kind, title=t, nodes=_flow(n)) for t, n in zip(titles, inside, strict=True))
    return [((mine,), (other,))]


def _figure(base: Figure, ours: Figure, theirs: Figure) -> list[Chunk[Node]]:
    """The picture, what it shows and its width are those that one side changed; the caption is a text."""
    if base.name not in {ours.name, theirs.name} and ours.name != theirs.name:
        return opposed((ours,), (theirs,))
    shown = ours if theirs.name == base.name else theirs
    captions = texts(base.caption, ours.caption, theirs.caption)
    alts = unopposed(base.alt, ours.alt, theirs.alt) or (ours.alt, theirs.alt)
    width = chosen(base.width, ours.width, theirs.width)
    mine, other = (replace(shown, alt=a, width=width, caption=c) for a, c in zip(alts, captions, strict=True))
    return [((mine,), (other,))]


def _flow(nodes: Iterable[Node]) -> tuple[Paragraph | Listing, ...]:
    return tuple(node for node in nodes if isinstance(node, Paragraph | Listing))


# --- what a conflict shows -----------------------------------------------------------------------------------------


def _shown(ours: Sequence[Node], theirs: Sequence[Node]) -> tuple[Paragraph | Listing, ...]:
    """Their version as a callout can hold it: paragraphs and lists."""
    made = tuple(each for node in theirs for each in _flat(node, ours))
    return made or (GONE,)


def _flat(node: Node, ours: Sequence[Node]) -> tuple[Paragraph | Listing, ...]:
    match node:
        case Paragraph() | Listing():
            return (node,)
        case Heading():
            return _lines(node.runs)
        case Table():
            same = next((mine for mine in ours if isinstance(mine, Table)), None)
            return told_rows(same or replace(node, rows=()), node)
        case Callout():
            return (*_lines(node.title), *node.nodes)
        case Figure():
            return _lines((Text(node.alt),) if node.alt else (), node.caption)
        case Signature():
            return _lines(*node.lines)
        case Contents() | PageBreak():
            return ()
        case _:
            assert_never(node)


def _lines(*lines: Runs) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(runs) for runs in lines if runs)
