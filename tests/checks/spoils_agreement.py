"""What cases of the family « agreement » do: a block, the plan or a file that says something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

from generator.checks.finished import Finished, Printed
from generator.document.plain import plain
from generator.document.tree import Document, Paragraph, Part, Text
from generator.foundation.files import unzipped, zipped
from tests.workspaces import ROOT


def _composed(finished: Finished, slug: str, words: str) -> Finished:
    """A paragraph more in the text that the offer composes, and in the file: a block wrote it."""
    more = Part("", (Paragraph((Text(words),)),))

    def longer(document: Document) -> Document:
        return replace(document, parts=(*document.parts, more)) if document.slug == slug else document

    def printed(one: Printed) -> Printed:
        tree = longer(one.tree) if one.docx == f"{slug}.docx" else one.tree
        return replace(one, tree=tree, words=plain(tree))

    dossier = finished.dossier
    dossier = replace(
        dossier, candidature=tuple(map(longer, dossier.candidature)), offre=tuple(map(longer, dossier.offre))
    )
    return replace(finished, dossier=dossier, printed=tuple(map(printed, finished.printed)))


def block_says_another_day(finished: Finished) -> Finished:
    """A block holds the day that would take the place of the first session's."""
    return _composed(finished, "note-methodologique", "La première séance a lieu le jeudi 19 octobre 2023.")


def block_says_twelve(finished: Finished) -> Finished:
    """A block holds the size of another client's group."""
    return _composed(finished, "note-methodologique", "Le groupe réunit 12 participants.")


def block_says_six_sessions(finished: Finished) -> Finished:
    """A block holds another client's number of sessions."""
    return _composed(finished, "note-methodologique", "Nous animons six séances par an.")


def block_names_another(finished: Finished) -> Finished:
    """A block names somebody who is not of this offer."""
    return _composed(finished, "note-methodologique", "Chaque séance est animée par Inès Modèle.")


def block_gives_an_address(finished: Finished) -> Finished:
    """A block gives an e-mail of the company that its file has no field for."""
    return _composed(finished, "note-methodologique", "Écrivez à handicap@organisme-exemple.example.")


def session_moved(finished: Finished) -> Finished:
    """The second session a fortnight later, after the documents were printed."""
    schedule = finished.dossier.schedule
    second = schedule.sessions[1]
    moved = replace(second, day=second.day + timedelta(days=7))
    events = tuple(moved if event is second else event for event in schedule.events)
    return replace(finished, dossier=replace(finished.dossier, schedule=replace(schedule, events=events)))


def siret_of_the_other(finished: Finished) -> Finished:
    """The first partner's SIRET printed in our DC2 instead of ours."""
    from tests.checks.cases import retold, with_document

    inputs = finished.dossier.inputs
    ours, theirs = (_spaced(one.siret) for one in (inputs.candidate.value, inputs.partners[0][1].value))
    return with_document(finished, "dc2", lambda tree: retold(tree, ours, theirs))


def _spaced(siret: str) -> str:
    return f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}"


# --- other files -------------------------------------------------------------------------------

SHEET, AGENDA = "fiche-financiere.xlsx", "planning-previsionnel.ics"


def _file(finished: Finished, name: str, change: Callable[[bytes], bytes]) -> Finished:
    data = change(finished.files[name])
    assert data != finished.files[name], f"nothing changed in {name}"
    return replace(finished, files={**finished.files, name: data})


def _typed(cell: str, value: str) -> Callable[[Finished], Finished]:
    """A number typed in a cell of the spreadsheet, over its formula too."""

    def change(data: bytes) -> bytes:
        parts = unzipped(data)
        name = "xl/worksheets/sheet1.xml"
        wanted = re.compile(rf'(<c r="{cell}"[^>]*>)(?:<f>[^<]*</f>)?<v>[^<]*</v>')
        text, count = wanted.subn(rf"\g<1><v>{value}</v>", parts[name].decode("utf-8"))
        assert count == 1, f"no cell {cell}"
        return zipped({**parts, name: text.encode("utf-8")})

    return lambda finished: _file(finished, SHEET, change)


def _part(name: str, old: str, new: str) -> Callable[[Finished], Finished]:
    """Words replaced in a part of the spreadsheet."""

    def change(data: bytes) -> bytes:
        parts = unzipped(data)
        assert old in parts[name].decode("utf-8"), f"no « {old} »"
        return zipped({**parts, name: parts[name].decode("utf-8").replace(old, new, 1).encode("utf-8")})

    return lambda finished: _file(finished, SHEET, change)


