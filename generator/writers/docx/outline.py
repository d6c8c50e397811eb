"""The headings of a document as its contents table shows them: number, words, page and bookmark."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document import docx_names as names
from generator.document.normal import normal_runs
from generator.document.tree import Break, Document, Heading, Link, Note, Remark, Runs, Text, nodes


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents table; `page` is 0 when unknown, `number` empty when there is none."""

    level: int
    number: str
    words: str
    bookmark: str
    page: int = 0


def entries(document: Document, pages: tuple[int, ...]) -> tuple[Entry, ...]:
    """One entry a heading that has words, counted as Word will; `pages` has one a heading, or none."""
    headings = [node for node in nodes(document) if isinstance(node, Heading)]
    counts = [0, 0, 0, 0]
    made: list[Entry] = []
    for heading, page in zip(headings, pages or (0,) * len(headings), strict=True):
        if runs := normal_runs(heading.runs):
            number = _count(counts, heading.level) if heading.numbered else ""
            made.append(
                Entry(heading.level, number, plain(runs), f"{names.CONTENTS_MARK}{len(made) + 1:09d}", page)
            )
    return tuple(made)


def _count(counts: list[int], level: int) -> str:
    """The next number at this level; Word shows 1 for a level above that nothing opened."""
    counts[:level] = [max(1, count) for count in counts[: level - 1]] + [counts[level - 1] + 1]
    counts[level:] = [0] * (4 - level)
    return ".".join(map(str, counts[:level]))


def plain(runs: Runs) -> str:
    """The words of these runs, without notes and remarks."""
    words = []
    for run in runs:
        match run:
            case Text():
                words.append(run.value)
            case Link():
                words += [text.value for text in run.runs]
            case Break():
                words.append(" ")
            case Note() | Remark():
                pass
    return "".join(words).replace("\t", " ")
