"""What a .docx holds: named styles, real headings, lists, notes, comments, contents; nothing that asks a question."""

from __future__ import annotations

import struct
from dataclasses import replace
from io import BytesIO

import docx
import pytest

from generator.document import docx_names as names
from generator.document.normal import normalised
from generator.document.stored import restored
from generator.document.tree import Contents, Document, Figure, Heading, PageBreak, Paragraph, Part, Remark, Reply, Text
from generator.foundation.files import unzipped
from generator.foundation.ooxml import DATA_STORE, W14, WP, W
from generator.writers.colours import contrast
from generator.writers.docx import write
from generator.writers.docx.sheet import style_id
from tests.documents import DAY, LITERAL, PICTURES, THEME, everything, part, plain, values

PAGES = (3, 3, 4, 4, 5, 6, 6)
NS = {"w": W, "wp": WP}


@pytest.fixture(scope="module")
def data() -> bytes:
    return write(everything(), THEME, DAY, PAGES, PICTURES)


@pytest.fixture(scope="module")
def word(data):
    return docx.Document(BytesIO(data))


def small(*nodes, **kept) -> Document:
    return Document("note", "note", "Titre", parts=(Part("_ao_000000001", tuple(nodes)),), **kept)


def val(element, path: str) -> str:
    return element.find(path, NS).get(f"{{{W}}}val")


# --- as another reader sees it


def test_headings_are_real(word) -> None:
    headings = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith(("Heading", "Titre "))]
    assert headings == [
        ("Titre de couverture", "Note méthodologique"),
        ("Heading 1", "Objectifs"),
        ("Heading 2", "Progression"),
        ("Heading 3", "Détail"),
        ("Heading 4", "Plus fin"),
        ("Heading 1", "Méthode"),
        ("Titre 1 sans numéro", "Annexe"),
        ("Titre 2 sans numéro", "Sans numéro"),
    ]


def test_comments_stand_on_their_paragraph(word) -> None:
    found = [(c.author, c.initials, c.text, c.timestamp.date()) for c in word.comments]
    assert found == [("À confirmer", "AC", "Confirmer ce chiffre.", DAY), ("À confirmer", "AC", "Et celui-ci.", DAY)]


def test_properties_say_title_author_and_day(word) -> None:
    said = word.core_properties
    assert (said.title, said.author, said.language) == ("Note méthodologique", "Organisme Exemple", "fr-FR")
    assert (said.created.date(), said.modified.date(), said.revision) == (DAY, DAY, 0)


def test_page_is_a4(word) -> None:
    assert {(round(s.page_width.mm), round(s.page_height.mm)) for s in word.sections} == {(210, 297)}
    assert [s.different_first_page_header_footer for s in word.sections] == [True, False]


