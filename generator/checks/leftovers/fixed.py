"""Sentences that stand ready in blocks, before any value is printed in them, and those of a printed text.

A sentence is known by its words alone: typography, marks and case aside. One that holds a value or a condition is no
fixed sentence: what it says depends on the brief.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from generator.foundation.phrases import Phrase, bare

LEAST: Final = 4  # words: a shorter sentence (« Une scène. ») may be alike by chance
_PIECE: Final = re.compile(
    r"(?P<word>[^\W_]+)|(?P<end>[.!?…][»”\")\]*\s\u00a0\u202f]*(?=\s|$)|\n\s*(?=\n|[-|:#>*]|\d+\.\s)|\|)"
    r"|(?P<value>\{\{.*?\}\})|(?P<tag>\{%.*?%\}|\{#.*?#\})",
    re.DOTALL,
)


@lru_cache(maxsize=1_000)
def sentences(text: str) -> tuple[Phrase, ...]:
    """The sentences of a text, each as its bare words; those of a block that hold a value or a condition are left out.

    A line that ends a paragraph, a cell or an item ends a sentence too.
    """
    return tuple(sentence for sentence, fixed in _cut(text) if fixed)


@lru_cache(maxsize=4_000)
def fixed(body: str) -> frozenset[Phrase]:
    """The fixed sentences of a block's body that are long enough to be told from others."""
    return frozenset(sentence for sentence in sentences(body) if len(sentence) >= LEAST)


def _cut(text: str) -> Iterator[tuple[Phrase, bool]]:
    held: list[str] = []
    whole = True
    for found in _PIECE.finditer(text):
        match found.lastgroup:
            case "word":
                held.append(bare(found[0]))
            case "value":
                whole = False
            case "tag":
                whole = whole and not held
            case _:
                if held:
                    yield tuple(held), whole
                held, whole = [], True
    if held:
        yield tuple(held), whole
