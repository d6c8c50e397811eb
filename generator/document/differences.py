"""What changed between two texts: nodes paired in order, and the words that differ inside a text.

Among few nodes (60 by 60), the pairing is the one that keeps most words: equal paragraphs, or edited ones, in the
order that they have in both. Longer documents are first cut where a paragraph is the same on both sides and nowhere
else, then by their longest common subsequence. So a thousand paragraphs that all look alike cost no more than others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from generator.document.plain import NOTE, PAGE, passages
from generator.document.resemblance import ALL, Features, alike, features, likely
from generator.document.subsequence import anchors, common, heaviest, shared
from generator.document.tree import Document, Figure, Heading, Node, Paragraph, Part

T = TypeVar("T", bound=Hashable)
Pairing = tuple[tuple[int | None, int | None], ...]
"""Indexes of old and new, each once and in order: (i, j) equal or similar, (i, None) gone, (None, j) come."""

SIMILAR: Final = (
    0.45  # of the words: two unrelated paragraphs of our blocks share a fifth, one pair in 10 000 over 0.48
)
TELLING: Final = 20  # letters; shorter texts (« Oui », a page break) are paired between longer ones only
_MONTH: Final = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_GAP: Final = "[ \u00a0\u202f]"
# Every repetition is bounded where something must follow it: no text makes the search go back and forth for long.
_TOKEN: Final = re.compile(
    rf"https?://[^\s»]+|[\w.+-]{{1,64}}@[\w.-]{{1,255}}\w"  # addresses
    rf"|\d{{1,2}}(?:er)?{_GAP}(?:{_MONTH})(?:{_GAP}\d{{4}})?\b"  # dates
    rf"|\d{{1,2}}{_GAP}?h(?:{_GAP}?\d\d)?\b"  # times
    rf"|\d{{1,3}}(?:{_GAP}\d{{3}}){{1,6}}(?:,\d{{1,9}})?(?!\w)(?:{_GAP}?[€%])?"  # 1 234,56 €
    rf"|\d{{1,40}}(?:[.,/:-]\d{{1,9}}){{0,8}}(?!\w)(?:{_GAP}?[€%])?"  # 12,5 %, 01/09/2023
    r"|\w+(?:-\w+)*[’']?"  # words; l’ and d’ are words of their own
    r"|\n|[^\S\n]+|.",
    re.DOTALL,
)
_WORDS: Final = re.compile(r"\w+")
_DIGIT: Final = re.compile(r"\d")
_FAINT: Final = 3  # letters in common between two edits that do not make them two


Edit = tuple[int, int, int, int]
"""The tokens old[i:a] become new[j:b]: (i, a, j, b)."""


@dataclass(frozen=True, slots=True)
class WordEdit:
    """The words old[start:end] become `text`; both ends stand on borders of words."""

    start: int
    end: int
    text: str


def nodes_text(node: Node) -> str:
    """The words of a node, a line for each paragraph, item or cell; notes after the paragraph that calls them."""
    if isinstance(node, Figure):
        texts = [node.alt, *(nodes_text(Paragraph(node.caption)) if node.caption else "").split("\n")]
    else:
        made = passages(Document("", "", "", parts=(Part("", (node,)),)))
        texts = [text for passage in made for text in (passage.text, *passage.notes)]
    return "\n".join(bare for text in texts if (bare := text.replace(NOTE, "").replace(PAGE, "")))


def similarity(a: str, b: str) -> float:
    """How much two texts say the same words, from 0 (none) to 1 (all, be it in another order)."""
    return alike(features(a), features(b))


def aligned(old: Sequence[Node], new: Sequence[Node]) -> Pairing:
    """Nodes paired in order: equal ones, then those that share about half of their words.

    Two nodes of a pair are of one type, or a paragraph and a heading. A paragraph cut in two is paired with its larger
    half; one that moved stands twice, as gone and as come.
    """
    return paired(old, new, nodes_text, _pairable)


def paired(old: Sequence[T], new: Sequence[T], text: Callable[[T], str], may: Callable[[T, T], bool]) -> Pairing:
    """Elements paired in order: those that are equal, or that `may` be paired and have similar texts."""
    numbers: dict[T, int] = {}
    left = [numbers.setdefault(element, len(numbers)) for element in old]
    right = [numbers.setdefault(element, len(numbers)) for element in new]
    telling = [len(text(element)) >= TELLING for element in numbers]
    known: dict[int, Features] = {}
    elements = list(numbers)

    def said(number: int) -> Features:
        """What the element says, read once."""
        if number not in known:
            known[number] = features(text(elements[number]))
        return known[number]

    def resembling(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int]]:
        """The pairs of similar elements that keep most words."""
        one, other = list(map(said, a)), list(map(said, b))
        found = [
            (i, j, shared)
            for i, j in likely(one, other)
            if may(elements[a[i]], elements[b[j]]) and alike(one[i], other[j]) >= SIMILAR
            for shared in [1 + 2 * len(one[i].words & other[j].words) + (a[i] == b[j])]
        ]
        return heaviest(found)

    def landmarks(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int]]:
        """Among many, equal elements that are there once on each side and say enough to be told from others."""
        if len(a) * len(b) <= ALL:
            return []
        one, other = [i for i, e in enumerate(a) if telling[e]], [j for j, e in enumerate(b) if telling[e]]
        return [(one[i], other[j]) for i, j in anchors([a[i] for i in one], [b[j] for j in other])]

    def crowd(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int]]:
        """Equal elements, where there still are so many that not all pairs can be compared."""
        return common(a, b) if len(a) * len(b) > ALL else []

    return _told(left, right, (_ends, landmarks, crowd, resembling))


Pairer = Callable[[Sequence[int], Sequence[int]], list[tuple[int, int]]]


def _ends(left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int]]:
    """Equal elements at the beginning and at the end, which no other pairing would better."""
    start, end = shared(left, right)
    return [*((i, i) for i in range(start)), *((len(left) - k, len(right) - k) for k in range(end, 0, -1))]


def _told(left: Sequence[int], right: Sequence[int], pairers: Sequence[Pairer]) -> Pairing:
    """The pairs of the first pairer, and between two of them those of the next."""
    pairs: list[tuple[int, int]] = []
    for pairer in pairers:
        done: list[tuple[int, int]] = []
        i = j = 0
        for a, b in [*pairs, (len(left), len(right))]:
            if i < a and j < b:
                done += [(i + x, j + y) for x, y in pairer(left[i:a], right[j:b])]
            done.append((a, b))
            i, j = a + 1, b + 1
        pairs = done[:-1]
    told: list[tuple[int | None, int | None]] = []
    i = j = 0
    for a, b in [*pairs, (len(left), len(right))]:
        told += [(gone, None) for gone in range(i, a)]
        told += [(None, come) for come in range(j, b)]
        told.append((a, b))
        i, j = a + 1, b + 1
    return tuple(told[:-1])


def _pairable(a: Node, b: Node) -> bool:
    text = (Heading, Paragraph)
    return type(a) is type(b) or (isinstance(a, text) and isinstance(b, text))


def word_edits(old: str, new: str) -> tuple[WordEdit, ...]:
    """The edits that make `new` of `old`, in order and apart from one another.

    Numbers with their unit, dates, times and addresses are words: « 1 234,56 € » changes whole. What two edits have
    between them is kept when it says something: a space or « de » between two changed words changes with them,
    but each number changes alone.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    borders = [0]
    for token in before:
        borders.append(borders[-1] + len(token))
    edits: list[Edit] = []
    i = j = 0
    for a, b in [*common(before, after), (len(before), len(after))]:
        if i < a or j < b:
            _join(edits, (i, a, j, b), before, after)
        i, j = a + 1, b + 1
    trimmed = (_trimmed(edit, before, after) for edit in edits)
    return tuple(WordEdit(borders[i], borders[a], "".join(after[j:b])) for i, a, j, b in trimmed)


