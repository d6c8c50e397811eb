"""The makes are what they are said to be, and the comparison with a packet sees what is lost."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from generator.packet.annexes import inspect
from generator.packet.assemble import assemble
from generator.packet.binder import AnnexFile, Binder, BinderSection, LeafLink, Packet
from tests.documents import DAY, THEME, everything
from tests.packet import survival
from tests.packet.foreign import annex, folder, opened
from tests.packet.makes import PAINT, Make, by_hand, leaflet

LONG = 200


@pytest.fixture(scope="module")
def made() -> dict[str, Make]:
    return by_hand()


def file_of(place: Path, data: bytes) -> AnnexFile:
    file, problems = inspect(annex(), folder(place, {"piece.pdf": data}), place)
    assert file, problems
    return file


def bound(*files: AnnexFile) -> Packet:
    sections = (BinderSection("Candidature", files), BinderSection("Offre", (everything(),)))
    return assemble(Binder("Réponse", "", (), sections), THEME, DAY)


def lost(make: Make, file: AnnexFile, packet: Packet) -> list[str]:
    return survival.lost(make, file, packet.starts[0], survival.read(packet.data))


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("PDF 1.3", lambda pdf: pdf.pdf_version == "1.3"),
        ("PDF 2.0, object streams", lambda pdf: pdf.pdf_version == "2.0"),
        ("owner password", lambda pdf: pdf.is_encrypted and not pdf.allow.extract),
        ("cropped", lambda pdf: pdf.pages[0].cropbox != pdf.pages[0].mediabox),
        ("turned 90", lambda pdf: pdf.pages[0].obj.Rotate == 90),
        ("large units", lambda pdf: pdf.pages[0].obj.UserUnit == 2),
        ("layers", lambda pdf: len(pdf.Root.OCProperties.D.OFF) == 1),
        ("names", lambda pdf: "/Names" in pdf.Root and pdf.pages[0].obj.Annots[1].Dest == pikepdf.String("fin")),
        ("names of old", lambda pdf: "/Dests" in pdf.Root),
        ("typst A3", lambda pdf: "/StructTreeRoot" in pdf.Root and float(pdf.pages[0].mediabox[2]) > 1190),
        ("form", lambda pdf: len(pdf.Root.AcroForm.Fields) == 3),
        ("filled form", lambda pdf: str(pdf.Root.AcroForm.Fields[0].V) == "Valeur du champ"),
        ("fax", lambda pdf: [one.BitsPerComponent for one in pdf.pages[0].get_images().values()] == [1]),
        ("recognised", lambda pdf: b"3 Tr" in pdf.pages[0].Contents.read_bytes()),
        ("reportlab without fonts", lambda pdf: "/FontDescriptor" not in pdf.pages[0].Resources.Font.F1),
    ],
)
def test_a_make_has_what_it_is_for(made, name, seen) -> None:
    with opened(made[name].data) as pdf:
        assert seen(pdf)


def test_makes_are_the_same_each_time(made) -> None:
    again = by_hand()
    assert [name for name in made if made[name].data != again[name].data and name != "owner password"] == []


def test_the_comparison_sees_what_is_lost(made, tmp_path) -> None:
    make = made["reportlab"]
    file = file_of(tmp_path, make.data)
    packet = bound(file)
    assert lost(make, file, packet) == []
    assert [one.split()[0] for one in lost(replace(make, taken=(1, 2)), file, packet)] == ["3"]  # pages
    assert "words of page 1" in lost(replace(make, data=made["pages chosen"].data, taken=(1, 2, 3)), file, packet)[0]
    assert "pictures" in lost(replace(make, pictured=True), file, packet)[0]
    assert "readers see" in lost(replace(make, adds=("Autre",)), file, packet)[0]
    assert "nobody sees" in lost(replace(make, hides=("Attestation",)), file, packet)[-1]
    without = replace(file, links=file.links[1:], marks=file.marks[:2])
    assert [one.split()[0] for one in lost(make, without, bound(without))] == ["links", "bookmarks:"]


def test_the_picture_shows_a_link_that_went_astray(made, tmp_path) -> None:
    file = file_of(tmp_path, made["turned 90"].data)
    packet = bound(file)
    assert survival.Painted(packet.data).astray(packet.starts[0]) == []
    left, bottom, right, top = file.links[0].box
    moved = LeafLink(1, (left + 0.01, bottom, right + 0.01, top), "ailleurs", file.links[0].address)
    spoilt = bound(replace(file, links=(moved, *file.links[1:])))
    (first, second) = survival.Painted(spoilt.data).astray(spoilt.starts[0])
    assert "lies on paint for" in first
    assert "without a link" in second


def test_paint_is_seen_whole() -> None:
    picture = Image.new("RGB", (100, 100), "white")
    picture.paste(PAINT, (10, 10, 50, 30))
    assert survival.unpainted(picture, [(10, 10, 50, 30)]) == []
    assert len(survival.unpainted(picture, [(10, 10, 30, 30)])) == 1
    assert len(survival.unpainted(picture, [(40, 40, 60, 60)])) == 2


def test_two_hundred_pages_stay_two_hundred(tmp_path) -> None:
    make = Make(leaflet(LONG), "reportlab")
    file = file_of(tmp_path, make.data)
    packet = bound(file)
    assert packet.starts[0].last - packet.starts[0].first == LONG
    assert lost(make, file, packet) == []
    with pikepdf.open(BytesIO(packet.data)) as pdf:
        assert pdf.pages[packet.starts[0].last - 1].label == str(packet.starts[0].last)
    assert len(packet.data) < 1.1 * len(make.data) + len(bound().data)


def test_an_inner_link_leads_to_the_very_place(made, tmp_path) -> None:
    """The second page of the plan leads to the heading « Rez-de-chaussée », in the middle of the first."""
    packet = bound(file_of(tmp_path, made["typst A5"].data))
    with opened(packet.data) as pdf:
        (link,) = pdf.pages[packet.starts[0].first + 1].obj.Annots
        assert link.Dest[0].objgen == pdf.pages[packet.starts[0].first].objgen
        height = float(link.Dest[3])
    with pypdfium2.PdfDocument(packet.data) as pdf:
        words = pdf[packet.starts[0].first].get_textpage()
        said = words.get_text_bounded(0, height - 25, 595, height + 2)
        words.close()
    assert "Rez-de-chaussée" in said
    assert "Plan des locaux" not in said
