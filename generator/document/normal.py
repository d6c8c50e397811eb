"""The one canonical shape of a document: what Word can hold and give back.

Two documents that read the same are equal once normal: neighbouring texts with the same marks are one, empty
ones are dropped, remarks stand at the end of their paragraph, lists and callouts hold body paragraphs,
neighbouring bulleted lists are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final, assert_never
from urllib.parse import quote

from generator.document.docx_names import REMARK_AUTHOR
from generator.document.tree import (
    Break,
    Callout,
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
    Part,
    Remark,
    Reply,
    Row,
    Runs,
    Signature,
    Table,
    Text,
)
from generator.foundation.ooxml import legal

DEPTH: Final = 3  # of lists
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?", re.ASCII)
_IN_ADDRESS: Final = "%/:?#[]@!$&'()*+,;=~-._"


def normalised(document: Document) -> Document:
    """The same document in its canonical shape."""
    return replace(
        document,
        key=_line(document.key),
        slug=_line(document.slug),
        title=_line(document.title),
        subtitle=_line(document.subtitle),
        header=_line(document.header),
        footer=_line(document.footer),
        mark=_line(document.mark),
        author=_line(document.author),
        cover=_lines(document.cover),
        parts=_parts(document.parts),
    )


def normal_nodes(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """These nodes in their canonical shape."""
    done: list[Node] = []
    for node in nodes:
        _add(done, _node(node))
    return tuple(done)


def normal_runs(runs: Iterable[Inline]) -> Runs:
    """These runs in their canonical shape."""
    done: list[Inline] = []
    remarks: list[Inline] = []
    for run in runs:
        match run:
            case Text():
                value = legal(run.value.replace("\r\n", " ").replace("\n", " ").replace("\r", " "))
                _add_text(done, run if value == run.value else replace(run, value=value))
            case Link():
                _add_link(done, _address(run.target), _texts(run.runs))
            case Break():
                done.append(run)
            case Note():
                done.append(Note(tuple(r for r in normal_runs(run.runs) if isinstance(r, Text | Link))))
            case PageOf():
                done += [PageOf(_address(run.target))] if run.target.startswith("#") else []
            case Remark():
                remarks += [_remark(run)] if run.text else []
            case _:
                assert_never(run)
    return (*done, *remarks)


def _line(text: str) -> str:
    return legal(text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " "))


def _remark(remark: Remark) -> Remark:
    """A remark that its author is told of by the name of our questions is a question, and has no moment."""
    author = _line(remark.author)
    ours = author in {"", REMARK_AUTHOR}
    replies = tuple(
        Reply(_line(reply.author), _moment(reply.day), _words(reply.text)) for reply in remark.replies if reply.text
    )
    return Remark(_words(remark.text), "" if ours else author, "" if ours else _moment(remark.day), replies)


def _words(text: str) -> str:
    return legal(text.replace("\r\n", "\n").replace("\r", "\n"))


def _moment(day: str) -> str:
    """A moment as Word writes it; empty for another text."""
    try:
        datetime.fromisoformat(day)
    except ValueError:
        return ""
    return day if _MOMENT.fullmatch(day) else ""


def _address(target: str) -> str:
    return _line(target) if target.startswith("#") else quote(legal(target), safe=_IN_ADDRESS)


def _texts(runs: Iterable[Inline]) -> tuple[Text, ...]:
    return tuple(run for run in normal_runs(runs) if isinstance(run, Text))


def _add_text(done: list[Inline], text: Text) -> None:
    last = done[-1] if done else None
    if not text.value:
        return
    if isinstance(last, Text) and (last.strong, last.emphasis) == (text.strong, text.emphasis):
        done[-1] = replace(last, value=last.value + text.value)
    else:
        done.append(text)


def _add_link(done: list[Inline], target: str, texts: tuple[Text, ...]) -> None:
    last = done[-1] if done else None
    if not target:
        for text in texts:
            _add_text(done, text)
    elif isinstance(last, Link) and last.target == target:
        done[-1] = Link(target, _texts((*last.runs, *texts)))
    elif texts:
        done.append(Link(target, texts))


def _lines(lines: Iterable[Runs]) -> tuple[Runs, ...]:
    return tuple(runs for line in lines if (runs := normal_runs(line)))


def _parts(parts: Iterable[Part]) -> tuple[Part, ...]:
    done: list[Part] = []
    for part in parts:
        if done and not done[-1].anchor and not part.anchor:
            done[-1] = replace(done[-1], nodes=normal_nodes((*done[-1].nodes, *part.nodes)))
        elif nodes := normal_nodes(part.nodes):
            done.append(replace(part, nodes=nodes))
    return tuple(done)


def _add(done: list[Node], node: Node | None) -> None:
    last = done[-1] if done else None
    if isinstance(last, Listing) and isinstance(node, Listing) and not last.ordered and not node.ordered:
        done[-1] = replace(last, items=last.items + node.items)
    elif (
        isinstance(last, Callout) and isinstance(node, Callout) and last.kind == node.kind and not node.title
    ):
        done[-1] = replace(last, nodes=_flow((*last.nodes, *node.nodes), depth=1))
    elif node is not None:
        done.append(node)


def _node(node: Node) -> Node | None:
    match node:
        case Heading() | Paragraph():
            return _worded(node)
        case Listing():
            return _listing(node, DEPTH)
        case Table():
            return _table(node)
        case Callout():
            callout = replace(node, title=normal_runs(node.title), nodes=_flow(node.nodes, depth=1))
            return callout if callout.title or callout.nodes else None
        case Figure():
            return replace(
                node, name=_line(node.name), alt=_line(node.alt), caption=normal_runs(node.caption)
            )
        case Signature():
            return replace(node, name=_line(node.name), lines=_lines(node.lines))
        case Contents():
            return replace(node, depth=min(max(node.depth, 1), 4))
        case PageBreak():
            return node
        case _:
            assert_never(node)


def _worded(node: Heading | Paragraph) -> Node | None:
    """A heading or a paragraph, unless it is empty."""
    runs = normal_runs(node.runs)
    made = replace(node, anchor=_line(node.anchor)) if isinstance(node, Heading) else node
    return replace(made, runs=runs) if runs else None


def _flow(nodes: Iterable[Paragraph | Listing], depth: int) -> tuple[Paragraph | Listing, ...]:
    """Body paragraphs and lists; beyond `depth` a list's paragraphs stand in its place."""
    done: list[Node] = []
    for node in nodes:
        if isinstance(node, Paragraph):
            _add(done, _node(replace(node, role="body")))
        elif depth:
            _add(done, _listing(node, depth))
        else:
            done += [paragraph for item in node.items for paragraph in _flow(item.nodes, 0)]
    return tuple(node for node in done if isinstance(node, Paragraph | Listing))


