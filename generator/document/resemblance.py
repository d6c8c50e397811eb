"""How much two texts resemble each other, from the words that they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"\w+")
_SHORT: Final = 6  # words under which letters are compared too: « Objectif » is almost « Objectifs »
ALL: Final = 4_000  # pairs that are all compared; beyond, the likely ones
_RARE: Final = 8  # texts that share a word which tells them from the others
_BEST: Final = 6  # texts compared with each one
_NEAR: Final = 3  # neighbours compared on each side of the same place


@dataclass(frozen=True, slots=True)
class Features:
    """The words of a text in small letters, each followed by its rank among the equal ones when it is not the first."""

    text: str
    words: frozenset[str]


def features(text: str) -> Features:
    """What there is to compare in a text."""
    small = text.lower()
    return Features(small, _ranked(_WORD.findall(small)))


def alike(a: Features, b: Features) -> float:
    """The share of words in common (Dice's coefficient); of letters two by two in short texts if there are more."""
    shared = _dice(a.words, b.words)
    if shared == 1.0 or min(len(a.words), len(b.words)) >= _SHORT:
        return shared
    if max(len(a.text), len(b.text)) > 4 * min(len(a.text), len(b.text)):
        return shared
    return max(shared, _dice(_letters(a.text), _letters(b.text)))


def likely(old: Sequence[Features], new: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: all when they are few, else those that share a rare word or stand at the same place."""
    if len(old) * len(new) <= ALL:
        yield from ((i, j) for i in range(len(old)) for j in range(len(new)))
        return
    places: dict[str, list[int]] = {}
    for j, text in enumerate(new):
        for word in text.words:
            places.setdefault(word, []).append(j)
    rare = {word: found for word, found in places.items() if len(found) <= _RARE}
    for i, text in enumerate(old):
        hits = Counter(j for word in text.words & rare.keys() for j in rare[word])
        best = sorted(hits, key=lambda j: (-hits[j], j))[:_BEST]
        for place in {i, len(new) - len(old) + i, i * len(new) // len(old)}:
            best += range(max(place - _NEAR, 0), min(place + _NEAR + 1, len(new)))
        yield from ((i, j) for j in sorted(set(best)))


@lru_cache(maxsize=4096)
def _letters(text: str) -> frozenset[str]:
    return _ranked([text[i : i + 2] for i in range(len(text) - 1)])


def _ranked(pieces: Sequence[str]) -> frozenset[str]:
    counts: dict[str, int] = {}
    made = []
    for piece in pieces:
        rank = counts[piece] = counts.get(piece, 0) + 1
        made.append(piece if rank == 1 else f"{piece} {rank}")
    return frozenset(made)


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0
