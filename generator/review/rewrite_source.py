"""A block's source as it is rewritten: its tags, what they open and close, its lines, its containers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from generator.compose.marks import tags

_HEAD = re.compile(r"\{([{%#])([-+]?)\s*(\w*)")
_TARGETS = re.compile(r"\{%[-+]?\s*(?:for\s+(.*?)\s+in\b|set\s+(.*?)\s*=)", re.DOTALL)
_NAME = re.compile(r"(?<![\w.\"'])[A-Za-z_]\w*")
_CONTAINER = re.compile(r"^:{3,}[ \t]*(\w*)")
_STRIPPED: Final = ("-%}", "-}}", "-#}")


@dataclass(frozen=True, slots=True)
class Tag:
    """A `{{ … }}`, `{% … %}` or `{# … #}` of the source; `word` is a statement's first."""

    start: int
    end: int
    text: str

    @property
    def value(self) -> bool:
        """Whether it prints something."""
        return self.text.startswith("{{")

    @property
    def word(self) -> str:
        """« if », « endfor », « set »; empty for a value or a comment."""
        found = _HEAD.match(self.text)
        return found[3] if found and found[1] == "%" else ""

    @property
    def expression(self) -> str:
        """What stands between the braces."""
        return self.text[2:-2].strip("-+ \n\t")

    @property
    def names(self) -> frozenset[str]:
        """The names that it reads."""
        return frozenset(_NAME.findall(re.sub(r"\"[^\"]*\"|'[^']*'", "", self.expression)))

    @property
    def given(self) -> frozenset[str]:
        """The names that a « for » or a « set » gives."""
        found = _TARGETS.match(self.text)
        names = frozenset(_NAME.findall(found[1] or found[2])) if found else frozenset()
        return names | {"loop"} if self.word == "for" else names

    @property
    def tight(self) -> tuple[bool, bool]:
        """Whether it eats the spaces before it, after it."""
        return self.text[2:3] == "-", self.text.endswith(_STRIPPED)


@dataclass(frozen=True, slots=True)
class Region:
    """From an « if » or a « for » to its end; `middles` are its « else » and « elif »."""

    opening: Tag
    middles: tuple[Tag, ...]
    closing: Tag

    @property
    def loop(self) -> bool:
        """Whether it is a « for »."""
        return self.opening.word == "for"

    @property
    def turns(self) -> tuple[int, int]:
        """Where what a loop repeats begins and ends."""
        return self.opening.end, (self.middles[0] if self.middles else self.closing).start

    def holds(self, position: int) -> bool:
        """Whether it stands around this place."""
        return self.opening.end <= position < self.closing.start


