"""Annexes of many makes: written by the programs that people use, or taken to the odd corners of the format.

Every link of theirs is painted in one colour, so that a picture of a packet shows whether it still lies on its words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from time import gmtime
from typing import Any

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFont

import generator
from tests.browser import CHROMIUM, browser
from tests.libreoffice import OFFICE
from tests.packet.foreign import opened, saved

FONTS = Path(generator.__file__).parent / "writers" / "fonts"
PAINT = (255, 0, 255)  # under every link
SITE = "https://www.organisme.example/attestation?pièce=1".replace("è", "%C3%A8")
MAIL = "mailto:contact@organisme.example"
WORDS = "Attestation délivrée à l’Organisme Exemple : « à jour au 30 juin », cœur de métier, 1 234,56 €."


@dataclass(frozen=True)
class Make:
    """A file, the program that writes such ones, and what becomes of it: `taken` pages from 1, all when empty."""

    data: bytes
    program: str
    taken: tuple[int, ...] = ()
    pictured: bool = False  # it can't be kept as it is drawn
    adds: tuple[str, ...] = ()  # words that a reader of text does not see in the file, but its readers do
    hides: tuple[str, ...] = ()  # and the opposite


# --- reportlab


def carlito() -> None:
    """Lets reportlab use a font that it puts in its files."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Carlito", str(FONTS / "Carlito-Regular.ttf")))


def leaflet(pages: int = 3, font: str = "Carlito", **canvas_keys: Any) -> bytes:
    """Pages with words, an outer link, one to the last page, and bookmarks of three levels."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    carlito()
    buffer = BytesIO()
    sheet = Canvas(buffer, pagesize=A4, invariant=1, **canvas_keys)
    sheet.setTitle("Pièce d'exemple")
    for number in range(1, pages + 1):
        sheet.bookmarkPage(f"p{number}", fit="XYZ", left=0, top=800, zoom=0)
        sheet.addOutlineEntry(f"Partie {number}", f"p{number}", min(number - 1, 2))
        sheet.setFont(font, 12)
        sheet.drawString(70, 760, f"Page {number} sur {pages}")
        sheet.drawString(70, 730, WORDS if font == "Carlito" else WORDS.replace("’", "'").replace("œ", "oe"))
        sheet.setFillColorRGB(1, 0, 1)
        sheet.rect(70, 600, 150, 30, stroke=0, fill=1)
        sheet.rect(300, 500, 90, 40, stroke=0, fill=1)
        sheet.setFillColorRGB(0, 0, 0)
        sheet.linkURL(SITE if number % 2 else MAIL, (70, 600, 220, 630))
        sheet.linkRect("Dernière page", f"p{pages}", (300, 500, 390, 540))
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


def form() -> bytes:
    """A form with a filled field, a ticked box and a choice, in a font that the file does not hold."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    sheet = Canvas(buffer, invariant=1)
    sheet.drawString(70, 760, "Formulaire")
    sheet.acroForm.textfield(name="nom", tooltip="Nom", value="Organisme Exemple", x=70, y=700, width=200, height=20)
    sheet.acroForm.checkbox(name="accord", tooltip="Accord", checked=True, x=70, y=660, size=20)
    sheet.acroForm.choice(name="taille", tooltip="Taille", value="PME", options=["PME", "ETI"], x=70, y=620, height=20)
    sheet.showPage()
    sheet.save()
    return buffer.getvalue()


