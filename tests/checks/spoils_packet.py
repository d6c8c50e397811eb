"""What people do to files that are ready: edit, delete, add, replace; and what a consultation may refuse in them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf

from generator.checks.finished import Finished
from generator.document.tree import Document, Heading, Paragraph, Part, Signature, Text
from generator.foundation.files import sha256
from generator.writers.pdf.compile import write as write_pdf

NOTE, NOTE_PDF = "note-methodologique.docx", "depot/2-offre/01-note-methodologique.pdf"


def _packet(finished: Finished) -> str:
    return f"dossier-{finished.dossier.inputs.client}.pdf"


def _with_files(finished: Finished, files: Mapping[str, bytes]) -> Finished:
    return replace(finished, files={**finished.files, **files})


def _built(finished: Finished) -> Finished:
    """The offer as it stands in its folder: the manifest knows the sha256 of each file."""
    return replace(finished, recorded={name: sha256(data) for name, data in finished.files.items()})


def _pdf(*said: str) -> bytes:
    part = Part("_ao_000000001", tuple(Paragraph((Text(words),)) for words in said))
    from tests.documents import THEME

    return write_pdf(Document("annex", "annexe", "Annexe", parts=(part,)), THEME, date(2023, 6, 1)).data


# --- the folder of a build ---------------------------------------------------------------------


def folder_as_built(finished: Finished) -> Finished:
    """Nobody touched anything."""
    return _built(finished)


def note_signed(finished: Finished) -> Finished:
    """The note to deposit was signed, in a revision added after the bytes that were built."""
    signed = finished.files[NOTE_PDF] + b"\n9 0 obj << /Type /Sig /ByteRange [0 1 2 3] >> endobj\n"
    return _with_files(_built(finished), {NOTE_PDF: signed})


def word_file_deleted(finished: Finished) -> Finished:
    built = _built(finished)
    return replace(built, files={name: data for name, data in built.files.items() if name != "dc1.docx"})


def form_gone_since(finished: Finished) -> Finished:
    """The DC1 deleted after the build, and so not read back."""
    gone = word_file_deleted(finished)
    return replace(gone, printed=tuple(one for one in gone.printed if one.key != "dc1"))


def packet_deleted(finished: Finished) -> Finished:
    built = _built(finished)
    return replace(built, files={name: data for name, data in built.files.items() if name != _packet(finished)})


def brochure_added(finished: Finished) -> Finished:
    return replace(_built(finished), added=("depot/2-offre/Plaquette été 2023.pdf",))


def program_added(finished: Finished) -> Finished:
    return replace(_built(finished), added=("depot/2-offre/visionneuse.exe",))


def notes_added_beside(finished: Finished) -> Finished:
    """A file of one's own, out of what is deposited."""
    return replace(_built(finished), added=("mes-notes.txt",))


def note_without_pdf(finished: Finished) -> Finished:
    def bare(printed):  # type: ignore[no-untyped-def]
        return replace(printed, pdf="", pdf_bytes=b"") if printed.key == "note" else printed

    return replace(finished, printed=tuple(map(bare, finished.printed)))


def form_among_the_offer(finished: Finished) -> Finished:
    """The DC1 put into the folder of the offer."""

    def moved(printed):  # type: ignore[no-untyped-def]
        return replace(printed, pdf="depot/2-offre/00-dc1.pdf") if printed.key == "dc1" else printed

    return replace(finished, printed=tuple(map(moved, finished.printed)))


# --- files to deposit --------------------------------------------------------------------------


def _deposit(finished: Finished, data: bytes, name: str = "depot/2-offre/09-annexe.pdf") -> Finished:
    return _with_files(finished, {name: data})


