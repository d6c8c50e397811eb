"""Foreign PDFs of every kind, made on the fly: what people drop in a folder of annexes, and what they should not."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name

from generator.foundation.record import Loaded, parse_record
from generator.library.annex import Annex

A4 = (595, 842)
RED = b"1 0 0 rg 100 100 200 200 re f"


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    buffer = BytesIO()
    pdf.save(buffer, deterministic_id="encryption" not in options, **options)
    return buffer.getvalue()


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


@cache
def embedded(pages: int = 1, paper: str = 'paper: "a4"') -> bytes:
    """Pages with embedded fonts and tags, as an office suite exports them."""
    body = "\n".join(f"#pagebreak(weak: true)\n= Pièce page {n + 1}\n#lorem(60)" for n in range(pages))
    return bytes(typst.compile(f"#set page({paper})\n{body}".encode(), ignore_system_fonts=True, timestamp=0))


def font(name: str = "Helvetica", **more: Any) -> Dictionary:
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + name), Encoding=Name.WinAnsiEncoding, **more
    )


def drawn(
    content: bytes, resources: Callable[[pikepdf.Pdf], Dictionary] | None = None, pages: int = 1, **keys: Any
) -> bytes:
    """A4 pages that draw this content; `keys` go into each page."""
    pdf = pikepdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=A4)
        page.obj.Contents = pdf.make_stream(content)
        page.obj.Resources = resources(pdf) if resources else Dictionary()
        for key, value in keys.items():
            page.obj["/" + key] = value
    return saved(pdf)


def unembedded(pages: int = 1, **keys: Any) -> bytes:
    """Pages in Helvetica, a font that the file does not hold."""
    text = b"BT /F1 14 Tf 40 700 Td (Avis de situation \xe9\xe8\xe7) Tj ET"
    return drawn(text, lambda _: Dictionary(Font=Dictionary(F1=font())), pages, **keys)


def turned(data: bytes, angle: int) -> bytes:
    pdf = opened(data)
    for page in pdf.pages:
        page.obj.Rotate = angle
    return saved(pdf)


def form(pdf: pikepdf.Pdf, content: bytes, **keys: Any) -> Any:
    return pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 100]), **keys)


def image(pdf: pikepdf.Pdf, **keys: Any) -> Any:
    shape = {"Width": 16, "Height": 16, "BitsPerComponent": 8, "ColorSpace": Name.DeviceRGB, "Filter": Name.FlateDecode}
    data = zlib.compress(bytes(range(256)) * 3)
    return pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, **(shape | keys))


def pictured(**keys: Any) -> bytes:
    """A page that shows one image."""
    return drawn(b"q 300 0 0 300 100 100 cm /I Do Q", lambda pdf: Dictionary(XObject=Dictionary(I=image(pdf, **keys))))


def signed() -> bytes:
    """A file with a signature in one of its fields (its value is not real)."""
    pdf = opened(embedded())
    value = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=pikepdf.String("x" * 64))
    field = Dictionary(FT=Name.Sig, Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]), V=value)
    field.T = pikepdf.String("signature")
    widget = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([widget])
    pdf.Root.AcroForm = Dictionary(Fields=Array([widget]), SigFlags=3)
    return saved(pdf)


def filled(**form_keys: Any) -> bytes:
    """A form with one filled text field, drawn by its appearance."""
    pdf = opened(embedded())
    fonts = Dictionary(Font=Dictionary(Helv=pdf.make_indirect(font())))
    look = form(pdf, b"/Tx BMC q BT /Helv 12 Tf 2 5 Td (REMPLI) Tj ET Q EMC", Resources=fonts)
    field = Dictionary(FT=Name.Tx, Type=Name.Annot, Subtype=Name.Widget, Rect=Array([100, 100, 200, 200]), F=4)
    field.T, field.V, field.AP = pikepdf.String("nom"), pikepdf.String("REMPLI"), Dictionary(N=look)
    widget = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([widget])
    pdf.Root.AcroForm = Dictionary(Fields=Array([widget]), DR=fonts, **form_keys)
    return saved(pdf)


def dynamic() -> bytes:
    pdf = opened(filled())
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")
    pdf.Root.NeedsRendering = True
    return saved(pdf)


def active() -> bytes:
    """A file with a script at opening, a link that starts a program and one that only leads to a site."""
    pdf = opened(embedded())
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    actions = (
        Dictionary(S=Name.Launch, F=pikepdf.String("programme")),
        Dictionary(S=Name.URI, URI=pikepdf.String("https://exemple.fr")),
    )
    link = {"Type": Name.Annot, "Subtype": Name.Link, "Rect": Array([0, 0, 99, 99])}
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(Dictionary(**link, A=action)) for action in actions])
    return saved(pdf)


def locked(user: str) -> bytes:
    return saved(opened(embedded()), encryption=pikepdf.Encryption(owner="propriétaire", user=user))


def laughs(pdf: pikepdf.Pdf) -> Dictionary:
    """Forms that draw forms: ten of them, each drawn ten times by the next."""
    inner = form(pdf, b"0 0 1 1 re f " * 10)
    for _ in range(9):
        inner = form(pdf, b"/F Do " * 10, Resources=Dictionary(XObject=Dictionary(F=inner)))
    return Dictionary(XObject=Dictionary(F=inner))


def circle(pdf: pikepdf.Pdf) -> Dictionary:
    """A form that draws itself."""
    inner = form(pdf, b"/F Do")
    inner.Resources = Dictionary(XObject=Dictionary(F=inner))
    return Dictionary(XObject=Dictionary(F=inner))


def annex(file: str = "piece.pdf", title: str = "Avis de situation", **more: str) -> Loaded[Annex]:
    lines = {"specimen": "true", "title": title, "kind": "sirene", "file": f"'{file}'", "holder": "Organisme Exemple"}
    text = "\n".join(f"{key}: {value}" for key, value in (lines | more).items())
    loaded, problems = parse_record(text, "boilerplate/annexes/piece.yaml", Annex)
    assert loaded is not None, problems
    return loaded


def folder(workspace: Path, files: dict[str, bytes]) -> Path:
    """The annexes' folder of a workspace, with these files."""
    place = workspace / "boilerplate" / "annexes"
    place.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (place / name).write_bytes(data)
    return place