def guarded() -> bytes:
    """A file whose owner reserves its rights behind a password; anybody may open it."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    return leaflet(2, encrypt=StandardEncryption("", ownerPassword="propriétaire", canCopy=0, strength=128))


# --- Typst, LibreOffice, Chromium


def tagged(page: str, body: str = "") -> bytes:
    """Tagged pages with headings, a link to a site and one to a heading, or with this body."""
    link = 'box(fill: rgb("#ff00ff"), width: 40mm, height: 9mm)'
    usual = f"""= Plan des locaux
{WORDS}
#link("{SITE}", {link})
== Rez-de-chaussée <rdc>
=== Salle d’accueil
#pagebreak()
== Étage
#link(<rdc>, {link})
"""
    source = f'#set page({page})\n#set text(font: "Carlito")\n{body or usual}'
    made: Any = typst.compile
    return bytes(made(source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True, timestamp=0))


LETTER = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="Painted" style:family="text"><style:text-properties fo:background-color="#ff00ff"
 fo:color="#ff00ff" style:text-underline-style="none" fo:font-size="20pt" style:font-name="Carlito"/></style:style>
<style:style style:name="Next" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/>
</style:style>
</office:automatic-styles>
<office:body><office:text>
<text:h text:outline-level="1">Attestation de vigilance</text:h>
<text:p>{WORDS}</text:p>
<text:h text:outline-level="2">Conditions</text:h>
<text:p><text:a xlink:type="simple" xlink:href="{SITE}"><text:span text:style-name="Painted">Vérifier
 cette attestation</text:span></text:a></text:p>
<text:p text:style-name="Next">{WORDS}</text:p>
<text:h text:outline-level="1">Annexe</text:h>
<text:p><text:a xlink:type="simple" xlink:href="#Conditions|outline"><text:span text:style-name="Painted">Retour aux
 conditions</text:span></text:a></text:p>
</office:text></office:body></office:document>
"""

SHEET = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:styles><style:default-style style:family="table-cell"><style:text-properties style:font-name="Carlito"/>
</style:default-style></office:styles>
<office:automatic-styles><style:page-layout style:name="Wide"><style:page-layout-properties fo:page-width="29.7cm"
 fo:page-height="21cm" style:print-orientation="landscape"/></style:page-layout>
