"""Whether a frozen document says what the data say: the lines that data make, in both, and their figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.document.differences import aligned
from generator.document.plain import words
from generator.document.tree import Document, Paragraph, Part, Text
from generator.review.freeze_values import figures
from generator.review.passages import lines_of
from generator.review.shape import comparable

_CUT: Final = {"cv"}  # what is left out of a CV contradicts nothing
_AROUND: Final = 40  # letters quoted before what differs
_SAID: Final = 160  # letters of a line that a message quotes

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gap:
    """A line that data make and what the frozen file says instead; empty when one of them has no such line.

    `figures`: dates, times, amounts or numbers differ; else words alone do.
    """

    data: str
    frozen: str
    figures: bool


def gaps(current: Document, frozen: Document, whole: Document) -> tuple[Gap, ...]:
    """Where the frozen text differs from what data make now: title page, and the parts that come from no block.

    `whole` is `current` before anything was cut to hold in its pages: what it says is no addition. Parts from blocks
    are the writer's, and so is what was added around them; running heads and feet are made on each page.
    """
    now, fixed = comparable(current), comparable(frozen)
    mixed = any(part.origin for part in now.parts)
    made = [part for part in now.parts if part.origin is None]
    anchors = {part.anchor for part in made}
    held = [part for part in fixed.parts if part.anchor in anchors or not (mixed or part.origin)]
    said, known, here = _lines(made), Counter(_lines(comparable(whole).parts)), Counter(_lines(fixed.parts))
    wanted = Counter(said)
    return (
        *(Gap(old, new, figures(old) != figures(new)) for old, new in _gaps(_front(now), _front(fixed))),
        *(
            Gap(old, new, figures(old) != figures(new) and not (not new and current.key in _CUT))
            for old, new in _gaps(said, _lines(held))
            if not (not new and here[old] >= wanted[old])  # it moved
            and not (not old and (mixed or known[new] >= here[new]))
        ),
    )


def _front(document: Document) -> list[str]:
    return [line for line in (document.title, document.subtitle, *map(words, document.cover)) if line]


def _lines(parts: Iterable[Part]) -> list[str]:
    return [line for part in parts for node in part.nodes for line in lines_of(node) if line.strip()]


def _gaps(data: Sequence[str], frozen: Sequence[str]) -> Iterator[_Pair]:
    """The lines that differ, side by side; a line that was cut in two, or two made one, is no difference."""
    pairs = aligned([Paragraph((Text(line),)) for line in data], [Paragraph((Text(line),)) for line in frozen])
    run: list[_Pair] = []
    for i, j in (*pairs, (None, None)):
        old, new = data[i] if i is not None else "", frozen[j] if j is not None else ""
        if old != new:
            run.append((old, new))
            continue
        olds, news = (" ".join(filter(None, side)) for side in zip(*run, strict=True)) if run else ("", "")
        if olds != news:
            same = [f for old, _ in run for f in figures(old)] == [f for _, new in run for f in figures(new)]
            yield from [(olds, news)] if same and len(run) > 1 else _paired(run)
        run = []


def _paired(run: Sequence[_Pair]) -> Iterator[_Pair]:
    """Lines gone and come that are as many, made pairs in their order."""
    gone = [old for old, new in run if not new]
    come = [new for old, new in run if not old]
    if len(gone) != len(come):
        yield from run
        return
    others = iter(zip(gone, come, strict=True))
    yield from (pair if all(pair) else next(others) for pair in run if pair[0])


def quoted(one: str, other: str) -> str:
    """The first of two lines around what differs in it."""
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = 0 if same <= _AROUND or len(one) <= _SAID else one.rfind(" ", 0, same - _AROUND) + 1
    said = one[start:]
    cut = said if len(said) <= _SAID else said[:_SAID].rstrip() + "…"
    return ("…" if start else "") + cut
