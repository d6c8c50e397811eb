"""A source with a mark in each word and value that it prints, so that every printed word tells where it was written.

The marks are characters of private use, which Markdown and Jinja take for letters.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from generator.document.containers import CALLOUTS
from generator.review.rewrite_source import Body, Region

TURN, SAID, CLOSE = "\ue110", "\ue111", "\ue112"
WORDS: Final = 0xF0000
VALUES: Final = 0x100000
MOST: Final = 60_000
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
MARK = re.compile(f"{TURN}(\\d+):([\\d.]*){SAID}|([\U000f0000-\U000ffffd])|([\U00100000-\U0010fffd])|{CLOSE}")
_WORD = re.compile(r"[^\W_]+")
_SKIPPED = re.compile(
    r"^[ \t]*:{3,}.*$"  # a container's line
    r"|^[ \t]*(?:[-*+>][ \t]+)*\d+[.)](?=[ \t])"  # a list's number
    r"|\]\([^)\n]*\)|\[\^[^\]\n]*\]:?|&#?\w+;|<[^>\s]*>",
    re.MULTILINE,
)
_TITLED = re.compile(rf"[ \t]*:::+[ \t]*(?:{'|'.join(CALLOUTS)})[ \t]+(?=\S)")


@dataclass(slots=True)
class Marks:
    """What the marks of one source stand for."""

    words: list[tuple[int, int]] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    sites: list[tuple[int, ...]] = field(default_factory=list)


def marked(body: Body) -> tuple[str, Marks]:
    """The source with its marks, and what they stand for."""
    marks = Marks()
    loops = [region for region in body.regions if region.loop]
    names = {loop.opening.start: f"ao_turn_{rank}" for rank, loop in enumerate(loops)}
    starts = [tag.start for tag in body.tags]
    done: list[str] = []
    position = 0
    told = False  # whether the turns were said since the last tag or line
    for at, text in sorted([*_in_words(body, marks), *_in_values(body, marks)]):
        passage = body.text[position:at]
        told = told and "\n" not in passage and bisect_left(starts, position) == bisect_left(starts, at)
        around = body.loops(at) if loops and not told and text != CLOSE else ()
        done += [passage, _turn(around, marks, names) if around else "", text]
        told = told or bool(around)
        position = at
    done.append(body.text[position:])
    return _counting("".join(done), names), marks


def _turn(around: tuple[Region, ...], marks: Marks, names: Mapping[int, str]) -> str:
    marks.sites.append(tuple(loop.opening.start for loop in around))
    values = ".".join(f"{{{{ {names[loop.opening.start]} }}}}" for loop in around)
    return f"{TURN}{len(marks.sites) - 1}:{values}{SAID}"


def _counting(text: str, names: Mapping[int, str]) -> str:
    """The text with, at the start of each loop, its turn under a name that inner loops can read."""
    done: list[str] = []
    position = 0
    openings = [tag for tag in Body(text).tags if tag.word == "for"]
    for tag, name in zip(openings, names.values(), strict=True):
        done += [text[position : tag.end], f"{{% set {name} = loop.index {'-' * tag.tight[1]}%}}"]
        position = tag.end
    return "".join([*done, text[position:]])


def _in_words(body: Body, marks: Marks) -> Iterator[tuple[int, str]]:
    """After the first letter of each word that is printed, its mark."""
    skipped = bytearray(len(body.text))
    for found in _SKIPPED.finditer(body.bare):
        start, end = found.span()
        if title := _TITLED.match(body.bare, start, end):
            end = title.end()
        skipped[start:end] = b"\1" * (end - start)
    for found in _WORD.finditer(body.bare):
        if not skipped[found.start()]:
            marks.words.append(found.span())
            yield found.start() + 1, chr(WORDS + min(len(marks.words) - 1, MOST))


def _in_values(body: Body, marks: Marks) -> Iterator[tuple[int, str]]:
    """Around each value, its marks; one that eats spaces, or that stands in the head of a container, has none."""
    for rank, tag in enumerate(body.tags):
        head = body.lines[body.row(tag.start)]
        if tag.value and not any(tag.tight) and (not head.lstrip().startswith(":::") or _TITLED.match(head)):
            marks.values.append(rank)
            yield tag.start, chr(VALUES + min(len(marks.values) - 1, MOST))
            yield tag.end, CLOSE
