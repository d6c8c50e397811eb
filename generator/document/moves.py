"""What one side moved while the other changed it where it was: the change goes to the new place.

Without this, a paragraph that a reviewer drags elsewhere and that we corrected meanwhile would be deleted there and old
here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final, TypeVar

from generator.document.differences import TELLING, Pairing
from generator.document.resemblance import ALL, alike, features

T = TypeVar("T", bound=Hashable)
Blend = Callable[[T, T, T], tuple[T, ...] | None]
"""An element of the base as both sides changed it; None when they oppose."""

_SAME: Final = 0.7  # of the words: what moved was hardly changed on the way, else it is another


def followed(
    base: Sequence[T],
    sides: Sequence[Sequence[T]],
    pairings: Sequence[Pairing],
    text: Callable[[T], str],
    blend: Blend[T],
) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """Ours and theirs, each element that one moved as both changed it, and that the other left in place unchanged.

    One that both moved stands where we put it. One that they changed in opposed ways is left as it is.
    """
    ours, theirs = (_alone(side) for side in sides)
    stays = [{i: j for i, j in pairs if i is not None and j is not None} for pairs in pairings]
    goes = [_moved(base, side, pairs, text) for side, pairs in zip(sides, pairings, strict=True)]
    mine, other = (kept | gone for kept, gone in zip(stays, goes, strict=True))
    for i in sorted(goes[0].keys() | goes[1].keys()):
        if i not in mine or i not in other:
            continue  # moved by one, deleted by the other
        here, there = mine[i], other[i]
        made = blend(base[i], sides[0][here], sides[1][there])
        if made is None:
            continue
        if i in goes[0]:
            ours[here] = made
            theirs[there] = () if i in goes[1] else (base[i],)
        else:
            ours[here] = (base[i],)
            theirs[there] = made
    return _flat(ours), _flat(theirs)


def _alone(elements: Iterable[T]) -> list[tuple[T, ...]]:
    return [(element,) for element in elements]


def _flat(found: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(element for each in found for element in each)


def _moved(base: Sequence[T], side: Sequence[T], pairs: Pairing, text: Callable[[T], str]) -> dict[int, int]:
    """Where an element stands that was at a place of the base: the same one, else the most similar."""
    gone = [(i, said) for i, j in pairs if i is not None and j is None if len(said := text(base[i])) >= TELLING]
    come = [(j, said) for i, j in pairs if j is not None and i is None if len(said := text(side[j])) >= TELLING]
    places: dict[str, list[int]] = {}
    for j, said in reversed(come):
        places.setdefault(said, []).append(j)
    found = {i: places[said].pop() for i, said in gone if places.get(said)}
    taken = set(found.values())
    left = [(j, features(said)) for j, said in come if j not in taken]
    if len(gone) * len(left) > ALL:
        return found
    for i, said in gone:
        scored = [(alike(features(said), words), -j) for j, words in left if i not in found and j not in taken]
        best, j = max(scored, default=(0.0, 0))
        if best >= _SAME:
            found[i] = -j
            taken.add(-j)
    return found
