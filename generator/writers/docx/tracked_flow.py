"""Two versions of a sequence of paragraphs in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy

from generator.document.differences import Pairing, aligned
from generator.document.tree import Paragraph, Text
from generator.writers.docx.tracked_joints import cut, groups, join
from generator.writers.docx.tracked_marks import Kind, Trail, mark, reshape, whole, wrap
from generator.writers.docx.tracked_words import merged, words
from generator.writers.docx.xml import Element

Notes = Mapping[str, str]
"""The words of each footnote, by identifier."""


def gathered(pairs: Pairing) -> Pairing:
    """The same pairs; between two that hold, all that goes stands before all that comes."""
    done: list[tuple[int | None, int | None]] = []
    gone: list[tuple[int | None, int | None]] = []
    come: list[tuple[int | None, int | None]] = []
    for i, j in pairs:
        if i is not None and j is not None:
            done += [*gone, *come, (i, j)]
            gone, come = [], []
        else:
            (gone if j is None else come).append((i, j))
    return (*done, *gone, *come)


def flow(trail: Trail, old: Sequence[Element], new: Sequence[Element], notes: Notes) -> list[Element]:
    """The paragraphs of both; another paragraph must follow, for the end of the last one may go."""
    made: list[Element] = []
    for olds, news in groups(paired(old, new), list(map(words, old)), list(map(words, new))):
        made += together(trail, [old[i] for i in olds], [new[j] for j in news], notes)
    return made


def together(trail: Trail, old: Sequence[Element], new: Sequence[Element], notes: Notes) -> list[Element]:
    """Paragraphs that say the same: one of each, one alone, or one that was cut in two or made of two."""
    match list(old), list(new):
        case [before], [after]:
            return [merged(trail, before, after, notes)]
        case [before], [first, second]:
            return cut(trail, before, (first, second), notes)
        case [first, second], [after]:
            return join(trail, (first, second), after, notes)
        case _:
            return [*(whole(trail, each, "del") for each in old), *(whole(trail, each, "ins") for each in new)]


def closed(trail: Trail, old: Sequence[Element], new: Sequence[Element], notes: Notes) -> list[Element]:
    """The paragraphs of both where none follows (a cell, a title page): the end of the last one stays.

    What comes after the last common paragraph is then added at its end, as when a person types there. Both have some.
    """
    pairs = _settled(paired(old, new))
    last = max(n for n, (i, j) in enumerate(pairs) if i is not None and j is not None)
    tail = pairs[last + 1 :]
    if not tail:
        return [_one(trail, old, new, pair, notes) for pair in pairs]
    made = [_one(trail, old, new, pair, notes) for pair in pairs[:last]]
    i, j = pairs[last]
    assert i is not None
    assert j is not None
    kind: Kind = "ins" if tail[-1][0] is None else "del"
    before, after = deepcopy(old[i][0]), deepcopy(new[j][0])
    joined = merged(trail, old[i], new[j], notes, shaped=False)
    added = [new[b] if b is not None else old[a or 0] for a, b in tail]
    *middle, final = added
    for each in middle:
        whole(trail, each, kind)
    wrap(trail, final, kind)
    if kind == "ins":
        reshape(trail, final, before)
    else:
        joined[0], was, final[0] = before, final[0], after
        reshape(trail, final, was)
    mark(trail, joined, kind)
    return [*made, joined, *added]


def paired(old: Sequence[Element], new: Sequence[Element]) -> Pairing:
    """Paragraphs of both by their words, those that go before those that come."""
    texts = [[Paragraph((Text(words(each)),)) for each in side] for side in (old, new)]
    return gathered(aligned(*texts))


def _settled(pairs: Pairing) -> Pairing:
    """The same; when paragraphs go and come after the last pair, the last of both are a pair too."""
    last = max((n for n, (i, j) in enumerate(pairs) if i is not None and j is not None), default=-1)
    gone = [i for i, _ in pairs[last + 1 :] if i is not None]
    come = [j for _, j in pairs[last + 1 :] if j is not None]
    if not gone or not come:
        return pairs
    return (*pairs[: last + 1], *((i, None) for i in gone[:-1]), *((None, j) for j in come[:-1]), (gone[-1], come[-1]))


def _one(
    trail: Trail, old: Sequence[Element], new: Sequence[Element], pair: tuple[int | None, int | None], notes: Notes
) -> Element:
    i, j = pair
    if i is None or j is None:
        return whole(trail, new[j], "ins") if j is not None else whole(trail, old[i or 0], "del")
    return merged(trail, old[i], new[j], notes)
