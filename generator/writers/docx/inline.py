"""Paragraphs and their runs: characters by named styles, links, footnotes and remarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

from generator.document import docx_names as names
from generator.document.plain import NO_PAGE
from generator.document.tree import Break, Inline, Link, Note, PageOf, Remark, Runs, Text
from generator.writers.docx.comments import comment
from generator.writers.docx.draft import Draft, Relations
from generator.writers.docx.xml import Element, field, related, run, val, w

LINK_TYPE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def paragraph(
    draft: Draft, style: str, runs: Runs, *shape: Element, around: tuple[Element, Element] | None = None
) -> Element:
    """A paragraph in this style; `shape` is what its style can't say (a list's number), `around` a bookmark.

    Its remarks become comments on the whole of it.
    """
    made = w("p", w("pPr", val("pStyle", draft.style(style)), *shape))
    remarks = [number for each in runs if isinstance(each, Remark) for number in comment(draft, each)]
    made.extend([w("commentRangeStart", id=number) for number in remarks])
    made.extend(around[:1] if around else [])
    for each in runs:
        made.extend(inline(draft, draft.relations, each))
    made.extend(around[1:] if around else [])
    for number in remarks:
        made.append(w("commentRangeEnd", id=number))
        made.append(
            w("r", w("rPr", val("rStyle", draft.style(names.REMARK_CALL))), w("commentReference", id=number))
        )
    return made


def inline(draft: Draft, relations: Relations, node: Inline) -> Sequence[Element]:
    """The runs of one inline node; a remark has none of its own."""
    match node:
        case Text():
            return (text(draft, node, linked=False),)
        case Link():
            return (_link(draft, relations, node),)
        case Break():
            return (w("r", w("br")),)
        case Note():
            return (_note(draft, node),)
        case PageOf():
            return (_page(draft, node),)
        case Remark():
            return ()
        case _:
            assert_never(node)


def text(draft: Draft, node: Text, linked: bool) -> Element:
    """A run with its marks."""
    style = names.MARKS.get((node.strong, node.emphasis, linked))
    return run(node.value, draft.style(style) if style else "")


def _link(draft: Draft, relations: Relations, node: Link) -> Element:
    runs = [text(draft, each, linked=True) for each in node.runs]
    if node.target.startswith("#"):
        return w("hyperlink", *runs, anchor=draft.place(node.target[1:]), history=1)
    return related(w("hyperlink", *runs, history=1), relations.to(LINK_TYPE, node.target, outside=True))


def _page(draft: Draft, node: PageOf) -> Element:
    """A field of Word that counts the page of a bookmark, already filled, in a link to it."""
    anchor = node.target.removeprefix("#")
    place = draft.place(anchor)
    shown = run(str(draft.pages.get(anchor, NO_PAGE)), draft.style(names.MARKS[False, False, True]))
    return w("hyperlink", *field(f"{names.PAGE_FIELD} {place} \\h", shown), anchor=place, history=1)


def _note(draft: Draft, node: Note) -> Element:
    """The call; the note itself goes to its part."""
    call = val("rStyle", draft.style(names.NOTE_CALL))
    body = w(
        "p",
        w("pPr", val("pStyle", draft.style(names.NOTE_TEXT))),
        w("r", w("rPr", call), w("footnoteRef")),
        run(" "),
    )
    number = len(draft.notes) + 1
    draft.notes.append(w("footnote", body, id=number))
    for each in node.runs:
        body.extend(inline(draft, draft.note_relations, each))
    return w("r", w("rPr", val("rStyle", draft.style(names.NOTE_CALL))), w("footnoteReference", id=number))
