"""Does a file that was saved again still say what the build wrote? Its bytes changed, its content perhaps not.

The build keeps no copy: a Word file is compared with the text that the offer composes, a workbook or a calendar with
the data, a PDF with the document or with the pages of the packet that it comes from.
"""

from __future__ import annotations

import zlib
from decimal import Decimal, InvalidOperation
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final

from generator.checks.agreement.agenda import AGENDA, agenda_agrees
from generator.checks.agreement.printed_pages import opens, squeezed
from generator.checks.agreement.spreadsheet import SHEET, formulas_kept, sheet_agrees, workbook
from generator.checks.agreement.text_gate import text_gap
from generator.checks.agreement.unseen import unseen
from generator.checks.finished import Finished, Printed
from generator.checks.packet.anew import matrix_sheet, price_sheet
from generator.checks.packet.binding import deposited, packet_name
from generator.document.plain import passages
from generator.document.tree import Document
from generator.document.typography import french
from generator.packet.annexes import MAX_INFLATED, hushed
from generator.packet.weight import inflates_beyond
from generator.readers.pdf import plan, sheets

_MATRIX: Final = "matrice-conformite.xlsx"
_SILENT: Final = {"picture", "contents"}
_DECIMALS: Final = 4  # a spreadsheet holds binary numbers
_LEAST: Final = 60  # letters of an annex: fewer are a stamp on a scan, which tells nothing


def same_content(finished: Finished, name: str) -> bool:
    """Whether this file says all that the build wrote in it, and nothing else; false when nobody can tell."""
    match PurePosixPath(name).suffix:
        case ".docx":
            return _same_document(finished, name)
        case ".pdf":
            return _same_pdf(finished, name)
        case ".xlsx":
            return _same_workbook(finished, name)
        case ".ics":
            return name == AGENDA and _events(finished.files[name]) and not agenda_agrees(finished)
        case _:
            return False


def unreadable(finished: Finished, name: str) -> bool:
    """Whether this file can't be opened at all, which the check that opens it tells."""
    data = finished.files[name]
    match PurePosixPath(name).suffix:
        case ".docx":
            return _composed(finished, name) is not None and _printed(finished, name) is None
        case ".pdf":
            return not opens(data)
        case ".xlsx":
            return workbook(data) is None
        case ".ics":
            return not _events(data)
        case _:
            return False


def other_document(finished: Finished, name: str) -> str:
    """The title of the document of ours that stands under the name of another; empty when it is its own."""
    printed, composed = _printed(finished, name), _composed(finished, name)
    if printed is None or composed is None or printed.tree.slug in ("", composed.slug):
        return ""
    return printed.tree.title


def joined(finished: Finished, name: str) -> str:
    """The title of the annex that this file to deposit was made from; empty when it is none of them."""
    return next(
        (annex.value.title for key, annex in finished.dossier.inputs.annexes if name == deposited(finished, key)), ""
    )


def other_piece(finished: Finished, name: str) -> bool:
    """Whether a file in the place of an annex says something else than the pages that the packet holds of it."""
    return _held(finished, name) is False


# --- Word, workbooks, calendar -----------------------------------------------------------------


def _same_document(finished: Finished, name: str) -> bool:
    printed, composed = _printed(finished, name), _composed(finished, name)
    if printed is None or composed is None or unseen(finished.files[name], composed):
        return False
    return _said(printed.tree) == _said(composed)


def _said(document: Document) -> tuple[object, ...]:
    """What a document says, however it is set."""
    told = ((one.kind, one.text, one.notes, one.level) for one in passages(document) if one.kind not in _SILENT)
    return (document.header, document.footer, document.mark, *told)


def _printed(finished: Finished, name: str) -> Printed | None:
    return next((one for one in finished.written if name in (one.docx, one.pdf)), None)


def _composed(finished: Finished, name: str) -> Document | None:
    dossier = finished.dossier
    return next((one for one in (*dossier.documents, *dossier.aside) if name == f"{one.slug}.docx"), None)


def _events(data: bytes) -> bool:
    """Whether this calendar opens."""
    from generator.readers.ics_events import events

    try:
        return bool(events(data))
    except ValueError:
        return False


def _same_workbook(finished: Finished, name: str) -> bool:
    data = finished.files[name]
    if name == SHEET:
        agrees = workbook(data) is not None and not sheet_agrees(finished) and not formulas_kept(finished)
        return agrees and _cells(data) == _cells(price_sheet(finished.dossier))
    return name == _MATRIX and _cells(data) == _cells(matrix_sheet(finished))


def _cells(data: bytes) -> dict[tuple[str, int, int], str | Decimal]:
    """What each cell shows, by sheet, row and column; a number whatever its writing."""
    book = workbook(data)
    found: dict[tuple[str, int, int], str | Decimal] = {}
    for sheet in book.sheets if book else ():
        for (row, column), cell in sheet.cells.items():
            text = book.text(cell).strip() if book else ""
            try:
                said: str | Decimal = round(Decimal(text), _DECIMALS)
            except InvalidOperation:
                said = " ".join(text.split())
            if text:
                found[sheet.name, row, column] = said
    return found


# --- PDF -----------------------------------------------------------------------------------------


def _same_pdf(finished: Finished, name: str) -> bool:
    """The PDF of a document says its text, and has no blank page; an annex says what the packet holds of it."""
    data, printed = finished.files[name], _printed(finished, name)
    if not _sound(data) or not all(sheet.text.strip() for sheet in sheets(data)):
        return False
    if printed is not None:
        composed = _composed(finished, printed.docx)
        return composed is not None and not text_gap(composed, data)
    return bool(_held(finished, name))


def _sound(data: bytes) -> bool:
    """Whether every stream of this PDF unpacks: a page may lose its fonts and keep its text unnoticed."""
    import pikepdf

    if inflates_beyond(data, MAX_INFLATED):
        return False
    try:
        with hushed(), pikepdf.open(BytesIO(data)) as pdf:
            streams = (each for each in pdf.objects if isinstance(each, pikepdf.Stream))
            for stream in streams:
                if stream.get("/Filter") == "/FlateDecode":
                    zlib.decompress(stream.read_raw_bytes())
    except (pikepdf.PikepdfError, zlib.error, ValueError, TypeError, KeyError, RuntimeError):
        return False
    return True


def _held(finished: Finished, name: str) -> bool | None:
    """Whether the packet holds these very pages, under the title of the annex; None when nobody can tell: a scan."""
    data, title = finished.files.get(packet_name(finished), b""), joined(finished, name)
    own, bound = _letters(finished.files[name]), _bound(data, title)
    if not own or not bound:
        return None
    if len(own) != len(bound):
        return False
    if min(sum(map(len, own)), sum(map(len, bound))) < _LEAST * len(own):
        return None
    return all(mine in theirs for mine, theirs in zip(own, bound, strict=True))


def _bound(data: bytes, title: str) -> tuple[str, ...]:
    """The letters of each page that the packet holds of an annex, its divider left out; none when it is not there."""
    packet, letters = plan(data), _letters(data)
    starts = [(mark.title, mark.page) for mark in packet.marks if mark.level <= 1 and mark.page]
    for said, page in starts:
        if title and squeezed(said) == squeezed(french(title)):
            end = min((start for _, start in starts if start > page), default=packet.pages + 1)
            return letters[page : end - 1]
    return ()


def _letters(data: bytes) -> tuple[str, ...]:
    """The letters of each page."""
    return tuple(squeezed(sheet.text) for sheet in sheets(data))
