"""A font that a page names and shows no text in leaves it; one that shows any stays, and so does what is drawn."""

from __future__ import annotations

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name

from generator.packet.idle_fonts import without_idle_fonts
from tests.packet.foreign import drawn, embedded, font, form, image, opened, saved

TEXT = b"BT /F0 12 Tf 40 700 Td (Texte) Tj ET"


def fonts(**more) -> Dictionary:
    """/F0 is embedded, /F1 is not."""
    with opened(embedded()) as source:
        program = next(iter(source.pages[0].obj.Resources.Font.values())).DescendantFonts[0].FontDescriptor.FontFile3
        data = program.read_bytes()

    def made(pdf: pikepdf.Pdf) -> Dictionary:
        described = Dictionary(Type=Name.FontDescriptor, FontFile3=pdf.make_stream(data, Subtype=Name.Type1C))
        return Dictionary(Font=Dictionary(F0=font("Tenue", FontDescriptor=described), F1=font()), **more)

    return made


CASES = {  # content, the names of fonts that differ from an embedded one afterwards
    "set and left": (b"BT /F1 12 Tf ET " + TEXT, []),
    "never set": (TEXT, []),
    "set last": (TEXT + b" BT /F1 9 Tf ET", []),
    "shown": (TEXT + b" BT /F1 9 Tf (a) Tj ET", ["/F1"]),
    "shown in a row": (TEXT + b" BT /F1 9 Tf [(a) -20 (b)] TJ ET", ["/F1"]),
    "shown by a quote": (TEXT + b" BT /F1 9 Tf 12 TL (a) ' ET", ["/F1"]),
    "shown after it was given back": (b"/F1 9 Tf q " + TEXT + b" Q BT (a) Tj ET", ["/F1"]),
    "named in a text": (b"BT /F0 12 Tf (/F1 9 Tf) Tj ET", []),
    "shown before any is set": (b"BT (a) Tj ET " + TEXT, ["/F1"]),
    "unreadable": (TEXT + b" BT /F1 9 Tf (a", ["/F1"]),
}


@pytest.mark.parametrize("case", CASES)
def test_only_what_shows_text_is_kept(case) -> None:
    content, kept = CASES[case]
    with opened(drawn(content, fonts())) as pdf:
        page = pdf.pages[0].obj
        found = without_idle_fonts(page)
        assert found[0].data == content
        held = page.Resources.Font
        assert [name for name in held.keys() if "/FontDescriptor" not in held[name]] == kept  # noqa: SIM118


def test_a_page_without_text_names_no_font() -> None:
    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        return Dictionary(Font=Dictionary(F1=font()), XObject=Dictionary(I=image(pdf)))

    with opened(drawn(b"BT /F1 12 Tf 14.4 TL ET q 300 0 0 300 9 9 cm /I Do Q", resources)) as pdf:
        (found,) = without_idle_fonts(pdf.pages[0].obj)
        assert b"Tf" not in found.data
        assert b"/I Do" in found.data
        assert not list(found.resources.Font.keys())


def test_a_form_that_shows_text_in_the_font_of_its_page_keeps_it() -> None:
    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        return Dictionary(Font=Dictionary(F1=font()), XObject=Dictionary(X=form(pdf, b"BT (a) Tj ET")))

    with opened(drawn(b"/F1 12 Tf /X Do", resources)) as pdf:
        assert "/F1" in without_idle_fonts(pdf.pages[0].obj)[0].resources.Font


def test_pages_that_share_their_resources_do_not_harm_each_other() -> None:
    with opened(drawn(TEXT + b" BT /F1 9 Tf ET", fonts(), 2)) as pdf:
        shared = pdf.make_indirect(pdf.pages[0].obj.Resources)
        for page in pdf.pages:
            page.obj.Resources = shared
        pdf.pages[1].obj.Contents = pdf.make_stream(b"BT /F1 9 Tf (a) Tj ET")
        without_idle_fonts(pdf.pages[0].obj)
        assert "/FontDescriptor" in pdf.pages[0].obj.Resources.Font.F1
        assert "/FontDescriptor" not in pdf.pages[1].obj.Resources.Font.F1


def test_a_page_of_reportlab_keeps_its_text_and_its_look() -> None:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    from benchmarks.annexes import FONT, registered

    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    canvas.setFont(registered(FONT), 12)
    canvas.drawString(50, 700, "Attestation d’assurance « été »")
    canvas.save()
    with opened(buffer.getvalue()) as pdf:
        without_idle_fonts(pdf.pages[0].obj)
        after = saved(pdf)
    assert seen(after) == seen(buffer.getvalue())


def seen(data: bytes) -> tuple[str, bytes]:
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[0]
        return page.get_textpage().get_text_range(), page.render().to_pil().tobytes()
