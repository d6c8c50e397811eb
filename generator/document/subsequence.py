"""The longest common subsequence of two sequences, found with whole rows of the table held in one integer each.

The rows of Hyyrö's bit-parallel method (2004) cost one addition a row: 5 000 words against 5 000 take some 15 ms in
Python, whatever they say. Repeated elements cost nothing more, where methods that list the equal pairs are quadratic.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from typing import Final

# Bits that a table may hold (8 MB): beyond, the two middles have nothing in common but what is there once in both.
_LARGEST: Final = 64_000_000

Pairs = list[tuple[int, int]]


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Pairs of equal elements, both indexes growing, as many as there can be; for a huge middle, nearly as many."""
    start, end = shared(old, new)
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    found = _middle(middle_old, middle_new) if middle_old and middle_new else []
    return [
        *((i, i) for i in range(start)),
        *((start + i, start + j) for i, j in found),
        *((len(old) - k, len(new) - k) for k in range(end, 0, -1)),
    ]


def shared(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int]:
    """How many elements both begin with, and how many both end with after those."""
    start = end = 0
    shorter = min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def heaviest(candidates: Iterable[tuple[int, int, int]]) -> Pairs:
    """Of these (i, j, weight), the pairs with both indexes growing that weigh most together (weights above 0).

    A Fenwick tree keeps the heaviest run that ends before each j: n log n for n candidates.
    """
    found = sorted(candidates, key=lambda pair: (pair[0], -pair[1]))
    size = max((j for _, j, _ in found), default=-1) + 1
    best = [(0, -1)] * (size + 1)
    behind: list[int] = []
    for index, (_, j, weight) in enumerate(found):
        total, last = 0, -1
        place = j
        while place:
            if best[place][0] > total:
                total, last = best[place]
            place &= place - 1
        behind.append(last)
        place = j + 1
        while place <= size:
            if best[place][0] < total + weight:
                best[place] = (total + weight, index)
            place += place & -place
    run: Pairs = []
    index = max(best, default=(0, -1), key=lambda end: end[0])[1]
    while index >= 0:
        run.append(found[index][:2])
        index = behind[index]
    return run[::-1]


def _middle(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    if len(old) * len(new) <= _LARGEST:
        return _exact(old, new)
    landmarks = anchors(old, new)
    done: Pairs = []
    before = (-1, -1)
    for here in [*landmarks, (len(old), len(new))]:
        inside = old[before[0] + 1 : here[0]], new[before[1] + 1 : here[1]]
        if inside[0] and inside[1] and len(inside[0]) * len(inside[1]) <= _LARGEST:
            done += [(before[0] + 1 + i, before[1] + 1 + j) for i, j in _exact(*inside)]
        done.append(here)
        before = here
    return done[:-1]


def _exact(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Row by row: bit i of `row` is 0 where old[i] ends a longer common subsequence with what was read of new."""
    places: dict[Hashable, int] = {}
    for i, element in enumerate(old):
        places[element] = places.get(element, 0) | 1 << i
    full = (1 << len(old)) - 1
    row = full
    rows = [row]
    for element in new:
        equal = row & places.get(element, 0)
        row = ((row + equal) | (row - equal)) & full
        rows.append(row)
    pairs: Pairs = []
    i, j = len(old) - 1, len(new)
    while i >= 0 and j > 0:
        if rows[j] >> i & 1:
            i -= 1
        elif not rows[j - 1] >> i & 1:
            j -= 1
        else:
            pairs.append((i, j - 1))
            i, j = i - 1, j - 1
    return pairs[::-1]


def anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Elements that are there once in both, in the longest run whose order is kept (patience sorting)."""
    once = _once(new)
    places = [(i, once[e]) for e, i in sorted(_once(old).items(), key=lambda found: found[1]) if e in once]
    ends: list[int] = []
    tops: list[int] = []
    behind: list[int] = []
    for index, (_, j) in enumerate(places):
        pile = bisect_left(ends, j)
        ends[pile : pile + 1] = [j]
        tops[pile : pile + 1] = [index]
        behind.append(tops[pile - 1] if pile else -1)
    run: Pairs = []
    index = tops[-1] if tops else -1
    while index >= 0:
        run.append(places[index])
        index = behind[index]
    return run[::-1]


def _once(elements: Sequence[Hashable]) -> dict[Hashable, int]:
    seen: dict[Hashable, int] = {}
    for i, element in enumerate(elements):
        seen[element] = -1 if element in seen else i
    return {element: i for element, i in seen.items() if i >= 0}
