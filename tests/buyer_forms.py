"""Forms as buyers send them, made by the tests: a PDF with fields, a Word file with legacy fields and controls."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from reportlab.pdfgen.canvas import Canvas

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_ROOM = "\u2002" * 5  # what Word shows in a field that nobody filled
TEXTS: dict[str, tuple[str, dict[str, Any]]] = {
    "acheteur": ("Acheteur", {}),
    "candidat.nom": ("Dénomination sociale", {}),
    "candidat.siret": ("Numéro SIRET", {"maxlen": 14, "fieldFlags": "comb"}),
    "candidat.adresse": ("Adresse postale", {"fieldFlags": "multiline", "height": 50}),
    "candidat.courriel": ("", {}),  # the form says nothing of it, but for the words beside
}


@cache
def pdf_form() -> bytes:
    """A letter of candidature: texts (one in cells, one of several lines), boxes, radios, lists, on two pages."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    canvas.setTitle("Lettre de candidature (spécimen)")
    canvas.drawString(60, 800, "SPÉCIMEN – lettre de candidature")
    form, high = canvas.acroForm, 760
    for name, (tip, more) in TEXTS.items():
        tall = more.get("height", 20)
        canvas.drawString(60, high + 4, tip or "Adresse électronique")
        how = {"height": 20, "fontSize": 10, "forceBorder": True, **more}
        form.textfield(name=name, tooltip=tip or None, x=220, y=high + 12 - tall, width=300, **how)
        high -= 20 + tall
    for name, tip in (("seul", "Le candidat se présente seul"), ("f1", "Le candidat atteste sur l'honneur")):
        canvas.drawString(60, high, tip[:20])
        form.checkbox(name=name, tooltip=tip, x=220, y=high, size=14, fieldFlags="")
        high -= 30
    for place, value in enumerate(("oui", "non")):
        form.radio(name="pme", tooltip="PME", value=value, x=220 + 60 * place, y=high, size=14, fieldFlags="radio")
    groups = [("Seul", "seul"), ("Conjoint", "conjoint"), ("Solidaire", "solidaire")]
    form.choice(
        name="forme",
        tooltip="Forme",
        value="seul",
        options=groups,
        x=220,
        y=high - 40,
        width=120,
        height=18,
        fontSize=10,
    )
    lots = [("Lot 1", "1"), ("Lot 2", "2")]
    form.listbox(
        name="lots", tooltip="Lots", value="1", options=lots, x=220, y=high - 120, width=120, height=50,
        fontSize=10, fieldFlags="multiSelect",
    )  # fmt: skip
    canvas.showPage()
    canvas.drawString(60, 800, "Page 2")
    form.textfield(
        name="objet", tooltip="Objet de la consultation", x=60, y=700, width=475, height=60, fontSize=0,
        fieldFlags="multiline required", maxlen=400,
    )  # fmt: skip
    canvas.save()
    return buffer.getvalue()


def _field(name: str, code: str, data: str, shown: str = "") -> Iterable[str]:
    begin = (
        f'<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{name}"/><w:enabled/>{data}</w:ffData></w:fldChar>'
    )
    yield f"<w:r {_W}><w:rPr><w:b/></w:rPr>{begin}</w:r>"
    yield f'<w:r {_W}><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    yield f'<w:r {_W}><w:fldChar w:fldCharType="separate"/></w:r>'
    yield from (f"<w:r {_W}><w:rPr><w:b/><w:noProof/></w:rPr><w:t>{sign}</w:t></w:r>" for sign in shown)
    yield f'<w:r {_W}><w:fldChar w:fldCharType="end"/></w:r>'


def _text(name: str, longest: int = 0) -> Iterable[str]:
    limit = f'<w:maxLength w:val="{longest}"/>' if longest else ""
    return _field(name, "FORMTEXT", f"<w:textInput>{limit}</w:textInput>", _ROOM)


def _box(name: str) -> Iterable[str]:
    return _field(name, "FORMCHECKBOX", '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>')


def _list(name: str, *entries: str) -> Iterable[str]:
    listed = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in entries)
    return _field(name, "FORMDROPDOWN", f"<w:ddList>{listed}</w:ddList>")


def _control(tag: str, title: str, kind: str, shown: str, bound: str = "") -> Iterable[str]:
    made = f'<w:alias w:val="{title}"/><w:tag w:val="{tag}"/><w:showingPlcHdr/>{bound}{kind}'
    run = f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{shown}</w:t></w:r>'
    yield f"<w:sdt {_W}><w:sdtPr>{made}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"


@cache
def word_form() -> bytes:
    """The same in Word: legacy fields, one without a name of its own, controls, a field in the foot of the page."""
    document = docx.Document()
    document.core_properties.author = "Organisme acheteur (spécimen)"
    document.add_heading("Cadre de réponse – SPÉCIMEN", 1)

    def line(label: str, pieces: Iterable[str], paragraph: Any = None, after: str = "") -> None:
        paragraph = paragraph or document.add_paragraph()
        if label:
            paragraph.add_run(label)
        for piece in pieces:
            paragraph._p.append(parse_xml(piece))
        if after:
            paragraph.add_run(after)

    line("Dénomination sociale : ", _text("nom"))
    line("SIRET : ", _text("siret", 14))
    line("", _text("Texte1"), _cell(document, "Adresse postale"))
    line("", _box("seul"), after=" Le candidat se présente seul")
    line("Forme : ", _list("forme", "Seul", "Conjoint", "Solidaire"))
    bound = '<w:dataBinding w:xpath="/a" w:storeItemID="{00000000-0000-0000-0000-000000000000}"/>'
    line("Objet : ", _control("objet", "Objet", '<w:text w:multiLine="1"/>', "Cliquez ici", bound))
    signs = '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610"/>'
    line("PME ", _control("pme", "PME", f'<w14:checkbox><w14:checked w14:val="0"/>{signs}</w14:checkbox>', "☐"))
    items = '<w:listItem w:displayText="Public" w:value="p"/><w:listItem w:displayText="Privé" w:value="q"/>'
    line("Statut : ", _control("statut", "Statut", f"<w:dropDownList>{items}</w:dropDownList>", "Choisissez"))
    line("Courriel : ", _text("Texte1"))
    line("Consultation ", _text("ref"), document.sections[0].footer.paragraphs[0])
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _cell(document: Any, label: str) -> Any:
    row = document.add_table(1, 2).rows[0].cells
    row[0].text = label
    return row[1].paragraphs[0]