def locked_pdf(finished: Finished) -> Finished:
    out = BytesIO()
    with pikepdf.open(BytesIO(_pdf("Une annexe."))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return _deposit(finished, out.getvalue())


def active_pdf(finished: Finished) -> Finished:
    out = BytesIO()
    with pikepdf.open(BytesIO(_pdf("Une annexe."))) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return _deposit(finished, out.getvalue())


def damaged_pdf(finished: Finished) -> Finished:
    return _deposit(finished, b"%PDF-1.7\n" + b"0" * 50)


def picture_called_pdf(finished: Finished) -> Finished:
    return _deposit(finished, b"\x89PNG\r\n\x1a\n")


def workbook_with_macros(finished: Finished) -> Finished:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/vbaProject.bin", "x")
    return _deposit(finished, out.getvalue(), "depot/2-offre/09-prix.xlsx")


def workbook_with_password(finished: Finished) -> Finished:
    return _deposit(finished, b"\xd0\xcf\x11\xe0" + b"0" * 600, "depot/2-offre/09-prix.xlsx")


def plain_workbook(finished: Finished) -> Finished:
    return _deposit(finished, finished.files["fiche-financiere.xlsx"], "depot/2-offre/09-prix.xlsx")


def heavy_annex(finished: Finished) -> Finished:
    return _deposit(finished, _pdf("Une annexe.") + b"\n%" + b"0" * 3_000_000)


def accented_name(finished: Finished) -> Finished:
    return _deposit(finished, _pdf("Une annexe."), "depot/2-offre/09-Étude de cas.pdf")


def names_cut(finished: Finished) -> Finished:
    """The files to deposit named as the rules of the brief say, cut to the length that they allow."""
    from generator.packet.deposit_names import deposit_names, naming_of

    how = naming_of(finished.dossier.inputs)
    kept = {name: data for name, data in finished.files.items() if not name.startswith("depot/")}
    for folder, documents in (("1-candidature", finished.dossier.candidature), ("2-offre", finished.dossier.offre)):
        made = deposit_names([document.slug for document in documents], how)
        kept |= {f"depot/{folder}/{name}": finished.files["depot/2-offre/01-note-methodologique.pdf"] for name in made}
    return replace(finished, files=kept)


def endless_name(finished: Finished) -> Finished:
    return _deposit(finished, _pdf("Une annexe."), f"depot/2-offre/09-{'annexe-' * 30}.pdf")


def annex_with_our_price(finished: Finished) -> Finished:
    """A PDF of the candidature that gives the price away."""
    from generator.foundation.money import euros

    words = f"Devis joint : {euros(finished.dossier.quote.gross)} TTC."
    return _with_files(finished, {"depot/1-candidature/03-avis-sirene.pdf": _pdf(words)})


def annex_with_another_price(finished: Finished) -> Finished:
    return _with_files(finished, {"depot/1-candidature/03-avis-sirene.pdf": _pdf("Cotisation annuelle : 42,17 €.")})


# --- the one PDF -------------------------------------------------------------------------------


def _changed(finished: Finished, change: Callable[[pikepdf.Pdf], None]) -> Finished:
    out = BytesIO()
    with pikepdf.open(BytesIO(finished.files[_packet(finished)])) as pdf:
        change(pdf)
        pdf.save(out)
    return _with_files(finished, {_packet(finished): out.getvalue()})


def packet_without_pages(finished: Finished) -> Finished:
    """Four pages in the middle of the packet are gone."""

    def cut(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[12:16]

    return _changed(finished, cut)


def packet_without_bookmarks(finished: Finished) -> Finished:
    def cut(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Outlines

    return _changed(finished, cut)


def packet_with_one_page_more(finished: Finished) -> Finished:
    """A page slipped in at the end: « page n / N » lies."""

    def grow(pdf: pikepdf.Pdf) -> None:
        pdf.pages.append(pdf.pages[-1])

    return _changed(finished, grow)


def packet_of_another(finished: Finished) -> Finished:
    """A document of one page in its place."""
    return _with_files(finished, {_packet(finished): _pdf("Tout autre chose.")})


def packet_cut_short(finished: Finished) -> Finished:
    return _with_files(finished, {_packet(finished): finished.files[_packet(finished)][:400]})


def packet_with_a_font_of_the_machine(finished: Finished) -> Finished:
    def add(pdf: pikepdf.Pdf) -> None:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Helvetica")
        )
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F0=pdf.make_indirect(font)))

    return _changed(finished, add)


def packet_with_a_signature(finished: Finished) -> Finished:
    def sign(pdf: pikepdf.Pdf) -> None:
        held: Any = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3])
        pdf.Root.Perms = pdf.make_indirect(held)

    out = BytesIO()
    with pikepdf.open(BytesIO(finished.files[_packet(finished)])) as pdf:
        sign(pdf)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return _with_files(finished, {_packet(finished): out.getvalue()})


# --- layout and plan ---------------------------------------------------------------------------


def _reset(finished: Finished, change: Callable[[Any], None]) -> Finished:
    """The note as python-docx saves it after a change."""
    import docx

    opened = docx.Document(BytesIO(finished.files[NOTE]))
    change(opened)
    out = BytesIO()
    opened.save(out)
    return _with_files(finished, {NOTE: out.getvalue()})


