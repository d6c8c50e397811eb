"""What changed between two texts: nodes paired in order, and the words that differ inside a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.document.plain import NOTE, passages
from generator.document.subsequence import common
from generator.document.tree import Document, Heading, Node, Paragraph, Part

SIMILAR: Final = 0.5
_WORD: Final = re.compile(r"\w+")
_TOKEN: Final = re.compile(r"\d+(?:[\u00a0\u202f.,:/]\d+)*(?:[\u00a0\u202f]?[€%])?|\w+[’']?|\s+|.", re.DOTALL)

Pairing = tuple[tuple[int | None, int | None], ...]


@dataclass(frozen=True, slots=True)
class WordEdit:
    """The words old[start:end] become `text`; both ends stand on borders of words."""

    start: int
    end: int
    text: str


def nodes_text(node: Node) -> str:
    """The words of a node, a line for each paragraph, item or cell; notes after the paragraph that calls them."""
    made = passages(Document("", "", "", parts=(Part("", (node,)),)))
    texts = [text for passage in made for text in (passage.text.replace(NOTE, ""), *passage.notes)]
    return "\n".join(text for text in texts if text)


def similarity(a: str, b: str) -> float:
    """How much two texts say the same words, from 0 to 1."""
    return _alike(_features(a), _features(b))


def aligned(old: Sequence[Node], new: Sequence[Node]) -> Pairing:
    """Each node of `old` and of `new` once, both in order: (i, j) when equal or similar, (i, None), (None, j).

    Two nodes of a pair are of one type, or a paragraph and a heading.
    """
    done: list[tuple[int | None, int | None]] = []
    i = j = 0
    for a, b in [*common(old, new), (len(old), len(new))]:
        done += _similar(old, new, range(i, a), range(j, b))
        done += [(a, b)] if a < len(old) else []
        i, j = a + 1, b + 1
    return tuple(done)


def word_edits(old: str, new: str) -> tuple[WordEdit, ...]:
    """The edits that make `new` of `old`, in order and apart from one another."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    edits: list[WordEdit] = []
    i = j = position = 0
    for a, b in [*common(before, after), (len(before), len(after))]:
        start, position = position, position + sum(map(len, before[i:a]))
        if i < a or j < b:
            edits.append(WordEdit(start, position, "".join(after[j:b])))
        position += len(before[a]) if a < len(before) else 0
        i, j = a + 1, b + 1
    return tuple(edits)


def _features(text: str) -> frozenset[tuple[str, int]]:
    """The words of a text, each with its rank among the equal ones."""
    counts: dict[str, int] = {}
    made = []
    for word in _WORD.findall(text.lower()):
        counts[word] = counts.get(word, 0) + 1
        made.append((word, counts[word]))
    return frozenset(made)


def _alike(a: frozenset[tuple[str, int]], b: frozenset[tuple[str, int]]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def _similar(old: Sequence[Node], new: Sequence[Node], left: range, right: range) -> Pairing:
    done: list[tuple[int | None, int | None]] = []
    free = list(right)
    for i in left:
        words = nodes_text(old[i])
        likely = (j for j in free if _pairable(old[i], new[j]) and similarity(words, nodes_text(new[j])) >= SIMILAR)
        found = next(likely, None)
        if found is None:
            done.append((i, None))
            continue
        done += [(None, j) for j in free if j < found]
        done.append((i, found))
        free = [j for j in free if j > found]
    return (*done, *((None, j) for j in free))


def _pairable(a: Node, b: Node) -> bool:
    text = (Heading, Paragraph)
    return type(a) is type(b) or (isinstance(a, text) and isinstance(b, text))
