"""50 annexes of 20 pages, of four makes, opened, cleaned and bound in one packet; pypdf's `append` on the same files.

`python -m benchmarks.annexes`: time is that of the processor, not the clock of a busy machine. Each step is a process
of its own, making the annexes too: a process starts with the memory of the one that starts it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.processes import measured

ANNEXES, PAGES = 50, 20
FONT = Path(__file__).resolve().parent.parent / "generator" / "writers" / "fonts" / "Carlito-Regular.ttf"
THIS = (sys.executable, "-m", "benchmarks.annexes")
STEPS = {"opened": "pour ouvrir", "bound": "pour relier"}
_WORDS = ("analyse", "pratique", "groupe", "séance", "équipe", "parole", "cadre", "bilan", "attestation", "notice")


def main() -> None:
    """Prints the promised figures; then those of each make, and of forms in a font that the file does not hold."""
    with tempfile.TemporaryDirectory() as name:
        series(Path(name) / "all", "de quatre fabrications", tuple(MAKES), "(promis : 10 s, 600 Mo, rapport de 1,1)")
        for number, make in enumerate(MAKES):
            series(Path(name) / str(number), make, (make,))
        series(Path(name) / "pictured", "formulaires reproduits en image", ("formulaires",))


def series(folder: Path, title: str, makes: tuple[str, ...], promised: str = "") -> None:
    """Our packet of annexes of these makes, and pypdf's."""
    subprocess.run((*THIS, "inputs", str(folder), *makes), check=True)
    weight = sum(path.stat().st_size for path in folder.glob("piece-*.pdf"))
    print(f"{ANNEXES} annexes de {PAGES} pages, {title} ({weight / 1e6:.1f} Mo)")
    for how, name in (("ours", "dossier assemblé"), ("append", "pypdf append, sans balises")):
        made = run(how, folder)
        steps = " + ".join(f"{made[step]:.2f} {said}" for step, said in STEPS.items() if step in made)
        spent = f"{made['seconds']:6.2f} s" + (f" ({steps})" if steps else "")
        size = f"{made['size'] / 1e6:.1f} Mo, rapport {made['size'] / weight:.2f}"
        pictured = f", {made['pictured']:.0f} pages en image" if made.get("pictured") else ""
        print(f"  {name:27} {spent}, mémoire {made['megabytes']:.0f} Mo, {size}{pictured} {promised}")
        promised = ""


def run(how: str, folder: Path) -> dict[str, float]:
    """What a process of its own spends: seconds of processor by step, megabytes at most, bytes written."""
    measure = measured((*THIS, how, str(folder)), 1)
    if not (folder / f"{how}.json").is_file():
        raise SystemExit(f"{how} {folder} : rien n'est sorti")
    return {**json.loads((folder / f"{how}.json").read_text("utf-8")), "megabytes": measure.megabytes}


# --- what is measured -----------------------------------------------------------------------------


def ours(files: list[Path]) -> tuple[bytes, dict[str, float]]:
    """The packet, and the seconds spent to open the annexes and to bind them."""
    from generator.foundation.diagnostic import Span
    from generator.packet.annexes import Foreign, bindable
    from generator.packet.assemble import assemble
    from generator.packet.binder import Binder, BinderSection
    from tests.documents import DAY, THEME

    span = Span("boilerplate/annexes/piece.yaml", 1, 1)
    found = []
    for path in files:
        file, problems = bindable(Foreign(path.name, f"Pièce {path.stem}"), path.read_bytes(), span)
        if file is None:
            raise SystemExit("\n".join(map(str, problems)))
        found.append(file)
    pictured = sum(len(file.redrawn) for file in found)
    opened = time.process_time()
    binder = Binder("Réponse", "Client", ("Ligne",), (BinderSection("Candidature", tuple(found)),), mark="SPÉCIMEN")
    packet = assemble(binder, THEME, DAY)
    bound = time.process_time() - opened
    return packet.data, {"opened": opened, "bound": bound, "pages": packet.pages, "pictured": pictured}


