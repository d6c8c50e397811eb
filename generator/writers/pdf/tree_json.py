"""The tree as plain JSON values for document.typ: strings stay strings, and what needs thought is decided here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, assert_never
from urllib.parse import quote

from generator.document.plain import NO_PAGE, heading_levels, heading_numbers, words
from generator.document.tree import (
    Break,
    Callout,
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    Listing,
    Node,
    Note,
    PageBreak,
    PageOf,
    Paragraph,
    Remark,
    Row,
    Signature,
    Table,
    Text,
    nodes,
)
from generator.library.theme import Theme
from generator.writers.palette import palette
from generator.writers.pdf.fields import Room, address, rooms
from generator.writers.pdf.pictures import fitted, svg
from generator.writers.pdf.table_shape import Shape, shaped
from generator.writers.pdf.wrapping import breakable

Json = Any
Labels = Mapping[str, str]
BOXES = ("☐", "☒", "☑")
_ADDRESS = "%/:?#[]@!$&'()*+,;=~"  # what stands for itself in an address
_SOFT_HYPHEN = "\u00ad"
_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_SHORT = 1200  # characters of a framed paragraph that no page break cuts
_CONTROLS = re.compile("[\t\n\r\v\f\x85\u2028\u2029]")
_LINE, _HEADING_LINE, _TITLE_LINE = 70, 40, 24  # characters from which a word may not fit on a line


def envelope(kind: str, document: Document, theme: Theme, deep: int = 0) -> dict[str, Json]:
    """What document.typ reads beside the nodes: look, language, running head and foot; `deep` shifts headings."""
    colours = palette(theme)
    return {
        "kind": kind,
        "deep": deep,
        "theme": {
            **{name: getattr(colours, name).lower() for name in ("primary", "accent", "soft", "grey", "alarm")},
            "size": colours.size,
        },
        "lang": document.lang,
        "region": document.lang[3:5].upper() or "FR",
        "name": document.title or document.slug or document.key or "Document",
        "author": document.author,
        "header": document.header,
        "footer": document.footer,
        "mark": document.mark,
    }


def piece(document: Document, labels: Labels) -> dict[str, Json]:
    """One document's title page and nodes. `labels` gives the Typst label of each anchor that a link may reach."""
    numbered = zip(heading_numbers(document), heading_levels(document), strict=True)
    walk = _Walk(labels, numbered, iter(rooms(document)))
    return {
        "title": breakable(document.title, _TITLE_LINE),
        "subtitle": breakable(document.subtitle, _HEADING_LINE),
        "cover": [walk.runs(line) for line in document.cover],
        "nodes": [made for part in document.parts for made in walk.part(part.anchor, part.nodes)],
    }


def anchor_labels(document: Document, prefix: str) -> dict[str, str]:
    """A label of Typst for every anchor that a link may reach: those of headings, and those of parts."""
    headings = (node.anchor for node in nodes(document) if isinstance(node, Heading) and printed(node))
    known = dict.fromkeys(anchor for anchor in (*headings, *(part.anchor for part in document.parts)) if anchor)
    return {anchor: f"{prefix}-{number}" for number, anchor in enumerate(known, 1)}


def printed(heading: Heading) -> bool:
    """Whether a heading has any word to print; PDF/UA allows no empty heading."""
    return bool(words(heading.runs).strip())


def headings(document: Document) -> int:
    """How many headings are printed."""
    return sum(isinstance(node, Heading) and printed(node) for node in nodes(document))