def _long(opened: Any) -> Any:
    return next(paragraph for paragraph in opened.paragraphs if len(paragraph.text) > 200)


def paragraph_shrunk(finished: Finished) -> Finished:
    """A paragraph set in eight points, so that the note would hold in its pages."""
    from docx.shared import Pt

    def change(opened: Any) -> None:
        for run in _long(opened).runs:
            run.font.size = Pt(8)

    return _reset(finished, change)


def paragraph_in_another_font(finished: Finished) -> Finished:
    def change(opened: Any) -> None:
        for run in _long(opened).runs:
            run.font.name = "Comic Sans MS"

    return _reset(finished, change)


def lines_squeezed(finished: Finished) -> Finished:
    def change(opened: Any) -> None:
        _long(opened).paragraph_format.line_spacing = 0.8

    return _reset(finished, change)


def margins_narrowed(finished: Finished) -> Finished:
    from docx.shared import Mm

    def change(opened: Any) -> None:
        for section in opened.sections:
            section.left_margin = Mm(8)

    return _reset(finished, change)


def _titles(finished: Finished, change: Callable[[Heading, int], Heading]) -> Finished:
    """The note with its titles of the first level changed, each with its rank from 1."""
    rank = 0

    def one(node: object) -> object:
        nonlocal rank
        if isinstance(node, Heading) and node.level == 1:
            rank += 1
            return change(node, rank)
        return node

    def noted(printed):  # type: ignore[no-untyped-def]
        if printed.key != "note":
            return printed
        parts = tuple(replace(part, nodes=tuple(map(one, part.nodes))) for part in printed.tree.parts)
        return replace(printed, tree=replace(printed.tree, parts=parts))

    return replace(finished, printed=tuple(map(noted, finished.printed)))


def title_without_number(finished: Finished) -> Finished:
    return _titles(finished, lambda title, rank: replace(title, numbered=rank != 2))


def section_slipped_in(finished: Finished) -> Finished:
    """A numbered section before the buyer's first one: all his numbers move."""
    first = Part("_ao_000000099", (Heading(1, (Text("Qui nous sommes"),)), Paragraph((Text("Un organisme."),))))

    def noted(printed):  # type: ignore[no-untyped-def]
        if printed.key != "note":
            return printed
        return replace(printed, tree=replace(printed.tree, parts=(first, *printed.tree.parts)))

    return replace(finished, printed=tuple(map(noted, finished.printed)))


def no_place_to_sign(finished: Finished) -> Finished:
    def noted(printed):  # type: ignore[no-untyped-def]
        kept = tuple(
            replace(part, nodes=tuple(node for node in part.nodes if not isinstance(node, Signature)))
            for part in printed.tree.parts
        )
        return replace(printed, tree=replace(printed.tree, parts=kept)) if printed.key == "note" else printed

    return replace(finished, printed=tuple(map(noted, finished.printed)))


def note_in_english(finished: Finished) -> Finished:
    """The note declared as a text in English."""

    def noted(printed):  # type: ignore[no-untyped-def]
        return replace(printed, tree=replace(printed.tree, lang="en-GB")) if printed.key == "note" else printed

    return replace(finished, printed=tuple(map(noted, finished.printed)))


# --- files saved again, with or without a change -----------------------------------------------


def _again(finished: Finished, name: str, data: bytes) -> Finished:
    """A built offer with one file as it stands now, read back when it is a Word file."""
    from generator.document.plain import plain
    from generator.readers import docx

    built = _with_files(_built(finished), {name: data})
    if not name.endswith(".docx"):
        return built
    tree = docx.read(data)[0]
    assert tree is not None

    def one(printed):  # type: ignore[no-untyped-def]
        return replace(printed, tree=tree, words=plain(tree)) if printed.docx == name else printed

    return replace(built, printed=tuple(map(one, built.printed)))


