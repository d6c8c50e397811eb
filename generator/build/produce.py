"""Writes every file of a dossier in memory (Word, PDF, spreadsheet, calendar, packet), then reads them back.

Typst releases the interpreter lock, so PDFs are set in threads while Word files are written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from generator.build.binding import Attached, binder, deposit_paths
from generator.checks.finished import Finished, Printed
from generator.compose.buyer import buyer_words
from generator.compose.dossier import Dossier
from generator.document.plain import plain
from generator.document.tree import Document
from generator.document.typography import french
from generator.foundation import days
from generator.foundation.diagnostic import Diagnostic, Diagnostics
from generator.packet.assemble import assemble
from generator.packet.binder import Packet
from generator.readers import docx as word_reader
from generator.writers import docx as word_writer
from generator.writers import ics, raster, xlsx
from generator.writers.pdf.compile import Pdf
from generator.writers.pdf.compile import write as write_pdf


@dataclass(frozen=True, slots=True)
class Product:
    """The finished files, the packet, and what went wrong while making them."""

    finished: Finished
    packet: Packet
    problems: Diagnostics


def produce(dossier: Dossier, annexes: tuple[Attached, ...]) -> Product:
    """Every file of the offer by its name in the output folder."""
    theme, day = dossier.inputs.theme.value, dossier.inputs.offer.value.date
    longest_first = sorted(dossier.documents, key=lambda document: -len(document.parts))
    with ThreadPoolExecutor(2) as pool:
        packet_job = pool.submit(assemble, binder(dossier, annexes), theme, day)
        pdf_jobs = {document.slug: pool.submit(write_pdf, document, theme, day) for document in longest_first}
        files = other_files(dossier)
        pictures = raster.pictures(dossier.documents)
        words = word_files(dossier, pdf_jobs, pictures)
        pdfs = {slug: job.result() for slug, job in pdf_jobs.items()}
        packet = packet_job.result()
    names = deposit_paths(dossier, annexes)
    files |= words
    files |= {names[slug]: pdf.data for slug, pdf in pdfs.items()}
    files |= {names[attached.key]: attached.file.data for attached in annexes}
    files[f"dossier-{dossier.inputs.client}.pdf"] = packet.data
    printed, problems = read_back(dossier, words, pdfs, names)
    problems += packet.diagnostics  # the packet prints every document: its losses are theirs
    return Product(Finished(dossier, files, printed), packet, problems)


def word_files(
    dossier: Dossier, pdf_jobs: Mapping[str, Future[Pdf]], pictures: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Every .docx; contents tables take their page numbers from the PDF of the same document."""
    theme, day = dossier.inputs.theme.value, dossier.inputs.offer.value.date
    return {
        f"{document.slug}.docx": word_writer.write(
            document, theme, day, pdf_jobs[document.slug].result().headings, pictures
        )
        for document in sorted(dossier.documents, key=lambda document: len(document.parts))
    }


def other_files(dossier: Dossier) -> dict[str, bytes]:
    """The calendar and the spreadsheet."""
    inputs, quote = dossier.inputs, dossier.quote
    brief, candidate, day = inputs.brief.value, inputs.candidate.value, inputs.offer.value.date
    heading = (candidate.name, brief.title, buyer_words(brief), f"Offre du {days.long(day)}")
    organiser = f"{candidate.name} <{candidate.email}>"
    return {
        "planning-previsionnel.ics": ics.write(dossier.schedule, french(brief.title), inputs.client, day, organiser),
        "fiche-financiere.xlsx": xlsx.write(
            quote, "Fiche financière", tuple(map(french, heading)), inputs.theme.value, day, dossier.mark
        ),
    }


def read_back(
    dossier: Dossier, words: Mapping[str, bytes], pdfs: Mapping[str, Pdf], names: Mapping[str, str]
) -> tuple[tuple[Printed, ...], Diagnostics]:
    """Each document as its .docx says it, beside its PDF."""
    printed: list[Printed] = []
    problems: list[Diagnostic] = []
    for document in dossier.documents:
        name = f"{document.slug}.docx"
        tree, found = word_reader.read(words[name])
        problems += found
        if tree:
            printed.append(_printed(document, tree, name, names[document.slug], pdfs[document.slug]))
    return tuple(printed), tuple(problems)


def _printed(document: Document, tree: Document, docx: str, pdf: str, made: Pdf) -> Printed:
    return Printed(document.key, docx, pdf, tree, made.data, plain(tree))
