"""Whose words are whose: each passage of a reviewed document given back to the part that it belongs to.

Parts are known by their bookmarks. When a bookmark is lost, a part is known again by its text; what no part explains
was written by the reviewer, and belongs to the block that it follows. Words are never dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.document.differences import aligned, nodes_text, similarity
from generator.document.tree import Document, Node, Part

ALIKE: Final = 0.6  # from this likeness on, a passage is a known one, edited
MOST: Final = 0.8  # share of a part's words that must be found elsewhere for it to have been moved there


@dataclass(frozen=True, slots=True)
class Matched:
    """The parts of a reviewed document, in its order, each under an anchor of the base; what happened to the others.

    `moved` left their place, `absorbed` stand now in the middle of another part (anchor: that other part),
    `deleted` are gone.
    """

    parts: tuple[Part, ...]
    deleted: tuple[str, ...]
    moved: tuple[str, ...]
    absorbed: tuple[tuple[str, str], ...]
    recovered: tuple[str, ...]  # known again by their text


@dataclass(slots=True)
class _Held:
    """A part being gathered; without anchor, words that nobody claims yet."""

    anchor: str
    nodes: list[Node] = field(default_factory=list)


def matched(base: Document, reviewed: Document, written: Callable[[str], bool]) -> Matched:
    """The reviewed document in the parts of its base; `written(anchor)`: whether people write that part."""
    known = {part.anchor: part.nodes for part in base.parts if part.anchor}
    held = _held(reviewed, known)
    missing = [anchor for anchor in known if anchor not in {each.anchor for each in held}]
    recovered = [anchor for anchor in missing if _recover(held, anchor, known[anchor])]
    missing = [anchor for anchor in missing if anchor not in recovered]
    taken_out = [anchor for anchor in missing if written(anchor) and _taken_out(held, anchor, known)]
    missing = [anchor for anchor in missing if anchor not in taken_out]
    for each in list(held):
        if each.anchor and not written(each.anchor):
            _spill(held, each, known[each.anchor], written)
    _adopt(held, written)
    absorbed = _absorbed(held, [anchor for anchor in missing if written(anchor)], known)
    moved = _moved([each.anchor for each in held], list(known), written)
    parts = tuple(Part(each.anchor, tuple(each.nodes)) for each in held)
    return Matched(parts, tuple(missing), tuple(moved), tuple(absorbed), (*recovered, *taken_out))


def likeness(document: Document, other: Document) -> float:
    """How much two documents say the same, from 0 to 1."""
    return similarity(*(_text([node for part in each.parts for node in part.nodes]) for each in (document, other)))


def _held(reviewed: Document, known: dict[str, tuple[Node, ...]]) -> list[_Held]:
    """The parts as bookmarks tell them; the second time that one appears, it is a copy."""
    held: list[_Held] = []
    for part in reviewed.parts:
        anchor = part.anchor if part.anchor in known and part.anchor not in {each.anchor for each in held} else ""
        if held and not anchor and not held[-1].anchor:
            held[-1].nodes += part.nodes
        else:
            held.append(_Held(anchor, list(part.nodes)))
    return held


def _recover(held: list[_Held], anchor: str, base: tuple[Node, ...]) -> bool:
    """Finds a part that lost its bookmark among the words that nobody claims."""
    best: tuple[float, int, int, int] | None = None
    for place, each in enumerate(held):
        if each.anchor:
            continue
        pairs = [(i, j) for i, j in aligned(base, each.nodes) if i is not None and j is not None]
        if pairs:
            start, end = pairs[0][1], pairs[-1][1] + 1
            likeness = similarity(_text(base), _text(each.nodes[start:end]))
            best = max(best, (likeness, -place, start, end)) if best else (likeness, -place, start, end)
    if best is None or best[0] < ALIKE:
        return False
    _, place, start, end = best
    _split(held, -place, start, end, anchor)
    return True


def _taken_out(held: list[_Held], anchor: str, known: dict[str, tuple[Node, ...]]) -> bool:
    """Finds a part whose words now open or close another part, which did not hold them: it was pasted there."""
    for place, each in enumerate(held):
        if not each.anchor:
            continue
        new = _strangers(known[each.anchor], each.nodes)
        for run in _runs_of(new):
            start, end = run[0], run[-1] + 1
            if (start == 0 or end == len(each.nodes)) and _same(known[anchor], each.nodes[start:end]):
                _split(held, place, start, end, anchor)
                return True
    return False


def _split(held: list[_Held], place: int, start: int, end: int, anchor: str) -> None:
    """Cuts nodes out of a held part, to stand as a part of their own where they are."""
    each = held[place]
    pieces = [
        _Held(each.anchor, each.nodes[:start]),
        _Held(anchor, each.nodes[start:end]),
        _Held(each.anchor if not start else "", each.nodes[end:]),
    ]
    held[place : place + 1] = [piece for piece in pieces if piece.nodes]


def _strangers(base: Sequence[Node], nodes: Sequence[Node]) -> list[int]:
    """The places of the nodes that nothing in the base explains."""
    return [j for i, j in aligned(base, nodes) if i is None and j is not None]


def _runs_of(places: list[int]) -> list[list[int]]:
    """Neighbouring places together."""
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _same(base: Sequence[Node], nodes: Sequence[Node]) -> bool:
    return similarity(_text(base), _text(nodes)) >= MOST


def _text(nodes: Sequence[Node]) -> str:
    return "\n".join(map(nodes_text, nodes))


def _spill(
    held: list[_Held], each: _Held, base: tuple[Node, ...], written: Callable[[str], bool]
) -> None:
    """Words typed under a title that data give belong to the block that comes next, those above to the one before."""
    paired = [j for i, j in aligned(base, each.nodes) if i is not None and j is not None]
    if not paired:
        return
    place = held.index(each)
    first, last = paired[0], paired[-1] + 1
    before, after = each.nodes[:first], each.nodes[last:]
    earlier = next((other for other in reversed(held[:place]) if other.anchor and written(other.anchor)), None)
    later = held[place + 1] if place + 1 < len(held) and written(held[place + 1].anchor) else None
    if before and earlier is not None:
        earlier.nodes += before
        del each.nodes[:first]
    if after and (later is not None or earlier is not None):
        del each.nodes[len(each.nodes) - len(after) :]
        if later is not None:
            later.nodes[:0] = after
        elif earlier is not None:
            earlier.nodes += after


def _adopt(held: list[_Held], written: Callable[[str], bool]) -> None:
    """Gives what nobody claims to the block just before, else to the one just after, else to what stands before."""
    for each in [each for each in held if not each.anchor]:
        place = held.index(each)
        before = held[place - 1] if place else None
        after = held[place + 1] if place + 1 < len(held) else None
        if before is not None and written(before.anchor):
            before.nodes += each.nodes
        elif after is not None and written(after.anchor):
            after.nodes[:0] = each.nodes
        elif before is not None:
            before.nodes += each.nodes
        elif after is not None:
            after.nodes[:0] = each.nodes
        else:
            continue
        held.remove(each)


def _absorbed(
    held: list[_Held], missing: list[str], known: dict[str, tuple[Node, ...]]
) -> list[tuple[str, str]]:
    """Missing parts whose words stand in the middle of another one."""
    found = []
    for anchor in missing:
        wanted = _text(known[anchor])
        for each in held:
            strangers = _runs_of(_strangers(known.get(each.anchor, ()), each.nodes))
            if any(similarity(wanted, _text([each.nodes[i] for i in run])) >= ALIKE for run in strangers):
                found.append((anchor, each.anchor))
                break
    return found


def _moved(order: list[str], before: list[str], written: Callable[[str], bool]) -> list[str]:
    """The written parts to take out so that the others stand in their former order: as few as possible.

    Titles that data make don't move: a block that only crossed one did.
    """
    now, then = ({anchor: i for i, anchor in enumerate(row)} for row in (order, before))
    titles = _rising([anchor for anchor in order if anchor in then and not written(anchor)], then)
    ours = [anchor for anchor in order if anchor in then and written(anchor)]
    held = [a for a in ours if all((now[a] < now[t]) == (then[a] < then[t]) for t in titles)]
    kept = set(_rising(held, then))
    return [anchor for anchor in ours if anchor not in kept]


def _rising(row: list[str], rank: dict[str, int]) -> list[str]:
    """As many of these as stand in this order."""
    best: list[list[str]] = []  # the longest that ends at each place
    for i, anchor in enumerate(row):
        longest = max((best[j] for j in range(i) if rank[row[j]] < rank[anchor]), key=len, default=[])
        best.append([*longest, anchor])
    return max(best, key=len, default=[])
