"""`offer review` of a note of more than 60 pages, as a whole process: reading, composing, comparing, telling.

The note is Vienne's with every common block in it, and some of them twice: a workspace made for this in a
temporary folder. `python -m benchmarks.reviews`.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.processes import measured
from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.document.tree import Document, Figure
from generator.foundation.files import unzipped, zipped
from generator.writers import docx
from generator.writers.pdf.compile import write as write_pdf
from generator.writers.raster import pictures

ROOT = Path(__file__).resolve().parent.parent
RUNS = 7
TWICE = 80  # blocks that stand twice
EDITS = (("six mois", "un an"), ("cinq métiers", "six métiers"), ("une scène", "une situation"))


def main() -> None:
    """Prints one line a figure."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = grown(Path(folder) / "workspace")
        file = Path(folder) / "retour.docx"
        pages, data = note(workspace)
        file.write_bytes(edited(data))
        command = (sys.executable, "-m", "generator", "review", "vienne", str(file), "-w", str(workspace))
        found = measured(command, RUNS, cwd=ROOT)
    name = f"offer review, note de {pages} pages"
    print(f"{name:32} {found.seconds:8.3f} s    ± {found.spread:.3f}   (promis : 1,00 s au plus)")


def grown(workspace: Path) -> Path:
    """Vienne's offer with every block."""
    shutil.copytree(ROOT / "boilerplate", workspace / "boilerplate")
    shutil.copytree(ROOT / "offers" / "vienne", workspace / "offers" / "vienne")
    own = workspace / "offers" / "vienne" / "blocks"
    names = []
    for number, path in enumerate(sorted((workspace / "boilerplate" / "blocks").rglob("*.md"))):
        names.append(path.stem)
        if number < TWICE:
            text = path.read_text(encoding="utf-8").replace(f"id: {path.stem}\n", f"id: {path.stem}-bis\n", 1)
            (own / f"{path.stem}-bis.md").write_text(text, encoding="utf-8")
            names.append(f"{path.stem}-bis")
    offer = workspace / "offers" / "vienne" / "offer.yaml"
    text = re.sub(r"^(include|exclude):.*\n", "", offer.read_text(encoding="utf-8"), flags=re.MULTILINE)
    offer.write_text(f"{text}include: [{', '.join(names)}]\n", encoding="utf-8")
    return workspace


def note(workspace: Path) -> tuple[int, bytes]:
    """Its pages, and its Word file."""
    inputs, problems = read_inputs(workspace, "vienne")
    assert inputs is not None, problems
    dossier, problems = dossier_of(inputs)
    assert dossier is not None, problems
    document = next(each for each in dossier.documents if each.key == "note")
    assert isinstance(document, Document)
    theme, day = inputs.theme.value, inputs.offer.value.date
    drawn = any(isinstance(node, Figure) for part in document.parts for node in part.nodes)
    return write_pdf(document, theme, day).pages, docx.write(
        document, theme, day, (), pictures((document,)) if drawn else {}
    )


def edited(data: bytes) -> bytes:
    """The file with a few words changed, as a person would."""
    parts = unzipped(data)
    text = parts["word/document.xml"].decode("utf-8")
    for old, new in EDITS:
        assert old in text, old
        text = text.replace(old, new, 1)
    return zipped({**parts, "word/document.xml": text.encode("utf-8")})


if __name__ == "__main__":
    main()
