"""Blocks of the tree to blocks of Word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from typing import assert_never

from generator.document import docx_names as names
from generator.document.tree import (
    Callout,
    CalloutKind,
    Contents,
    Figure,
    Heading,
    Listing,
    Node,
    PageBreak,
    Paragraph,
    Signature,
    Table,
)
from generator.writers.docx.contents import contents
from generator.writers.docx.draft import Draft
from generator.writers.docx.figures import figure
from generator.writers.docx.inline import paragraph
from generator.writers.docx.looks import numbering
from generator.writers.docx.numbering import CALLOUT_NUMBER_LIST, NUMBER_LIST
from generator.writers.docx.tables import table
from generator.writers.docx.xml import Element


def blocks(draft: Draft, node: Node) -> list[Element]:
    """The paragraphs and tables of one node, in canonical shape."""
    made = _blocks(draft, node)
    draft.fresh = isinstance(node, PageBreak) or (isinstance(node, Contents) and draft.covered)
    return made


def _blocks(draft: Draft, node: Node) -> list[Element]:
    match node:
        case Heading():
            made = [_heading(draft, node)]
        case Paragraph():
            made = [paragraph(draft, names.ROLES[node.role], node.runs)]
        case Listing():
            made = list(_listing(draft, node, 0))
        case Table():
            made = [table(draft, node), spacer(draft)]
        case Callout():
            made = [*_callout(draft, node), spacer(draft)]
        case Figure():
            made = figure(draft, node)
        case Signature():
            made = [*_signature(draft, node), spacer(draft)]
        case Contents():
            made = contents(draft, node.depth)
        case PageBreak():
            made = [paragraph(draft, names.IDLE_BREAK if draft.fresh else names.PAGE_BREAK, ())]
        case _:
            assert_never(node)
    return made


def spacer(draft: Draft) -> Element:
    """The room under a frame, which also keeps two tables apart."""
    return paragraph(draft, names.SPACER, ())


def _heading(draft: Draft, node: Heading) -> Element:
    style = (names.HEADINGS if node.numbered else names.PLAIN_HEADINGS)[node.level - 1]
    start, end = draft.mark(next(draft.headings).bookmark)
    made = paragraph(draft, style, node.runs, around=(start, end))
    if node.anchor:
        opened, closed = draft.named(names.HEADING_MARK, node.anchor)
        start.addprevious(opened)
        end.addnext(closed)
    return made


def _listing(draft: Draft, node: Listing, level: int) -> Iterator[Element]:
    """The first paragraph of an entry has the bullet or the number, the others are set under it."""
    number = numbering(draft.lists.new(NUMBER_LIST, level), level) if node.ordered else None
    style = (names.NUMBERS if node.ordered else names.BULLETS)[level]
    for item in node.items:
        for i, inner in enumerate(item.nodes):
            if isinstance(inner, Listing):
                yield from _listing(draft, inner, level + 1)
            elif i:
                yield paragraph(draft, names.CONTINUED[level], inner.runs)
            else:
                yield paragraph(draft, style, inner.runs, *_copies(number))


def _copies(element: Element | None) -> Iterable[Element]:
    return () if element is None else (copy(element),)


def _callout(draft: Draft, node: Callout) -> Iterator[Element]:
    if node.title:
        yield paragraph(draft, names.CALLOUTS[node.kind, "title"], node.title)
    for inner in node.nodes:
        if isinstance(inner, Paragraph):
            yield paragraph(draft, names.CALLOUTS[node.kind, "body"], inner.runs)
        else:
            yield from _callout_list(draft, node.kind, inner)


def _callout_list(draft: Draft, kind: CalloutKind, node: Listing) -> Iterator[Element]:
    number = numbering(draft.lists.new(CALLOUT_NUMBER_LIST, 0), 0) if node.ordered else None
    for item in node.items:
        for i, inner in enumerate(item.nodes):
            if isinstance(inner, Paragraph):
                part: names.CalloutPart = "continued" if i else "number" if node.ordered else "bullet"
                yield paragraph(
                    draft, names.CALLOUTS[kind, part], inner.runs, *(() if i else _copies(number))
                )


def _signature(draft: Draft, node: Signature) -> Iterator[Element]:
    start, end = draft.named(names.SIGNATURE_MARK, node.name)
    yield start
    for line in node.lines:
        yield paragraph(draft, names.SIGNATURE, line)
    yield paragraph(draft, names.SIGNATURE_ROOM, ())
    yield end
