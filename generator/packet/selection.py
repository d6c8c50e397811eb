"""Keeps some pages of a foreign PDF, and nothing of the others: neither their drawing, nor their fields and tags."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from generator.packet.binder import LeafMark
from generator.packet.content import TooHeavyError
from generator.packet.examination import items, page_notes
from generator.packet.pruning import ObjectId, prune

if TYPE_CHECKING:
    import pikepdf

_DEEPEST = 100


def select(pdf: pikepdf.Pdf, taken: tuple[int, ...], marks: tuple[LeafMark, ...]) -> None:
    """Leaves only these pages in the file, from 1, in this order, with these bookmarks."""
    every = [page.obj for page in pdf.pages]
    if taken == tuple(range(1, len(every) + 1)):
        return
    kept = [every[number - 1] for number in taken]
    stay = {page.objgen for page in kept}
    gone = [page for page in every if page.objgen not in stay]
    notes = {note.objgen for page in gone for note in page_notes(page) if note.is_indirect}
    _outline(pdf, marks, taken)
    pages = [pdf.pages[number - 1] for number in taken]
    del pdf.pages[:]
    pdf.pages.extend(pages)
    _fields(pdf.Root, notes)
    prune(pdf.Root, {page.objgen for page in gone}, notes)
    for page in gone:
        for key in set(page.keys()):
            del page[key]
    for key in {"/PageLabels", "/Threads", "/OpenAction", "/Dests"} & set(pdf.Root.keys()):
        del pdf.Root[key]


def _outline(pdf: pikepdf.Pdf, marks: tuple[LeafMark, ...], taken: tuple[int, ...]) -> None:
    import pikepdf

    if "/Outlines" in pdf.Root:
        del pdf.Root["/Outlines"]
    with pdf.open_outline(max_depth=50) as outline:
        above: list[Any] = []
        for mark in marks:
            item = pikepdf.OutlineItem(mark.title, taken[mark.leaf - 1] - 1)
            del above[mark.level :]
            (above[-1].children if above else outline.root).append(item)
            above.append(item)


def _fields(root: Any, gone: set[ObjectId]) -> None:
    """Takes out of the form the boxes that stood on other pages, and the fields that have none left."""
    import pikepdf

    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        form.Fields = pikepdf.Array(_shown(items(form, "/Fields"), gone, 0))


def _shown(fields: Iterable[Any], gone: set[ObjectId], depth: int) -> list[Any]:
    import pikepdf

    if depth > _DEEPEST:
        raise TooHeavyError
    kept = []
    for field in fields:
        if not isinstance(field, pikepdf.Dictionary) or field.objgen in gone:
            continue
        kids = items(field, "/Kids")
        if kids:
            field.Kids = pikepdf.Array(_shown(kids, gone, depth + 1))
        if not kids or len(field.Kids):
            kept.append(field)
    return kept