def _listing(listing: Listing, depth: int) -> Listing | None:
    items = tuple(Item(nodes) for item in listing.items if (nodes := _entry(_flow(item.nodes, depth - 1))))
    return replace(listing, items=items) if items else None


def _entry(nodes: tuple[Paragraph | Listing, ...]) -> tuple[Paragraph | Listing, ...]:
    """An entry opens with a paragraph, were it empty."""
    return (Paragraph(()), *nodes) if nodes and isinstance(nodes[0], Listing) else nodes


def _table(table: Table) -> Table | None:
    header = min(table.header, len(table.rows))
    rows = tuple(_row(row, i < header) for i, row in enumerate(table.rows) if row.cells)
    return (
        replace(table, rows=rows, header=min(header, len(rows)), summary=_line(table.summary))
        if rows
        else None
    )


def _row(row: Row, header: bool) -> Row:
    """A head or a total has its own cell style, so no other role."""
    strong = row.strong and not header
    cells = tuple(
        replace(cell, paragraphs=_cell(cell.paragraphs, plain=header or strong)) for cell in row.cells
    )
    return Row(cells, strong)


def _cell(paragraphs: Iterable[Paragraph], plain: bool) -> tuple[Paragraph, ...]:
    done = tuple(
        replace(p, runs=runs, role="body" if plain else p.role)
        for p in paragraphs
        if (runs := normal_runs(p.runs))
    )
    return done or (Paragraph(()),)
