"""LibreOffice as an independent spreadsheet: it computes a workbook from which every cached result was taken."""

import subprocess
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from lxml import etree

from generator.foundation.files import unzipped, zipped
from generator.writers.grid_book import opened, place


def without_cached(data: bytes) -> bytes:
    """LibreOffice believes the values that a file carries: without them it has to compute."""
    parts, removed = unzipped(data), 0
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            root = etree.fromstring(parts[name])
            for cached in root.xpath("//*[local-name() = 'f']/../*[local-name() = 'v']"):
                cached.getparent().remove(cached)
                removed += 1
            parts[name] = etree.tostring(root)
    assert removed
    return zipped(parts)


def recalculated_cells(data: bytes, folder: Path, sheet: str, names: Sequence[str]) -> tuple[Decimal, ...]:
    """What LibreOffice computes in these cells, to the cent."""
    (folder / "grid.xlsx").write_bytes(without_cached(data))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", "out", "grid.xlsx"], cwd=folder, check=True, timeout=120, capture_output=True)
    book = opened((folder / "out" / "grid.xlsx").read_bytes())
    found = book.sheet(sheet)
    assert found
    return tuple(Decimal(book.text(found.cells[place(name)])).quantize(Decimal("0.01")) for name in names)
