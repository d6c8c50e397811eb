"""Can the files that no other family opens still be read: the spreadsheets, the calendar?"""

from __future__ import annotations

from typing import Final

from generator.checks.agreement.agenda import AGENDA
from generator.checks.agreement.spreadsheet import SHEET, workbook
from generator.checks.finished import Finished, Verdict
from generator.foundation.files import sha256

_MATRIX: Final = "matrice-conformite.xlsx"


def files_open(finished: Finished) -> tuple[Verdict, ...]:
    """Each of them opens; one that is gone is told by the family of the packet."""
    from generator.readers.ics_events import events

    found = []
    agenda = finished.files.get(AGENDA)
    for name in (SHEET, _MATRIX):
        data = finished.files.get(name)
        if data is not None and _suspect(finished, name, data) and workbook(data) is None:
            found.append(name)
    try:
        if agenda is not None:
            events(agenda)
    except ValueError:
        found.append(AGENDA)
    hint = "reconstruisez l'offre avec « --force », et ne l'enregistrez pas dans un autre format"
    said = "ce fichier ne se lit plus : ses chiffres ne sont pas comparés"
    return tuple(Verdict(finished.place(name), said, hint) for name in found)


def _suspect(finished: Finished, name: str, data: bytes) -> bool:
    """Whether these may not be the bytes that the build wrote; the sheet of prices is opened by other checks anyway."""
    return name == SHEET or finished.recorded.get(name, "") not in ("", sha256(data))
