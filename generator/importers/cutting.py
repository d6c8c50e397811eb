"""A document cut by its headings: one piece for each, its own heading first, with no word left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from generator.document.inlines import plain_text
from generator.document.tree import Contents, Heading, Item, Listing, Node, PageBreak, Paragraph, Runs, Text

FIRST: Final = "Introduction"
_LONGEST: Final = 90  # letters of a line that may be a heading
_NUMBER: Final = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of the document: the title of its first heading, and its nodes, that heading included."""

    title: str
    nodes: tuple[Node, ...]


def cut(nodes: Iterable[Node], level: int) -> tuple[Piece, ...]:
    """The pieces that the headings down to this level open; a heading without a text of its own goes to the next."""
    flow = headed(tuple(node for node in nodes if not isinstance(node, Contents | PageBreak)))
    groups: list[list[Node]] = [[]]
    for node in flow:
        opens = isinstance(node, Heading) and node.level <= level
        if opens and any(not isinstance(before, Heading) for before in groups[-1]):
            groups.append([])
        groups[-1].append(node)
    return tuple(Piece(_title(group, level), tuple(_levelled(group))) for group in groups if group)


def _title(group: list[Node], level: int) -> str:
    """The last of the headings that open the piece: the one that says most precisely what it is about."""
    title = FIRST
    for node in group:
        if not isinstance(node, Heading) or (node.level > level and title != FIRST):
            break
        title = _NUMBER.sub("", plain_text(node.runs).strip()) or title
    return title


def _levelled(group: list[Node]) -> Iterator[Node]:
    """The nodes with headings from level 2 on, none more than one below the heading before."""
    levels = [node.level for node in group if isinstance(node, Heading)]
    top, before = min(levels, default=2), 1
    for node in group:
        if isinstance(node, Heading):
            before = min(node.level - top + 2, before + 1, 4)
            yield replace(node, level=before, runs=_unnumbered(node.runs))
        else:
            yield node


def _unnumbered(runs: Runs) -> Runs:
    """A heading's runs without marks and without the number that somebody typed."""
    words = _NUMBER.sub("", plain_text(runs).strip())
    return (Text(words), *(run for run in runs if not isinstance(run, Text) and not hasattr(run, "target")))


# --- headings that are not said to be ----------------------------------------------------------------


def headed(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes as they are when one is a heading; else short lines that are bold or numbered become headings."""
    if any(isinstance(node, Heading) for node in nodes):
        return nodes
    return tuple(_heading(node) or node for node in nodes)


def _heading(node: Node) -> Heading | None:
    match node:
        case Paragraph(runs=runs) if _short(runs):
            number = _NUMBER.match(plain_text(runs).strip())
            if number or _bold(runs):
                return Heading(number[1].count(".") + 1 if number else 1, runs)
        case Listing(items=(Item(nodes=(Paragraph(runs=runs),)),), ordered=True) if _short(runs) and _bold(runs):
            return Heading(1, runs)
    return None


def _short(runs: Runs) -> bool:
    words = plain_text(runs).strip()
    return 0 < len(words) <= _LONGEST and words[-1] not in ".;,:!?"


def _bold(runs: Runs) -> bool:
    return all(isinstance(run, Text) and (run.strong or not run.value.strip()) for run in runs)
