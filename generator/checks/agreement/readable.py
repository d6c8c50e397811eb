"""Can the files that no other family opens still be read: the spreadsheet of prices, the calendar?"""

from __future__ import annotations

from generator.checks.agreement.agenda import AGENDA
from generator.checks.agreement.spreadsheet import SHEET, workbook
from generator.checks.finished import Finished, Verdict


def files_open(finished: Finished) -> tuple[Verdict, ...]:
    """Each of them opens; one that is gone is told by the family of the packet."""
    from generator.readers.ics_events import events

    found = []
    sheet, agenda = finished.files.get(SHEET), finished.files.get(AGENDA)
    if sheet is not None and workbook(sheet) is None:
        found.append(SHEET)
    try:
        if agenda is not None:
            events(agenda)
    except ValueError:
        found.append(AGENDA)
    hint = "reconstruisez l'offre, sans enregistrer ce fichier dans un autre format"
    said = "ce fichier ne se lit plus : ses chiffres ne sont pas comparés"
    return tuple(Verdict(finished.place(name), said, hint) for name in found)
