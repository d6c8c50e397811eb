"""Do two offers say the same sentences in blocks that were written for one client only?

One pass over all sentences, each with the clients that say it: two hundred offers take two hundred times one. Figures
are left out, so that a text copied with other numbers is found too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, warning
from generator.foundation.phrases import Phrase

_LONG: Final = 8  # words of a sentence that nobody writes twice by chance
_LEAST: Final = 3  # such sentences between two offers: fewer may be a habit of writing
_MOST: Final = 8  # clients that share a sentence: beyond, it belongs to the library, and that is told once


@dataclass(frozen=True, slots=True)
class Shared:
    """Sentences that the own blocks of these two clients both say: how many, their words, the longest."""

    clients: tuple[str, str]
    sentences: int
    words: int
    longest: Phrase


def shared(told: Mapping[Phrase, frozenset[str]]) -> tuple[Shared, ...]:
    """Each two clients whose own blocks say the same sentences; `told` gives the clients of each sentence."""
    bare: dict[Phrase, set[str]] = {}
    for sentence, clients in told.items():
        without = tuple(word for word in sentence if not word.isdigit())
        if len(without) >= _LONG:
            bare.setdefault(without, set()).update(clients)
    common: dict[tuple[str, str], list[Phrase]] = {}
    for sentence, who in bare.items():
        if 1 < len(who) <= _MOST:
            for first, second in combinations(sorted(who), 2):
                common.setdefault((first, second), []).append(sentence)
    return tuple(
        Shared(pair, len(said), sum(map(len, said)), max(said, key=len))
        for pair, said in sorted(common.items())
        if len(said) >= _LEAST
    )


def copied(told: Mapping[Phrase, frozenset[str]], kin: Collection[tuple[str, str]] = ()) -> Diagnostics:
    """A warning for each two clients whose own blocks say the same, save those of one buyer (`kin`)."""
    return tuple(_warning(found) for found in shared(told) if found.clients not in kin)


def _warning(found: Shared) -> Diagnostic:
    first, second = found.clients
    return warning(
        "C982",
        Span(f"offers/{second}/blocks"),
        f"les blocs de « {first} » et de « {second} » disent mot pour mot {found.sentences} mêmes phrases "
        f"({found.words} mots), par exemple : « {' '.join(found.longest)} »",
        "si le texte vaut pour tous, mettez-le dans boilerplate/blocks/ ; sinon, récrivez-le pour ce client",
    )
