"""Two sequences that were changed apart from a common base, made one: what one side alone changed is taken.

A change is attached to the elements of the base that it replaces, or to the place between two of them. Two changes meet
when they touch the same element, or add at the same place; neighbours do not meet. So two people who change two
sentences in a row both have their way, where a comparison of lines would call it a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.document.differences import Pairing, similarity
from generator.document.moves import followed
from generator.document.subsequence import shared

T = TypeVar("T", bound=Hashable)
V = TypeVar("V")
Chunk = tuple[tuple[T, ...], tuple[T, ...]]
"""What the result holds here, and what it would hold if the other side won: the same thing unless they oppose."""


@dataclass(frozen=True, slots=True)
class Level(Generic[T]):
    """How elements of one kind are compared and merged.

    `one` merges an element that both changed, `several` what both changed otherwise (replaced by others, or cut in two
    when it is one that `divides`).
    """

    paired: Callable[[Sequence[T], Sequence[T]], Pairing]
    text: Callable[[T], str]
    one: Callable[[T, T, T], Iterable[Chunk[T]]]
    several: Callable[[tuple[T, ...], tuple[T, ...], tuple[T, ...]], Iterable[Chunk[T]]]
    divides: Callable[[T], bool]


@dataclass(frozen=True, slots=True)
class _Change(Generic[T]):
    """base[start:end] becomes `new`; `start` is `end` where elements are added."""

    start: int
    end: int
    new: tuple[T, ...]


def merged(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T], level: Level[T]) -> list[Chunk[T]]:
    """The chunks of the result, in order."""
    base, ours, theirs = tuple(base), tuple(ours), tuple(theirs)
    if quick := unopposed(base, ours, theirs):
        return [quick]
    pairings = [level.paired(base, side) for side in (ours, theirs)]
    followers = followed(base, (ours, theirs), pairings, level.text, lambda *each: _blend(level, *each))
    if followers != (ours, theirs):
        ours, theirs = followers
        pairings = [level.paired(base, side) for side in followers]
    mine, other = (_changes(base, side, level, pairs) for side, pairs in zip((ours, theirs), pairings, strict=True))
    chunks: list[Chunk[T]] = []
    position = 0
    for place in _meetings(mine, other):
        chunks += [(base[position : place.start],) * 2] if position < place.start else []
        one, two = (_applied(base, place.start, place.end, changes) for changes in place.sides)
        chunks += _settled(base[place.start : place.end], one, two, level)
        position = place.end
    return [*chunks, (base[position:],) * 2] if position < len(base) else chunks


def unopposed(base: V, ours: V, theirs: V) -> tuple[V, V] | None:
    """What one side alone changed, or both alike; None when they differ."""
    if ours in (base, theirs):
        return theirs, theirs
    return (ours, ours) if theirs == base else None


def opposed(ours: tuple[T, ...], theirs: tuple[T, ...]) -> list[Chunk[T]]:
    """Two versions of which a person keeps one."""
    return [(ours, theirs)]


def both(chunks: Iterable[Chunk[T]]) -> Chunk[T]:
    """All chunks made one."""
    kept = list(chunks)
    return tuple(one for mine, _ in kept for one in mine), tuple(one for _, other in kept for one in other)


def _blend(level: Level[T], base: T, ours: T, theirs: T) -> tuple[T, ...] | None:
    """An element as both changed it; None when they oppose."""
    if quick := unopposed((base,), (ours,), (theirs,)):
        return quick[0]
    mine, other = both(level.one(base, ours, theirs))
    return mine if mine == other else None


# --- what a side changed -------------------------------------------------------------------------------------------


def _changes(base: tuple[T, ...], new: tuple[T, ...], level: Level[T], pairs: Pairing) -> list[_Change[T]]:
    """The changes in order, apart from one another."""
    made: list[_Change[T]] = []
    gone: list[int] = []
    come: list[T] = []
    position = 0
    for i, j in [*pairs, (len(base), len(new))]:
        if j is None and i is not None:
            gone.append(i)
        elif i is None and j is not None:
            come.append(new[j])
        elif i is not None and j is not None:
            made += _loose(position, gone, tuple(come))
            if i < len(base) and base[i] != new[j]:
                made.append(_Change(i, i + 1, (new[j],)))
            gone, come, position = [], [], i + 1
    return _regrouped(base, made, level)


def _loose(position: int, gone: Sequence[int], come: tuple[T, ...]) -> list[_Change[T]]:
    """What has no counterpart: one for one where they are as many, others in place of some, what goes or comes."""
    if len(gone) == len(come):
        return [_Change(i, i + 1, (element,)) for i, element in zip(gone, come, strict=True)]
    if gone and come:
        return [_Change(gone[0], gone[-1] + 1, come)]
    return [_Change(i, i + 1, ()) for i in gone] or ([_Change(position, position, come)] if come else [])


def _regrouped(base: tuple[T, ...], changes: Iterable[_Change[T]], level: Level[T]) -> list[_Change[T]]:
    """The changes, an element cut in two with its other half, one made of two with both: so it keeps more words."""

    def close(change: _Change[T]) -> float:
        """How much a change keeps of the words it replaces."""
        before, after = base[change.start : change.end], change.new
        return similarity(" ".join(map(level.text, before)), " ".join(map(level.text, after)))

    def divided(change: _Change[T]) -> bool:
        """Whether it is made of elements that may be cut or put together."""
        return all(map(level.divides, (*base[change.start : change.end], *change.new)))

    done: list[_Change[T]] = []
    for change in changes:
        last = done[-1] if done else None
        if last and last.end == change.start and _edit(last) != _edit(change) and divided(last) and divided(change):
            whole = _Change(last.start, change.end, last.new + change.new)
            if close(whole) > close(last if _edit(last) else change):
                done[-1] = whole
                continue
        done.append(change)
    return done


def _edit(change: _Change[T]) -> bool:
    return change.start < change.end and bool(change.new)


# --- where changes meet --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Meeting(Generic[T]):
    """Changes of base[start:end] that meet."""

    start: int
    end: int
    sides: tuple[list[_Change[T]], list[_Change[T]]]

    def takes(self, change: _Change[T], side: int) -> bool:
        """Whether the change, which starts no earlier, touches what these touch, or adds beside it what they add."""
        if change.start < self.end or self.start == self.end == change.start == change.end:
            return True
        added = {element for each in self.sides[1 - side] for element in each.new}
        return change.start == self.end and not added.isdisjoint(change.new)


def _meetings(mine: Iterable[_Change[T]], other: Iterable[_Change[T]]) -> list[_Meeting[T]]:
    """Changes by places of the base, those that meet together; additions come before the element they precede."""
    found: list[_Meeting[T]] = []
    marked = [(change.start, change.end, side, change) for side, each in enumerate((mine, other)) for change in each]
    for _, _, side, change in sorted(marked, key=lambda mark: mark[:3]):
        if not found or not found[-1].takes(change, side):
            found.append(_Meeting(change.start, change.end, ([], [])))
        found[-1].end = max(found[-1].end, change.end)
        found[-1].sides[side].append(change)
    return found


def _applied(base: tuple[T, ...], start: int, end: int, changes: Iterable[_Change[T]]) -> tuple[T, ...]:
    """What one side makes of base[start:end]."""
    made: list[T] = []
    for change in changes:
        made += [*base[start : change.start], *change.new]
        start = change.end
    return (*made, *base[start:end])


def _settled(base: tuple[T, ...], ours: tuple[T, ...], theirs: tuple[T, ...], level: Level[T]) -> Iterable[Chunk[T]]:
    if quick := unopposed(base, ours, theirs):
        return [quick]
    if not base:
        return _added(ours, theirs, level)
    if not ours or not theirs:
        return opposed(ours, theirs)
    if len(base) == len(ours) == len(theirs) == 1:
        return level.one(base[0], ours[0], theirs[0])
    before, after = shared(ours, theirs)
    if not before and not after:
        return level.several(base, ours, theirs)
    end = len(ours) - after
    first, _ = shared(base, ours[:before])
    last, _ = shared(base[first:][::-1], ours[end:][::-1])
    left, one, two = base[first : len(base) - last], ours[before:end], theirs[before : len(theirs) - after]
    if (first < before or last < after) and not (one and two) and not unopposed(left, one, two):
        left = ()  # what both put in its place is there already
    return [(ours[:before],) * 2, *_settled(left, one, two, level), (ours[end:],) * 2]


def _added(ours: tuple[T, ...], theirs: tuple[T, ...], level: Level[T]) -> Iterable[Chunk[T]]:
    """What both add at one place: ours then theirs, what is the same once, what is similar opposed."""
    chunks: list[Chunk[T]] = []
    for i, j in level.paired(ours, theirs):
        one = ours[i : i + 1] if i is not None else ()
        two = theirs[j : j + 1] if j is not None else ()
        chunks += [(one, two)] if one and two else [(one or two,) * 2]
    return chunks
