"""What our PDF holds: every word, tags, bookmarks, links, our fonts only; and what it does with hostile trees."""

from __future__ import annotations

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from generator.checks.agreement.text_gate import text_gap
from generator.document.tree import (
    Break,
    Callout,
    Cell,
    Contents,
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
    Remark,
    Row,
    Signature,
    Table,
    Text,
    nodes,
)
from generator.foundation.diagnostic import Level
from generator.library.theme import Theme
from generator.writers.colours import contrast
from generator.writers.pdf.compile import Pdf, write
from generator.writers.pdf.tree_json import envelope
from tests.documents import DAY, LITERAL, PICTURES, THEME, bullets, cell, everything, plain, row

SENTENCE = "Le dispositif réunit, à intervalles réguliers, des professionnels volontaires. "
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40"><rect width="100" height="40" fill="#F3EEE7"/>'
    '<text x="5" y="20" font-family="Carlito" font-size="10">dessiné</text></svg>'
).encode()
NOTE = Note((Text("La note de bas de page."),))


def small(*held, **kept) -> Document:
    return Document("note", "note", kept.pop("title", "Titre"), parts=(Part("_ao_000000001", tuple(held)),), **kept)


def whole() -> Document:
    """Every node, its picture drawn."""
    document = everything()
    parts = tuple(
        replace(part, nodes=tuple(replace(n, data=SVG) if isinstance(n, Figure) else n for n in part.nodes))
        for part in document.parts
    )
    return replace(document, parts=parts)


@pytest.fixture(scope="module")
def made() -> Pdf:
    return write(whole(), THEME, DAY)


@pytest.fixture(scope="module")
def pdf(made):
    with pikepdf.open(BytesIO(made.data)) as opened:
        yield opened


def page_texts(data: bytes) -> list[str]:
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            words = page.get_textpage()
            found.append(words.get_text_range())
            words.close()
            page.close()
    return found


def text_of(*held, **kept) -> str:
    return "\n".join(page_texts(write(small(*held, **kept), THEME, DAY).data))


def codes(document: Document) -> list[str]:
    return [problem.code for problem in write(document, THEME, DAY).diagnostics]


# --- the whole document


def test_every_word_is_printed_once_and_nothing_else(made) -> None:
    assert made.diagnostics == ()
    assert text_gap(whole(), made.data) == ()


def test_headings_stand_where_they_are_said_to_be(made) -> None:
    titles = [node for node in nodes(whole()) if isinstance(node, Heading)]
    assert len(made.headings) == len(titles) == 7
    texts = page_texts(made.data)
    assert len(texts) == made.pages
    for page, node in zip(made.headings, titles, strict=True):
        assert node.runs[0].value in texts[page - 1]
    assert list(made.headings) == sorted(made.headings)


def test_contents_tell_those_pages(made) -> None:
    contents = page_texts(made.data)[1]
    assert re.search(rf"2 Méthode\s+{made.headings[4]}\b", contents)
    assert re.search(rf"1\.1 Progression\s+{made.headings[1]}\b", contents)
    assert "Détail" not in contents  # deeper than asked


def test_bookmarks_are_numbered_and_nested(made) -> None:
    with pypdfium2.PdfDocument(made.data) as opened:
        marks = [(mark.level, mark.get_title()) for mark in opened.get_toc()]
    assert marks[:5] == [
        (0, "1 Objectifs"), (1, "1.1 Progression"), (2, "1.1.1 Détail"), (3, "1.1.1.1 Plus fin"), (0, "2 Méthode")
    ]  # fmt: skip
    assert marks[-2:] == [(0, "Annexe"), (1, "Sans numéro")]


def test_title_language_author_and_date(pdf) -> None:
    assert str(pdf.Root.Lang) == "fr-FR"
    assert str(pdf.docinfo.Title) == "Note méthodologique"
    assert str(pdf.docinfo.Author) == "Organisme Exemple"
    assert str(pdf.docinfo.CreationDate).startswith("D:20230630")
    assert pdf.Root.MarkInfo.Marked


def test_only_our_fonts_are_used(pdf) -> None:
    names = {
        re.sub(r"^/[A-Z]{6}\+", "", str(font.BaseFont))
        for page in pdf.pages
        for _, font in page.obj.Resources.Font.items()
    }
    assert names <= {
        "Carlito-Regular", "Carlito-Bold", "Carlito-Italic", "Carlito-BoldItalic", "DejaVuSans", "DejaVuSans-Bold",
        "NotoEmoji-Regular",
    }  # fmt: skip
    assert "Carlito-BoldItalic" in names


