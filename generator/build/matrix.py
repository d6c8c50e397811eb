"""Gives the requirement matrix its pages: those of the note's own PDF and of the packet, read from their bookmarks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from generator.checks.finished import Finished
from generator.compose.dossier import Dossier
from generator.compose.matrix import MatrixAnswer, MatrixLine, holds_matrix, lines_of, paged, without_matrix
from generator.document.pages import anchor_pages
from generator.document.tree import Document
from generator.foundation.diagnostic import Diagnostics, info
from generator.packet.outline import Bound, bound, said
from generator.readers.pdf import plan
from generator.writers.pdf.compile import heading_pages
from generator.writers.pdf.tree_json import headings

FILE = "matrice-conformite.xlsx"
LEFT_OUT = "W723"
Anchors = Mapping[str, int]


def with_pages(finished: Finished) -> tuple[MatrixLine, ...]:
    """The matrix of this offer, with the pages that its files show; 0 where a file is gone, or is not ours."""
    dossier = finished.dossier
    packet = bound(finished.files.get(f"dossier-{dossier.inputs.client}.pdf", b""))
    pdfs = {one.docx.removesuffix(".docx"): one.pdf_bytes for one in finished.printed}
    note = dossier.document("note")
    own = _own(note, pdfs.get(note.slug, b"")) if note else {}
    there = _bound(note, packet) if note else {}

    def told(answer: MatrixAnswer) -> tuple[int, int]:
        if answer.anchor:
            return own.get(answer.anchor, 0), there.get(answer.anchor, 0)
        first = next((piece.page for piece in packet if piece.title == said(answer.document)), 0)
        return (1 if pdfs.get(answer.slug) else 0), first

    return paged(lines_of(dossier), told)


def _own(note: Document, pdf: bytes) -> Anchors:
    """The page of each anchor in the note's own PDF."""
    return _anchors(note, tuple(mark.page for mark in plan(pdf).marks))


def _bound(note: Document, packet: tuple[Bound, ...]) -> Anchors:
    """The page of each anchor of the note in the packet."""
    here = next((piece for piece in packet if piece.title == said(note.title)), None)
    return _anchors(note, here.headings) if here else {}


def _anchors(note: Document, marks: tuple[int, ...]) -> Anchors:
    """The page of each anchor, when there is one bookmark a heading."""
    if len(marks) != headings(note) or 0 in marks:  # or somebody else's file under our name
        return {}
    return anchor_pages(note, heading_pages(note, iter(marks)))


def fitted(dossier: Dossier, pages: Callable[[Document], int]) -> tuple[Dossier, Diagnostics]:
    """The dossier without its matrix in the note, when the note would be longer with it than the buyer allows.

    The spreadsheet holds it all the same. A frozen note is sent as it is.
    """
    note, inputs = dossier.document("note"), dossier.inputs
    most = inputs.brief.value.rules.max_pages("note")
    frozen = {file.slug for file in dossier.frozen}
    if most is None or note is None or not holds_matrix(note) or note.slug in frozen or _apart(dossier):
        return dossier, ()
    count = pages(note)
    if count <= most:
        return dossier, ()
    said = f"avec la table des demandes, la note aurait {count} pages"
    message = f"{said} ; {most} au plus sont permises : la table n'y est pas"
    hint = f"joignez {FILE}, qui la contient, ou raccourcissez la note"
    place = inputs.brief.span("rules", "limits")
    return bare(dossier), (info(LEFT_OUT, place, message, hint),)


def _apart(dossier: Dossier) -> bool:
    """Whether the buyer counts no annex: the matrix is one."""
    limits = dossier.inputs.brief.value.rules.limits_of("note")
    return any("annexes" in limit.uncounted for _, limit in limits)


def bare(dossier: Dossier) -> Dossier:
    """The dossier whose note ends before the matrix."""
    return replace(dossier, offre=tuple(without_matrix(d) if d.key == "note" else d for d in dossier.offre))