def test_language_is_french_everywhere(data) -> None:
    styles = part(data, "word/styles.xml")
    assert val(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:lang") == "fr-FR"
    assert val(part(data, "word/settings.xml"), "w:themeFontLang") == "fr-FR"


# --- styles


def test_runs_and_paragraphs_have_no_formatting_of_their_own(data) -> None:
    for name, tree in ((n, part(data, n)) for n in unzipped(data) if n.startswith("word/") and n.endswith(".xml")):
        if name in {"word/styles.xml", "word/numbering.xml", "word/settings.xml"}:
            continue
        assert {e.tag for e in tree.iterfind(".//w:r/w:rPr/*", NS)} <= {f"{{{W}}}rStyle"}, name
        assert {e.tag for e in tree.iterfind(".//w:p/w:pPr/*", NS)} <= {
            f"{{{W}}}{t}" for t in ("pStyle", "numPr", "sectPr")
        }, name


def test_every_style_used_is_defined(data) -> None:
    styles = part(data, "word/styles.xml")
    known = {style.get(f"{{{W}}}styleId") for style in styles.iterfind("w:style", NS)}
    used = {v for tag in ("pStyle", "rStyle", "tblStyle") for v in values(data, f".//w:{tag}")}
    based = {v for tag in ("basedOn", "next") for v in values(data, f".//w:{tag}", "word/styles.xml")}
    assert len(used) > 30
    assert used | based <= known


def test_style_names_are_unique_and_have_no_comma(data) -> None:
    found = values(data, "w:style/w:name", "word/styles.xml")
    assert len(found) == len(set(map(str.casefold, found))) > 90
    assert not [name for name in found if "," in name]


def test_headings_are_numbered_by_word(data) -> None:
    styles = part(data, "word/styles.xml")
    for level in range(4):
        counted = styles.find(f"w:style[@w:styleId='Heading{level + 1}']/w:pPr", NS)
        assert (val(counted, "w:numPr/w:numId"), val(counted, "w:outlineLvl")) == ("1", str(level))
        plain_one = styles.find(f"w:style[@w:styleId='{style_id(names.PLAIN_HEADINGS[level])}']/w:pPr", NS)
        assert (val(plain_one, "w:numPr/w:numId"), val(plain_one, "w:outlineLvl")) == ("0", str(level))
    headings = part(data, "word/numbering.xml").find("w:abstractNum", NS)
    assert [e.get(f"{{{W}}}val") for e in headings.iterfind("w:lvl/w:lvlText", NS)] == [
        "%1",
        "%1.%2",
        "%1.%2.%3",
        "%1.%2.%3.%4",
    ]


def test_text_colours_can_be_read(data) -> None:
    colours = {v for v in values(data, ".//w:rPr/w:color", "word/styles.xml") if v != "auto"}
    assert len(colours) >= 3
    assert min(contrast(colour, ground) for colour in colours for ground in ("FFFFFF", "F3EEE7")) >= 4.5


def test_pale_theme_is_darkened() -> None:
    pale = THEME.model_copy(update={"primary": "99BBEE", "accent": "FFCC66", "grey": "BBBBBB"})
    found = values(write(small(plain("un")), pale, DAY), ".//w:rPr/w:color", "word/styles.xml")
    assert min(contrast(colour, "FFFFFF") for colour in set(found)) >= 4.5


def test_styles_of_a_conflict_are_written_only_where_one_stands(data) -> None:
    own = {name for (kind, _), name in names.CALLOUTS.items() if kind == "conflict"}
    assert own <= set(values(data, ".//w:style/w:name", "word/styles.xml"))
    assert own.isdisjoint(values(write(small(plain("un")), THEME, DAY), ".//w:style/w:name", "word/styles.xml"))


def test_titles_and_captions_stay_with_what_follows(data) -> None:
    styles = part(data, "word/styles.xml")
    for name in (
        *names.HEADINGS,
        names.CALLOUTS["key", "title"],
        names.ROLES["caption"],
        names.FIGURE,
        names.SIGNATURE,
    ):
        assert styles.find(f"w:style[@w:styleId='{style_id(name)}']/w:pPr/w:keepNext", NS) is not None, name
    assert styles.find("w:docDefaults/w:pPrDefault/w:pPr/w:widowControl", NS) is not None


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing "
    "jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color sz szCs u bdr vertAlign lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan tcBorders shd vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar titlePg",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr tblStylePr",
}


def test_properties_follow_the_order_of_the_schema(data) -> None:
    seen = 0
    for name in (n for n in unzipped(data) if n.startswith("word/") and n.endswith(".xml")):
        for element in part(data, name).iter(*(f"{{{W}}}{tag}" for tag in ORDER)):
            order = ORDER[element.tag.rpartition("}")[2]].split()
            places = [order.index(child.tag.rpartition("}")[2]) for child in element]
            assert places == sorted(places), (name, element.tag)
            seen += 1
    assert seen > 300


# --- contents


def entry_texts(data: bytes) -> list[str]:
    lines = [
        p
        for p in part(data).iter(f"{{{W}}}p")
        if val(p, "w:pPr/w:pStyle").startswith("TOC") and p.find("w:hyperlink", NS) is not None
    ]
    return [
        "".join(t.text if t.tag == f"{{{W}}}t" else "|" for t in line.iter(f"{{{W}}}t", f"{{{W}}}tab"))
        for line in lines
    ]


def test_contents_table_is_filled(data) -> None:
    assert entry_texts(data) == ["1|Objectifs|3", "1.1|Progression|3", "2|Méthode|5", "Annexe|6", "Sans numéro|6"]