def test_no_remark_is_printed(made) -> None:
    assert "Confirmer" not in "".join(page_texts(made.data))


def test_each_page_has_its_head_its_foot_and_its_mark(made) -> None:
    for number, text in enumerate(page_texts(made.data)[1:], 2):
        assert "Organisme Exemple – Note" in text
        assert "Consultation 2023-86" in text
        assert f"page {number} / {made.pages}" in text
        assert text.count("SPÉCIMEN") == 2


def test_tags_say_what_things_are(pdf) -> None:
    tags = [str(element.S)[1:] for element in elements(pdf.Root.StructTreeRoot)]
    for wanted in (
        "H1",
        "H2",
        "H3",
        "H4",
        "L",
        "LI",
        "Table",
        "TR",
        "TH",
        "TD",
        "Figure",
        "Link",
        "Note",
        "TOC",
        "TOCI",
    ):
        assert wanted in tags, wanted
    figure = next(one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/Figure")
    assert str(figure.Alt) == "Cinq séances, du 12 octobre au 6 juin"


def elements(element):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def links(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as opened:
        notes = [note for page in opened.pages for note in page.obj.get("/Annots", [])]
        return [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]


def test_addresses_are_links(made) -> None:
    assert "https://exemple.fr/a?b=1&c=2" in links(made.data)


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/hosts", "#nulle-part", "autre.pdf", ""])
def test_what_leads_nowhere_safe_is_plain_text(target: str) -> None:
    document = small(Paragraph((Link(target, (Text("lien"),)),)))
    data = write(document, THEME, DAY).data
    assert links(data) == []
    assert "lien" in page_texts(data)[0]


@pytest.mark.parametrize("said", ["", " ", "\u00ad", "\u00ad\u00ad"])
def test_a_link_that_shows_nothing_is_survived(said: str) -> None:
    link = Paragraph((Text("Voir "), Link("https://exemple.fr", (Text(said),)), Text("ici.")))
    assert write(small(link), THEME, DAY).pages == 1


def test_two_parts_of_one_name_and_a_link_to_it() -> None:
    parts = tuple(Part("_ao_000000005", (Heading(1, (Text("Un"),), anchor="meme"),)) for _ in range(2))
    ask = Part("", (Paragraph((Link("#meme", (Text("voir"),)), Link("#_ao_000000005", (Text("voir"),)))),))
    assert write(Document("n", "n", "T", parts=(*parts, ask)), THEME, DAY).pages == 1


# --- determinism


def test_same_tree_same_bytes_even_in_threads(made) -> None:
    others = [small(plain(SENTENCE * n)) for n in range(1, 7)]
    alone = [write(document, THEME, DAY).data for document in others]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda document: write(document, THEME, DAY).data, [*others, whole()]))
    assert together == [*alone, made.data]


def test_only_the_day_dates_the_file(made) -> None:
    other = write(whole(), THEME, date(2024, 1, 2)).data
    assert hashlib.sha256(other).digest() != hashlib.sha256(made.data).digest()
    with pikepdf.open(BytesIO(other)) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20240102")


# --- the look


def test_colours_can_be_read() -> None:
    pale = Theme(primary="88AACC", accent="FFCC00", soft="F3EEE7", grey="BBBBBB", size="11")
    for theme in (THEME, pale):
        colours = envelope("document", whole(), theme)["theme"]
        for name in ("primary", "accent", "grey"):
            assert contrast(colours[name], "FFFFFF") >= 4.5
            assert contrast(colours[name], colours["soft"]) >= 4.5


def test_a_table_header_is_repeated_on_each_page() -> None:
    rows = (row("Première", "Seconde"), *(row(f"ligne {n}", "valeur") for n in range(120)))
    texts = page_texts(write(small(Table(rows, (40, 60))), THEME, DAY).data)
    assert len(texts) > 2
    assert all(text.count("Première Seconde") == 1 for text in texts)


