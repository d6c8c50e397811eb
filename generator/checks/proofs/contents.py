"""Does the PDF of a proof say what its record says? Only where it holds text: a scan says nothing to a machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from generator.checks.finished import Finished, Verdict
from generator.checks.packet.binding import deposited
from generator.checks.proofs.holders import Holder, holders, owner
from generator.checks.proofs.moments import moments
from generator.foundation import days
from generator.foundation.files import sha256
from generator.foundation.record import Loaded
from generator.library.annex import Annex
from generator.readers.pdf import page_count, sheets

_PAGES: Final = 4  # a proof says who and when on its first pages; a contract may have eighty
_LETTERS: Final = 60  # fewer are a stamp on a scan
_SIREN: Final = re.compile(r"(?<!\d)(\d{3} ?\d{3} ?\d{3})(?: ?\d{5})?(?!\d)")
_NUMERIC: Final = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_WRITTEN: Final = re.compile(rf"(?<!\d)(\d{{1,2}})(?:er)? ({'|'.join(days.MONTHS)}) (\d{{4}})", re.IGNORECASE)


def proofs_read(finished: Finished) -> tuple[Verdict, ...]:
    """The PDF of each proof names the company and the dates of its record: one finding for each PDF."""
    among = holders(finished)
    return tuple(
        verdict
        for key, annex in finished.dossier.inputs.annexes
        if (text := _text(key, finished)) and len(text) >= _LETTERS
        for verdict in (*_company(annex, text, among), *_dates(annex, text, finished))[:1]
    )


def _text(key: str, finished: Finished) -> str:
    """The first pages of a proof as one line of text; nothing when it holds none, or can't be opened.

    Nor when somebody put another file in its place since the build: that file is told, not its record.
    """
    path = deposited(finished, key)
    data = finished.files.get(path, b"")
    if path and finished.recorded.get(path) not in (None, sha256(data)):
        return ""
    read = sheets(data) if page_count(data) <= _PAGES else sheets(data, _PAGES)
    return " ".join(" ".join(sheet.text for sheet in read).split())


def _company(annex: Loaded[Annex], text: str, among: tuple[Holder, ...]) -> Iterator[Verdict]:
    """The PDF shows companies' numbers, and none is the holder's."""
    from stdnum.fr import siren

    shown = [number for match in _SIREN.finditer(text) if siren.is_valid(number := match[1].replace(" ", ""))]
    whose = owner(annex.value, among)
    if whose and shown and whose.siren not in shown and annex.value.kind not in ("autre", "diplome"):
        said = f"« {annex.value.title} » : le PDF porte le SIREN {shown[0]}, non celui de {whose.name} ({whose.siren})"
        yield Verdict(annex.span("file"), said, "vérifiez que c'est la bonne pièce")


def _dates(annex: Loaded[Annex], text: str, finished: Finished) -> Iterator[Verdict]:
    """The PDF shows dates, and not those that the record gives; of one that has ended, C816 tells the end."""
    value, shown = annex.value, frozenset(_days(text))
    ended = value.until is not None and value.until < moments(finished).deadline
    told = {"issued": value.issued, "from": value.start, "until": None if ended else value.until}
    absent = {field: day for field, day in told.items() if day and shown and day not in shown}
    if absent:
        which = "cette date" if len(absent) == 1 else "ces dates"
        listed = " et ".join(f"le {days.long(day)}" for day in dict.fromkeys(absent.values()))
        said = f"« {value.title} » : la fiche dit {listed}, le PDF ne dit pas {which} ({_listed(shown)})"
        yield Verdict(annex.span(next(iter(absent))), said, "corrigez la fiche, ou joignez le bon PDF")


def _listed(shown: frozenset[date]) -> str:
    told = [days.short(day) for day in sorted(shown)]
    return ", ".join(told[:4]) + (", …" if len(told) > 4 else "")


def _days(text: str) -> Iterator[date]:
    numbers = [(int(y), int(m), int(d)) for d, m, y in _NUMERIC.findall(text)]
    numbers += [(int(y), days.MONTHS.index(m.lower()) + 1, int(d)) for d, m, y in _WRITTEN.findall(text)]
    for year, month, day in numbers:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