@dataclass
class _Walk:
    """Goes once through a document, with the number of each heading and the room of each signature to come."""

    labels: Labels
    headings: Iterator[tuple[str, int]]
    rooms: Iterator[Room]
    used: set[str] = field(default_factory=set)
    line: int = _LINE  # characters that stand on a line here

    # --- blocks

    def part(self, anchor: str, inside: tuple[Node, ...]) -> Iterator[Json]:
        if label := self.label(anchor):
            yield {"kind": "anchor", "id": label}
        for node in inside:
            yield from self.node(node)

    def label(self, anchor: str) -> str | None:
        """The label to put here, for the first that bears this anchor."""
        label = self.labels.get(anchor)
        if label is None or label in self.used:
            return None
        self.used.add(label)
        return label

    def node(self, node: Node) -> Iterator[Json]:
        match node:
            case Heading():
                yield from self.heading(node)
            case Paragraph() | Listing():
                yield from self.inner(node)
            case Table():
                yield from self.table(node)
            case Callout():
                title, inside = (
                    self.runs(node.title),
                    [made for one in node.nodes for made in self.inner(one)],
                )
                texts = [words(one.runs) for one in node.nodes if isinstance(one, Paragraph)]
                whole = len(texts) == len(node.nodes) == 1 and len(texts[0]) < _SHORT
                yield {"kind": "callout", "look": node.kind, "title": title, "nodes": inside, "whole": whole}
            case Figure():
                yield from self.figure(node)
            case Signature():
                lines = [self.runs(line) for line in node.lines]
                yield {"kind": "signature", "lines": lines, "field": address(next(self.rooms))}
            case Contents():
                yield {"kind": "contents", "depth": node.depth}
            case PageBreak():
                yield {"kind": "break"}
            case _:
                assert_never(node)

    def heading(self, node: Heading) -> Iterator[Json]:
        number, level = next(self.headings)
        if printed(node):
            self.line = _HEADING_LINE
            runs = [made for run in node.runs for made in self.heading_run(run)]
            self.line = _LINE
            yield {
                "kind": "heading",
                "level": level,
                "number": number,
                "id": self.label(node.anchor),
                "runs": runs,
            }

    def heading_run(self, run: Inline) -> list[Json]:
        """A run of a heading: no link, for the contents table links to it; notes marked, for it leaves them out."""
        made = self.runs(run.runs if isinstance(run, Link) else (run,))
        return [{**one, "kind": "heading-note"} if isinstance(run, Note) else one for one in made]

    def inner(self, node: Paragraph | Listing) -> Iterator[Json]:
        if isinstance(node, Listing):
            if not node.items:
                return
            items = [[made for one in item.nodes for made in self.inner(one)] for item in node.items]
            yield {"kind": "list", "ordered": node.ordered, "items": items}
        elif made := self.paragraph(node):
            yield made

    def paragraph(self, node: Paragraph) -> Json:
        runs = node.runs
        first = runs[0] if runs else None
        if node.role == "choice" and isinstance(first, Text) and first.value.startswith(BOXES):
            rest = Text(first.value[1:].lstrip(), first.strong, first.emphasis)
            return {
                "kind": "paragraph",
                "role": "choice",
                "box": first.value[0],
                "runs": self.runs((rest, *runs[1:])),
            }
        made = self.runs(runs)
        return (
            {"kind": "paragraph", "role": "body" if node.role == "choice" else node.role, "runs": made}
            if made
            else None
        )

    def figure(self, node: Figure) -> Iterator[Json]:
        picture = svg(node.data)
        caption = self.runs(node.caption)
        alt = node.alt.strip() or words(node.caption).strip() or node.name.strip() or "Figure"
        width = fitted(node.data, node.width)
        yield {"kind": "figure", "svg": picture, "alt": alt, "width": width, "caption": caption}

    # --- tables

    def table(self, node: Table) -> Iterator[Json]:
        if node.rows:
            shape = shaped(node)
            yield {
                "kind": "table",
                "widths": shape.widths,
                "header": shape.header,
                "repeat": shape.repeat,
                "fields": node.look == "fields",
                "whole": shape.is_whole(),
                "rows": [self.row(shape, row, cells) for row, cells in zip(node.rows, shape.rows, strict=True)],
            }

    def row(self, shape: Shape, row: Row, cells: tuple[Cell, ...]) -> Json:
        made = [self.cell(cell, room) for cell, room in zip(cells, shape.rooms(cells), strict=True)]
        return {"strong": row.strong, "long": shape.is_tall(cells), "cells": made}

    def cell(self, cell: Cell, room: int) -> Json:
        self.line = room
        paragraphs = [made for made in map(self.paragraph, cell.paragraphs) if made]
        self.line = _LINE
        return {"align": cell.align, "span": cell.span, "paragraphs": paragraphs}

    # --- runs

    def runs(self, runs: Iterable[Inline]) -> list[Json]:
        return [made for run in runs if (made := self.run(run)) is not None]

    def run(self, run: Inline) -> Json:
        match run:
            case Text():
                return self.text(run)
            case Link():
                return self.link(run)
            case Break():
                return {"kind": "break"}
            case Note():
                return {"kind": "note", "runs": self.runs(run.runs)}
            case PageOf():
                return self.page(run)
            case Remark():
                return None
            case _:
                assert_never(run)

    def page(self, page: PageOf) -> Json:
        """The number of a page of this very file, when it holds what is looked for."""
        label = self.labels.get(page.target.removeprefix("#"))
        return {"kind": "page", "to": label} if label else NO_PAGE

    def text(self, text: Text) -> Json:
        value = breakable(_CONTROLS.sub(" ", text.value), self.line)
        if text.strong or text.emphasis:
            return {"kind": "text", "text": value, "strong": text.strong, "emphasis": text.emphasis}
        return value or None

    def link(self, link: Link) -> Json:
        runs = self.runs(link.runs)
        if not words(link.runs).strip(_SOFT_HYPHEN):  # Typst fails on a link that shows nothing
            return {"kind": "plain", "runs": runs}
        if label := self.labels.get(link.target.removeprefix("#")):
            return {"kind": "jump", "to": label, "runs": runs}
        if link.target.startswith(_SCHEMES):
            return {"kind": "link", "to": quote(link.target, _ADDRESS, errors="replace"), "runs": runs}
        return {"kind": "plain", "runs": runs}
