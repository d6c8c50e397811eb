"""What makes a packet easy to go through, beside what each document brings: bookmarks open, answers that lead there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.compose.matrix import HEAD
from generator.document.inlines import plain_text
from generator.document.tree import Cell, Document, Link, Node, Paragraph, Part, Row, Table, Text
from generator.document.typography import french
from generator.packet.outline import said

if TYPE_CHECKING:
    import pikepdf

_ANSWER = 1  # the column of the matrix that says where a demand is answered


def leading(document: Document, places: Iterable[tuple[str, str]]) -> Document:
    """The document with a link on each answer of its requirement matrix that is a piece of the packet.

    `places` gives the anchor of each piece and its title. In Word an annex is plain text: there is no file beside it.
    """
    known: dict[str, str] = {}
    for anchor, title in places:
        known.setdefault(said(french(title)), anchor)  # of two pieces of the same title, the first
    return replace(document, parts=tuple(_part(part, known) for part in document.parts))


def unfolded(pdf: pikepdf.Pdf) -> None:
    """Opens the sections of the bookmarks, so that every piece shows; each piece hides its headings."""
    if "/Outlines" not in pdf.Root:
        return
    outlines = pdf.Root.Outlines
    shown = 0
    for section in _row(outlines):
        entries = sum(1 for _ in _row(section))
        shown += 1 + entries
        if entries:
            section.Count = entries
    outlines.Count = shown


def _row(parent: Any) -> Iterator[Any]:
    item = parent.get("/First")
    while item is not None:
        yield item
        item = item.get("/Next")


def _part(part: Part, known: Mapping[str, str]) -> Part:
    nodes = tuple(_node(node, known) for node in part.nodes)
    return replace(part, nodes=nodes) if nodes != part.nodes else part


def _node(node: Node, known: Mapping[str, str]) -> Node:
    if not isinstance(node, Table) or not node.rows or _said(node.rows[0]) != tuple(map(french, HEAD)):
        return node
    return replace(node, rows=(node.rows[0], *(_row_led(row, known) for row in node.rows[1:])))


def _said(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(plain_text(paragraph.runs) for paragraph in cell.paragraphs) for cell in row.cells)


def _row_led(row: Row, known: Mapping[str, str]) -> Row:
    cells = tuple(_cell(cell, known) if column == _ANSWER else cell for column, cell in enumerate(row.cells))
    return replace(row, cells=cells)


def _cell(cell: Cell, known: Mapping[str, str]) -> Cell:
    return replace(cell, paragraphs=tuple(_answer(paragraph, known) for paragraph in cell.paragraphs))


def _answer(paragraph: Paragraph, known: Mapping[str, str]) -> Paragraph:
    """The title of a piece leads to it; one that leads to a section of the note goes on doing so."""
    match paragraph.runs:
        case (Text(value) as text,) if anchor := known.get(said(value)):
            return replace(paragraph, runs=(Link(f"#{anchor}", (text,)),))
        case (Link(target, texts),) if target.endswith(".docx") and (anchor := known.get(said(plain_text(texts)))):
            return replace(paragraph, runs=(Link(f"#{anchor}", texts),))
        case _:
            return paragraph