def _agenda(old: str, new: str) -> Callable[[Finished], Finished]:
    return lambda finished: _file(finished, AGENDA, lambda data: data.replace(old.encode(), new.encode(), 1))


six_sessions_in_sheet = _typed("B10", "6")
price_in_sheet = _typed("D10", "595")
total_typed_otherwise = _typed("E22", "4900")
total_typed_as_it_was = _typed("E22", "4888.56")
formula_lowered = _part("xl/worksheets/sheet1.xml", "<f>ROUND(B10*D10,2)</f>", "<f>ROUND(B10*D10*0.9,2)</f>")
sheet_of_another_day = _part("xl/sharedStrings.xml", "juin 2023", "juillet 2023")
line_renamed = _part("xl/sharedStrings.xml", "Supports remis aux participants", "Supports")
session_on_friday = _agenda("DTSTART;TZID=Europe/Paris:20231012T090000", "DTSTART;TZID=Europe/Paris:20231013T090000")
session_at_half_past = _agenda("DTSTART;TZID=Europe/Paris:20231207T090000", "DTSTART;TZID=Europe/Paris:20231207T093000")
session_ends_early = _agenda("DTEND;TZID=Europe/Paris:20231207T123000", "DTEND;TZID=Europe/Paris:20231207T120000")
session_in_world_time = _agenda("DTSTART;TZID=Europe/Paris:20231012T090000", "DTSTART:20231012T070000Z")
meeting_cancelled = _agenda("STATUS:TENTATIVE", "STATUS:CANCELLED")
session_elsewhere = _agenda("LOCATION:Poitiers", "LOCATION:Niort")


def event_added(finished: Finished) -> Finished:
    """One more event, typed in an agenda program."""
    more = b"BEGIN:VEVENT\r\nUID:autre\r\nDTSTART:20240301T080000Z\r\nSUMMARY:Autre\r\nEND:VEVENT\r\nEND:VCALENDAR"
    return _file(finished, AGENDA, lambda data: data.replace(b"END:VCALENDAR", more))


def untitled_event_added(finished: Finished) -> Finished:
    """One more event, without a title."""
    more = b"BEGIN:VEVENT\r\nUID:autre\r\nDTSTART:20240301T080000Z\r\nEND:VEVENT\r\nEND:VCALENDAR"
    return _file(finished, AGENDA, lambda data: data.replace(b"END:VCALENDAR", more))


def with_buyer_workbook(finished: Finished) -> Finished:
    """The buyer's workbook, filled, among the files."""
    from generator.build.binding import naming_of
    from generator.build.grids import deposited, filled_grids

    inputs = finished.dossier.inputs
    grids, problems = filled_grids(ROOT, inputs.client, inputs.brief, inputs.offer, finished.dossier.quote)
    assert grids
    assert not problems
    return replace(finished, files={**finished.files, **deposited(grids, finished.files, naming_of(inputs))})


def buyer_price_changed(finished: Finished) -> Finished:
    """The unit price of a session typed anew in the workbook."""
    finished = with_buyer_workbook(finished)
    price = f"{finished.dossier.quote.lots[0].line('session').price:f}"

    def change(data: bytes) -> bytes:
        parts = unzipped(data)
        shown = f"<v>{price}</v>".encode()
        name = next(name for name in sorted(parts) if name.startswith("xl/worksheets/") and shown in parts[name])
        return zipped({**parts, name: parts[name].replace(shown, b"<v>1.5</v>", 1)})

    return _file(finished, "bpu-dqe.xlsx", change)


def buyer_workbook_cut(finished: Finished) -> Finished:
    """The end of the workbook to deposit is lost."""
    finished = with_buyer_workbook(finished)
    name = next(name for name in finished.files if name.startswith("depot/") and name.endswith(".xlsx"))
    return _file(finished, name, lambda data: data[: len(data) // 2])


def agenda_cut(finished: Finished) -> Finished:
    """The end of the calendar is lost."""
    return _file(finished, AGENDA, lambda data: data[: len(data) // 2])


def sheet_cut(finished: Finished) -> Finished:
    """The end of the spreadsheet is lost."""
    return _file(finished, SHEET, lambda data: data[: len(data) // 2])


def page_of_packet_lost(finished: Finished) -> Finished:
    """The second page of the note taken out of the one PDF."""
    return _file(finished, "dossier-vienne.pdf", lambda data: _without_page(data, "Note méthodologique"))


def _without_page(data: bytes, title: str) -> bytes:
    import pikepdf
    import pypdfium2

    with pypdfium2.PdfDocument(data) as read:
        first = next(mark.get_dest().get_index() for mark in read.get_toc() if mark.get_title() == title)
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.pages[first + 1]
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