def _rezipped(data: bytes) -> bytes:
    """The same parts, compressed otherwise."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, old.read(part))
    return out.getvalue()


def _resaved_pdf(data: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


INSURANCE, SIRENE = "depot/1-candidature/05-assurance.pdf", "depot/1-candidature/03-avis-sirene.pdf"
SHEET, AGENDA = "fiche-financiere.xlsx", "planning-previsionnel.ics"


def note_resaved(finished: Finished) -> Finished:
    return _again(finished, NOTE, _rezipped(finished.files[NOTE]))


def sheet_resaved(finished: Finished) -> Finished:
    return _again(finished, SHEET, _rezipped(finished.files[SHEET]))


def matrix_resaved(finished: Finished) -> Finished:
    name = "matrice-conformite.xlsx"
    return _again(finished, name, _rezipped(finished.files[name]))


def agenda_resaved(finished: Finished) -> Finished:
    """Another program ends its lines otherwise."""
    return _again(finished, AGENDA, finished.files[AGENDA].replace(b"\r\n", b"\n"))


def note_pdf_resaved(finished: Finished) -> Finished:
    return _again(finished, NOTE_PDF, _resaved_pdf(finished.files[NOTE_PDF]))


def insurance_resaved(finished: Finished) -> Finished:
    return _again(finished, INSURANCE, _resaved_pdf(finished.files[INSURANCE]))


def insurance_swapped(finished: Finished) -> Finished:
    """The notice of the register filed under the name of the insurance."""
    return _again(finished, INSURANCE, finished.files[SIRENE])


def insurance_gone(finished: Finished) -> Finished:
    built = _built(finished)
    return replace(built, files={name: data for name, data in built.files.items() if name != INSURANCE})


def insurance_damaged(finished: Finished) -> Finished:
    """Bytes lost in the middle, where a stream is packed."""
    data, half = finished.files[INSURANCE], len(finished.files[INSURANCE]) // 2
    return _again(finished, INSURANCE, data[:half] + bytes(200) + data[half + 200 :])


def form_under_the_name_of_the_note(finished: Finished) -> Finished:
    return _again(finished, NOTE, finished.files["dc1.docx"])


def label_changed_in_the_sheet(finished: Finished) -> Finished:
    """A label of the heading, that no check of prices reads."""
    from generator.foundation.files import unzipped, zipped

    parts = unzipped(finished.files[SHEET])
    strings = parts["xl/sharedStrings.xml"].replace(b"Organisme Exemple", b"Autre Exemple")
    assert strings != parts["xl/sharedStrings.xml"]
    return _again(finished, SHEET, zipped({**parts, "xl/sharedStrings.xml": strings}))


def sheet_deleted(finished: Finished) -> Finished:
    built = _built(finished)
    return replace(built, files={name: data for name, data in built.files.items() if name != SHEET})


# --- words that the text does not show ---------------------------------------------------------


def _opened_again(finished: Finished, change: Callable[[Any], None]) -> Finished:
    return _again(finished, NOTE, _reset(finished, change).files[NOTE])


def quote_in_the_footer(finished: Finished) -> Finished:
    def change(opened: Any) -> None:
        opened.sections[-1].footer.paragraphs[-1].add_run("\tdevis 5 999,00 € – Organisme Témoin")

    return _opened_again(finished, change)


def remark_in_the_first_header(finished: Finished) -> Finished:
    """A head for the first page alone."""

    def change(opened: Any) -> None:
        section = opened.sections[-1]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].add_run("Version de travail du service achats")

    return _opened_again(finished, change)


def hidden_words(finished: Finished) -> Finished:
    def change(opened: Any) -> None:
        _long(opened).add_run("Prix plancher 3 000 € – ne pas dire").font.hidden = True

    return _opened_again(finished, change)


def hidden_by_its_style(finished: Finished) -> Finished:
    def change(opened: Any) -> None:
        from docx.enum.style import WD_STYLE_TYPE

        style = opened.styles.add_style("Discret", WD_STYLE_TYPE.CHARACTER)
        style.font.hidden = True
        _long(opened).add_run("Ne pas dire.", style="Discret")

    return _opened_again(finished, change)


_BOXES = {
    "vml": '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{}'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    "drawing": '<w:r><w:drawing><wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></w:r>",
}


def _boxed(finished: Finished, kind: str, words: str) -> Finished:
    from docx.oxml import parse_xml

    def change(opened: Any) -> None:
        from generator.foundation.ooxml import W

        inside = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
        run = _BOXES[kind].format(inside).replace("<w:r>", f'<w:r xmlns:w="{W}">', 1)
        _long(opened)._p.append(parse_xml(run))

    return _opened_again(finished, change)


def old_text_box(finished: Finished) -> Finished:
    return _boxed(finished, "vml", "Remise de 10 % si le lot 2 est obtenu")


def new_text_box(finished: Finished) -> Finished:
    return _boxed(finished, "drawing", "Voir avec la direction")
