"""Words and phrases found in long texts in one pass, whatever the case, the accents and the punctuation.

A text is cut once into words; an index of phrases is then looked up at each of them, so that the time taken grows with
the text alone, be there ten phrases or ten thousand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generator.foundation.words import folded

_WORD: Final = re.compile(r"[^\W_]+")
Phrase = tuple[str, ...]
Index = Mapping[str, tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as they are spelled, and bare: without case or accents."""

    spelled: tuple[str, ...]
    bare: Phrase


@lru_cache(maxsize=100_000)
def bare(word: str) -> str:
    """The word without case or accents."""
    return word.lower() if word.isascii() else folded(word)


def words(text: str) -> Words:
    """The words of this text; signs, apostrophes and hyphens part them."""
    spelled = tuple(_WORD.findall(text))
    return Words(spelled, tuple(map(bare, spelled)))


def phrase(text: str) -> Phrase:
    """The bare words of this text."""
    return words(text).bare


def index(phrases: Iterable[Phrase]) -> Index:
    """These phrases by their first word, the longest first; empty ones are left out."""
    by_first: dict[str, set[Phrase]] = {}
    for one in phrases:
        if one:
            by_first.setdefault(one[0], set()).add(one)
    return {first: tuple(sorted(some, key=lambda p: (-len(p), p))) for first, some in by_first.items()}


def occurrences(phrases: Index, text: Sequence[str]) -> Iterator[tuple[int, Phrase]]:
    """Where each of these phrases stands among these bare words; at one place, the longest first."""
    for at, word in enumerate(text):
        for one in phrases.get(word, ()):
            if len(one) == 1 or tuple(text[at : at + len(one)]) == one:
                yield at, one