def test_a_row_is_kept_whole_unless_it_is_taller_than_that() -> None:
    filler = [row("x", SENTENCE * 8) for _ in range(12)]
    texts = page_texts(write(small(Table((row("A", "B"), *filler), (20, 80))), THEME, DAY).data)
    assert len(texts) > 1
    assert [" ".join(text.split()).count("Le dispositif") % 8 for text in texts] == [0] * len(texts)
    tall = small(Table((row("A", "B"), row("y", SENTENCE * 120)), (20, 80)))
    assert text_gap(tall, write(tall, THEME, DAY).data) == ()


def test_there_is_room_to_sign() -> None:
    document = small(Signature("signature", ((Text("SIGNATAIRE"),),)), plain("APRÈS"))
    with pypdfium2.PdfDocument(write(document, THEME, DAY).data) as opened:
        (page, above), (same, below) = (_placed(opened, word) for word in ("SIGNATAIRE", "APRÈS"))
    assert page == same
    assert (above - below) / 72 * 25.4 >= 38  # millimetres


@pytest.mark.parametrize("lines", range(36, 46, 3))
def test_the_room_to_sign_is_not_cut(lines: int) -> None:
    document = small(*(plain("ligne") for _ in range(lines)), Signature("signature", ((Text("SIGNATAIRE"),),)))
    with pypdfium2.PdfDocument(write(document, THEME, DAY).data) as opened:
        _, height = _placed(opened, "SIGNATAIRE")
    assert height / 72 * 25.4 >= 38 + 25  # the room, then the margin


@pytest.mark.parametrize("lines", range(32, 48, 3))
def test_who_signs_signs_below_words(lines: int) -> None:
    held = (*(plain("ligne") for _ in range(lines)), plain("DERNIERS MOTS"))
    signatures = (Signature("one", ((Text("PREMIER"),),)), Signature("two", ((Text("SECOND"),),)))
    with pypdfium2.PdfDocument(write(small(*held, *signatures), THEME, DAY).data) as opened:
        pages = [_placed(opened, word)[0] for word in ("DERNIERS MOTS", "PREMIER", "SECOND")]
    assert len(set(pages)) == 1


@pytest.mark.parametrize("lines", range(34, 46, 2))
def test_a_short_frame_is_not_cut(lines: int) -> None:
    held = (
        *(plain("ligne") for _ in range(lines)),
        Callout("care", (Text("ENSEIGNE"),), (plain(SENTENCE * 8 + "FIN"),)),
    )
    with pypdfium2.PdfDocument(write(small(*held), THEME, DAY).data) as opened:
        assert _placed(opened, "ENSEIGNE")[0] == _placed(opened, "FIN")[0]


def _placed(opened, word: str):
    for number, page in enumerate(opened):
        words = page.get_textpage()
        at = words.get_text_range().find(word)
        if at >= 0:
            return number, words.get_charbox(at)[1]
    return None


def test_a_title_page_only_when_there_are_lines_for_it() -> None:
    assert write(small(plain("a")), THEME, DAY).pages == 1
    assert write(small(plain("a"), cover=((Text("Acheteur"),),)), THEME, DAY).pages == 2


# --- hostile trees


def test_nothing_is_markup() -> None:
    hostile = r"""#panic("x") $ a $ *b* _c_ `d` <e> @f [g] { } \ // /* = h - + ~ ' " & #import "/etc/x": * \u{41}"""
    assert "".join(hostile.split()) in "".join(text_of(plain(hostile)).split())
    for words in (hostile, LITERAL):
        document = small(
            Heading(1, (Text(words),)), plain(words, "choice"), Paragraph((Note((Text(words),)),)), title=words,
            subtitle=words, header=words, footer=words, cover=((Text(words),),), author=words,
        )  # fmt: skip
        made = write(document, THEME, DAY)
        assert made.diagnostics == ()
        assert text_gap(document, made.data) == ()


@pytest.mark.parametrize("char", ["漢", "\u0007", "\ue000", "\ufeff", "\ud800", "\U0010fffe"])
def test_a_character_without_glyph_is_told_and_shown_as_unknown(char: str) -> None:
    made = write(small(plain(f"avant {char} après")), THEME, DAY)
    (problem,) = made.diagnostics
    assert (problem.code, problem.level) == ("T640", Level.BLOCKING)
    assert f"U+{ord(char):04X}" in problem.message
    assert "avant" in problem.message
    assert "avant � après" in page_texts(made.data)[0]


