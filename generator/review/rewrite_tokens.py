"""The words of a tree, paragraph by paragraph: what two trees are compared by, and where each word stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final, assert_never, cast

from generator.document.tree import (
    Break,
    Callout,
    Cell,
    Contents,
    Figure,
    Heading,
    Item,
    Link,
    Listing,
    Node,
    Note,
    PageBreak,
    PageOf,
    Paragraph,
    Remark,
    Row,
    Runs,
    Signature,
    Table,
    Text,
)
from generator.document.tree import Inline as Run

BREAK, CALL, END = "\n", "\x00", "¶\n"  # a line break, the call of a note, the end of a paragraph
WORD: Final = re.compile(r"[^\W_]+|_|[^\w\s]")
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_UNSEEN = re.compile("[\u00ad\u200b\ufeff]")

Mark = tuple[bool, bool, str]
"""Strong, emphasis, and the address of the link around the word."""
PLAIN: Final[Mark] = (False, False, "")
Path = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign; `gap`: whether a space stands before it. `place` is its run, the text in it, and its bounds."""

    text: str
    gap: bool
    mark: Mark = PLAIN
    place: tuple[int, int, int, int] = field(default=(0, 0, 0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A paragraph, wherever it stands; `path` tells the shape around it, its first entry is the node's rank."""

    path: Path
    runs: Runs

    @property
    def node(self) -> int:
        """The rank of the top-level node that holds it."""
        return cast("int", self.path[0])


def folded(text: str) -> str:
    """The text as it is compared: the same length, but for three dots made one sign and what shows nothing left out."""
    return _UNSEEN.sub("", _DOTS.sub("…", text)).replace("'", "’")


def tokens(runs: Runs) -> tuple[Token, ...]:
    """The words of these runs; a space at either end counts for nothing."""
    done: list[Token] = []
    spaced = False
    for index, run in enumerate(runs):
        for part, (text, mark) in enumerate(_texts(run)):
            last = 0
            for found in WORD.finditer(text):
                spaced = spaced or found.start() > last
                done.append(Token(found[0], spaced and bool(done), mark, (index, part, *found.span())))
                last, spaced = found.end(), False
            spaced = spaced or last < len(text)
        if isinstance(run, Break | Note):
            done.append(Token(BREAK if isinstance(run, Break) else CALL, False, place=(index, 0, 0, 0)))
            spaced = False
    return tuple(done)


def _texts(run: Run) -> Iterator[tuple[str, Mark]]:
    match run:
        case Text():
            yield folded(run.value), (run.strong, run.emphasis, "")
        case Link():
            for text in run.runs:
                yield folded(text.value), (text.strong, text.emphasis, run.target)
        case Break() | Note() | Remark() | PageOf():
            pass
        case _:
            assert_never(run)


def leaves(nodes: Iterable[Node]) -> tuple[Leaf, ...]:
    """Every paragraph of these nodes, in reading order; a note follows the paragraph that calls it."""
    found: list[Leaf] = []

    def seen(path: Path, runs: Runs) -> Runs:
        found.append(Leaf(path, runs))
        return runs

    mapped(nodes, seen)
    return tuple(found)


Change = Callable[[Path, Runs], Runs]


def mapped(nodes: Iterable[Node], change: Change) -> tuple[Node, ...]:
    """The nodes with the runs of each leaf changed; page breaks and contents tables have none."""
    return tuple(_node(node, (rank,), change) for rank, node in enumerate(nodes))


def _node(node: Node, path: Path, change: Change) -> Node:
    match node:
        case Heading():
            return replace(node, runs=_runs(node.runs, (*path, "heading", node.level), change))
        case Paragraph():
            return replace(node, runs=_runs(node.runs, (*path, node.role), change))
        case Listing():
            return _listing(node, path, change)
        case Table():
            shape = (*path, "table", node.header, node.look, node.widths, folded(node.summary))
            return replace(node, rows=tuple(_row(row, (*shape, n), change) for n, row in enumerate(node.rows)))
        case Callout():
            title = _runs(node.title, (*path, node.kind, "title"), change)
            return replace(node, title=title, nodes=_flow(node.nodes, (*path, node.kind), change))
        case Figure():
            shape = (*path, "figure", node.name, folded(node.alt), node.width)
            return replace(node, caption=_runs(node.caption, shape, change))
        case Signature():
            lines = (_runs(line, (*path, "signature", node.name, n), change) for n, line in enumerate(node.lines))
            return replace(node, lines=tuple(lines))
        case Contents() | PageBreak():
            return node
        case _:
            assert_never(node)


def _listing(node: Listing, path: Path, change: Change) -> Listing:
    sign = "ordered" if node.ordered else "bullet"
    items = (Item(_flow(item.nodes, (*path, sign, n), change)) for n, item in enumerate(node.items))
    return replace(node, items=tuple(items))


def _flow(nodes: Iterable[Paragraph | Listing], path: Path, change: Change) -> tuple[Paragraph | Listing, ...]:
    done = (_node(node, (*path, rank), change) for rank, node in enumerate(nodes))
    return tuple(cast("Paragraph | Listing", node) for node in done)


def _row(row: Row, path: Path, change: Change) -> Row:
    cells = (_cell(cell, (*path, row.strong, n), change) for n, cell in enumerate(row.cells))
    return replace(row, cells=tuple(cells))


def _cell(cell: Cell, path: Path, change: Change) -> Cell:
    shape = (*path, cell.align, cell.span)
    lines = (replace(p, runs=_runs(p.runs, (*shape, n, p.role), change)) for n, p in enumerate(cell.paragraphs))
    return replace(cell, paragraphs=tuple(lines))


def _runs(runs: Runs, path: Path, change: Change) -> Runs:
    changed = change(path, runs)
    numbers = count()
    return tuple(
        replace(run, runs=cast("tuple[Text | Link, ...]", change((*path, "note", next(numbers)), run.runs)))
        if isinstance(run, Note)
        else run
        for run in changed
    )


def shown(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes that a block writes: page breaks and contents tables are not its own."""
    return tuple(node for node in nodes if not isinstance(node, PageBreak | Contents))


def shape(nodes: Iterable[Node]) -> tuple[tuple[Path, tuple[Token, ...]], ...]:
    """What must be equal for two trees to be the same document: every paragraph, its place, its words and marks."""
    return tuple((leaf.path, tokens(leaf.runs)) for leaf in leaves(nodes))


def said(nodes: Iterable[Node]) -> str:
    """Every word and sign in order, without spaces: what no rewriting may lose."""
    return "".join(
        token.text for leaf in leaves(nodes) for token in tokens(leaf.runs) if token.text not in {BREAK, CALL}
    )
