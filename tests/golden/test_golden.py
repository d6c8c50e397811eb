"""What the shipped offer gives, compared with what was accepted; `make golden` accepts a change, once read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.golden.dumps import docx_dump, pdf_dump, tree_dump, xlsx_dump

HERE = Path(__file__).parent / "vienne"
ACCEPT = os.environ.get("OFFER_ACCEPT_GOLDEN") == "1"
WHOLE = "fiche-financiere"  # the Word file that is kept in full: short, with tables, callouts and lists


def compare(name: str, text: str) -> None:
    """Fails with a readable difference, or accepts it when asked."""
    path = HERE / name
    if ACCEPT:
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.exists(), f"{name} was never accepted: run « make golden »"
    assert text == path.read_text(encoding="utf-8"), f"{name} changed: read it, then « make golden »"


def test_trees(dossier):
    for document in dossier.documents:
        compare(f"{document.slug}.tree.txt", tree_dump(document))


def test_word_files(finished):
    for printed in finished.printed:
        slug = printed.docx.removesuffix(".docx")
        compare(f"{printed.docx}.txt", docx_dump(finished.files[printed.docx], slug == WHOLE))


def test_spreadsheet(finished):
    compare("fiche-financiere.xlsx.txt", xlsx_dump(finished.files["fiche-financiere.xlsx"]))


def test_matrix(finished):
    compare("matrice-conformite.xlsx.txt", xlsx_dump(finished.files["matrice-conformite.xlsx"]))


def test_calendar(finished):
    text = finished.files["planning-previsionnel.ics"].decode("utf-8")
    compare("planning-previsionnel.ics.txt", text.replace("\r\n", "\n"))


def test_packet(finished):
    compare("dossier-vienne.pdf.txt", pdf_dump(finished.files["dossier-vienne.pdf"]))


def test_every_golden_file_is_compared(dossier):
    if ACCEPT:
        pytest.skip("accepting")
    wanted = {f"{d.slug}.tree.txt" for d in dossier.documents} | {f"{d.slug}.docx.txt" for d in dossier.documents}
    wanted |= {"fiche-financiere.xlsx.txt", "matrice-conformite.xlsx.txt"}
    wanted |= {"planning-previsionnel.ics.txt", "dossier-vienne.pdf.txt"}
    assert {path.name for path in HERE.iterdir()} == wanted
