"""Marks at the end of a template's lines, so that each line of what it prints knows where it comes from.

A line that holds only tags leaves nothing; any other line keeps its end, unless its printed part is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_MARKS = re.compile(f"[{_OPEN}{_CLOSE}]")
_INSIDE = r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^"'])*?"""
_OPENING = re.compile(r"\{[{%#]")
_ENDING: Final = {
    "{{": re.compile(rf"{_INSIDE}\}}\}}", re.DOTALL),
    "{%": re.compile(rf"{_INSIDE}%\}}", re.DOTALL),
    "{#": re.compile(r".*?#\}", re.DOTALL),
}
_WORD = re.compile(r"\{%[-+]?\s*(\w+)")
_PAIRED: Final = ("if", "for", "macro", "call", "filter", "with", "block", "raw", "autoescape")


@dataclass(frozen=True, slots=True)
class Rendered:
    """Markdown, and for each of its lines (from 0) the line of the block's file that gave it."""

    text: str
    lines: tuple[int, ...]


def marked(source: str, first_line: int) -> str:
    """The source with, at the end of each printed line, a mark that holds its number."""
    source = _MARKS.sub("", source)
    shadow = _shadow(source)
    lines = source.split("\n")
    ends = accumulate(len(line) + 1 for line in lines)
    done = []
    for number, (line, end) in enumerate(zip(lines, ends, strict=True), first_line):
        seen = shadow[end - len(line) - 1 : end - 1]
        only_tags = "\0" in seen and not seen.replace("\0", "").strip()
        joins_next = shadow[end - 1 : end] == "\1" or line.endswith(("-%}", "-}}", "-#}"))
        silent = only_tags or joins_next or not line.strip()
        done.append(line if silent else f"{line}{_OPEN}{number}{_CLOSE}")
    return "\n".join(done)


def _shadow(source: str) -> str:
    """The source, of the same length: tags that print nothing are NUL, the ends of lines inside a tag are U+0001."""
    done = []
    position = 0
    for start, end in tags(source):
        tag = source[start:end]
        kept = tag if tag.startswith("{{") else re.sub(r"[^\n]", "\0", tag)
        done += [source[position:start], kept.replace("\n", "\1")]
        position = end
    return "".join([*done, source[position:]])


def tags(source: str) -> Iterator[tuple[int, int]]:
    """Where each tag begins and ends, up to the first that is never closed."""
    position = 0
    while opening := _OPENING.search(source, position):
        ending = _ENDING[opening[0]].match(source, opening.end())
        if ending is None:
            return
        position = ending.end()
        yield opening.start(), position


def unmarked(text: str, first_line: int) -> Rendered:
    """What was printed, without its marks; lines of which nothing was printed are left out."""
    lines: list[str] = []
    numbers: list[int] = []
    last = first_line
    for line in text.lstrip("\n").split("\n"):
        marks = _MARK.findall(line)
        bare = _MARK.sub("", line)
        if marks and not bare.strip():
            continue
        last = int(marks[0]) if marks else last
        numbers.append(last)
        lines.append(bare)
    return Rendered("\n".join(lines), tuple(numbers))


def misnested(source: str, first_line: int) -> tuple[int, str, str] | None:
    """The line, the sentence and the remedy for a « {% if %} » or « {% for %} » never closed or wrongly closed."""
    opened: list[tuple[str, int]] = []
    for line, word in _words(source, first_line):
        if word in _PAIRED:
            opened.append((word, line))
        elif word in {"else", "elif"} and not opened:
            hint = "ajoutez « {% if … %} » avant, ou supprimez-le"
            return line, f"« {{% {word} %}} » hors de tout « {{% if %}} »", hint
        elif word.startswith("end") and (not opened or opened.pop()[0] != word[3:]):
            hint = (
                "vérifiez que chaque « {% if %} » et « {% for %} » se ferme par le sien, du dernier ouvert au premier"
            )
            return line, f"« {{% {word} %}} » ne ferme pas le dernier « {{% … %}} » ouvert", hint
    if opened:
        word, line = opened[-1]
        return line, f"« {{% {word} %}} » jamais fermé", f"ajoutez « {{% end{word} %}} »"
    return None


def _words(source: str, first_line: int) -> Iterator[tuple[int, str]]:
    line, position = first_line, 0
    for start, _ in tags(source):
        line += source.count("\n", position, start)
        position = start
        if word := _WORD.match(source, start):
            yield line, word[1]