def _join(edits: list[Edit], edit: Edit, before: Sequence[str], after: Sequence[str]) -> None:
    """Adds an edit; it is made one with the last when almost nothing stands between."""
    last = edits[-1] if edits else None
    if last and _faint(last, edit, before, after):
        edits[-1] = (last[0], edit[1], last[2], edit[3])
    else:
        edits.append(edit)


def _faint(last: Edit, edit: Edit, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether what stands between two edits is not worth keeping."""
    between = "".join(before[last[1] : edit[0]])
    letters = sum(map(len, _WORDS.findall(between)))
    replaced = all(i < a and j < b for i, a, j, b in (last, edit))
    said = "".join(word for i, a, j, b in (last, edit) for word in (*before[i:a], *after[j:b]))
    words = replaced and letters <= _FAINT and not _DIGIT.search(said + between)
    return "\n" not in between and (between.isspace() or words)


def _trimmed(edit: Edit, before: Sequence[str], after: Sequence[str]) -> Edit:
    """The edit without the words that it leaves as they are at its ends."""
    i, a, j, b = edit
    while i < a and j < b and before[i] == after[j]:
        i, j = i + 1, j + 1
    while i < a and j < b and before[a - 1] == after[b - 1]:
        a, b = a - 1, b - 1
    return i, a, j, b
