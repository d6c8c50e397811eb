"""The workbooks that the offer writes, made from its data: at the build, and to judge one that was saved again."""

from __future__ import annotations

from generator.brief.designation import designation
from generator.checks.finished import Finished
from generator.compose.dossier import Dossier
from generator.document.typography import french
from generator.foundation import days


def price_sheet(dossier: Dossier) -> bytes:
    """`fiche-financiere.xlsx`: the quote with its formulas."""
    from generator.writers import xlsx

    inputs = dossier.inputs
    brief, candidate, day = inputs.brief.value, inputs.candidate.value, inputs.offer.value.date
    heading = (candidate.name, brief.title, designation(brief.buyer), f"Offre du {days.long(day)}")
    told = tuple(map(french, heading))
    return xlsx.write(dossier.quote, "Fiche financière", told, inputs.theme.value, day, dossier.mark)


def matrix_sheet(finished: Finished) -> bytes:
    """`matrice-conformite.xlsx`: one row an answer, to filter and to print, each leading to its page."""
    from generator.writers import xlsx_matrix

    inputs = finished.dossier.inputs
    brief, offer, candidate = inputs.brief.value, inputs.offer.value, inputs.candidate.value
    files = {one.docx.removesuffix(".docx"): one.pdf for one in finished.printed}
    sheet = xlsx_matrix.Sheet(
        brief.title, candidate.name, inputs.client, finished.dossier.mark, offer.date, inputs.theme.value
    )
    return xlsx_matrix.write(finished.matrix, sheet, files)
