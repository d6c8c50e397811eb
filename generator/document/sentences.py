"""Runs of a paragraph cut into sentences, marks, links and notes kept, and put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final, assert_never

from generator.document.normal import normal_runs
from generator.document.tree import Break, Inline, Link, Note, PageOf, Remark, Runs, Text

_NOTE: Final = "\ufffc"
_PAGE: Final = "\ufffb"  # the number of a page
# The full stop, what closes after it, a plain space (typography fixes that of « M. Untel » and « art. L. 12 »), then
# what opens a sentence. One that opens otherwise is part of the sentence before: a coarser unit, nothing worse.
_END: Final = rf"(?P<end>[.!?…][»”\")\]\u00a0\u202f{_NOTE}]{{0,9}}) {{1,99}}"
_SPACE: Final = (Text(" "),)
_BORDER: Final = re.compile(rf"{_END}(?=[«“\"(\[–—-]{{0,3}}[\u00a0\u202f]?[A-ZÀ-ÖØ-Þ0-9☐☒])|\n")
_SHORTENED: Final = re.compile(r"(?:^|[\W_])(?:[A-ZÀ-ÖØ-Þ]|MM|Mme|Dr|Pr|St|Ste|art|al|cf|ex|fig|p|pp|vol|n|no)$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without the spaces around; `gap` is what parts it from the one before, a space for the first one."""

    runs: Runs
    gap: Runs = _SPACE


@dataclass(frozen=True, slots=True)
class Letter:
    """A sign with its marks and the address it leads to; `note` is the footnote called, or the page told, here."""

    sign: str
    strong: bool = False
    emphasis: bool = False
    target: str = ""
    note: Note | PageOf | None = None


def sentences(runs: Runs) -> tuple[Sentence, ...]:
    """The sentences of a paragraph, remarks aside; spaces at its end go."""
    text = flat(runs)
    cuts = [0]
    for start, end in pairwise(_borders(text)):
        inside = text[start:end]
        if inside.strip(" \n"):
            left = start + len(inside) - len(inside.lstrip(" \n"))
            cuts += [left, end - len(inside) + len(inside.rstrip(" \n"))]
    pieces = _pieces(runs, [*cuts, len(text)])
    return tuple(Sentence(pieces[i], pieces[i - 1] if i > 1 else _SPACE) for i in range(1, len(cuts), 2))


def joined(found: Sequence[Sentence]) -> Runs:
    """The runs of a paragraph made of these sentences."""
    runs = [run for sentence in found for run in (*sentence.gap, *sentence.runs)]
    return normal_runs(runs[len(found[0].gap) :]) if found else ()


def words_of(runs: Runs) -> str:
    """The words of these runs, a line break for a break; notes, page numbers and remarks aside."""
    return "".join(_text(run) for run in runs if not isinstance(run, Note | PageOf))


def flat(runs: Runs) -> str:
    """The words of these runs with a sign for each note call and page number; remarks aside."""
    return "".join(map(_text, runs))


def _text(run: Inline) -> str:
    match run:
        case Text():
            return run.value
        case Link():
            return "".join(text.value for text in run.runs)
        case Break():
            return "\n"
        case Note():
            return _NOTE
        case PageOf():
            return _PAGE
        case Remark():
            return ""
        case _:
            assert_never(run)


def _pieces(runs: Runs, cuts: Sequence[int]) -> list[Runs]:
    """The runs between each of these places in their text and the next one."""
    pieces: list[list[Inline]] = [[] for _ in cuts[1:]]
    here, position = 0, 0
    for run in runs:
        end = position + len(_text(run))
        start = position
        while start < end:
            while cuts[here + 1] <= start:
                here += 1
            stop = min(end, cuts[here + 1])
            pieces[here].append(_slice(run, start - position, stop - position))
            start = stop
        position = end
    return [tuple(piece) for piece in pieces]


def _slice(run: Inline, start: int, end: int) -> Inline:
    if isinstance(run, Text):
        return replace(run, value=run.value[start:end])
    if isinstance(run, Link):
        size = sum(len(text.value) for text in run.runs)
        if (start, end) != (0, size):
            texts = _pieces(run.runs, [0, start, end, size])[1]
            return Link(run.target, tuple(text for text in texts if isinstance(text, Text)))
    return run


def remarks(runs: Runs) -> tuple[Remark, ...]:
    """The remarks hung on these runs."""
    return tuple(run for run in runs if isinstance(run, Remark))


def letters(runs: Runs) -> list[Letter]:
    """Each sign of these runs, remarks aside."""
    return [letter for run in runs for letter in _letters(run)]


def _letters(run: Inline) -> Iterator[Letter]:
    match run:
        case Text(value, strong, emphasis):
            yield from (Letter(sign, strong, emphasis) for sign in value)
        case Link(target, texts):
            yield from (replace(letter, target=target) for text in texts for letter in _letters(text))
        case Break():
            yield Letter("\n")
        case Note():
            yield Letter(_NOTE, note=run)
        case PageOf():
            yield Letter(_PAGE, note=run)
        case _:
            return


def runs_of(found: Iterable[Letter]) -> Runs:
    """The runs that these signs make, in canonical shape."""
    made: list[Inline] = []
    for (strong, emphasis, target, other), same in groupby(found, key=_look):
        if other is not None:
            made += [other] * sum(1 for _ in same)
        else:
            text = Text("".join(letter.sign for letter in same), strong, emphasis)
            made.append(Link(target, (text,)) if target else text)
    return normal_runs(made)


def _look(letter: Letter) -> tuple[bool, bool, str, Break | Note | PageOf | None]:
    """What a sign shares with those of its run."""
    other = Break() if letter.sign == "\n" else letter.note
    return letter.strong, letter.emphasis, letter.target, other


def _borders(text: str) -> list[int]:
    cuts = [0]
    for found in _BORDER.finditer(text):
        if found[0] == "\n":
            cuts += [found.start(), found.end()]
        elif not _SHORTENED.search(text, max(found.start() - 6, 0), found.start()) or text[found.start()] != ".":
            cuts.append(found.end("end"))
    return [*cuts, len(text)]
