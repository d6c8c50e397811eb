"""Two versions of 60 pages compared in Word: our redline, and that of python-redlines on the same files.

`python -m benchmarks.redlines [PYTHON]`: PYTHON is an interpreter that has `python-redlines[docxodus]`, else this one.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from generator.build.clients import clients
from generator.build.inputs import read_inputs
from generator.build.memory import collect_rarely
from generator.build.pipeline import dossier_of
from generator.document.plain import plain
from generator.document.tree import Document, Heading, Item, Listing, Node, Paragraph, Part, Table, Text
from generator.library.theme import Theme
from generator.readers.docx import read
from generator.readers.docx.revisions import Mode
from generator.writers.docx import write
from generator.writers.docx.tracked import tracked
from generator.writers.pdf.compile import write as write_pdf

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
PAGES = 64  # title pages included, of which one is kept
DAY = date(2026, 6, 30)
_OTHER = """
import sys, time
from pathlib import Path
from python_redlines import DocxodusEngine
folder, engine, spent = Path(sys.argv[1]), DocxodusEngine(), []
old, new = ((folder / name).read_bytes() for name in ("old.docx", "new.docx"))
for _ in range(int(sys.argv[2]) + 1):
    start = time.perf_counter()
    data = engine.run_redline("x", original=old, modified=new)[0]
    spent.append(time.perf_counter() - start)
(folder / "other.docx").write_bytes(data)
print(sorted(spent[1:])[len(spent) // 2])
"""


def main() -> None:
    """Prints one line a figure."""
    collect_rarely()  # as the command does
    old, theme = document()
    new = edited(old)
    pages = write_pdf(old, theme, DAY).pages
    before, after = (write(each, theme, DAY) for each in (old, new))
    print(f"redline de {pages} pages, {sum(len(p.nodes) for p in old.parts)} blocs (promis : 1 s au plus)")
    data = tracked(old, new, theme, DAY)
    assert plain(_read(data)) == plain(new), "accepted, the redline is not the new version"
    assert plain(_read(data, "original")) == plain(old), "refused, the redline is not the old version"
    line("deux arbres → .docx", median(lambda: tracked(old, new, theme, DAY)))
    whole = median(lambda: tracked(_read(before), _read(after), theme, DAY))
    line("deux .docx → .docx", whole)
    with tempfile.TemporaryDirectory() as folder:
        for name, held in (("old", before), ("new", after)):
            (Path(folder) / f"{name}.docx").write_bytes(held)
        command = (sys.argv[1] if len(sys.argv) > 1 else sys.executable, "-c", _OTHER, folder, str(RUNS))
        other = subprocess.run(command, capture_output=True, text=True, check=False)
    if other.returncode:
        print("python-redlines : non mesuré (pip install « python-redlines[docxodus] » dans un autre environnement)")
        return
    line("python-redlines, mêmes .docx", float(other.stdout))
    print(f"{'rapport':32} {whole / float(other.stdout):8.2f}      (nous / python-redlines)")


def median(work: Callable[[], Any]) -> float:
    """Seconds; the first run is not counted, for its imports."""
    spent = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent[1:])


def line(name: str, seconds: float) -> None:
    """One figure."""
    print(f"{name:32} {seconds:8.3f} s")


def _read(data: bytes, mode: Mode = "final") -> Document:
    found, _ = read(data, mode)
    assert found
    return found


def document() -> tuple[Document, Theme]:
    """The notes of the shipped offers one after the other, up to sixty pages."""
    parts: list[Part] = []
    theme, pages, first = None, 0, None
    for client in clients(ROOT):
        inputs, _ = read_inputs(ROOT, client)
        dossier = dossier_of(inputs)[0] if inputs else None
        note = dossier.document("note") if dossier else None
        if inputs is None or note is None or pages >= PAGES:
            continue
        theme, first = inputs.theme.value, first or note
        parts += note.parts if not parts else note.parts[1:]
        pages += write_pdf(note, theme, DAY).pages
    assert first
    assert theme
    named = tuple(replace(part, anchor=f"_ao_{number:09d}") for number, part in enumerate(parts))
    return replace(first, parts=named), theme


def edited(old: Document) -> Document:
    """A long day of work: one paragraph in four reworded, items and rows that come and go, parts that go and move."""
    chance = Random(86)
    parts = [replace(part, nodes=tuple(n for node in part.nodes for n in _node(node, chance))) for part in old.parts]
    del parts[len(parts) // 3]
    parts.insert(len(parts) // 4, parts.pop(len(parts) // 2))
    return replace(old, parts=tuple(parts))


def _node(node: Node, chance: Random) -> tuple[Node, ...]:
    fate = chance.random()
    match node:
        case Paragraph() | Heading() if fate < 0.25:
            return (replace(node, runs=tuple(_reworded(run, chance) for run in node.runs)),)
        case Paragraph() if fate < 0.3:
            return (node, Paragraph((Text("Un alinéa de plus, que personne n'avait demandé."),)))
        case Listing() if fate < 0.4:
            return (replace(node, items=(*node.items[1:], Item((Paragraph((Text("une entrée de plus"),)),)))),)
        case Table() if fate < 0.5 and len(node.rows) > 2:
            return (replace(node, rows=(*node.rows[:1], *node.rows[2:], node.rows[1])),)
        case _:
            return (node,)


def _reworded(run: Any, chance: Random) -> Any:
    if not isinstance(run, Text):
        return run
    words = run.value.split(" ")
    for _ in range(1 + len(words) // 12):
        words[chance.randrange(len(words))] = "autrement"
    return replace(run, value=" ".join(words))


if __name__ == "__main__":
    main()
