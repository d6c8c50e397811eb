"""The usual chain, for comparison: docxtpl fills Word files, LibreOffice converts them, pypdf joins them.

It does the same work on the same documents: our own .docx of one offer serve as its templates, so both
chains give the same pages; the spreadsheet and the calendar are not even counted.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path


def main(source: Path, target: Path) -> None:
    """Fills, converts and joins every .docx of `source` into `target`."""
    from docxtpl import DocxTemplate
    from pypdf import PdfWriter

    target.mkdir(parents=True, exist_ok=True)
    filled = []
    for path in sorted(source.glob("*.docx")):
        template = DocxTemplate(path)
        template.render({"client": "vienne"}, autoescape=True)
        filled.append(target / path.name)
        template.save(filled[-1])
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit(3)
    profile = (target / "profile").as_uri()
    command = [
        office,
        "--headless",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        "pdf",
        "--outdir",
        str(target),
        *map(str, filled),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    packet = PdfWriter()
    for path in filled:
        packet.append(path.with_suffix(".pdf"))
    packet.write(target / "packet.pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
