"""French typography on the tree: the spaces that must not break, the apostrophe, the ellipsis.

Rules of the Imprimerie nationale: narrow no-break space (U+202F) before ; ! ?, no-break space (U+00A0) before : and
inside « », between a number and its unit, a day and its month. Applying the pass twice changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import assert_never, cast

from generator.document.tree import (
    Break,
    Callout,
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    Inline,
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

NARROW = "\u202f"
FIXED = "\u00a0"
_SPACE = f"[ {NARROW}{FIXED}]"
_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_UNIT = "€|%|h(?![\\w’'])|min(?!\\w)|km(?!\\w)|heures?(?!\\w)|minutes?(?!\\w)|euros?(?!\\w)"
_FIGURES = tuple("0123456789")
_RULES: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = tuple(
    (needed, re.compile(pattern), by)
    for needed, pattern, by in (  # a text that has none of what is needed is not searched: that costs ten times less
        (("...",), r"(?<!\.)\.\.\.(?!\.)", "…"),
        (("'",), r"(?<=[^\W\d_])'(?=[^\W_]|«)", "’"),
        (("«",), rf"«{_SPACE}*(?=\S)", f"«{FIXED}"),
        (("»",), rf"(?<=\S){_SPACE}*»", f"{FIXED}»"),
        ((";", "!", "?"), rf"(?<=[^\s;!?(\[«]){_SPACE}+(?=[;!?])", NARROW),
        ((";", "!", "?"), r"(?<=[^\s;!?(\[«])(?=[;!?]+(?:[\s)\]»”\"'’,.…]|$))", NARROW),
        ((":",), rf"(?<=[\w)»\]’.…%€°\"]){_SPACE}*:(?=\s|$)", f"{FIXED}:"),
        (_FIGURES, rf"(?<=\d){_SPACE}(?={_UNIT})", FIXED),
        ((f"{FIXED}h",), rf"(?<=\d{FIXED}h){_SPACE}(?=\d\d(?!\d))", FIXED),
        (_FIGURES, rf"(?:(?<=\d)|(?<=\b1er)){_SPACE}(?=(?:{_MONTH})\b)", FIXED),
        (("n°", "art.", "M.", "Mme"), rf"\b(n°|art\.|M\.|Mme){_SPACE}(?=\S)", rf"\1{FIXED}"),
        (("L.", "R.", "D."), rf"\b([LRD]\.){_SPACE}(?=\d)", rf"\1{FIXED}"),
    )
)
_SIGNS = ("://", "mailto:", "www.", "@")
_LITERAL = re.compile(r"(?:https?:|mailto:|www\.)[^\s»]+|[^\s«»]+@[^\s»]+")


def capital(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def french(text: str, before: str = "") -> str:
    """The text with French spacing; `before` is what precedes it in its paragraph. Addresses stay as they are."""
    return _spaced([before, text])[1]


def folded(text: str) -> str:
    """The text as it is compared with another, whoever typed its spaces, apostrophes and capitals."""
    return " ".join(french(text).split()).casefold()


def _spaced(pieces: Sequence[str]) -> list[str]:
    """These pieces of one paragraph, spaced as if they were one text."""
    text = "".join(pieces)
    cuts = list(accumulate(map(len, pieces), initial=0))
    addresses = _has(text, _SIGNS) and _LITERAL.search(text) is not None
    for needed, pattern, by in _RULES:
        if _has(text, needed) and pattern.search(text):
            literals = [match.span() for match in _LITERAL.finditer(text)] if addresses else []
            text, cuts = _rewritten(text, cuts, pattern, by, literals)
    return [text[start:end] for start, end in pairwise(cuts)]


def _has(text: str, needed: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, needed))


def _rewritten(
    text: str, cuts: list[int], pattern: re.Pattern[str], by: str, literals: list[tuple[int, int]]
) -> tuple[str, list[int]]:
    """The text with each match replaced, addresses apart, and where the cuts between its pieces then stand."""
    done: list[str] = []
    moved = cuts
    position = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        new = match.expand(by) if "\\" in by else by
        if new == match[0] or any(start < last and end > first for first, last in literals):
            continue
        done += [text[position:start], new]
        position = end
        moved = [_moved(cut, at, start, end, len(new)) for cut, at in zip(cuts, moved, strict=True)]
    return "".join([*done, text[position:]]), moved


def _moved(cut: int, now: int, start: int, end: int, size: int) -> int:
    """Where a cut stands after this replacement; one inside goes to its end, an insertion belongs to what follows."""
    if cut <= start:
        return now
    return now + size - (min(cut, end) - start)


def french_document(document: Document) -> Document:
    """The document with every text in French typography."""
    return replace(
        document,
        title=french(document.title),
        subtitle=french(document.subtitle),
        header=french(document.header),
        footer=french(document.footer),
        cover=tuple(map(_runs, document.cover)),
        parts=tuple(replace(part, nodes=tuple(map(french_node, part.nodes))) for part in document.parts),
    )


def french_node(node: Node) -> Node:
    """The node with every text in French typography."""
    match node:
        case Heading() | Paragraph():
            return replace(node, runs=_runs(node.runs))
        case Listing():
            return _listing(node)
        case Table():
            return replace(node, rows=tuple(map(_row, node.rows)), summary=french(node.summary))
        case Callout():
            return replace(node, title=_runs(node.title), nodes=_flow(node.nodes))
        case Figure():
            return replace(node, alt=french(node.alt), caption=_runs(node.caption))
        case Signature():
            return replace(node, lines=tuple(map(_runs, node.lines)))
        case Contents() | PageBreak():
            return node
        case _:
            assert_never(node)


def _flow(nodes: Iterable[Paragraph | Listing]) -> tuple[Paragraph | Listing, ...]:
    return tuple(cast("Paragraph | Listing", french_node(node)) for node in nodes)


def _listing(node: Listing) -> Listing:
    return replace(node, items=tuple(Item(_flow(item.nodes)) for item in node.items))


def _row(row: Row) -> Row:
    return replace(row, cells=tuple(map(_cell, row.cells)))


def _cell(cell: Cell) -> Cell:
    return replace(cell, paragraphs=tuple(replace(p, runs=_runs(p.runs)) for p in cell.paragraphs))


def _runs(runs: Runs) -> Runs:
    """The runs of a paragraph: where bold or a link begins changes nothing to the spaces."""
    spaced = iter(_spaced([piece for run in runs for piece in _pieces(run)]))
    return tuple(_run(run, spaced) for run in runs)


def _pieces(run: Inline) -> tuple[str, ...]:
    match run:
        case Text():
            return (run.value,)
        case Link():
            return tuple(text.value for text in run.runs)
        case Break():
            return ("\n",)
        case Note() | Remark() | PageOf():
            return ()
        case _:
            assert_never(run)


def _run(run: Inline, spaced: Iterator[str]) -> Inline:
    match run:
        case Text():
            return _text(run, next(spaced))
        case Link():
            return replace(run, runs=tuple(_text(text, next(spaced)) for text in run.runs))
        case Break():
            next(spaced)
            return run
        case Note():
            return replace(run, runs=cast("tuple[Text | Link, ...]", _runs(run.runs)))
        case Remark():
            return replace(run, text=french(run.text))
        case PageOf():
            return run
        case _:
            assert_never(run)


def _text(text: Text, value: str) -> Text:
    return text if value == text.value else replace(text, value=value)
