"""Topics and part that a text seems to have, by the words that it shares with the blocks of the library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log, sqrt
from pathlib import Path
from typing import Final

from pydantic import Field

from generator.brief.terms import Place, Topic
from generator.foundation.diagnostic import Rejected
from generator.foundation.record import Line, Record, read_record
from generator.foundation.words import telling
from generator.library.block import Block
from generator.library.clashes import spoken

COMMON: Final = Path(__file__).parent / "data" / "topics.yaml"
UNKNOWN: Final = "to_confirm"  # the topic of a text that is like no block
MOST: Final = 3
_LEAST: Final = 0.12  # likeness below which nothing is proposed
_TITLE: Final = 0.5
_NAMING: Final = 2  # the first words of a common topic are those of titles
_NEXT: Final = 0.75  # share of the best likeness that a second topic must reach


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Topics, likeliest first, and the part of the note; `sure` is the likeness, 0 to 1 or a little more."""

    topics: tuple[str, ...]
    part: Place
    sure: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of each topic of a library, and how rare each word is."""

    topics: dict[str, frozenset[str]]
    titles: dict[str, frozenset[str]]
    parts: dict[str, Place]
    weights: dict[str, float]

    def suggestion(self, title: str, text: str) -> Suggestion:
        """What this text under this title seems to treat."""
        words, head = telling(text), telling(title)
        scored = sorted(((self._score(words, head, topic), topic) for topic in self.topics), reverse=True)
        best = scored[0][0] if scored else 0.0
        if best < _LEAST:
            return Suggestion((UNKNOWN,), "method", best)
        topics = tuple(topic for score, topic in scored[:MOST] if score >= best * _NEXT)
        return Suggestion(topics, self.parts[topics[0]], best)

    def _score(self, words: frozenset[str], head: frozenset[str], topic: str) -> float:
        """How like the texts of the topic, and its titles: one word of a title says as much as many of a text."""
        return self._likeness(words, self.topics[topic]) + _TITLE * self._likeness(head, self.titles[topic])

    def _likeness(self, words: frozenset[str], known: frozenset[str]) -> float:
        """The cosine of the two sets of words, the rare ones counting for more."""
        norm = sqrt(self._weight(words) * self._weight(known))
        return self._weight(words & known) / norm if norm else 0.0

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self.weights.get(word, 1.0) for word in sorted(words))


class _Topic(Record):
    topic: Topic = Field(description="Sujet")
    part: Place = Field(description="Partie de la note où il se traite")
    words: Line = Field(description="Mots par lesquels une note le traite, ceux des titres d'abord")


class _Topics(Record):
    topics: tuple[_Topic, ...] = Field(min_length=1, description="Sujets courants")


def _common() -> tuple[_Topic, ...]:
    """The topics that notes treat most, which a library need not have yet."""
    loaded, problems = read_record(COMMON, "generator/importers/data/topics.yaml", _Topics)
    if loaded is None:
        raise Rejected(problems, exit_code=70)
    return loaded.value.topics


def lexicon(blocks: Iterable[Block]) -> Lexicon:
    """The lexicon of these blocks and of the most common topics; drafts teach nothing."""
    written = [(block, telling(f"{block.head.title} {spoken(block)}")) for block in blocks if not block.head.draft]
    common = _common()
    titles = {each.topic: telling(" ".join(each.words.split()[:_NAMING])) for each in common}
    parts: dict[str, Counter[Place]] = {each.topic: Counter({each.part: 1}) for each in common}
    topics = {each.topic: telling(each.words) for each in common}
    for block, words in written:
        for topic in block.head.topics:
            named = telling(f"{block.head.title} {topic.replace('_', ' ')}")
            titles[topic] = titles.get(topic, frozenset()) | named
            topics[topic] = topics.get(topic, frozenset()) | words
            parts.setdefault(topic, Counter())[block.head.part] += 1
    texts = [*(words for _, words in written), *(telling(each.words) for each in common)]
    seen = Counter(word for words in texts for word in words)
    weights = {word: 1 + log(len(texts) / count) for word, count in seen.items()}
    return Lexicon(topics, titles, {topic: count.most_common(1)[0][0] for topic, count in parts.items()}, weights)