def append(files: list[Path]) -> tuple[bytes, dict[str, float]]:
    """What most scripts do: pages one after the other, their tags and language lost."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for path in files:
        writer.append(path)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue(), {"pages": len(writer.pages)}


def child(how: str, folder: Path, *makes: str) -> None:
    """One step: the annexes, or a packet of them and its figures, are written in the folder."""
    if how == "inputs":
        inputs(folder, makes)
        return
    files = sorted(folder.glob("piece-*.pdf"))
    data, spent = {"ours": ours, "append": append}[how](files)
    spent |= {"seconds": time.process_time(), "size": len(data)}
    if len(files) != ANNEXES or spent["pages"] < ANNEXES * PAGES:
        raise SystemExit(f"{len(files)} files, {spent['pages']} pages")
    (folder / f"{how}.json").write_text(json.dumps(spent), "utf-8")


# --- the annexes ----------------------------------------------------------------------------------


def inputs(folder: Path, makes: tuple[str, ...]) -> None:
    """Writes the annexes, no two alike, of these makes in turn."""
    folder.mkdir()
    for number in range(ANNEXES):
        path = folder / f"piece-{number:02}.pdf"
        path.write_bytes((MAKES | FORMS)[makes[number % len(makes)]](Random(number)))


def said(random: Random, words: int) -> str:
    """Words without meaning."""
    return " ".join(random.choice(_WORDS) + str(random.randrange(99)) for _ in range(words))


def typeset(random: Random, paper: str = '"a4"') -> bytes:
    """Tagged text with headings that are bookmarks, and links inside and outside, by Typst."""
    import typst

    pages = "".join(
        f"#pagebreak(weak: true)\n= Page {n} <p{n}>\n{said(random, 350)} #link(<p{n % PAGES + 1}>)[suite] "
        f'#link("https://organisme.example/{n}")[site]\n'
        for n in range(1, PAGES + 1)
    )
    return bytes(typst.compile(f"#set page(paper: {paper})\n{pages}".encode(), ignore_system_fonts=True, timestamp=0))


def wide(random: Random) -> bytes:
    """A3 pages lying down, in object streams."""
    import pikepdf

    with pikepdf.open(BytesIO(typeset(random, '"a3", flipped: true'))) as pdf:
        for page in pdf.pages:
            page.obj.Rotate = 180 * random.randrange(2)
        return _saved(pdf)


def listed(random: Random) -> bytes:
    """Lines of text in an embedded font, links and bookmarks, by reportlab."""
    return _canvas(
        random, lambda canvas, number: canvas.linkURL(f"https://organisme.example/{number}", (50, 50, 200, 70))
    )


def form(random: Random) -> bytes:
    """The same with filled fields."""

    def fields(canvas: Any, number: int) -> None:
        for row in range(5):
            name = f"champ-{number}-{row}"
            canvas.acroForm.textfield(name=name, value=said(random, 3), x=300, y=60 + 30 * row, width=200, height=20)
            canvas.acroForm.checkbox(name=f"case-{number}-{row}", checked=bool(row % 2), x=270, y=60 + 30 * row)

    return _canvas(random, fields)


def scanned(random: Random) -> bytes:
    """Photographs of pages at 150 points per inch."""
    from PIL import Image, ImageDraw

    sheets = []
    noise = Image.effect_noise((1240, 1754), 12).point(lambda value: min(255, value + 110))
    for _ in range(PAGES):
        sheet = noise.copy()
        drawing = ImageDraw.Draw(sheet)
        for row in range(30):
            drawing.text((120, 120 + 50 * row), said(random, 14), fill=20)
        sheets.append(sheet)
    buffer = BytesIO()
    sheets[0].save(buffer, "PDF", save_all=True, append_images=sheets[1:], resolution=150, quality=12)
    return buffer.getvalue()


def _canvas(random: Random, more: Callable[[Any, int], None]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for number in range(PAGES):
        canvas.setFont(registered(FONT), 10)
        canvas.bookmarkPage(f"page-{number}")
        canvas.addOutlineEntry(f"Page {number}", f"page-{number}", level=min(number, 1))
        for row in range(45):
            canvas.drawString(50, 780 - 12 * row, said(random, 9))
        more(canvas, number)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def registered(font: Path) -> str:
    """The name by which reportlab knows this font."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(font.stem, str(font)))
    return font.stem


def _saved(pdf: Any) -> bytes:
    import pikepdf

    buffer = BytesIO()
    pdf.save(buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


MAKES: dict[str, Callable[[Random], bytes]] = {
    "Typst": typeset,
    "A3 tournées": wide,
    "reportlab": listed,
    "numérisées": scanned,
}


FORMS = {"formulaires": form}


if __name__ == "__main__":
    child(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]) if sys.argv[1:] else main()
