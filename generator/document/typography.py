"""French typography on the tree: the spaces that must not break, the apostrophe, the ellipsis; the same for Word and PDF.

Rules of the Imprimerie nationale: narrow no-break space (U+202F) before ; ! ?, no-break space (U+00A0) before : and inside « »,
between a number and its unit, a day and its month. Applying the pass twice changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
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
_SPACES = f"[ {NARROW}{FIXED}]"
_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_UNIT = "€|%|h(?![\\w’'])|min(?!\\w)|km(?!\\w)|heures?(?!\\w)|minutes?(?!\\w)|euros?(?!\\w)"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"\.\.\.", "…"),
        (r"(?<=[^\W\d_])'(?=[^\W_])", "’"),
        (rf"(?<=[^\s{NARROW}{FIXED};!?]){_SPACES}*(?=[;!?])", NARROW),
        (rf"(?<=[\w)»\]’.…%€\"]){_SPACES}*:(?=\s|$)", f"{FIXED}:"),
        (rf"«{_SPACES}*(?=\S)", f"«{FIXED}"),
        (rf"(?<=[^\s{NARROW}{FIXED}]){_SPACES}*»", f"{FIXED}»"),
        (rf"(?<=\d){_SPACES}(?={_UNIT})", FIXED),
        (r"(?<=\d\u00a0h) (?=\d\d(?!\d))", FIXED),
        (rf"(?<=\d\d){_SPACES}(?=(?:{_MONTH})\b)|(?<=\b\d){_SPACES}(?=(?:{_MONTH})\b)|(?<=1er){_SPACES}(?=(?:{_MONTH})\b)", FIXED),
        (rf"\b(n°|art\.|M\.|Mme){_SPACES}(?=\S)", rf"\1{FIXED}"),
        (rf"\b([LRD]\.){_SPACES}(?=\d)", rf"\1{FIXED}"),
    )
)
_LITERAL = re.compile(r"(?:https?|mailto):\S+|\S+@\S+")


def french(text: str, before: str = "") -> str:
    """The text with French spacing; `before` is the character that precedes it in its paragraph. Addresses stay as they are."""
    pieces: list[str] = []
    position = 0
    for match in _LITERAL.finditer(text):
        pieces += [_spaced(text[position : match.start()], before if not position else ""), match[0]]
        position = match.end()
    pieces.append(_spaced(text[position:], before if not position else ""))
    return "".join(pieces)


def _spaced(text: str, before: str) -> str:
    before = before if before.isalnum() or before == "»" else ""  # a sign that no rule rewrites
    whole = before + text
    for pattern, by in _RULES:
        whole = pattern.sub(by, whole)
    return whole[len(before) :]


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
    done: list[Inline] = []
    before = ""
    for run in runs:
        done.append(_run(run, before))
        before = _last(run) or before
    return tuple(done)


def _run(run: Inline, before: str) -> Inline:
    match run:
        case Text():
            return replace(run, value=french(run.value, before))
        case Link():
            return replace(run, runs=tuple(replace(t, value=french(t.value)) for t in run.runs))
        case Note():
            return replace(run, runs=cast("tuple[Text | Link, ...]", _runs(run.runs)))
        case Remark():
            return replace(run, text=french(run.text))
        case Break():
            return run
        case _:
            assert_never(run)


def _last(run: Inline) -> str:
    match run:
        case Text():
            return run.value[-1:]
        case Link():
            return run.runs[-1].value[-1:] if run.runs else ""
        case Break():
            return " "
        case Note() | Remark():
            return ""
        case _:
            assert_never(run)
