"""What a library suggests for a block still to be written: the part where it would stand, how its title is spelled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from generator.brief.terms import Place
from generator.foundation.words import folded
from generator.library.block import Block

_WORD = re.compile(r"[^\W\d_]+")


def part_of(topics: Iterable[str], blocks: Iterable[Block]) -> Place | None:
    """The part where most blocks of these topics stand; None when there is none. Drafts don't count."""
    asked = set(topics)
    parts = Counter(block.head.part for block in blocks if not block.head.draft and asked & set(block.head.topics))
    return parts.most_common(1)[0][0] if parts else None


def title_of(name: str, texts: Iterable[str]) -> str:
    """The id as a title, each word spelled as these texts mostly do: « ehpad-securite » gives « EHPAD sécurité »."""
    asked = set(name.split("-"))
    spelled: dict[str, Counter[str]] = {word: Counter() for word in asked}
    for text in texts:
        for word in _WORD.findall(text):
            if (bare := folded(word)) in asked:
                spelled[bare][word if word.isupper() and len(word) > 1 else word.lower()] += 1
    words = [spelled[word].most_common(1)[0][0] if spelled[word] else word for word in name.split("-")]
    title = " ".join(words)
    return title[:1].upper() + title[1:]