def test_contents_entries_lead_to_headings(data) -> None:
    tree = part(data)
    marks = {e.get(f"{{{W}}}name") for e in tree.iter(f"{{{W}}}bookmarkStart")}
    leads = [
        e.get(f"{{{W}}}anchor")
        for e in tree.iterfind(".//w:hyperlink", NS)
        if (e.get(f"{{{W}}}anchor") or "").startswith("_Toc")
    ]
    assert len(leads) == 5
    assert set(leads) <= marks


def test_contents_is_a_field_that_does_not_ask_to_be_updated(data) -> None:
    codes = [e.text.strip() for e in part(data).iter(f"{{{W}}}instrText")]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z \\u'
    assert b"updateFields" not in unzipped(data)["word/settings.xml"]
    kinds = [e.get(f"{{{W}}}fldCharType") for e in part(data).iter(f"{{{W}}}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 6


def test_contents_without_pages_has_no_number() -> None:
    made = write(small(Contents(1), Heading(1, (Text("Un"),))), THEME, DAY)
    assert entry_texts(made) == ["1|Un"]


def test_contents_of_a_document_without_heading_is_empty() -> None:
    assert entry_texts(write(small(Contents(2), plain("un")), THEME, DAY)) == []


def test_numbers_of_pages_must_match_the_headings() -> None:
    with pytest.raises(ValueError, match="zip"):
        write(small(Heading(1, (Text("Un"),))), THEME, DAY, (1, 2))


def test_page_break_after_the_contents_page_is_idle() -> None:
    nodes = (Contents(1), PageBreak(), Heading(1, (Text("Un"),)), PageBreak(), PageBreak())
    made = write(small(*nodes, cover=((Text("Le jour"),),)), THEME, DAY)
    styles = [v for v in values(made, ".//w:p/w:pPr/w:pStyle") if v.startswith(("Saut", "Fin"))]
    idle, page = style_id(names.IDLE_BREAK), style_id(names.PAGE_BREAK)
    assert styles == [style_id(names.CONTENTS_END), idle, page, idle]


# --- tables and figures


def test_tables_repeat_their_header_and_keep_rows_whole(word) -> None:
    for table, header in zip(word.tables, (1, 0), strict=True):
        rows = table._tbl.findall("w:tr", NS)
        assert [row.find("w:trPr/w:tblHeader", NS) is not None for row in rows].count(True) == header
        assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in rows)


def test_tables_have_widths_and_alternative_text(word) -> None:
    first, second = (table._tbl for table in word.tables)
    assert [val(t, "w:tblPr/w:tblDescription") for t in (first, second)] == ["Déroulé d'une séance", "Identité"]
    widths = [int(c.get(f"{{{W}}}w")) for c in first.iterfind("w:tblGrid/w:gridCol", NS)]
    assert [round(100 * width / sum(widths)) for width in widths] == [25, 55, 20]
    assert val(first, "w:tblPr/w:tblStyle") == style_id(names.GRID)
    assert second.find("w:tblPr/w:tblLook", NS).get(f"{{{W}}}firstColumn") == "1"


def test_figures_say_what_they_show(data) -> None:
    frame = part(data).find(".//wp:inline", NS)
    said = frame.find("wp:docPr", NS)
    assert (said.get("name"), said.get("descr")) == ("calendar", "Cinq séances, du 12 octobre au 6 juin")
    extent = frame.find("wp:extent", NS)
    assert (int(extent.get("cx")), int(extent.get("cy"))) == (120 * 36_000, 60 * 36_000)
    assert [n for n in unzipped(data) if n.startswith("word/media/")] != []


def test_figure_without_png_is_a_bug() -> None:
    with pytest.raises(ValueError, match="PNG"):
        write(small(Figure("plan", "", (), data=b"<svg/>")), THEME, DAY)


def test_same_picture_is_held_once() -> None:
    made = write(small(Figure("calendar", "a", ()), Figure("calendar", "b", ())), THEME, DAY, (), PICTURES)
    assert len([n for n in unzipped(made) if n.startswith("word/media/")]) == 1
    assert struct.unpack(">II", PICTURES["calendar"][16:24]) == (40, 20)


# --- lists, notes, links, anchors


def test_each_numbered_list_starts_at_one(data) -> None:
    numbering = part(data, "word/numbering.xml")
    starts = {n.get(f"{{{W}}}numId"): n.find("w:lvlOverride", NS) for n in numbering.iterfind("w:num", NS)}
    own = values(data, ".//w:p/w:pPr/w:numPr/w:numId")
    assert len(set(own)) == 4
    assert all(starts[number] is not None for number in own)


def test_notes_are_real(data) -> None:
    notes = part(data, "word/footnotes.xml").findall("w:footnote", NS)
    assert ["".join(t.text for t in note.iter(f"{{{W}}}t")) for note in notes] == ["", "", " Une note, avec lien."]
    assert b"https://exemple.fr/n" in unzipped(data)["word/_rels/footnotes.xml.rels"]


def test_parts_stand_in_hidden_bookmarks(data) -> None:
    tree = part(data)
    starts = {e.get(f"{{{W}}}id"): e.get(f"{{{W}}}name") for e in tree.iter(f"{{{W}}}bookmarkStart")}
    ends = [e.get(f"{{{W}}}id") for e in tree.iter(f"{{{W}}}bookmarkEnd")]
    assert sorted(starts) == sorted(ends)
    assert [name for name in starts.values() if name.startswith("_ao_")] == [p.anchor for p in everything().parts]
    assert all(len(name) <= 40 for name in starts.values())


@pytest.mark.parametrize("twice", ["_ao_000000001", "autre"])
def test_bad_anchors_are_a_bug(twice: str) -> None:
    document = small(plain("un"))
    with pytest.raises(ValueError, match="anchor"):
        write(replace(document, parts=(*document.parts, Part(twice, (plain("deux"),)))), THEME, DAY)


def test_text_is_literal(word) -> None:
    assert LITERAL in next(p.text for p in word.paragraphs if p.text.startswith("Texte simple"))


def test_control_characters_are_replaced() -> None:
    made = docx.Document(BytesIO(write(small(plain("a\x00b\x1fc\ufffe\ud800")), THEME, DAY)))
    assert made.paragraphs[-1].text == "a\ufffdb\ufffdc\ufffd\ufffd"


# --- heads and feet


def test_head_and_foot(word) -> None:
    section = word.sections[1]
    assert section.header.paragraphs[0].text == "Organisme Exemple – Note\tSPÉCIMEN"
    assert section.footer.paragraphs[0].text == "Consultation 2023-86\tpage\u00a01\u00a0/\u00a06"
    assert word.sections[0].first_page_header.paragraphs[0].text == "\tSPÉCIMEN"


def test_document_without_cover_has_its_title_on_top() -> None:
    made = docx.Document(BytesIO(write(small(plain("un"), subtitle="Sous-titre"), THEME, DAY)))
    assert [p.style.name for p in made.paragraphs] == ["Title", "Subtitle", "Body Text"]
    assert len(made.sections) == 1


# --- comments

ANSWERED = Remark(
    "Pourquoi ?\nDites-le.",
    "Camille Exemple",
    "2023-06-28T10:00:00Z",
    (Reply("Organisme Exemple", "2023-06-29T11:00:00Z", "Parce que."), Reply("Camille Exemple", "", "Bien.")),
)
EX = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def commented(*remarks: Remark) -> bytes:
    return write(small(Paragraph((Text("un"), *remarks))), THEME, DAY)


def test_questions_are_signed_and_dated_as_ours() -> None:
    made = commented(Remark("Combien ?"))
    found = part(made, "word/comments.xml").find("w:comment", NS)
    said = [found.get(f"{{{W}}}{name}") for name in ("author", "date", "initials")]
    assert said == [names.REMARK_AUTHOR, "2023-06-30T00:00:00Z", "AC"]
    assert "word/commentsExtended.xml" not in unzipped(made)


def test_a_comment_comes_back_by_its_author_with_its_thread() -> None:
    made = commented(Remark("Combien ?"), ANSWERED)
    comments = part(made, "word/comments.xml").findall("w:comment", NS)
    said = [tuple(each.get(f"{{{W}}}{name}") for name in ("author", "date", "initials")) for each in comments]
    assert said[1:] == [
        ("Camille Exemple", "2023-06-28T10:00:00Z", "CE"),
        ("Organisme Exemple", "2023-06-29T11:00:00Z", "OE"),
        ("Camille Exemple", None, "CE"),
    ]
    ends = [each.findall("w:p", NS)[-1].get(f"{{{W14}}}paraId") for each in comments]
    tied = part(made, "word/commentsExtended.xml")
    links = [(each.get(f"{EX}paraId"), each.get(f"{EX}paraIdParent")) for each in tied]
    assert links == [(ends[0], None), (ends[1], None), (ends[2], ends[1]), (ends[3], ends[1])]
    people = [each.get(f"{EX}author") for each in part(made, "word/people.xml")]
    assert people == ["Camille Exemple", "Organisme Exemple"]


def test_each_comment_of_a_thread_hangs_on_the_paragraph() -> None:
    body = part(commented(ANSWERED))
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [each.get(f"{{{W}}}id") for each in body.iter(f"{{{W}}}{tag}")] == ["0", "1", "2"]


def test_threads_are_declared() -> None:
    parts = unzipped(commented(ANSWERED))
    types, relations = parts["[Content_Types].xml"], parts["word/_rels/document.xml.rels"]
    for name in (b"commentsExtended", b"people"):
        assert b"wordprocessingml." + name + b"+xml" in types
        assert b"http://schemas.microsoft.com/office/2011/relationships/" + name in relations


# --- the package


def test_same_document_same_bytes(data) -> None:
    assert write(everything(), THEME, DAY, PAGES, PICTURES) == data


def test_package_holds_what_it_needs(data) -> None:
    found = sorted(n for n in unzipped(data) if "media" not in n)
    assert found == [
        "[Content_Types].xml",
        "_rels/.rels",
        "customXml/_rels/item1.xml.rels",
        "customXml/item1.xml",
        "customXml/itemProps1.xml",
        "docProps/core.xml",
        "docProps/custom.xml",
        "word/_rels/document.xml.rels",
        "word/_rels/footnotes.xml.rels",
        "word/comments.xml",
        "word/document.xml",
        "word/footer1.xml",
        "word/footnotes.xml",
        "word/header1.xml",
        "word/header2.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]


def test_settings_are_those_of_current_word(data) -> None:
    found = {
        e.get(f"{{{W}}}name"): e.get(f"{{{W}}}val")
        for e in part(data, "word/settings.xml").iter(f"{{{W}}}compatSetting")
    }
    assert found["compatibilityMode"] == "15"


def test_tree_is_carried_inside(data) -> None:
    item = part(data, "customXml/item1.xml")
    assert item.tag == f"{{{names.CARRIED}}}tree"
    assert restored(item.text) == normalised(everything())
    assert item.getroottree().docinfo.encoding == "UTF-8"
    properties = part(data, "customXml/itemProps1.xml")
    assert [e.get(f"{{{DATA_STORE}}}uri") for e in properties.iter(f"{{{DATA_STORE}}}schemaRef")] == [names.CARRIED]


# --- a reference document


def reference() -> bytes:
    made = docx.Document()
    made.styles["Heading 1"].font.name = "Georgia"
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def test_reference_document_gives_its_styles() -> None:
    made = write(everything(), THEME, DAY, PAGES, PICTURES, reference())
    word = docx.Document(BytesIO(made))
    assert word.styles["Heading 1"].font.name == "Georgia"
    heading = part(made, "word/styles.xml").find("w:style[@w:styleId='Heading1']/w:pPr", NS)
    assert val(heading, "w:numPr/w:numId") == "1"
    assert names.CALLOUTS["key", "body"] in [style.name for style in word.styles]


def test_reference_document_with_other_identifiers() -> None:
    given = docx.Document(BytesIO(reference()))
    for style in given.styles.element.iterfind("w:style", NS):
        style.set(f"{{{W}}}styleId", "S" + style.get(f"{{{W}}}styleId"))
    held = BytesIO()
    given.save(held)
    made = write(
        small(Heading(1, (Text("Un"),)), Paragraph((Text("deux", strong=True),))),
        THEME,
        DAY,
        (1,),
        reference=held.getvalue(),
    )
    word = docx.Document(BytesIO(made))
    assert [p.style.name for p in word.paragraphs] == ["Title", "Heading 1", "Body Text"]
    assert word.paragraphs[1]._p.pPr.pStyle.val == "SHeading1"
