"""veraPDF, qpdf and poppler judge every PDF of the shipped offer."""

from __future__ import annotations

import shutil
import subprocess
from importlib import import_module

import pytest

from tests.packet import survival, ways

verapdf = import_module("tests.conformance.verapdf")


@pytest.mark.skipif(bool(verapdf.missing()), reason=f"veraPDF incomplet : {', '.join(verapdf.missing())}")
def test_verapdf_passes_every_document_apart(finished):
    """The packet is judged with annexes of many makes, in test_packets; the annexes are others' files."""
    names = [printed.pdf for printed in finished.printed]
    assert len(names) == 7
    broken = {name: verapdf.judged(finished.files[name]) for name in names}
    assert not any(broken.values()), broken


def test_the_links_of_a_document_apart_lead_where_they_say(finished):
    """Its contents and its matrix; other documents are files of their own, so that their titles lead nowhere."""
    note = next(printed for printed in finished.printed if printed.key == "note")
    reading = survival.read(note.pdf_bytes)
    found = ways.ways(note.pdf_bytes, range(1, len(reading.words) + 1))
    assert len(found) > 150
    assert ways.misleading(found, reading) == []
    assert {level for level, _, _ in reading.marks} == {0, 1, 2}


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf absent")
def test_qpdf_finds_the_packet_sound(finished, tmp_path):
    path = tmp_path / "packet.pdf"
    path.write_bytes(finished.files["dossier-vienne.pdf"])
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler absent")
def test_poppler_reads_every_page_and_font(finished, tmp_path):
    path = tmp_path / "packet.pdf"
    path.write_bytes(finished.files["dossier-vienne.pdf"])
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode("utf-8")
    pages = text.split("\f")[:-1]
    assert len(pages) >= 30
    for number, page in enumerate(pages[1:], 2):
        assert f"page {number} / {len(pages)}" in " ".join(page.replace("\u00a0", " ").replace("\u202f", " ").split())
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts), fonts  # « emb »: every font is embedded