<style:style style:name="Sheet" style:family="table" style:master-page-name="Wide"/></office:automatic-styles>
<office:master-styles><style:master-page style:name="Wide" style:page-layout-name="Wide"/></office:master-styles>
<office:body><office:spreadsheet><table:table table:name="Références" table:style-name="Sheet">
<table:table-row><table:table-cell office:value-type="string"><text:p>{WORDS}</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document>
"""


def by_office(folder: Path) -> dict[str, Make]:
    """What LibreOffice exports as it is installed: no tags, bookmarks from the headings."""
    from tests.conformance.test_office import converted

    (folder / "letter.fodt").write_text(LETTER, "utf-8")
    (folder / "sheet.fods").write_text(SHEET, "utf-8")
    made = converted(folder, "pdf", ["letter.fodt", "sheet.fods"])
    return {name: Make(made[stem], "LibreOffice") for name, stem in (("writer", "letter"), ("calc", "sheet"))}


PAGE = f"""<!doctype html><html lang="fr"><meta charset="utf-8"><title>Extrait</title>
<style>a {{ display: block; width: 60mm; height: 10mm; background: #f0f }} h2 {{ break-before: page }}</style>
<h1>Extrait du registre</h1><p>{WORDS}</p><a href="{SITE}" aria-label="Vérifier"></a>
<h2 id="activite">Activité</h2><p>{WORDS}</p><a href="#activite" aria-label="Activité"></a>
<a href="{MAIL}" aria-label="Écrire"></a>
"""


def by_browser() -> dict[str, Make]:
    """What a browser prints: tagged, with bookmarks; upright, and wide on US paper without either."""
    with browser() as chromium:
        page = chromium.new_page()
        page.set_content(PAGE)
        upright = page.pdf(format="A4", print_background=True, tagged=True, outline=True)
        wide = page.pdf(format="Letter", landscape=True, print_background=True, tagged=False, outline=False)
    return {"browser": Make(upright, "Chromium"), "browser wide": Make(wide, "Chromium")}


# --- scans


def sheet(kind: str, size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    """A page as a scanner sees it, at 150 dots an inch."""
    picture = Image.new("L", size, 255)
    pen = ImageDraw.Draw(picture)
    pen.text((120, 160), "Certificat numérisé", font=ImageFont.truetype(str(FONTS / "Carlito-Bold.ttf"), 70), fill=20)
    pen.rectangle((120, 300, 700, 330), fill=60)
    return picture.convert(kind)


def scan(*kinds: str) -> bytes:
    """A page a picture: « L » and « RGB » as JPEG, « 1 » as fax."""
    pictures = [sheet(kind) for kind in kinds]
    buffer = BytesIO()
    day = gmtime(0)  # else that of the run
    pictures[0].save(
        buffer, "PDF", resolution=150, save_all=True, append_images=pictures[1:], creationDate=day, modDate=day
    )
    return buffer.getvalue()


def recognised(turn: int = 0) -> bytes:
    """A scan under words that nobody sees, as a program that recognises characters writes it."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    carlito()
    buffer = BytesIO()
    page = Canvas(buffer, pagesize=(595, 842), invariant=1)
    page.drawImage(ImageReader(sheet("L")), 0, 0, 595, 842)
    words = page.beginText(58, 735)
    words.setFont("Carlito", 30)
    words.setTextRenderMode(3)
    words.textLine("Certificat numérisé")
    page.drawText(words)
    page.showPage()
    page.save()
    return changed(buffer.getvalue(), lambda pdf: turned(pdf, turn))


# --- odd corners of the format


def changed(data: bytes, change: Callable[[pikepdf.Pdf], object], **options: Any) -> bytes:
    with opened(data) as pdf:
        change(pdf)
        return saved(pdf, **options)


def turned(pdf: pikepdf.Pdf, angle: int) -> None:
    for page in pdf.pages:
        page.obj.Rotate = angle


def cropped(pdf: pikepdf.Pdf) -> None:
    """A wide sheet of which viewers show the upper part."""
    for page in pdf.pages:
        page.obj.MediaBox = Array([-40, -30, 640, 880])
        page.obj.CropBox = Array([30, 420, 500, 800])


def measured(pdf: pikepdf.Pdf) -> None:
    """Units of two points: a page twice as large as its numbers."""
    for page in pdf.pages:
        page.obj.UserUnit = 2


def layered() -> bytes:
    """A layer that is seen and one that is not, each with its words."""
    from reportlab.pdfgen.canvas import Canvas

    carlito()
    buffer = BytesIO()
    sheet = Canvas(buffer, invariant=1)
    sheet.setFont("Carlito", 20)
    for name, words, height in (("Seen", "Plan en vigueur", 700), ("Unseen", "Brouillon écarté", 600)):
        sheet._code.append(f"/OC /{name} BDC")
        sheet.drawString(70, height, words)
        sheet._code.append("EMC")
    sheet.showPage()
    sheet.save()
    return changed(buffer.getvalue(), _layers)


def _layers(pdf: pikepdf.Pdf) -> None:
    shown, hidden = (
        pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String(name))) for name in ("Plan", "Brouillon")
    )
    pdf.Root.OCProperties = Dictionary(OCGs=Array([shown, hidden]), D=Dictionary(OFF=Array([hidden])))
    pdf.pages[0].obj.Resources.Properties = Dictionary(Seen=shown, Unseen=hidden)


def filled(pdf: pikepdf.Pdf) -> None:
    """A field whose drawing holds its font."""
    with opened(tagged("width: 80mm, height: 9mm, margin: 1mm", "Valeur du champ")) as other:
        look = pdf.copy_foreign(other.pages[0].as_form_xobject())
    field = Dictionary(FT=Name.Tx, Type=Name.Annot, Subtype=Name.Widget, Rect=Array([70, 300, 296.8, 325.5]), F=4)
    field.T, field.V, field.AP = pikepdf.String("nom"), pikepdf.String("Valeur du champ"), Dictionary(N=look)
    widget = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots.append(widget)
    pdf.Root.AcroForm = Dictionary(Fields=Array([widget]))


def named(pdf: pikepdf.Pdf) -> None:
    """Inner links lead to names, in a tree of two levels."""
    end = Dictionary(D=Array([pdf.pages[-1].obj, Name.XYZ, 0, 700, 0]))
    leaf = pdf.make_indirect(Dictionary(Names=Array(["fin", end]), Limits=Array(["fin", "fin"])))
    pdf.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([leaf])))
    _lead(pdf, pikepdf.String("fin"))


