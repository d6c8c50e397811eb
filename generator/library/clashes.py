"""Blocks that should not stand together: they say the same on the same topic, or take opposite facts for granted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from generator.foundation.diagnostic import Diagnostic, error, warning
from generator.foundation.words import sentences, telling
from generator.library.assertions import expected
from generator.library.block import Assertion, Block

SAME_SENTENCE: Final = 0.6  # share of the words that two sentences have in common
SAME_BLOCK: Final = 0.5  # share of the shorter block's sentences that the other one says too
_SHORTEST: Final = 4  # telling words of a sentence worth comparing
_TAGS: Final = re.compile(r"\{[{%#].*?[}%#]\}|[#*_|>`:]+", re.DOTALL)

Said = tuple[frozenset[str], ...]


def clashing(blocks: Iterable[Block]) -> Iterator[Diagnostic]:
    """What is wrong between two blocks that one offer takes."""
    taken = [(block, said(block)) for block in blocks]
    for (one, its), (other, theirs) in combinations(taken, 2):
        if set(one.head.topics) & set(other.head.topics):
            yield from _repeated(one, its, other, theirs)
        yield from _opposed(one, other)


def overlap(one: Said, other: Said) -> float:
    """The share of the shorter text's sentences that the other text says too, from 0 to 1."""
    short, long = sorted((one, other), key=len)
    if not short:
        return 0.0
    return sum(any(_alike(each, against) for against in long) for each in short) / len(short)


def _repeated(one: Block, its: Said, other: Block, theirs: Said) -> Iterator[Diagnostic]:
    share = overlap(its, theirs)
    if share >= SAME_BLOCK:
        topics = ", ".join(sorted(set(one.head.topics) & set(other.head.topics)))
        said = f"« {one.id} » et « {other.id} » ({other.file}) disent la même chose de {topics} ({share:.0%})"
        yield warning("L251", one.span(), said.replace("%", " %"), "gardez-en un, ou donnez-leur des conditions")


def spoken(block: Block) -> str:
    """The text of a block without the tags of Jinja and the marks of Markdown."""
    return _TAGS.sub(" ", block.body)


def said(block: Block) -> Said:
    """The telling words of each sentence of a block that has enough of them."""
    words = (telling(sentence) for sentence in sentences(spoken(block)))
    return tuple(each for each in words if len(each) >= _SHORTEST)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= SAME_SENTENCE * len(one | other)


def _opposed(one: Block, other: Block) -> Iterator[Diagnostic]:
    for i, claim in enumerate(one.head.asserts):
        for counter in other.head.asserts:
            if claim.field == counter.field and contrary(claim, counter):
                said = (
                    f"« {one.id} » tient {claim.field} pour {expected(claim)}, « {other.id} » pour {expected(counter)}"
                )
                hint = f"corrigez l'un des deux ({other.file}), ou donnez-leur des conditions"
                yield error("L252", one.source.span("asserts", i), said, hint)


def contrary(one: Assertion, other: Assertion) -> bool:
    """Whether no value can agree with both."""
    if one.equals is not None and other.equals is not None:
        return one.equals.lower() != other.equals.lower()
    lows = [claim.at_least for claim in (one, other) if claim.at_least is not None]
    highs = [claim.at_most for claim in (one, other) if claim.at_most is not None]
    return bool(lows) and bool(highs) and max(lows) > min(highs)
