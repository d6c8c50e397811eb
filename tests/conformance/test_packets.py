"""The packets of all shipped offers, with annexes of many makes: they conform, and every source is found again in them.

A packet is assembled from the composed offer, once; one test judges it, so that no other process makes it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest

from generator.build.binding import Attached, attached, binder
from generator.build.frozen_pages import foreign_pages
from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.compose.compose import stamped
from generator.compose.dossier import Dossier
from generator.packet.annexes import inspect
from generator.packet.assemble import assemble
from generator.packet.binder import AnnexFile, Binder, BinderSection, Packet
from generator.writers.pdf.compile import write
from tests.conformance import verapdf
from tests.documents import DAY, THEME, everything
from tests.packet import survival, ways
from tests.packet.foreign import annex, folder
from tests.packet.makes import Make, makes, missing

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = ("camsp", "creches", "departement", "relais", "vienne")
QUOTAS = {"reportlab": 3, "pikepdf": 5, "numériseur": 2, "Typst": 1, "LibreOffice": 1, "Chromium": 1}  # in a packet
needs_judge = pytest.mark.skipif(bool(verapdf.missing()), reason=f"paquets absents : {', '.join(verapdf.missing())}")


@dataclass(frozen=True)
class Source:
    """A file of another make, and what became of it when it was opened."""

    make: Make
    attached: Attached


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> dict[str, Source]:
    """Every make, opened as an annex."""
    made = makes(tmp_path_factory.mktemp("makes"))
    workspace = tmp_path_factory.mktemp("workspace")
    place = folder(workspace, {f"{number}.pdf": make.data for number, make in enumerate(made.values())})
    return {name: _source(name, number, make, place, workspace) for number, (name, make) in enumerate(made.items())}


def _source(name: str, number: int, make: Make, place: Path, workspace: Path) -> Source:
    pages = {"pages": f'"{", ".join(map(str, make.taken))}"'} if make.taken else {}
    record = annex(f"{number}.pdf", f"Pièce {name}", **pages)
    file, problems = inspect(record, place, workspace)
    assert file, problems
    assert all(any(reason in problem.message for problem in problems) for _, reason in file.redrawn), problems
    return Source(make, Attached(f"piece-{number}", record.value, file))


def chosen(sources: dict[str, Source], client: str) -> dict[str, Source]:
    """The makes of a client's packet: some of each program, others than in the packet before."""
    names: list[str] = []
    for program, quota in QUOTAS.items():
        row = [name for name, source in sources.items() if source.make.program == program]
        first = CLIENTS.index(client) * quota
        names += [row[(first + rank) % len(row)] for rank in range(quota) if row]
    return {name: sources[name] for name in names}


@cache
def composed(client: str) -> tuple[Dossier, tuple[Attached, ...]]:
    inputs, problems = read_inputs(ROOT, client)
    assert inputs, problems
    dossier, problems = dossier_of(inputs)
    assert dossier, problems
    return stamped(dossier, problems), attached(inputs, ROOT)[0]


def bound(client: str, more: Iterable[Source]) -> tuple[Binder, Packet]:
    dossier, own = composed(client)
    inputs = dossier.inputs
    made = binder(dossier, (*own, *(source.attached for source in more)), foreign_pages(dossier)[0])
    return made, assemble(made, inputs.theme.value, inputs.offer.value.date)


def test_programs_that_are_absent() -> None:
    if missing():
        pytest.skip(f"programmes absents, et leurs fichiers avec eux : {', '.join(missing())}")


def test_every_make_is_in_a_packet(sources) -> None:
    assert len(sources) >= 22
    assert {source.make.program for source in sources.values()} == set(QUOTAS) - set(missing())
    packets = [chosen(sources, client) for client in CLIENTS]
    assert all(len(held) >= 12 - len(missing()) for held in packets)
    assert set().union(*packets) == set(sources)


@needs_judge
@pytest.mark.parametrize("client", CLIENTS)
def test_a_packet_conforms_and_loses_nothing(sources, client) -> None:
    held = chosen(sources, client)
    made, packet = bound(client, held.values())
    assert verapdf.judged(packet.data) == {}
    with pikepdf.open(BytesIO(packet.data)) as pdf:
        assert pdf.check_pdf_syntax() == []  # what « qpdf --check » looks at
        assert_it_opens_well(pdf, made)
    reading = survival.read(packet.data)
    assert len(reading.words) == packet.pages
    assert_sources_survive(held, made, packet, reading)
    assert_entries_lead_there(client, packet, reading)