def named_of_old(pdf: pikepdf.Pdf) -> None:
    """The same with the dictionary that older files have, and an action instead of a place."""
    pdf.Root.Dests = Dictionary(fin=Array([pdf.pages[-1].obj, Name.FitH, 700]))
    _lead(pdf, Dictionary(S=Name.GoTo, D=Name.fin))


def _lead(pdf: pikepdf.Pdf, target: Any) -> None:
    for page in pdf.pages:
        for note in page.obj.Annots:
            if "/Dest" in note:
                del note["/Dest"]
                note["/A" if isinstance(target, Dictionary) else "/Dest"] = target


def deeper(pdf: pikepdf.Pdf) -> None:
    """Bookmarks of six levels, each under the one before."""
    with pdf.open_outline() as outline:
        outline.root.clear()
        row = outline.root
        for level in range(6):
            item = pikepdf.OutlineItem(f"Niveau {level + 1} – clé & « détail »", level % len(pdf.pages))
            row.append(item)
            row = item.children


def aged(data: bytes) -> bytes:
    """The same file as a program of 1999 wrote it: no object stream, no table as a stream."""
    made = changed(data, lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.disable, force_version="1.3")
    assert made.startswith(b"%PDF-1.3")
    return made


def by_hand() -> dict[str, Make]:
    """The makes that need no program but Python's."""
    plain, short = leaflet(), leaflet(2)
    recent = changed(short, lambda _: None, force_version="2.0", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    picture = Make(b"", "numériseur")
    return {
        "reportlab": Make(plain, "reportlab"),
        "reportlab without fonts": Make(leaflet(2, "Helvetica"), "reportlab", pictured=True),
        "form": Make(form(), "reportlab", pictured=True),
        "owner password": Make(guarded(), "reportlab"),
        "typst A3": Make(tagged('paper: "a3", flipped: true'), "Typst"),
        "typst A5": Make(tagged('paper: "a5"'), "Typst"),
        "scan": replace(picture, data=scan("RGB", "L")),
        "fax": replace(picture, data=scan("1")),
        "scan turned": replace(picture, data=changed(scan("L"), lambda pdf: turned(pdf, 90))),
        "recognised": Make(recognised(), "numériseur"),
        "recognised turned": Make(recognised(270), "numériseur"),
        "PDF 1.3": Make(aged(short), "pikepdf"),
        "PDF 2.0, object streams": Make(recent, "pikepdf"),
        "cropped": Make(changed(short, cropped), "pikepdf"),
        "turned 90": Make(changed(short, lambda pdf: turned(pdf, 90)), "pikepdf"),
        "turned 270, cropped": Make(changed(changed(short, cropped), lambda pdf: turned(pdf, 270)), "pikepdf"),
        "large units": Make(changed(short, measured), "pikepdf"),
        "layers": Make(layered(), "reportlab", hides=("Brouillon écarté",)),
        "filled form": Make(changed(short, filled), "pikepdf", adds=("Valeur du champ",)),
        "names": Make(changed(short, named), "pikepdf"),
        "names of old": Make(aged(changed(short, named_of_old)), "pikepdf"),
        "deep bookmarks": Make(changed(plain, deeper), "pikepdf"),
        "pages chosen": Make(leaflet(6), "reportlab", taken=(2, 3, 6)),
    }


# --- all of them

DRIVEN = CHROMIUM if find_spec("playwright") else None
NEEDED: Mapping[str, str | None] = {"LibreOffice": OFFICE, "Chromium": DRIVEN}


def missing() -> tuple[str, ...]:
    """The programs that are absent, and whose makes are so too."""
    return tuple(program for program, path in NEEDED.items() if not path)


def makes(folder: Path) -> dict[str, Make]:
    """Every make by its name, in a fixed order."""
    made = by_hand()
    if OFFICE:
        made |= by_office(folder)
    if DRIVEN:
        made |= by_browser()
    return made
