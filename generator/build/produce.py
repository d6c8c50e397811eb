"""Writes every file of a dossier in memory (Word, PDF, spreadsheet, calendar, packet), then reads them back.

Typst releases the interpreter lock, so PDFs are set in threads: they start first, and the other writers are imported
and used while they are set. Whoever changes the order here should run `make bench`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from generator.build.binding import Attached, binder, deposit_paths, with_own_forms
from generator.build.buyer_bound import form_files
from generator.build.fitting import fitted, resume_documents
from generator.build.frozen_pages import foreign_jobs, foreign_pages
from generator.build.matrix import FILE, with_pages
from generator.build.matrix import fitted as matrix_fitted
from generator.checks.finished import Finished, Printed
from generator.checks.packet.anew import matrix_sheet, price_sheet
from generator.compose.compose import DRAFT, draft
from generator.compose.dossier import Dossier
from generator.document.plain import plain
from generator.document.tree import Document
from generator.document.typography import french
from generator.foundation.diagnostic import Diagnostic, Diagnostics, blocks
from generator.packet.assemble import assemble
from generator.packet.binder import AnnexFile, Packet
from generator.writers import raster
from generator.writers.pdf.compile import Pdf, forget
from generator.writers.pdf.compile import write as write_pdf


@dataclass(frozen=True, slots=True)
class Product:
    """The finished files, the packet, and what went wrong while making them."""

    finished: Finished
    packet: Packet
    problems: Diagnostics
    word: Callable[[Document], bytes]  # the .docx of a document of the offer, with the comments that it got since
    annexes: Mapping[str, AnnexFile]  # by the name of their file


def produce(dossier: Dossier, attach: Callable[[], tuple[tuple[Attached, ...], Diagnostics]]) -> Product:
    """Every file of the offer by its output name; `attach` reads the annexes while the first PDFs are set.

    One thread for Typst: it has threads of its own, and a second one only costs memory.
    """
    with ThreadPoolExecutor(1) as pool:
        pictures_job = pool.submit(raster.pictures, drawn(dossier))
        jobs = pdf_jobs(pool, dossier)
        annexes, problems = attach()
        if blocks(problems) and not dossier.mark.endswith(DRAFT):  # rare, and then everything is set again
            dossier = draft(dossier)
            jobs = pdf_jobs(pool, dossier)
        theme, day = dossier.inputs.theme.value, dossier.inputs.offer.value.date
        dossier, jobs, cuts = fitted_jobs(pool, dossier, jobs)
        dossier, jobs, left_out = matrix_jobs(pool, dossier, jobs)
        foreign, unbound = foreign_pages(dossier)
        annexes = with_own_forms(dossier, annexes, foreign)
        pool.submit(forget)
        packet_job = pool.submit(assemble, binder(dossier, annexes, foreign), theme, day)
        names = deposit_paths(dossier, annexes)
        files = other_files(dossier)
        words = word_files(dossier, jobs, pictures_job.result())
        printed, unread = read_back(dossier, words, jobs, names)
        aside, more = read_aside(dossier, words)
        beforehand(printed)
        packet = packet_job.result()
    files |= words
    files |= {one.pdf: one.pdf_bytes for one in printed if one.pdf}
    files |= {names[attached.key]: attached.file.data for attached in annexes}
    files |= form_files(dossier, names)
    files[f"dossier-{dossier.inputs.client}.pdf"] = packet.data
    problems += (*cuts, *left_out, *unbound, *unread, *more)
    problems += packet.diagnostics  # the packet prints every document: its losses are theirs

    def word(document: Document) -> bytes:
        return word_file(document, dossier, jobs, pictures_job.result())

    finished = Finished(dossier, files, printed, aside)
    finished = replace(finished, matrix=with_pages(finished))
    files[FILE] = matrix_sheet(finished)
    return Product(finished, packet, problems, word, {names[one.key]: one.file for one in annexes})


def beforehand(printed: tuple[Printed, ...]) -> None:
    """Does what the checks will need, while the packet is set: their modules, and the texts of the PDFs to deposit."""
    import generator.checks.table  # noqa: F401
    from generator.readers.pdf import sheets

    for one in printed:
        tuple(sheets(one.pdf_bytes))


def drawn(dossier: Dossier) -> tuple[Document, ...]:
    """The documents whose Word files we write: a frozen one holds its pictures, perhaps others under the same name."""
    frozen = {file.slug for file in dossier.frozen}
    return tuple(each for each in (*dossier.documents, *dossier.aside) if each.slug not in frozen)


def pdf_jobs(pool: ThreadPoolExecutor, dossier: Dossier) -> dict[str, Future[Pdf]]:
    """The PDF of each document by its slug: CVs first, for their pages are counted, then the longest."""
    theme, day = dossier.inputs.theme.value, dossier.inputs.offer.value.date
    made = foreign_jobs(dossier)
    to_set = [document for document in dossier.documents if document.slug not in made]
    in_turn = sorted(to_set, key=lambda document: (document.key != "cv", -len(document.parts)))
    return {document.slug: pool.submit(write_pdf, document, theme, day) for document in in_turn} | made


def fitted_jobs(
    pool: ThreadPoolExecutor, dossier: Dossier, jobs: dict[str, Future[Pdf]]
) -> tuple[Dossier, dict[str, Future[Pdf]], Diagnostics]:
    """The dossier with its CVs cut to their pages, and the PDFs of those that changed set again."""
    theme, day = dossier.inputs.theme.value, dossier.inputs.offer.value.date
    known = {document: jobs[document.slug] for document in resume_documents(dossier)}

    def pages(document: Document) -> int:
        if document not in known:
            known[document] = pool.submit(write_pdf, document, theme, day)
        return known[document].result().pages

    dossier, problems = fitted(dossier, pages)
    return dossier, jobs | {document.slug: known[document] for document in resume_documents(dossier)}, problems


def matrix_jobs(
    pool: ThreadPoolExecutor, dossier: Dossier, jobs: dict[str, Future[Pdf]]
) -> tuple[Dossier, dict[str, Future[Pdf]], Diagnostics]:
    """The dossier with a note that holds in the buyer's pages, and its PDF set again when its matrix had to go."""
    theme, day = dossier.inputs.theme.value, dossier.inputs.offer.value.date
    shorter, told = matrix_fitted(dossier, lambda note: jobs[note.slug].result().pages)
    note = shorter.document("note") if told else None
    return shorter, jobs | ({note.slug: pool.submit(write_pdf, note, theme, day)} if note else {}), told


