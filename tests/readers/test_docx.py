"""A .docx as reviewers give it back: noise, edits, comments, tracked changes, formatting, broken files."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import zipfile
from dataclasses import replace

import pytest

from generator.document.normal import normalised
from generator.document.plain import plain as words_of
from generator.document.tree import (
    Break,
    Document,
    Figure,
    Heading,
    Item,
    Link,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Part,
    Table,
    Text,
    nodes,
)
from generator.foundation.diagnostic import Level
from generator.foundation.files import unzipped, zipped
from generator.readers.docx import read
from generator.writers.docx import write
from tests.documents import DAY, PICTURES, THEME, bullets, cell, changed, everything, plain, replaced, row

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice absent")


@pytest.fixture(scope="module")
def data() -> bytes:
    return write(everything(), THEME, DAY, (), PICTURES)


def small(*held) -> Document:
    return Document("note", "note", "Titre", parts=(Part("_ao_000000001", tuple(held)),))


def written(*held) -> bytes:
    return write(small(*held), THEME, DAY, (), PICTURES)


def reread(data: bytes, mode="final"):
    """The nodes of the only part, and the codes of the problems."""
    document, problems = read(data, mode)
    assert document is not None, problems
    return nodes(document), [problem.code for problem in problems]


def messages(data: bytes) -> str:
    return "\n".join(problem.message for problem in read(data)[1])


# --- the same tree


def test_every_node_comes_back(data) -> None:
    document, problems = read(data)
    assert document == normalised(everything())
    assert problems == ()


def test_figure_brings_its_picture(data) -> None:
    document, _ = read(data)
    figure = next(node for node in nodes(document) if isinstance(node, Figure))
    assert figure.data == PICTURES["calendar"]


def test_names_that_word_refuses_come_back() -> None:
    long = "é" * 50
    held = (
        Heading(1, (Text("Un"),), anchor=long),
        Heading(1, (Text("Deux"),), anchor=long),
        Paragraph((Link(f"#{long}", (Text("là"),)),)),
    )
    assert reread(written(*held)) == (held, [])


def run(words: str, shape: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{shape}</w:rPr>' if shape else ''}<w:t>{words}</w:t></w:r>"


def para(content: str, shape: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{shape}</w:pPr>' if shape else ''}{content}</w:p>"


def noisy(text: str) -> str:
    """What Word adds when it saves: revision marks of a session, spelling errors, a run cut in three, languages."""

    def cut(match: re.Match[str]) -> str:
        shape, words = match[1] or "", match[2]
        third = max(1, len(words) // 3)
        pieces = [words] if "&" in words else [words[:third], words[third : 2 * third], words[2 * third :]]
        shape = (
            shape.replace("</w:rPr>", '<w:lang w:val="en-US"/></w:rPr>')
            or '<w:rPr><w:noProof/><w:lang w:val="fr-FR"/></w:rPr>'
        )
        runs = [f'<w:r w:rsidR="00A1B2C3">{shape}<w:t xml:space="preserve">{p}</w:t></w:r>' for p in pieces if p]
        return '<w:proofErr w:type="spellStart"/>'.join(runs)

    text = re.sub(r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">([^<]*)</w:t></w:r>', cut, text)
    text = re.sub(
        r"<w:p>", '<w:p w14:paraId="1A2B3C4D" w14:textId="77777777" w:rsidR="00A1" w:rsidRDefault="00B2">', text
    )
    text = text.replace("<w:document ", f"<w:document {W14} ", 1)
    return text.replace("<w:bookmarkStart", '<w:bookmarkStart w:displacedByCustomXml="next"', 1)


def test_noise_of_word_changes_nothing(data) -> None:
    assert read(changed(data, noisy)) == (normalised(everything()), ())


def test_identifiers_of_styles_do_not_matter(data) -> None:
    parts = unzipped(data)
    for name in [n for n in parts if n.startswith("word/") and n.endswith(".xml")]:
        parts[name] = re.sub(
            rb'(<w:(?:pStyle|rStyle|tblStyle|basedOn|next) w:val="|w:styleId=")', rb"\1Titre", parts[name]
        )
    assert read(zipped(parts))[0] == normalised(everything())


def test_content_controls_are_opened() -> None:
    made = changed(
        written(plain("un"), plain("deux")),
        lambda text: text.replace("<w:p>", "<w:sdt><w:sdtPr/><w:sdtContent><w:p>").replace(
            "</w:p>", "</w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert reread(made) == ((plain("un"), plain("deux")), [])


def test_bookmarks_doubled_by_libreoffice() -> None:
    doubled = changed(
        write(replace(small(plain("un")), parts=(Part("_ao_000000001", (plain("un"), plain("deux"))),)), THEME, DAY),
        lambda text: text.replace(
            '<w:bookmarkEnd w:id="1"/>',
            '<w:bookmarkStart w:id="9" w:name="_ao_000000001"/><w:bookmarkStart w:id="8" w:name="_ao_000000001"/>'
            '<w:bookmarkEnd w:id="8"/>',
        ),
    )
    document, _ = read(doubled)
    assert document.parts == (Part("_ao_000000001", (plain("un"), plain("deux"))),)


def test_paragraph_outside_bookmarks_has_no_anchor() -> None:
    made = replaced(written(plain("un")), "<w:sectPr>", "<w:p><w:r><w:t>ajouté</w:t></w:r></w:p><w:sectPr>")
    document, _ = read(made)
    assert document.parts == (Part("_ao_000000001", (plain("un"),)), Part("", (plain("ajouté"),)))


# --- what a person does in Word


def test_direct_bold_and_italic_are_marks() -> None:
    runs = run("gras", '<w:b/><w:i w:val="0"/>') + run("italique", "<w:i/>")
    made = replaced(written(plain("un")), '<w:r><w:t xml:space="preserve">un</w:t></w:r>', runs)
    assert reread(made) == ((Paragraph((Text("gras", strong=True), Text("italique", emphasis=True))),), [])


def test_bold_in_a_bold_paragraph_is_no_mark() -> None:
    made = replaced(
        written(Heading(1, (Text("un"),))),
        '<w:r><w:t xml:space="preserve">un',
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">un',
    )
    assert reread(made) == ((Heading(1, (Text("un"),)),), [])


def test_page_break_typed_in_a_paragraph() -> None:
    made = replaced(
        written(plain("avant")), "avant</w:t>", 'avant</w:t></w:r><w:r><w:br w:type="page"/></w:r><w:r><w:t>après</w:t>'
    )
    assert reread(made) == ((plain("avant"), PageBreak(), plain("après")), [])


def test_page_break_before_a_paragraph() -> None:
    made = replaced(
        written(plain("un")), '<w:pStyle w:val="BodyText"/>', '<w:pStyle w:val="BodyText"/><w:pageBreakBefore/>'
    )
    assert reread(made)[0] == (PageBreak(), plain("un"))


def test_list_made_with_the_buttons_of_word() -> None:
    shape = (
        '<w:pPr><w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
    )
    made = written(plain("un"), plain("deux"), plain("trois"))
    for level, number in ((0, 2), (1, 2), (0, 3)):
        made = replaced(made, '<w:pPr><w:pStyle w:val="BodyText"/></w:pPr>', shape.format(level, number))
    made = replaced(
        made,
        "</w:styles>",
        '<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/></w:style></w:styles>',
        "word/styles.xml",
    )
    first = Listing((Item((plain("un"), bullets("deux"))),))
    assert reread(made) == ((first, bullets("trois", ordered=True)), [])


def test_entry_added_by_its_style_goes_on_with_the_list() -> None:
    made = written(bullets("un", "deux", ordered=True))
    last = re.findall(r"<w:numPr>.*?</w:numPr>", unzipped(made)["word/document.xml"].decode())[-1]
    assert reread(changed(made, lambda text: text[::-1].replace(last[::-1], "", 1)[::-1]))[0] == (
        bullets("un", "deux", ordered=True),
    )


def test_empty_paragraphs_are_left_out() -> None:
    made = replaced(
        written(plain("un")), "<w:sectPr>", '<w:p/><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:p><w:sectPr>'
    )
    assert reread(made) == ((plain("un"),), [])


def test_number_taken_from_a_heading() -> None:
    shape = '<w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    made = replaced(written(Heading(1, (Text("un"),))), '<w:pStyle w:val="Heading1"/>', shape)
    assert reread(made)[0] == (Heading(1, (Text("un"),), numbered=False),)


def test_table_drawn_in_word() -> None:
    right = '<w:jc w:val="right"/>'
    grid = (
        '<w:tbl><w:tblPr><w:tblLook w:val="04A0"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2001"/></w:tblGrid>'
        f"<w:tr><w:tc>{para(run('A'))}</w:tc><w:tc>{para(run('B'), right)}"
        '</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    )
    found, codes = reread(replaced(written(plain("un")), "<w:sectPr>", grid + "<w:sectPr>"))
    rows = (
        replace(row("A", "B"), cells=(cell("A"), cell("B", "right"))),
        replace(row(""), cells=(replace(cell("", span=2), paragraphs=(Paragraph(()),)),)),
    )
    assert found[1] == Table(rows, (33, 67), 1)
    assert codes == []


def test_hyperlink_as_a_field() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://exemple.fr/x" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>lien</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    made = replaced(written(plain("un")), '<w:r><w:t xml:space="preserve">un</w:t></w:r>', field)
    assert reread(made) == ((Paragraph((Link("https://exemple.fr/x", (Text("lien"),)),)),), [])


def test_special_characters_of_word() -> None:
    signs = '<w:t>a</w:t><w:tab/><w:noBreakHyphen/><w:softHyphen/><w:cr/><w:sym w:font="Wingdings" w:char="F0FE"/>'
    made = replaced(written(plain("un")), '<w:t xml:space="preserve">un</w:t>', signs)
    assert reread(made) == ((Paragraph((Text("a\t\u2011\u00ad"), Break(), Text("☒"))),), [])


def test_endnote_becomes_a_note() -> None:
    made = written(Paragraph((Text("un"), Note((Text("note"),)))))
    parts = {
        n: d.replace(b"footnote", b"endnote") if n == "word/document.xml" else d for n, d in unzipped(made).items()
    }
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"relationships/footnotes", b"relationships/endnotes"
    )
    parts["word/footnotes.xml"] = (
        parts["word/footnotes.xml"].replace(b"w:footnote ", b"w:endnote ").replace(b"w:footnote>", b"w:endnote>")
    )
    assert reread(zipped(parts)) == ((Paragraph((Text("un"), Note((Text("note"),)))),), [])


# --- comments


def test_comments_of_reviewers_are_told(data) -> None:
    made = replaced(data, 'w:author="À confirmer"', 'w:author="Camille Exemple"', "word/comments.xml")
    document, problems = read(made)
    assert [(p.code, p.level) for p in problems] == [("W712", Level.INFO)]
    assert problems[0].message.startswith("commentaire de Camille Exemple : « Confirmer ce chiffre. » – « Texte simple")
    assert "Confirmer ce chiffre." not in str(document)
    assert "Et celui-ci." in str(document)


def test_comment_whose_place_is_gone_is_told(data) -> None:
    made = replaced(data, 'w:author="À confirmer"', 'w:author="Camille Exemple"', "word/comments.xml")
    made = replaced(made, '<w:commentReference w:id="0"/>', "")
    assert "« Confirmer ce chiffre. » – paragraphe vide" in messages(made)


# --- tracked changes

BY = 'w:id="90" w:author="Camille" w:date="2023-06-30T00:00:00Z"'
TRACKED = (
    '<w:bookmarkStart w:id="1" w:name="_ao_000000001"/>'
    f'<w:p><w:r><w:t xml:space="preserve">Le </w:t></w:r><w:del {BY}><w:r><w:delText>chat</w:delText></w:r></w:del>'
    f"<w:ins {BY}><w:r><w:t>chien</w:t></w:r></w:ins><w:r><w:t> dort.</w:t></w:r></w:p>"
    f"<w:p><w:pPr><w:rPr><w:ins {BY}/></w:rPr></w:pPr><w:ins {BY}><w:r><w:t>Ajouté.</w:t></w:r></w:ins></w:p>"
    f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr><w:del {BY}><w:r><w:delText>Ôté.</w:delText></w:r></w:del></w:p>"
    f"<w:p><w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>Fin</w:t></w:r></w:p>"
    f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>"
    f"<w:tr><w:trPr><w:ins {BY}/></w:trPr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr>"
    f"<w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    '<w:bookmarkEnd w:id="1"/>'
)


def tracked() -> bytes:
    return changed(
        written(plain("un")),
        lambda text: re.sub(r'<w:bookmarkStart w:id="1".*<w:bookmarkEnd w:id="1"/>', TRACKED, text),
    )


def test_tracked_changes_accepted() -> None:
    found, codes = reread(tracked())
    fin = Paragraph((Text("Fin", strong=True),))
    assert found == (plain("Le chien dort."), plain("Ajouté."), fin, Table((row("a"), row("b")), (100,), 0))
    assert codes == ["W711"]


def test_tracked_changes_refused() -> None:
    found, codes = reread(tracked(), "original")
    assert found == (plain("Le chat dort."), plain("Ôté."), plain("Fin"), Table((row("a"), row("c")), (100,), 0))
    assert codes == ["W711"]


def test_pending_changes_are_counted() -> None:
    document, problems = read(tracked())
    assert document is not None
    assert problems[0].message == "9 modification(s) suivie(s) en attente, lues comme acceptées"
    assert problems[0].level is Level.WARNING


def test_paragraph_cut_in_two_and_joined() -> None:
    ends = para(run("Un, "), f"<w:rPr><w:ins {BY}/></w:rPr>") + para(run("deux."))
    made = replaced(written(plain("un")), "<w:sectPr>", ends + "<w:sectPr>")
    assert reread(made)[0] == (plain("un"), plain("Un, "), plain("deux."))
    assert reread(made, "original")[0] == (plain("un"), plain("Un, deux."))


def test_refused_style_change() -> None:
    shape = f'<w:pStyle w:val="Quote"/><w:pPrChange {BY}><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:pPrChange>'
    made = replaced(written(plain("un")), '<w:pStyle w:val="BodyText"/>', shape)
    assert reread(made)[0] == (plain("un", "quote"),)
    assert reread(made, "original")[0] == (plain("un"),)


# --- what the tree can't hold


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ('<w:color w:val="FF0000"/>', "couleur"),
        ('<w:highlight w:val="yellow"/>', "surlignage"),
        ('<w:u w:val="single"/>', "souligné"),
        ('<w:vertAlign w:val="superscript"/>', "exposant ou indice"),
        ("<w:strike/>", "barré"),
        ("<w:caps/>", "majuscules"),
        ('<w:sz w:val="40"/>', "taille"),
        ('<w:rFonts w:ascii="Comic Sans MS"/>', "police"),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', "fond"),
        ('<w:bdr w:val="single"/>', "bordure"),
        ('<w:rStyle w:val="Inconnu"/>', "style de caractère « Inconnu »"),
    ],
)
def test_formatting_of_runs_is_told(shape: str, said: str) -> None:
    made = changed(
        written(plain("un mot")),
        lambda t: t.replace(
            '<w:r><w:t xml:space="preserve">un', f'<w:r><w:rPr>{shape}</w:rPr><w:t xml:space="preserve">un'
        ),
    )
    found, codes = reread(made)
    assert (found, codes) == ((plain("un mot"),), ["W713"])
    assert messages(made) == f"mise en forme que le document ne garde pas : {said} – « un mot »"


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ('<w:jc w:val="center"/>', "alignement"),
        ('<w:ind w:left="720"/>', "retrait"),
        ('<w:spacing w:before="600"/>', "espacement"),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', "fond"),
        ('<w:pBdr><w:top w:val="single"/></w:pBdr>', "bordure"),
        ("<w:framePr/>", "cadre"),
    ],
)
def test_formatting_of_paragraphs_is_told(shape: str, said: str) -> None:
    made = replaced(written(plain("un mot")), '<w:pStyle w:val="BodyText"/>', f'<w:pStyle w:val="BodyText"/>{shape}')
    assert reread(made) == ((plain("un mot"),), ["W713"])
    assert f": {said} –" in messages(made)


def test_formatting_that_says_the_same_as_the_style_is_silent() -> None:
    same = '<w:rPr><w:color w:val="auto"/><w:sz w:val="22"/><w:rFonts w:ascii="Calibri"/><w:u w:val="none"/></w:rPr>'
    made = changed(
        written(plain("un mot")),
        lambda t: t.replace('<w:r><w:t xml:space="preserve">un', f'<w:r>{same}<w:t xml:space="preserve">un'),
    )
    made = replaced(
        made,
        '<w:pStyle w:val="BodyText"/>',
        '<w:pStyle w:val="BodyText"/><w:spacing w:after="90"/><w:jc w:val="left"/>',
    )
    assert reread(made) == ((plain("un mot"),), [])


def test_spacing_inherited_through_a_style_that_sets_another_measure_is_silent() -> None:
    same = '<w:pStyle w:val="PetitTexte"/><w:spacing w:before="0" w:after="90"/>'
    made = replaced(written(plain("un mot", "small")), '<w:pStyle w:val="PetitTexte"/>', same)
    assert reread(made) == ((plain("un mot", "small"),), [])


BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
    f"<w:drawing><w:txbxContent>{para(run('dans la boîte'))}</w:txbxContent></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><w:txbxContent>{para(run('dans la boîte'))}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BOX, "zone de texte « dans la boîte »"),
        ("<w:r><w:object/></w:r>", "objet incorporé"),
        ("<w:r><w:drawing/></w:r>", "dessin"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "symbole d'une police spéciale"),
        ('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>', "équation"),
    ],
)
def test_content_that_is_lost_is_told(content: str, said: str) -> None:
    made = replaced(written(plain("un mot")), "un mot</w:t></w:r>", f"un mot</w:t></w:r>{content}")
    assert reread(made) == ((plain("un mot"),), ["W714"])
    assert messages(made) == f"contenu que le document ne garde pas : {said} – « un mot »"


def test_unknown_style_is_told_and_read_through_its_base() -> None:
    made = replaced(written(plain("un")), '<w:pStyle w:val="BodyText"/>', '<w:pStyle w:val="Maison"/>')
    named = '<w:name w:val="Citation maison"/><w:basedOn w:val="Quote"/>'
    style = f'<w:style w:type="paragraph" w:styleId="Maison">{named}</w:style>'
    made = replaced(made, "</w:styles>", style + "</w:styles>", "word/styles.xml")
    assert reread(made) == ((plain("un", "quote"),), ["W715"])
    assert messages(made) == "style inconnu « Citation maison » – « un »"


def test_hidden_text_is_told() -> None:
    made = replaced(
        written(plain("un")), "un</w:t></w:r>", "un</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    )
    assert reread(made) == ((plain("un"),), ["W713"])


def test_sections_are_told() -> None:
    section = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:cols w:num="2"/></w:sectPr></w:pPr></w:p>'
    made = replaced(written(plain("un")), '<w:bookmarkEnd w:id="1"/>', section + '<w:bookmarkEnd w:id="1"/>')
    assert "saut de section, page à l'italienne, texte en colonnes" in messages(made)


def test_tables_that_the_tree_cannot_hold_are_told() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>dedans</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    merged = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{para(run('a'))}</w:tc>"
    grid = f"<w:tbl><w:tr>{merged}<w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    made = replaced(written(plain("un")), '<w:bookmarkEnd w:id="1"/>', grid + '<w:bookmarkEnd w:id="1"/>')
    assert "cellules fusionnées de haut en bas – « a »" in messages(made)
    assert "tableau dans un tableau – « dedans »" in messages(made)


DRAWN = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="360000" cy="360000"/><wp:docPr id="77" name="paraphe"/>'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></pic:blipFill></pic:pic></wp:inline>'
    "</w:drawing></w:r>"
)


@pytest.mark.parametrize(
    ("before", "added", "said"),
    [
        ("Date et signature</w:t></w:r>", DRAWN, "image dans un cadre de signature – « Date et signature »"),
        ("Total</w:t></w:r>", DRAWN, "image dans un tableau – « Total »"),
        ("Sommaire", " détaillé", "titre du sommaire – « Sommaire détaillé »"),
        (
            "Note méthodologique</w:t></w:r>",
            run(" bis", "<w:i/>"),
            "mise en forme du titre – « Note méthodologique bis »",
        ),
    ],
)
def test_nothing_is_dropped_in_silence(data, before: str, added: str, said: str) -> None:
    assert said in messages(replaced(data, before, before + added))


def test_ground_of_a_cell_is_told(data) -> None:
    assert "fond de cellule – « Sous-total »" in messages(
        replaced(data, 'w:fill="F3EEE7"/></w:tcPr>', 'w:fill="FF0000"/></w:tcPr>')
    )


def test_picture_in_a_running_head_is_told(data) -> None:
    made = replaced(data, "</w:p></w:hdr>", f"{DRAWN}</w:p></w:hdr>", "word/header1.xml")
    assert "image ou tableau en tête ou en pied de page" in messages(made)


def test_field_is_kept_as_text_and_told() -> None:
    made = changed(
        written(plain("un")),
        lambda t: t.replace(
            '<w:r><w:t xml:space="preserve">un<',
            '<w:fldSimple w:instr=" DATE "><w:r><w:t>mai </w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve">un<',
        ),
    )
    assert reread(made) == ((plain("mai un"),), ["W713"])


def test_foreign_document_is_told() -> None:
    import docx

    made = docx.Document()
    made.add_heading("Un", 1)
    made.add_paragraph("deux", style="List Bullet")
    held = io.BytesIO()
    made.save(held)
    document, problems = read(held.getvalue())
    assert document.parts == (Part("", (Heading(1, (Text("Un"),)), bullets("deux"))),)
    assert [problem.code for problem in problems] == ["W717"]


# --- files that can't be read


def bomb() -> bytes:
    """Declares three hundred megabytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"word/{number}.xml", b"\0" * 100 * 2**20)
    return held.getvalue()


