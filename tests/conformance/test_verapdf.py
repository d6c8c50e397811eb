"""veraPDF agrees: what we write is PDF/UA-1 and PDF/A-2a, with the annexes of others inside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.document.tree import Document, Part, Table
from generator.packet.annexes import inspect
from generator.packet.assemble import assemble
from generator.packet.binder import AnnexFile, Binder, BinderSection
from generator.writers.pdf.compile import write
from tests.conformance import verapdf
from tests.documents import DAY, THEME
from tests.packet.foreign import active, annex, embedded, filled, folder, pictured, signed, turned, unembedded
from tests.packet.test_cleaning import KEPT, PICTURED
from tests.writers.test_pdf import ODD_NODES, ODD_TABLES, small, whole

pytestmark = pytest.mark.skipif(bool(verapdf.missing()), reason=f"paquets absents : {', '.join(verapdf.missing())}")

FOREIGN = {
    "embedded": embedded(2),
    "not embedded": unembedded(2),
    "turned": turned(embedded(), 90),
    "turned picture": turned(unembedded(), 270),
    "landscape": embedded(1, 'paper: "a4", flipped: true'),
    "A3": embedded(1, 'paper: "a3"'),
    "filled form": filled(),
    "active": active(),
    "signed": signed(),
    "image": pictured(Interpolate=True),
    **{f"kept, {name}": data for name, data in KEPT.items()},
    **{f"pictured, {name}": data for name, (data, _) in PICTURED.items() if name != "broken off"},  # refused, as a loss
}


def annexes(tmp_path, files: dict[str, bytes]) -> tuple[AnnexFile, ...]:
    names = {f"{number}.pdf": data for number, data in enumerate(files.values())}
    place = folder(tmp_path, names)
    found = [inspect(annex(name, f"Pièce {name}"), place, tmp_path)[0] for name in names]
    return tuple(file for file in found if file)


def bound(*entries: Document | AnnexFile) -> bytes:
    sections = (BinderSection("Candidature", entries), BinderSection("Offre", (whole(),)))
    return assemble(Binder("Réponse", "Client", ("Ligne",), sections, mark="SPÉCIMEN"), THEME, DAY).data


def test_the_judge_is_awake() -> None:
    found = verapdf.judged(unembedded())
    assert set(found) == {"ua1", "2a"}
    alone = {flavour: verapdf.failures(unembedded(), flavour) for flavour in verapdf.PROFILES}
    assert {flavour: set(told) for flavour, told in alone.items()} == {key: set(told) for key, told in found.items()}


def test_a_document_conforms() -> None:
    assert verapdf.judged(write(whole(), THEME, DAY).data) == {}


def test_odd_trees_conform() -> None:
    tables = tuple(Table(*parts) for parts in ODD_TABLES.values())
    held = (*tables, *(node for nodes in ODD_NODES.values() for node in nodes))
    assert verapdf.judged(write(small(*held), THEME, DAY).data) == {}


def test_a_packet_with_annexes_of_every_kind_conforms(tmp_path) -> None:
    files = annexes(tmp_path, FOREIGN)
    assert len(files) == len(FOREIGN)
    assert verapdf.judged(bound(replace(whole(), key="dc1", cover=()), *files)) == {}


def test_an_empty_document_conforms() -> None:
    assert verapdf.judged(write(Document("n", "n", "Titre", parts=(Part("", ()),)), THEME, DAY).data) == {}
