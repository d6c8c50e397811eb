"""Sentences that two people changed, woven letter by letter: the words that one changed, the looks that the other gave.

Words of both are taken when they changed different sentences, were those put together or cut meanwhile. Never in one
sentence: two edits that are right apart may say nonsense together, and only a person can tell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

from generator.document.differences import WordEdit, word_edits
from generator.document.sentences import Letter, Sentence, flat, joined, letters, runs_of
from generator.document.tree import Runs

V = TypeVar("V")
Place = tuple[int | None, int | None, int | None]
"""Where a letter of the result stands in the base, in ours and in theirs; None where it does not."""


def chosen(base: V, ours: V, theirs: V) -> V:
    """What one side alone changed; ours when both did."""
    return theirs if ours == base else ours


def woven(base: Sequence[Sentence], ours: Sequence[Sentence], theirs: Sequence[Sentence]) -> Runs | None:
    """The runs of these sentences as both changed them; None when both changed words of one, or one note."""
    runs = [joined(side) for side in (base, ours, theirs)]
    first, one, two = map(flat, runs)
    mine, other = word_edits(first, one), word_edits(first, two)
    if mine != other and _touched(base, mine) & _touched(base, other):
        return None
    sides = list(map(letters, runs))
    made: list[Letter] = []
    for place in _places(len(first), mine, other):
        was, our, their = (side[i] if i is not None else None for side, i in zip(sides, place, strict=True))
        letter = our or their
        looked = letter and _looked(was or Letter(letter.sign), our or letter, their or letter)
        if looked is None:
            return None
        made.append(looked)
    return runs_of(made)


def _touched(sentences: Sequence[Sentence], edits: Iterable[WordEdit]) -> set[int]:
    """The sentences whose words these edits change; what follows a sentence up to the next one is its own."""
    sizes = (len(flat(each.gap)) * bool(number) + len(flat(each.runs)) for number, each in enumerate(sentences))
    gaps = [*(len(flat(each.gap)) for each in sentences[1:]), 0]
    starts = [0, *(end + gap for end, gap in zip(accumulate(sizes), gaps, strict=True))][:-1]
    touched: set[int] = set()
    for edit in edits:
        first = bisect_right(starts, edit.start) - 1
        touched |= {*range(first, max(first + 1, bisect_left(starts, edit.end)))}
    return touched


def _places(size: int, mine: Sequence[WordEdit], other: Sequence[WordEdit]) -> Iterator[Place]:
    """Each letter of a text of this size as both edit it; the same edits are made once."""
    marked = [(edit, True, mine == other) for edit in mine]
    marked += [(edit, False, True) for edit in other] if mine != other else []
    i = j = k = 0
    for edit, ours, theirs in sorted(marked, key=lambda mark: (mark[0].start, mark[0].end)):
        yield from zip(range(i, edit.start), range(j, j + edit.start - i), range(k, k + edit.start - i), strict=True)
        j, k, i = j + edit.start - i, k + edit.start - i, edit.start
        yield from ((None, j + n if ours else None, k + n if theirs else None) for n in range(len(edit.text)))
        gone = edit.end - edit.start
        j += len(edit.text) if ours else gone
        k += len(edit.text) if theirs else gone
        i = edit.end
    yield from zip(range(i, size), range(j, j + size - i), range(k, k + size - i), strict=True)


def _looked(base: Letter, ours: Letter, theirs: Letter) -> Letter | None:
    """The letter with the looks that one side changed; None when both changed the note that it calls."""
    if len({base.note, ours.note, theirs.note}) == 3:
        return None
    return Letter(
        ours.sign,
        chosen(base.strong, ours.strong, theirs.strong),
        chosen(base.emphasis, ours.emphasis, theirs.emphasis),
        chosen(base.target, ours.target, theirs.target),
        chosen(base.note, ours.note, theirs.note),
    )