@dataclass(frozen=True)
class Body:
    """The source and what can be told of it; `origins` says where its passages stood in the first one."""

    text: str
    origins: tuple[tuple[int, int], ...] = ((0, 0),)

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """Every tag in order."""
        return tuple(Tag(start, end, self.text[start:end]) for start, end in tags(self.text))

    @cached_property
    def bare(self) -> str:
        """The text, of the same length, with NUL in place of each tag."""
        done: list[str] = []
        position = 0
        for tag in self.tags:
            done += [self.text[position : tag.start], "\0" * len(tag.text)]
            position = tag.end
        return "".join([*done, self.text[position:]])

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Every « if » and « for », the outer ones first."""
        stack: list[tuple[Tag, list[Tag]]] = []
        found: list[Region] = []
        for tag in self.tags:
            if tag.word in {"if", "for"}:
                stack.append((tag, []))
            elif tag.word in {"else", "elif"} and stack:
                stack[-1][1].append(tag)
            elif tag.word in {"endif", "endfor"} and stack:
                opening, middles = stack.pop()
                found.append(Region(opening, tuple(middles), tag))
        return tuple(sorted(found, key=lambda region: region.opening.start))

    def loops(self, position: int) -> tuple[Region, ...]:
        """The loops that repeat what stands here, the outer ones first."""
        return tuple(r for r in self.regions if r.loop and r.turns[0] <= position < r.turns[1])

    def balanced(self, start: int, end: int) -> bool:
        """Whether every « if » and « for » of this passage opens and ends in it, and nothing is set there."""
        depth = 0
        for tag in self.tags:
            if start < tag.end and tag.start < end:
                if tag.start < start or tag.end > end or tag.word == "set":
                    return False
                depth += (tag.word in {"if", "for"}) - (tag.word in {"endif", "endfor"})
                if depth < 0 or (not depth and tag.word in {"else", "elif"}):
                    return False
        return depth == 0

    def readable(self, tag: Tag, position: int) -> bool:
        """Whether the names of this value mean the same thing at another place; -1 stands outside of all."""
        names = tag.names
        for loop in self.regions:
            if loop.loop and loop.holds(tag.start) and names & loop.opening.given and not loop.holds(position):
                return False
        sets = [one for one in self.tags if one.word == "set" and names & one.given and one.start < tag.start]
        return all(one.start < position for one in sets)

    def emptied(self, start: int, end: int) -> tuple[int, int] | None:
        """The outermost « if » that would hold nothing more without this passage."""
        for region in self.regions:
            first, last = region.opening.end, region.closing.start
            inside = first <= start and end <= last and not region.loop and not region.middles
            if inside and not (self.text[first:start] + self.text[end:last]).strip():
                return region.opening.start, region.closing.end
        return None

    # --- lines

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the source."""
        return tuple(self.text.split("\n"))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each line begins, and where one more would."""
        done = [0]
        for line in self.lines:
            done.append(done[-1] + len(line) + 1)
        return tuple(done)

    def row(self, position: int) -> int:
        """The rank of the line that holds this place."""
        return bisect_right(self.starts, position) - 1

    @cached_property
    def containers(self) -> tuple[tuple[int, int, str], ...]:
        """The first and the last line of each `:::` container, and its name."""
        found: list[tuple[int, int, str]] = []
        opened: tuple[int, str] | None = None
        for row, line in enumerate(self.lines):
            if match := _CONTAINER.match(line):
                if match[1]:
                    opened = row, match[1]
                elif opened:
                    found.append((opened[0], row, opened[1]))
                    opened = None
        return tuple(found)

    def origin(self, position: int) -> int:
        """Where this place stood in the first source."""
        here, first = self.origins[bisect_right(self.origins, (position, len(self.text) * 9)) - 1]
        return first + position - here


def parted(body: Body, turns: Mapping[int, frozenset[int]]) -> Body:
    """The same source, with these turns (from 1) of these loops written apart, each to be changed alone.

    A loop is known by where its tag begins; none of them stands in another one.
    """
    pieces: list[tuple[str, int]] = []
    position = 0
    for region in body.regions:
        if wanted := turns.get(region.opening.start):
            start, end = region.turns
            pieces.append((body.text[position:start], position))
            pieces += _turns(body, region, sorted(wanted))
            position = end
    pieces.append((body.text[position:], position))
    origins: list[tuple[int, int]] = []
    length = 0
    for text, first in pieces:
        origins.append((length, body.origin(first)))
        length += len(text)
    return Body("".join(text for text, _ in pieces), tuple(origins))


def _turns(body: Body, region: Region, wanted: list[int]) -> Iterator[tuple[str, int]]:
    start, end = region.turns
    inner = body.text[start:end]
    closing = region.middles[0] if region.middles else region.closing
    before, after = "-" * closing.tight[0], "-" * region.opening.tight[1]
    line = "\n" if inner.lstrip(" \t").startswith("\n") else ""
    for rank, turn in enumerate(wanted):
        sign = f"{line}{{% if" if not rank else f"{{%{before} elif"
        yield f"{sign} loop.index == {turn} {after}%}}", start
        yield inner, start
    yield f"{{%{before} else {after}%}}", start
    yield inner, start
    yield f"{{%{before} endif %}}{line}", end


def before_space(text: str, start: int) -> int:
    """Where the spaces that end at `start` begin."""
    while start and text[start - 1] in " \t\n":
        start -= 1
    return start


def after_space(text: str, end: int) -> int:
    """Where the spaces that begin at `end` end."""
    while text[end : end + 1] in {" ", "\n"}:
        end += 1
    return end
