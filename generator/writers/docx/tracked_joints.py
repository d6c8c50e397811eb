"""A paragraph cut in two, or two made one: only the end of a paragraph comes or goes, the words stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from generator.document.differences import Pairing, similarity
from generator.writers.docx.tracked_marks import Trail, mark, reshape
from generator.writers.docx.tracked_words import Atom, atoms, refill, steps
from generator.writers.docx.xml import Element, w

_ALIKE: Final = 0.8  # of the two halves together with the whole
_END: Final = Atom("", held=w("r"), key="end of a paragraph")

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Paragraphs of the old version and of the new one that say the same: one of each, one and two, or one alone."""


def groups(pairs: Pairing, old: Sequence[str], new: Sequence[str]) -> Iterator[Group]:
    """The same pairs, with the halves of a paragraph together; an empty text is nobody's half."""
    place = 0
    while place < len(pairs):
        both = _joint(pairs[place : place + 2], old, new)
        yield both or _group(pairs[place : place + 1])
        place += 2 if both else 1


def _group(pairs: Pairing) -> Group:
    return tuple(i for i, _ in pairs if i is not None), tuple(j for _, j in pairs if j is not None)


def _joint(pairs: Pairing, old: Sequence[str], new: Sequence[str]) -> Group | None:
    group = _group(pairs)
    pair = next(((i, j) for i, j in pairs if i is not None and j is not None), None)
    if pair is None or sorted(map(len, group)) != [1, 2]:
        return None
    texts = [[side[i] for i in ids] for side, ids in zip((old, new), group, strict=True)]
    if not all(text for side in texts for text in side):
        return None
    together = similarity(*(" ".join(side) for side in texts))
    return group if together >= _ALIKE and together > similarity(old[pair[0]], new[pair[1]]) else None


def cut(trail: Trail, old: Element, new: tuple[Element, Element], notes: Mapping[str, str]) -> list[Element]:
    """The old paragraph, which ends now where the first new one does."""
    first, second = new
    _share(trail, (atoms(old, notes), _both(new, notes)), new)
    mark(trail, first, "ins")
    reshape(trail, second, old[0])
    return [first, second]


def join(trail: Trail, old: tuple[Element, Element], new: Element, notes: Mapping[str, str]) -> list[Element]:
    """The two old paragraphs, of which the first goes on now in the second."""
    first, second = old
    _share(trail, (_both(old, notes), atoms(new, notes)), (first, new))
    mark(trail, first, "del")
    reshape(trail, new, second[0])
    return [first, new]


def _both(halves: tuple[Element, Element], notes: Mapping[str, str]) -> Iterator[Atom]:
    yield from atoms(halves[0], notes)
    yield _END
    yield from atoms(halves[1], notes)


def _share(
    trail: Trail, versions: tuple[Iterator[Atom], Iterator[Atom]], halves: tuple[Element, Element]
) -> None:
    """Gives each half its words, up to the sign that stands between them and after it."""
    found = list(steps(*map(list, versions)))
    here = next(place for place, (_, atom, _) in enumerate(found) if atom is _END)
    refill(trail, halves[0], found[:here])
    refill(trail, halves[1], found[here + 1 :])