def lying(data: bytes) -> bytes:
    """A part whose size in the directory is not its own."""
    place = data.rindex(b"PK\x01\x02")
    return data[: place + 24] + struct.pack("<I", 5) + data[place + 28 :]


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)


def without(*names: str) -> bytes:
    return zipped({name: data for name, data in unzipped(written(plain("un"))).items() if name not in names})


def instead(name: str, data: bytes) -> bytes:
    return zipped(unzipped(written(plain("un"))) | {name: data})


BROKEN = {
    "empty": lambda: b"",
    "text": lambda: b"bonjour",
    "old word": lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    "truncated": lambda: written(plain("un"))[:9000],
    "no part": lambda: zipped({}),
    "no document": lambda: without("word/document.xml"),
    "no relations": lambda: without("_rels/.rels"),
    "not xml": lambda: instead("word/document.xml", b"<w:document"),
    "styles not xml": lambda: instead("word/styles.xml", b"\0\0"),
    "footer not xml": lambda: instead("word/footer1.xml", b"<a"),
    "other root": lambda: instead("word/document.xml", b"<html/>"),
    "entities": lambda: instead("word/document.xml", ENTITIES.encode()),
    "bomb": bomb,
    "lying": lambda: lying(written(plain("un"))),
    "many parts": lambda: zipped({f"a/{n}": b"" for n in range(5000)}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file_is_a_diagnostic(name: str) -> None:
    document, problems = read(BROKEN[name]())
    assert document is None
    assert [(problem.code, problem.level) for problem in problems] == [("W710", Level.BLOCKING)]
    assert problems[0].hint


@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_bytes_changed_anywhere_raise_nothing(data, cut: int) -> None:
    place = len(data) * cut // 100
    read(data[:place] + bytes((byte ^ 0x55) for byte in data[place : place + 40]) + data[place + 40 :])


def test_document_without_its_other_parts_is_read() -> None:
    kept = {
        n: d
        for n, d in unzipped(written(plain("un"))).items()
        if n in {"[Content_Types].xml", "_rels/.rels", "word/document.xml"}
    }
    document, _ = read(zipped(kept))
    assert words_of(document) == ("Titre", "un")


# --- LibreOffice


@soffice
def test_libreoffice_keeps_anchors_and_words(data, tmp_path) -> None:
    source = tmp_path / "note.docx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(tmp_path / "saved"),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document, problems = read((tmp_path / "saved" / "note.docx").read_bytes())
    before = normalised(everything())
    assert [p.anchor for p in document.parts] == [p.anchor for p in before.parts]
    assert words_of(document) == words_of(before)
    assert problems == ()
    unsaid = tuple(
        replace(p, nodes=tuple(replace(n, summary="") if isinstance(n, Table) else n for n in p.nodes))
        for p in before.parts
    )
    assert document == replace(before, parts=unsaid)  # LibreOffice 7 drops what a table says
