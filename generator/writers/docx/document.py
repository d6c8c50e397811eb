"""A tree to the bytes of a .docx."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from generator.document.normal import normalised
from generator.document.pages import anchor_pages
from generator.document.tree import Callout, Document, nodes
from generator.foundation.ooxml import serialised
from generator.library.theme import Theme
from generator.writers.docx.comments import comment_parts
from generator.writers.docx.draft import Draft, anchors
from generator.writers.docx.flow import blocks
from generator.writers.docx.frame import frames, opening, section
from generator.writers.docx.numbering import numbering_part
from generator.writers.docx.outline import entries
from generator.writers.docx.properties import carried, core, custom, settings
from generator.writers.docx.sheet import Sheet, sheet
from generator.writers.docx.xml import Element, root, w
from generator.writers.palette import palette

NO_PICTURE: Final[Mapping[str, bytes]] = MappingProxyType({})


def write(
    document: Document,
    theme: Theme,
    day: date,
    pages: tuple[int, ...] = (),
    pictures: Mapping[str, bytes] = NO_PICTURE,
    reference: bytes | None = None,
) -> bytes:
    """The .docx of this document, dated `day`.

    `pages` has the page of each Heading in order, for the contents table and for what tells a page: no number
    without it.
    `pictures` are PNG by Figure.name. Styles of the .docx `reference` replace those of the same name.
    Raises ValueError when a figure has no PNG, `pages` has another length, or two parts have the same anchor.
    """
    from generator.writers.docx.package import packaged

    whole = normalised(document)
    disputed = any(isinstance(node, Callout) and node.kind == "conflict" for node in nodes(whole))
    looks = sheet(theme, whole.lang, reference, disputed)
    soft = palette(theme).soft
    covered = bool(whole.cover)
    draft = Draft(looks.ids, entries(document, pages), anchors(whole), pictures, soft, covered, covered)
    draft.pages = anchor_pages(document, pages)
    parts = _parts(draft, whole, looks) | dict(comment_parts(draft, day))
    properties = core(whole, day), custom(whole, draft.originals)
    return packaged(draft, parts, properties, carried(whole))


def _parts(draft: Draft, document: Document, looks: Sheet) -> dict[str, bytes]:
    parts = {"document.xml": serialised(_body(draft, document)), "styles.xml": looks.part}
    parts["numbering.xml"] = numbering_part(draft.lists.starts, draft.ids)
    parts["settings.xml"] = settings(document, bool(draft.notes))
    if draft.notes:
        parts["footnotes.xml"] = footnotes(draft)
    return parts | frames(draft, document)


def _body(draft: Draft, document: Document) -> Element:
    """Each part stands between the ends of its bookmark."""
    body = w("body", *opening(draft, document))
    for part in document.parts:
        made = [block for node in part.nodes for block in blocks(draft, node)]
        start, end = draft.mark(part.anchor) if part.anchor else (None, None)
        body.extend([each for each in (start, *made, end) if each is not None])
    body.append(section(draft, document))
    made_root = root("document")
    made_root.append(body)
    return made_root


def footnotes(draft: Draft) -> bytes:
    """`word/footnotes.xml`."""
    made = root("footnotes")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        made.append(w("footnote", w("p", w("r", w(kind))), type=kind, id=number))
    made.extend(draft.notes)
    return serialised(made)
