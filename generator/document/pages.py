"""On which page each anchor of a document stands, once a writer has said the page of each heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.document.tree import Cell, Document, Heading, Listing, Node, PageOf, Paragraph, Runs, Table, nodes


def anchor_pages(document: Document, headings: tuple[int, ...]) -> Mapping[str, int]:
    """The page of each part and of each heading that has an anchor, from 1; `headings` has one for each Heading.

    A part stands where its first heading does; one without a heading is told by the heading above. Without pages, no
    anchor has one.
    """
    pages: dict[str, int] = {}
    rank, last = 0, 1
    for part in document.parts if headings else ():
        found = [node for node in part.nodes if isinstance(node, Heading)]
        inside = headings[rank : rank + len(found)]
        pages |= {node.anchor: page for node, page in zip(found, inside, strict=True) if node.anchor}
        pages[part.anchor] = inside[0] if inside else last
        last = inside[-1] if inside else last
        rank += len(found)
    return pages


def page_references(document: Document) -> tuple[PageOf, ...]:
    """Every page that this document tells, in order; figures and signatures tell none."""
    return tuple(run for node in nodes(document) for runs in _runs(node) for run in runs if isinstance(run, PageOf))


def _runs(node: Node) -> Iterator[Runs]:
    match node:
        case Heading() | Paragraph():
            yield node.runs
        case Listing():
            yield from (runs for item in node.items for inner in item.nodes for runs in _runs(inner))
        case Table():
            yield from (runs for row in node.rows for cell in row.cells for runs in _cell(cell))
        case _:
            return


def _cell(cell: Cell) -> Iterator[Runs]:
    return (paragraph.runs for paragraph in cell.paragraphs)
