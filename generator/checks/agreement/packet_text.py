"""The one PDF prints every document word for word, on the pages that its bookmarks give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.checks.agreement.kept_layout import kept_layouts
from generator.checks.agreement.printed_pages import opens, squeezed
from generator.checks.agreement.text_gate import text_gap
from generator.checks.finished import Finished, Verdict
from generator.document.tree import Document
from generator.readers.pdf import plan

_MOST: Final = 3


def packet_says_all(finished: Finished) -> tuple[Verdict, ...]:
    """Each document that the offer composes is in the packet, with all its text and none other.

    Where a bookmark is missing, the family of the packet says so.
    """
    name = f"dossier-{finished.dossier.inputs.client}.pdf"
    data = finished.files.get(name)
    if data is None or not opens(data):
        return ()
    apart = {printed.docx for printed in kept_layouts(finished)}
    apart |= {f"{slug}.docx" for slug in finished.dossier.replaced}
    gaps = [
        f"{document.slug} : {gap}"
        for document, first, last in _places(finished.dossier.documents, data)
        if f"{document.slug}.docx" not in apart
        for gap in text_gap(document, data, first, last)[:_MOST]
    ]
    if not gaps:
        return ()
    more = len(gaps) - _MOST
    rest = f" ; et {more} autre{'s' if more > 1 else ''}" if more > 0 else ""
    said = f"le dossier assemblé ne dit pas ce que disent les documents : {' ; '.join(gaps[:_MOST])}{rest}"
    return (Verdict(finished.place(name), said, "reconstruisez l'offre : le dossier assemblé est refait"),)


def _places(documents: tuple[Document, ...], data: bytes) -> Iterator[tuple[Document, int, int]]:
    """Each document with its first and last page in the packet, by the bookmarks of its pieces, in their order."""
    packet = plan(data)
    starts = [(mark.level, squeezed(mark.title), mark.page) for mark in packet.marks if mark.level <= 1 and mark.page]
    at = 0
    for document in documents:
        wanted = squeezed(document.title)
        found = next((n for n in range(at, len(starts)) if starts[n][:2] == (1, wanted)), None)
        if found is not None:
            at = found + 1
            yield document, starts[found][2], starts[at][2] - 1 if at < len(starts) else packet.pages
