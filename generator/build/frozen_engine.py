"""LibreOffice, for a file whose own layout must be kept: found by itself, run unseen, in a profile of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from generator.foundation.diagnostic import Rejected, error

EXIT_MISSING: Final = 3
_SECONDS: Final = 180
_OPTIONS: Final = {  # PDF/A-2b, tagged, without comments. LibreOffice 7.4 claims PDF/UA wrongly: it is not asked to.
    "SelectPdfVersion": ("long", "2"),
    "UseTaggedPDF": ("boolean", "true"),
    "ExportNotes": ("boolean", "false"),
    "ExportBookmarks": ("boolean", "true"),
}
_FONTS: Final = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{ours}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def program() -> str | None:
    """The path of LibreOffice: on the PATH, else where its installers put it."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    return next((str(path) for path in _usual() if path.is_file()), None)


def _usual() -> Iterator[Path]:
    if sys.platform == "darwin":
        for root in (Path("/Applications"), Path.home() / "Applications"):
            yield root / "LibreOffice.app" / "Contents" / "MacOS" / "soffice"
    elif sys.platform == "win32":
        for name in ("ProgramFiles", "ProgramFiles(x86)"):
            if folder := os.environ.get(name):
                yield Path(folder) / "LibreOffice" / "program" / "soffice.com"
    else:
        yield from (Path("/opt/libreoffice/program/soffice"), Path("/snap/bin/libreoffice"))


def laid_out(data: bytes) -> bytes:
    """The PDF that LibreOffice makes of this .docx; raises Rejected when it is missing or fails.

    Two runs may give other bytes: whoever needs the same ones keeps them.
    """
    soffice = program()
    if soffice is None:
        hint = "installez LibreOffice (libreoffice.org), ou retirez « --engine libreoffice »"
        raise Rejected([error("R163", None, "LibreOffice est introuvable sur cet ordinateur", hint)], EXIT_MISSING)
    with tempfile.TemporaryDirectory() as folder:
        return _run(soffice, data, Path(folder))


def _run(soffice: str, data: bytes, folder: Path) -> bytes:
    source, made = folder / "document.docx", folder / "out" / "document.pdf"
    source.write_bytes(data)
    options = json.dumps({name: {"type": kind, "value": value} for name, (kind, value) in _OPTIONS.items()})
    command = [
        soffice,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck"),
        *("--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", str(made.parent), str(source)),
    ]
    try:
        environment = _environment(folder)
        subprocess.run(command, cwd=folder, env=environment, check=False, timeout=_SECONDS, capture_output=True)
        return made.read_bytes()
    except subprocess.TimeoutExpired:
        why = f"n'a pas répondu en {_SECONDS} secondes"
    except OSError:
        why = "n'a pas pu mettre ce fichier en page"
    hint = "ouvrez le fichier dans LibreOffice pour voir ce qui le gêne, ou retirez « --engine libreoffice »"
    raise Rejected([error("R163", None, f"LibreOffice {why}", hint)], EXIT_MISSING)


def _environment(folder: Path) -> dict[str, str]:
    """Ours, with our fonts for fontconfig: where nobody has Calibri, its metric twin keeps lines and pages."""
    from generator.writers.pdf.glyphs import FONTS

    settings = folder / "fonts.conf"
    settings.write_text(_FONTS.format(ours=escape(str(FONTS)), cache=escape(str(folder / "fonts"))), encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(settings)}
