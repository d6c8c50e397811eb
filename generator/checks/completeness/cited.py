"""Is every demand cited in the matrix of the note, with the page where it is answered?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.checks.agreement.printed_pages import squeezed
from generator.checks.completeness.printed import note
from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.compose.matrix import TITLE, MatrixLine, PrintedRow, holds_matrix, lines_of, printed_rows
from generator.document.tree import Heading
from generator.document.typography import french
from generator.readers.pdf import plan, sheets

_HINT: Final = "remettez la ligne dans Word, ou reconstruisez la note : « offer build »"
_MOST: Final = 5  # demands named in one finding


def cited(finished: Finished) -> tuple[Verdict, ...]:
    """Each answered demand has its row in the note, and each of its sections a page that leads to it."""
    there, composed = note(finished), finished.dossier.document("note")
    if there is None or composed is None or not holds_matrix(composed):
        return ()
    rows = printed_rows(there.tree)
    place = finished.place(there.docx)
    if not rows:
        said = f"la note n'a plus la table « {TITLE} »"
        return (Verdict(place, said, "remettez-la : l'évaluateur y trouve chaque réponse ; sinon « offer build »"),)
    lines = [line for line in lines_of(finished.dossier) if line.answers]
    return tuple(
        Verdict(place, message, _HINT, passage)
        for message, passage in (*_missing(lines, rows), *_pageless(lines, rows, there))
    )


def _missing(lines: list[MatrixLine], rows: tuple[PrintedRow, ...]) -> Iterator[tuple[str, Passage | None]]:
    """The demands that no row tells."""
    known = {squeezed(row.demand) for row in rows}
    gone = [line for line in lines if squeezed(french(line.demand)) not in known]
    if gone:
        yield f"la table des demandes ne cite plus {_named(gone)}", None


def _pageless(
    lines: list[MatrixLine], rows: tuple[PrintedRow, ...], there: Printed
) -> Iterator[tuple[str, Passage | None]]:
    """The answers whose row tells no page that Word counts, and those whose page leads to a passage that has gone."""
    told = {row: set[str]() for row in (squeezed(row.demand) for row in rows)}
    for row in rows:
        told[squeezed(row.demand)] |= set(row.targets)
    standing = {part.anchor for part in there.tree.parts if any(isinstance(node, Heading) for node in part.nodes)}
    typed: list[tuple[MatrixLine, str]] = []
    lost: list[tuple[MatrixLine, str]] = []
    for line in lines:
        own = told.get(squeezed(french(line.demand)))
        places = {answer.anchor: answer.section for answer in line.answers if answer.anchor} if own is not None else {}
        typed += [(line, section) for place, section in places.items() if place not in (own or ())]
        lost += [(line, section) for place, section in places.items() if place in (own or ()) and place not in standing]
    slug = there.docx.removesuffix(".docx")
    if typed:
        yield f"la table des demandes ne compte plus la page de {_sections(typed)}", _row_of(slug, typed)
    if lost:
        yield f"la table des demandes mène à une section que la note n'a plus : {_sections(lost)}", _row_of(slug, lost)


def _sections(found: list[tuple[MatrixLine, str]]) -> str:
    """The sections once each, with the demands that they answer."""
    demands: dict[str, list[str]] = {}
    for line, section in found:
        demands.setdefault(section, []).append(line.id)
    named = [f"« {section} » ({', '.join(ids)})" for section, ids in list(demands.items())[:_MOST]]
    return ", ".join(named) + ("…" if len(demands) > _MOST else "")


def _row_of(slug: str, found: list[tuple[MatrixLine, str]]) -> Passage:
    """The first row concerned, for a comment of Word."""
    return Passage(slug, french(found[0][0].demand))


def _named(lines: list[MatrixLine]) -> str:
    said = ", ".join(f"{line.id} (« {line.demand} »)" for line in lines[:_MOST])
    more = len(lines) - _MOST
    return said + (f" et {more} autres demandes" if more > 1 else " et une autre demande" if more == 1 else "")


# --- pages in the PDF --------------------------------------------------------------------------


def pages_right(finished: Finished) -> tuple[Verdict, ...]:
    """The page that the PDF of the note prints beside each section is the one where this section stands."""
    there = note(finished)
    if there is None or not there.pdf_bytes:
        return ()
    text = _matrix_text(there.pdf_bytes)
    wrong = []
    at = 0
    for line in finished.matrix if text else ():
        for answer in (one for one in line.answers if one.anchor and one.page):
            said = squeezed(french(answer.section))
            found = text.find(said, at)
            if found < 0:
                continue  # the words differ: the text gate tells
            at = found + len(said)
            if not text.startswith(str(answer.page), at):
                wrong.append(f"« {answer.section} » ({line.id}), page {answer.page}")
    if not wrong:
        return ()
    told = ", ".join(wrong[:_MOST]) + ("…" if len(wrong) > _MOST else "")
    message = f"la table des demandes de {there.pdf} ne dit pas la bonne page : {told}"
    return (Verdict(finished.place(there.pdf), message, "reconstruisez l'offre : « offer build »"),)


def _matrix_text(pdf: bytes) -> str:
    """The letters of the pages from the matrix on; none when the file has no such title, or can't be read."""
    title = squeezed(french(TITLE))
    first = next((mark.page for mark in plan(pdf).marks if squeezed(mark.title) == title and mark.page), None)
    return "".join(squeezed(sheet.text) for sheet in sheets(pdf)[first - 1 :]) if first else ""