def assert_it_opens_well(pdf: pikepdf.Pdf, made: Binder) -> None:
    assert pdf.Root.PageMode == "/UseOutlines"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert (str(pdf.docinfo.Title), str(pdf.Root.Lang)) == (f"{made.title} – {made.client_line}", "fr-FR")
    assert [page.label for page in pdf.pages] == [str(number) for number in range(1, len(pdf.pages) + 1)]
    sections = pdf.open_outline().root
    assert [section.is_closed for section in sections] == [False, False]
    pieces = [piece for section in sections for piece in section.children]
    assert all(piece.is_closed for piece in pieces if piece.children)
    assert pdf.Root.Outlines.Count == len(sections) + len(pieces)
    assert sum(bool(piece.children) for piece in pieces) > 5  # the third level: headings, and others' bookmarks


def assert_sources_survive(held: Mapping[str, Source], made: Binder, packet: Packet, reading: survival.Reading) -> None:
    entries = [entry for section in made.sections for entry in section.entries]
    starts = dict(zip(map(id, entries), packet.starts, strict=True))
    painted = survival.Painted(packet.data)
    for name, source in held.items():
        start = starts[id(source.attached.file)]
        assert survival.lost(source.make, source.attached.file, start, reading) == [], name
        assert painted.astray(start) == [], name


def assert_entries_lead_there(client: str, packet: Packet, reading: survival.Reading) -> None:
    dossier, _ = composed(client)
    first, second = (page for level, _, page in reading.marks if level == 0)
    contents, divider = ways.ways(packet.data, range(2, first)), ways.ways(packet.data, (first, second))
    assert ways.unlisted(contents, packet, reading) == []
    assert len(divider) >= len(packet.starts)
    note = dossier.document("note")
    assert note is not None
    inside = next(start for start in packet.starts if start.title == note.title)
    own = ways.ways(packet.data, range(inside.first, inside.last + 1))
    assert ways.misleading((*contents, *divider, *own), reading) == []
    answered = [way for way in own if way.page in ways.matrix_pages(packet, reading, note.title)]
    count, lost = ways.unanswered(answered, dossier, reading)
    assert count > 10
    assert lost == []


def test_the_same_annexes_give_the_same_bytes(sources) -> None:
    files = tuple(source.attached.file for source in sources.values())
    assert small(files).data == small(files).data


def small(files: tuple[AnnexFile, ...]) -> Packet:
    """A packet of these files, and one document."""
    sections = (BinderSection("Candidature", files), BinderSection("Offre", (everything(),)))
    return assemble(Binder("Réponse", "", (), sections), THEME, DAY)


@needs_judge
def test_plain_append_loses_what_we_keep(sources) -> None:
    """The usual way, `append` of pypdf: what it does with the same pages."""
    held = [sources[name] for name in ("typst A3", "typst A5", "reportlab")]
    own = write(everything(), THEME, DAY).data
    packet = small(tuple(source.attached.file for source in held))
    plain, firsts = appended(own, *(source.make.data for source in held))
    with pikepdf.open(BytesIO(plain)) as theirs, pikepdf.open(BytesIO(packet.data)) as ours:
        kept = {"/StructTreeRoot", "/Lang", "/MarkInfo", "/Metadata", "/OutputIntents", "/PageLabels", "/PageMode"}
        assert kept & set(theirs.Root.keys()) == set()
        assert kept <= set(ours.Root.keys())
    assert set(verapdf.judged(plain)) == set(verapdf.PROFILES)
    assert verapdf.judged(packet.data) == {}
    theirs_read = survival.read(plain)
    assert theirs_read.links[firsts[2]] == (firsts[1],)  # « rdc » of the second plan leads to the first one
    assert {level for level, title, _ in theirs_read.marks if title == "Plan des locaux"} == {0}  # under no title
    reading = survival.read(packet.data)
    for source, start in zip(held, packet.starts, strict=False):
        assert survival.lost(source.make, source.attached.file, start, reading) == []


def appended(*files: bytes) -> tuple[bytes, list[int]]:
    """These files one after another, by pypdf, and the page that each begins at, from 1."""
    writer = pypdf.PdfWriter()
    firsts = []
    for data in files:
        firsts.append(len(writer.pages) + 1)
        writer.append(BytesIO(data))
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue(), firsts
