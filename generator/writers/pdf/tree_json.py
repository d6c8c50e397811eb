"""The tree as plain JSON values for document.typ: strings stay strings, and every choice that needs thought is made here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from generator.document.plain import heading_numbers, words
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
    Paragraph,
    Remark,
    Row,
    Runs,
    Signature,
    Table,
    Text,
    nodes,
)
from generator.library.theme import Theme
from generator.writers.pdf.pictures import fitted, svg

Json = Any
Labels = Mapping[str, str]
BOXES = "☐☒☑"
_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_CHARS_A_MM = 0.53  # of 10-point Carlito, on average
_TALL = 30  # lines in a cell from which its row may be cut by a page end


def envelope(kind: str, document: Document, theme: Theme, deep: int = 0) -> dict[str, Json]:
    """What document.typ reads beside the nodes: look, language, running head and foot. `deep` shifts the levels of headings."""
    return {
        "kind": kind,
        "deep": deep,
        "theme": {
            **{name: getattr(theme, name).lower() for name in ("primary", "accent", "soft", "grey")},
            "size": float(theme.size),
        },
        "lang": document.lang,
        "region": document.lang[3:5].upper() or "FR",
        "title": document.title or document.slug,
        "author": document.author,
        "header": document.header,
        "footer": document.footer,
        "mark": document.mark,
    }


def piece(document: Document, labels: Labels) -> dict[str, Json]:
    """One document's title page and nodes. `labels` gives the Typst label of each anchor that a link may reach."""
    walk = _Walk(labels, iter(heading_numbers(document)))
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "cover": [walk.runs(line) for line in document.cover],
        "nodes": [made for part in document.parts for made in walk.part(part.anchor, part.nodes)],
    }


def anchors(document: Document) -> tuple[str, ...]:
    """Every anchor that a link inside the file may reach: those of headings, and those of parts."""
    headings = (
        node.anchor
        for node in nodes(document)
        if isinstance(node, Heading) and node.anchor and words(node.runs)
    )
    return (*headings, *(part.anchor for part in document.parts))


def printed(heading: Heading) -> bool:
    """Whether a heading has any word to print; PDF/UA allows no empty heading."""
    return bool(words(heading.runs).strip())


def headings(document: Document) -> int:
    """How many headings are printed."""
    return sum(isinstance(node, Heading) and printed(node) for node in nodes(document))


@dataclass
class _Walk:
    """Goes once through a document: counts headings and remembers the last level, for PDF/UA allows no jump."""

    labels: Labels
    numbers: Iterator[str]
    level: int = 0

    # --- blocks

    def part(self, anchor: str, inside: tuple[Node, ...]) -> Iterator[Json]:
        if anchor in self.labels:
            yield {"kind": "anchor", "id": self.labels[anchor]}
        for node in inside:
            yield from self.node(node)

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
                yield {"kind": "callout", "look": node.kind, "title": title, "nodes": inside}
            case Figure():
                yield from self.figure(node)
            case Signature():
                yield {"kind": "signature", "lines": [self.runs(line) for line in node.lines]}
            case Contents():
                yield {"kind": "contents", "depth": node.depth}
            case PageBreak():
                yield {"kind": "break"}
            case _:
                assert_never(node)

    def heading(self, node: Heading) -> Iterator[Json]:
        number = next(self.numbers)
        if printed(node):
            self.level = min(node.level, self.level + 1)
            runs = self.runs(run.runs if isinstance(run, Link) else (run,) for run in node.runs)
            yield {
                "kind": "heading",
                "level": self.level,
                "number": number,
                "id": self.labels.get(node.anchor),
                "runs": runs,
            }

    def inner(self, node: Paragraph | Listing) -> Iterator[Json]:
        if isinstance(node, Listing):
            items = [[made for one in item.nodes for made in self.inner(one)] for item in node.items]
            yield {"kind": "list", "ordered": node.ordered, "items": items}
        elif made := self.paragraph(node):
            yield made

    def paragraph(self, node: Paragraph) -> Json:
        runs = node.runs
        first = runs[0] if runs else None
        if node.role == "choice" and isinstance(first, Text) and first.value[:1] in BOXES:
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
        alt = node.alt or words(node.caption) or node.name
        width = fitted(node.data, node.width)
        yield {"kind": "figure", "svg": picture, "alt": alt, "width": width, "caption": caption}

    # --- tables

    def table(self, node: Table) -> Iterator[Json]:
        if not node.rows:
            return
        columns = max(len(node.widths), *(sum(cell.span for cell in row.cells) for row in node.rows))
        widths = node.widths if len(node.widths) == columns else (1,) * columns
        rows = [self.row(row, widths) for row in node.rows]
        yield {
            "kind": "table",
            "widths": widths,
            "header": node.header,
            "fields": node.look == "fields",
            "rows": rows,
        }

    def row(self, row: Row, widths: tuple[int, ...]) -> Json:
        missing = len(widths) - sum(cell.span for cell in row.cells)
        cells = (*row.cells, *(Cell(()) for _ in range(missing)))
        return {
            "strong": row.strong,
            "long": _is_tall(cells, widths),
            "cells": [self.cell(cell) for cell in cells],
        }

    def cell(self, cell: Cell) -> Json:
        paragraphs = [made for made in map(self.paragraph, cell.paragraphs) if made]
        return {"align": cell.align, "span": cell.span, "paragraphs": paragraphs}

    # --- runs

    def runs(self, runs: Iterable[Inline] | Iterable[Runs]) -> list[Json]:
        made: list[Json] = []
        for run in runs:
            if isinstance(run, tuple):
                made += self.runs(run)
            elif (one := self.run(run)) is not None:
                made.append(one)
        return made

    def run(self, run: Inline) -> Json:
        match run:
            case Text():
                return _text(run)
            case Link():
                return self.link(run)
            case Break():
                return {"kind": "break"}
            case Note():
                return {"kind": "note", "runs": self.runs(run.runs)}
            case Remark():
                return None
            case _:
                assert_never(run)

    def link(self, link: Link) -> Json:
        runs = self.runs(link.runs)
        if link.target.startswith("#") and (label := self.labels.get(link.target[1:])):
            return {"kind": "jump", "to": label, "runs": runs}
        if link.target.startswith(_SCHEMES):
            return {"kind": "link", "to": link.target, "runs": runs}
        return {"kind": "plain", "runs": runs}


def _text(text: Text) -> Json:
    value = "".join(" " if char in "\t\n\r\v\f\x85\u2028\u2029" else char for char in text.value)
    if text.strong or text.emphasis:
        return {"kind": "text", "text": value, "strong": text.strong, "emphasis": text.emphasis}
    return value or None


def _is_tall(cells: Iterable[Cell], widths: tuple[int, ...]) -> bool:
    column = 0
    total = sum(widths)
    for cell in cells:
        width = sum(widths[column : column + cell.span]) / total * 160 - 5
        column += cell.span
        chars = sum(len(words(paragraph.runs)) + 30 for paragraph in cell.paragraphs)
        if chars > _TALL * max(width, 5) * _CHARS_A_MM:
            return True
    return False
