"""A frozen document that LibreOffice laid out: its PDF stands in the packet and under depot/ as a foreign file does."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from io import BytesIO

from generator.brief.frozen import FrozenFile
from generator.build.buyer_bound import bound_forms
from generator.compose.dossier import Dossier
from generator.document.tree import Document
from generator.foundation.diagnostic import Diagnostics
from generator.packet.annexes import Foreign, bindable
from generator.packet.binder import AnnexFile
from generator.writers.pdf.compile import Pdf


def foreign_pdf(file: FrozenFile) -> bytes | None:
    """The PDF that keeps the layout of the frozen file; None when ours prints its text."""
    return file.pdf if file.entry.engine == "libreoffice" and file.pdf else None


def foreign_jobs(dossier: Dossier) -> dict[str, Future[Pdf]]:
    """The PDFs that are made already, by slug, as if they had just been set."""
    jobs: dict[str, Future[Pdf]] = {}
    for file in dossier.frozen:
        if data := foreign_pdf(file):
            jobs[file.slug] = Future()
            jobs[file.slug].set_result(Pdf(data, _pages(data)))
    return jobs


def _pages(data: bytes) -> int:
    """How many pages a PDF has; 1 for one that can't be read, which `foreign_pages` tells."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return len(pdf.pages)
    except pikepdf.PdfError:
        return 1


def foreign_pages(dossier: Dossier) -> tuple[dict[str, AnnexFile], Diagnostics]:
    """Their pages and those of the buyer's forms, fit to be bound in the packet, by slug; an unread PDF is told."""
    titles = {document.slug: document.title for document in dossier.documents}
    found, problems = bound_forms(dossier)
    for file in dossier.frozen:
        data = foreign_pdf(file)
        if data and file.slug in titles and file.slug not in found:  # a form of the buyer goes first
            piece = Foreign(f"{file.slug}.pdf", titles[file.slug], kind="pièce figée")
            bound, more = bindable(piece, data, file.span)
            problems += tuple(one for one in more if one.code != "W747")  # it is ours, and deposited as it stands
            if bound:
                found[file.slug] = bound
    return found, problems


def entry(document: Document, foreign: Mapping[str, AnnexFile]) -> Document | AnnexFile:
    """What the packet binds for this document."""
    return foreign.get(document.slug, document)
