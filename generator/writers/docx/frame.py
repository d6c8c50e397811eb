"""What surrounds the text: title page, sections, running head and foot."""

from __future__ import annotations

from typing import Final

from generator.document import docx_names as names
from generator.document.tree import Document, Text
from generator.foundation.ooxml import serialised
from generator.writers.docx.draft import Draft
from generator.writers.docx.inline import paragraph
from generator.writers.docx.looks import MARGIN, twips
from generator.writers.docx.xml import Element, field, related, root, run, w

TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PAGE: Final = (11906, 16838)  # A4 in twentieths of a point
_TOP: Final = 25  # millimetres
_EDGE: Final = 12  # millimetres from the paper's edge to the running head


def opening(draft: Draft, document: Document) -> list[Element]:
    """Title and subtitle; with cover lines, a page of their own that ends the first section."""
    made = front(draft, document)
    if document.cover:
        made[-1][0].append(section(draft, document, cover=True))
    return made


def front(draft: Draft, document: Document) -> list[Element]:
    """The paragraphs of title, subtitle and cover lines."""
    cover = bool(document.cover)
    made = (
        [paragraph(draft, names.COVER_TITLE if cover else names.TITLE, (Text(document.title),))]
        if document.title
        else []
    )
    made += [paragraph(draft, names.SUBTITLE, (Text(document.subtitle),))] if document.subtitle else []
    return made + [paragraph(draft, names.COVER_LINE, line) for line in document.cover]


def section(draft: Draft, document: Document, cover: bool = False) -> Element:
    """The page and its head and foot; the cover's first page has the mark alone."""
    made = w("sectPr")
    for kind, part in _parts(document, cover):
        tag = "headerReference" if part.startswith("header") else "footerReference"
        relation = draft.relations.to(TYPES + tag.removesuffix("Reference"), f"{part}.xml")
        made.append(related(w(tag, type=kind), relation))
    top, margin, edge = twips(_TOP), twips(MARGIN), twips(_EDGE)
    made.append(w("type", val="nextPage"))
    made.append(w("pgSz", w=_PAGE[0], h=_PAGE[1]))
    made.append(
        w(
            "pgMar",
            top=top,
            right=margin,
            bottom=margin,
            left=margin,
            header=edge,
            footer=edge,
            gutter=0,
        )
    )
    made.extend([w("titlePg")] if cover else [])
    return made


def _parts(document: Document, cover: bool) -> list[tuple[str, str]]:
    head = [("default", "header1")] if document.header or document.mark else []
    first = [("first", "header2")] if cover and document.mark else []
    return [*head, *first, ("default", "footer1")]


def frames(draft: Draft, document: Document) -> dict[str, bytes]:
    """The parts of the running head and foot, by file name."""
    made = {"footer1.xml": _footer(draft, document)}
    if document.header or document.mark:
        made["header1.xml"] = _header(draft, names.HEADER, document.header, document.mark)
    if document.cover and document.mark:
        made["header2.xml"] = _header(draft, names.COVER_HEADER, "", document.mark)
    return made


def _header(draft: Draft, style: str, words: str, mark: str) -> bytes:
    line = paragraph(draft, style, (Text(words),) if words else ())
    line.extend([run("\t"), run(mark, draft.style(names.MARK))] if mark else [])
    made = root("hdr")
    made.append(line)
    return serialised(made)


def _footer(draft: Draft, document: Document) -> bytes:
    pages = [entry.page for entry in draft.entries]
    line = paragraph(draft, names.FOOTER, (Text(document.footer),) if document.footer else ())
    line.append(run("\tpage\u00a0"))
    line.extend(field("PAGE", run("1")))
    line.append(run("\u00a0/\u00a0"))
    line.extend(field("NUMPAGES", run(str(max(pages, default=0) or 1))))
    made = root("ftr")
    made.append(line)
    return serialised(made)
