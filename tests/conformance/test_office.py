"""LibreOffice, as an independent reader, opens every Word file of the shipped offer and keeps its words and anchors."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import generator
from generator.compose.matrix import printed_rows
from generator.document.plain import plain
from generator.readers import docx

OFFICE = shutil.which("soffice")
TABLE = 4  # pages of the table of demands, at most


def converted(folder, kind: str, names: list[str]) -> dict[str, bytes]:
    """These files of `folder`, saved again by LibreOffice in a profile of its own, with our fonts and no other.

    Pages must not depend on the fonts of the machine: Carlito has the widths of Calibri, DejaVu would need more lines.
    """
    out = folder / "out"
    fonts = Path(generator.__file__).parent / "writers" / "fonts"
    config = folder / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>", "utf-8")
    profile = (folder / "profile").as_uri()
    own = f"-env:UserInstallation={profile}"
    command = [str(OFFICE), "--headless", own, "--convert-to", kind, "--outdir", str(out)]
    paths = [str(folder / name) for name in names]
    known = {**os.environ, "FONTCONFIG_FILE": str(config)}
    subprocess.run([*command, *paths], check=True, capture_output=True, timeout=180, env=known)
    return {path.stem: path.read_bytes() for path in out.iterdir()}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice absent")
def test_every_word_file_comes_back_with_its_anchors_and_words(finished, tmp_path):
    names = [printed.docx for printed in finished.printed]
    for name in names:
        (tmp_path / name).write_bytes(finished.files[name])
    saved = converted(tmp_path, "docx", names)
    assert len(saved) == len(names) == 7
    for printed in finished.printed:
        again, _ = docx.read(saved[printed.docx.removesuffix(".docx")])
        assert again is not None
        wanted = [part.anchor for part in printed.tree.parts]
        assert [part.anchor for part in again.parts] == wanted, printed.docx
        assert plain(again) == plain(printed.tree), printed.docx
        assert printed_rows(again) == printed_rows(printed.tree), printed.docx


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice absent")
def test_the_note_keeps_its_length_in_word_and_pdf(finished, tmp_path):
    """8 to 14 pages and the table of demands, in the PDF that we set and in Word as LibreOffice lays it out."""
    from io import BytesIO

    from pypdf import PdfReader

    (tmp_path / "note.docx").write_bytes(finished.files["note-methodologique.docx"])
    office = converted(tmp_path, "pdf", ["note.docx"])["note"]
    ours = next(printed.pdf_bytes for printed in finished.printed if printed.key == "note")
    for data in (office, ours):
        assert 8 <= len(PdfReader(BytesIO(data)).pages) - TABLE <= 14
