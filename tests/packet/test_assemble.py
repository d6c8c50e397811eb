"""The packet: one PDF whose numbers, contents, bookmarks and pages agree, annexes at their place."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from generator.checks.agreement.text_gate import text_gap
from generator.document.tree import Document, Heading, Link, Note, Paragraph, Part, Text
from generator.packet.annexes import inspect
from generator.packet.assemble import assemble
from generator.packet.binder import Binder, BinderSection, Packet
from tests.documents import DAY, THEME, everything, plain
from tests.packet.foreign import annex, embedded, folder, signed, turned, unembedded

ROOT = Path(__file__).resolve().parents[2]
ANNEXES = {
    "kbis.pdf": embedded(2),
    "sirene.pdf": unembedded(),
    "plan.pdf": embedded(1, 'paper: "a3", flipped: true'),
    "tourne.pdf": turned(embedded(), 90),
    "signe.pdf": signed(),
}


def form_document() -> Document:
    """A second document, with notes and headings of its own, that leads to the first."""
    nodes = (
        Heading(1, (Text("Identification"),), anchor="identification"),
        Paragraph((Text("Le candidat se présente seul"), Note((Text("Article de la source."),)), Text("."))),
        Paragraph((Text("Voir "), Link("#methode", (Text("la méthode"),)), Text("."))),
        Heading(2, (Text("Coordonnées"),)),
        plain("☒ Oui", "choice"),
    )
    return Document("dc1", "dc1", "DC1 – Lettre de candidature", mark="SPÉCIMEN", parts=(Part("_ao_000000009", nodes),))


def bound(place: Path, workspace: Path, mark: str = "SPÉCIMEN") -> Binder:
    files = [inspect(annex(name, f"Pièce {name[:-4]}"), place, workspace)[0] for name in ANNEXES]
    assert all(files)
    sections = (
        BinderSection("Candidature", (form_document(), *files)),
        BinderSection("Offre", (everything(), replace(everything(), key="cv", title="Curriculum vitæ", cover=()))),
    )
    return Binder(
        "Réponse à la consultation",
        "Analyse des pratiques",
        ("Candidat : Organisme Exemple",),
        sections,
        header="Organisme Exemple",
        footer="Consultation 2023-86",
        mark=mark,
        author="Organisme Exemple",
    )


@pytest.fixture(scope="module")
def packet(tmp_path_factory) -> Packet:
    workspace = tmp_path_factory.mktemp("workspace")
    return assemble(bound(folder(workspace, ANNEXES), workspace), THEME, DAY)


@pytest.fixture(scope="module")
def texts(packet) -> list[str]:
    """What each page says."""
    with pypdfium2.PdfDocument(packet.data) as pdf:
        found = []
        for page in pdf:
            words = page.get_textpage()
            found.append(words.get_text_range())
            words.close()
            page.close()
        return found


def bookmarks(data: bytes) -> list[tuple[int, str, int]]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [(mark.level, mark.get_title(), mark.get_dest().get_index() + 1) for mark in pdf.get_toc()]


def test_every_page_counts_itself(packet, texts) -> None:
    numbers = [re.findall(r"page (\d+) / (\d+)", text)[-1:] for text in texts]
    assert numbers[0] == []  # the title page bears no number
    assert numbers[1:] == [[(str(n), str(packet.pages))] for n in range(2, packet.pages + 1)]
    assert len(texts) == packet.pages


def test_starts_follow_the_binder(packet) -> None:
    titles = [start.title for start in packet.starts]
    assert titles == [
        "DC1 – Lettre de candidature",
        *(f"Pièce {name[:-4]}" for name in ANNEXES),
        "Note méthodologique",
        "Curriculum vitæ",
    ]
    assert packet.starts[0].first == 4  # title page, contents, divider
    firsts = {start.title: (start.first, start.last) for start in packet.starts}
    assert firsts["Pièce kbis"] == (5, 7)
    assert firsts["Pièce signe"] == (14, 14)
    assert packet.starts[-1].last == packet.pages
    for one, two in zip(packet.starts, packet.starts[1:], strict=False):
        assert two.first - one.last == (2 if two.title == "Note méthodologique" else 1)  # a divider before « Offre »


def test_each_document_says_the_same_as_alone(packet) -> None:
    documents = {"DC1 – Lettre de candidature": form_document(), "Note méthodologique": everything()}
    for start in packet.starts:
        if document := documents.get(start.title):
            assert text_gap(document, packet.data, start.first, start.last) == ()


def test_bookmarks_are_nested(packet) -> None:
    marks = bookmarks(packet.data)
    assert [title for level, title, _ in marks if level == 0] == ["Candidature", "Offre"]
    assert [title for level, title, _ in marks if level == 1] == [start.title for start in packet.starts]
    assert [page for level, _, page in marks if level == 1] == [start.first for start in packet.starts]
    held = [
        page
        for start in packet.starts
        if start.title.startswith("Pièce")
        for page in range(start.first, start.last + 1)
    ]
    inside = [title for level, title, page in marks if level == 2 and page not in held]
    assert inside == ["1 Identification", *(["1 Objectifs", "2 Méthode", "Annexe"] * 2)]  # each counts from 1


def test_contents_lead_to_the_right_pages(packet, texts) -> None:
    for start in packet.starts:
        aside = r"\s+\(jointe à part\)" if start.title == "Pièce signe" else ""
        assert re.search(rf"{re.escape(start.title)}{aside}\s+{start.first}\b", texts[1])
        assert start.title in texts[start.first - 1]
    with pikepdf.open(BytesIO(packet.data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        targets = [pages[_destination(pdf, link)[0].objgen] for link in pdf.pages[1].obj.Annots]
    assert set(targets) >= {start.first for start in packet.starts}


def _destination(pdf: pikepdf.Pdf, link) -> pikepdf.Array:
    found = link.A.D if "/A" in link else link.Dest
    names = dict(zip(*[iter(pdf.Root.Names.Dests.Names)] * 2, strict=True)) if isinstance(found, pikepdf.String) else {}
    return names[found] if names else found


def test_an_annex_stands_behind_its_divider(packet, texts) -> None:
    start = next(start for start in packet.starts if start.title == "Pièce kbis")
    assert "Titulaire" in texts[start.first - 1]
    assert "2 pages" in texts[start.first - 1]
    assert "Pièce page 1" in texts[start.first]
    assert "Pièce page 2" in texts[start.first + 1]


def test_a_wide_annex_turns_its_page(packet) -> None:
    wide = {"Pièce plan", "Pièce tourne"}
    with pikepdf.open(BytesIO(packet.data)) as pdf:
        for start in packet.starts[1:-2]:
            for page in pdf.pages[start.first : start.last]:
                assert (page.mediabox[2] > page.mediabox[3]) == (start.title in wide)


def test_foreign_pages_are_tagged_with_words(packet) -> None:
    with pikepdf.open(BytesIO(packet.data)) as pdf:
        alternatives = [str(element.Alt) for element in _elements(pdf.Root.StructTreeRoot) if "/Alt" in element]
    assert "Pièce kbis, page 2 sur 2 : reproduction du document d’origine" in alternatives
    assert len([alt for alt in alternatives if "reproduction" in alt]) == 5


def _elements(element):
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _elements(kid)


def test_a_link_leads_to_another_document_of_the_packet(packet) -> None:
    method = next(page for level, title, page in bookmarks(packet.data) if title == "2 Méthode")
    with pikepdf.open(BytesIO(packet.data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        links = [one for one in pdf.pages[3].obj.Annots if one.Subtype == "/Link"]
        assert method in {pages[_destination(pdf, one)[0].objgen] for one in links}


def test_title_language_and_mark(packet, texts) -> None:
    with pikepdf.open(BytesIO(packet.data)) as pdf:
        assert str(pdf.Root.Lang) == "fr-FR"
        assert str(pdf.docinfo.Title) == "Réponse à la consultation – Analyse des pratiques"
        assert str(pdf.docinfo.Author) == "Organisme Exemple"
    assert all("SPÉCIMEN" in text for text in texts)


def test_without_mark_no_page_bears_one(tmp_path) -> None:
    made = assemble(bound(folder(tmp_path, ANNEXES), tmp_path, mark=""), THEME, DAY)
    with pypdfium2.PdfDocument(made.data) as pdf:
        page = pdf[1]
        assert "SPÉCIMEN" not in page.get_textpage().get_text_range()


def test_losses_of_the_documents_are_told(packet) -> None:
    assert "W731" in {problem.code for problem in packet.diagnostics}  # everything() holds a figure without data


def test_an_empty_packet_is_made(tmp_path) -> None:
    made = assemble(Binder("Titre", "", (), (BinderSection("Candidature", ()),)), THEME, DAY)
    assert made.pages == 3
    assert made.starts == ()


PROGRAM = """
import sys
from hashlib import sha256
from pathlib import Path
from generator.packet.assemble import assemble
from tests.documents import DAY, THEME
from tests.packet.test_assemble import ANNEXES, bound
from tests.packet.foreign import folder
workspace = Path(sys.argv[1])
print(sha256(assemble(bound(folder(workspace, ANNEXES), workspace), THEME, DAY).data).hexdigest())
"""


def test_the_same_bytes_whatever_the_machine_says(packet, tmp_path) -> None:
    here = hashlib.sha256(packet.data).hexdigest()
    for number, (seed, zone, locale) in enumerate([("1", "Pacific/Auckland", "C"), ("77", "UTC", "fr_FR.UTF-8")]):
        place = tmp_path / str(number)
        place.mkdir()
        said = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        command = [sys.executable, "-c", PROGRAM, str(place)]
        done = subprocess.run(
            command, env=os.environ | said, capture_output=True, encoding="utf-8", cwd=ROOT, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip() == here
