"""On which page each anchor of a document stands, once a writer has said the page of each heading."""

from __future__ import annotations

from collections.abc import Mapping

from generator.document.tree import Document, Heading


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