def word_files(dossier: Dossier, jobs: Mapping[str, Future[Pdf]], pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every .docx; contents tables take their page numbers from the PDF of the same document. A frozen one is exact."""
    frozen = {file.slug: file.data for file in dossier.frozen}
    return {
        f"{document.slug}.docx": frozen.get(document.slug) or word_file(document, dossier, jobs, pictures)
        for document in (*dossier.documents, *dossier.aside)
    }


def word_file(
    document: Document, dossier: Dossier, jobs: Mapping[str, Future[Pdf]], pictures: Mapping[str, bytes]
) -> bytes:
    """The .docx of one document; one that stands beside the packet has no PDF, so no page in its contents."""
    from generator.writers import docx

    theme, day = dossier.inputs.theme.value, dossier.inputs.offer.value.date
    headings = jobs[document.slug].result().headings if document.slug in jobs else ()
    return docx.write(document, theme, day, headings, pictures)


def other_files(dossier: Dossier) -> dict[str, bytes]:
    """The calendar and the spreadsheet."""
    from generator.writers import ics

    inputs = dossier.inputs
    brief, candidate, day = inputs.brief.value, inputs.candidate.value, inputs.offer.value.date
    organiser = f"{candidate.name} <{candidate.email}>"
    return {
        "planning-previsionnel.ics": ics.write(dossier.schedule, french(brief.title), inputs.client, day, organiser),
        "fiche-financiere.xlsx": price_sheet(dossier),
    }


def read_back(
    dossier: Dossier, words: Mapping[str, bytes], jobs: Mapping[str, Future[Pdf]], names: Mapping[str, str]
) -> tuple[tuple[Printed, ...], Diagnostics]:
    """Each document as its .docx says it, beside its PDF."""
    printed: list[Printed] = []
    problems: list[Diagnostic] = []
    forms = {form.replaces: form for form in dossier.buyer_forms}
    for document in dossier.documents:
        name, path, pdf = f"{document.slug}.docx", names[document.slug], jobs[document.slug].result().data
        if form := forms.get(document.slug):  # the buyer's, in the place of our PDF
            path, pdf = (path, form.sent[1]) if form.sent[0] == ".pdf" else ("", b"")
        tree, found = reopened(dossier, document, words[name])
        problems += found
        printed.append(Printed(document.key, name, path, tree, pdf, plain(tree)))
    return tuple(printed), tuple(problems)


def read_aside(dossier: Dossier, words: Mapping[str, bytes]) -> tuple[tuple[Printed, ...], Diagnostics]:
    """Each document that stands beside the packet, as its .docx says it; it has no PDF."""
    printed: list[Printed] = []
    problems: list[Diagnostic] = []
    for document in dossier.aside:
        name = f"{document.slug}.docx"
        tree, found = reopened(dossier, document, words[name])
        problems += found
        printed.append(Printed(document.key, name, "", tree, b"", plain(tree)))
    return tuple(printed), tuple(problems)


def reopened(dossier: Dossier, document: Document, data: bytes) -> tuple[Document, Diagnostics]:
    """The tree of a document's .docx; that of a frozen file was read from its bytes, and takes the place of ours."""
    if any(file.slug == document.slug for file in dossier.frozen):
        return document, ()
    return opened(f"{document.slug}.docx", data)


def opened(name: str, data: bytes) -> tuple[Document, Diagnostics]:
    """The tree of a .docx that we wrote; RuntimeError when it can't be read back, which is a bug."""
    from generator.readers import docx

    tree, found = docx.read(data)
    if tree is None:
        raise RuntimeError(f"{name} can't be read back: {found}")
    return tree, found