def test_a_picture_with_an_unknown_character_is_drawn_all_the_same() -> None:
    figure = Figure("plan", "Un plan", (), 100, SVG.replace("dessiné".encode(), "漢".encode()))
    assert codes(small(figure)) == ["T640"]


ODD_TABLES = {
    "ragged": ((row("a", "b", "c"), row("d"), row("e", "f")), (40, 30, 30), 1),
    "too wide": ((row("a", "b"), row("c", "d", "e")), (50, 50), 1),
    "spans": ((row("a", "b"), Row((cell("c", span=5),))), (50, 50), 1),
    "header only": ((row("a", "b"),), (50, 50), 1),
    "header beyond": ((row("a", "b"),), (50, 50), 4),
    "no rows": ((), (50, 50), 1),
    "no paragraph": ((Row((Cell(()), cell("a"))),), (50, 50), 0),
    "note in header": ((Row((Cell((Paragraph((Text("t"), NOTE)),)), cell("b"))), *[row("a", "b")] * 80), (50, 50), 1),
}  # fmt: skip


@pytest.mark.parametrize("case", ODD_TABLES)
def test_an_odd_table_loses_nothing(case: str) -> None:
    document = small(Table(*ODD_TABLES[case]), plain("suite"))
    assert text_gap(document, write(document, THEME, DAY).data) == ()


ODD_NODES = {
    "nothing": (),
    "page breaks": (PageBreak(), plain("a"), PageBreak(), PageBreak(), plain("b"), PageBreak()),
    "contents of nothing": (Contents(3),),
    "empty lists": (Listing(()), Listing((Item(()), Item((Listing((), True), plain("")))), True)),
    "deep lists": (Listing((Item((bullets("un", "deux", ordered=True),)),)), bullets("x", ordered=True)),
    "empty callout": (Callout("key", (), ()), Callout("care", (Text("t"),), (plain(SENTENCE * 200),))),
    "captions": (plain("seule", "caption"),),
    "long words": (plain("x" * 300), Heading(1, (Text("y" * 150),)), Table((row("z" * 90, "b"),), (10, 90), 0)),
    "notes over pages": tuple(Paragraph((Text(f"p{n}"), Note((Text(SENTENCE * 6),)))) for n in range(25)),
    "runs of a heading": (
        Contents(2),
        Heading(1, (Text("a "), NOTE, Link("https://exemple.fr", (Text("b"),)), Break(), Text("c"), Remark("d"))),
    ),
    "marks": (
        Paragraph(
            (Text("arc-en-ciel " * 40), Text("\u00ad\u200b\u2011 fin", strong=True)),
        ),
    ),
}


@pytest.mark.parametrize("case", ODD_NODES)
def test_odd_nodes_lose_nothing(case: str) -> None:
    document = small(*ODD_NODES[case])
    assert text_gap(document, write(document, THEME, DAY).data) == ()


def test_a_jump_of_level_is_told_and_brought_down() -> None:
    made = write(small(Heading(3, (Text("Trop bas"),)), Heading(1, (Text("Un"),))), THEME, DAY)
    (problem,) = made.diagnostics
    assert (problem.code, problem.level) == ("W734", Level.WARNING)
    assert "niveau 3 juste après le niveau 0" in problem.message


def test_a_heading_without_words_is_told_and_not_printed() -> None:
    made = write(small(Heading(1, (Text("Un"),)), Heading(2, (Remark("?"),)), Heading(2, (Text("Deux"),))), THEME, DAY)
    assert [problem.code for problem in made.diagnostics] == ["W733"]
    assert made.headings == (1, 1, 1)


def test_pictures_of_every_kind() -> None:
    assert codes(small(Figure("a", "Alt", (Text("Légende"),), 50, PICTURES["calendar"]))) == []
    assert codes(small(Figure("a", "", (), 50, SVG))) == ["W732"]
    assert codes(small(Figure("a", "Alt", (), 50, b"BM bitmap"))) == ["W731"]
    assert codes(small(Figure("a", "Alt", (), 50, PICTURES["calendar"][:40]))) == []


def test_an_alternative_text_needs_no_glyph() -> None:
    assert codes(small(Figure("a", "漢字", (), 50, SVG), author="漢")) == []


def test_a_document_without_title_or_words() -> None:
    assert write(Document("n", "n", ""), THEME, DAY).pages == 1
    assert write(Document("", "", "", lang="en"), THEME, DAY).pages == 1
