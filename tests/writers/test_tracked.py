"""Tracked changes of Word between two versions: what is marked, what is left alone, what others make of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.document.normal import normalised
from generator.document.plain import plain as words_of
from generator.document.tree import (
    Callout,
    Document,
    Figure,
    Heading,
    Link,
    Node,
    Note,
    Paragraph,
    Part,
    Remark,
    Row,
    Table,
    Text,
    nodes,
)
from generator.foundation.files import unzipped
from generator.foundation.ooxml import W
from generator.readers.docx import read
from generator.writers.docx.tracked import tracked
from tests.documents import DAY, PICTURES, THEME, bullets, cell, everything, part, plain, row
from tests.libreoffice import OFFICE, edited
from tests.properties.strategies import png
from tests.review.decisions import settle
from tests.review.word import opened

NS = {"w": W}


def document(*held: Node, **kept: Any) -> Document:
    return Document("note", "note", "Titre", parts=(Part("_ao_000000001", held),), **kept)


def redline(old: Document, new: Document) -> bytes:
    return tracked(old, new, THEME, DAY, (PICTURES, PICTURES))


def marked(data: bytes, name: str = "word/document.xml") -> list[str]:
    """The words that come (+) and go (-), in order."""
    found = part(data, name).iter(f"{{{W}}}ins", f"{{{W}}}del")
    said = ((e, e.xpath("string(.//w:t | .//w:delText)", namespaces=NS)) for e in found)
    return [("+" if e.tag.endswith("ins") else "-") + words for e, words in said if words]


def both(old: Document, new: Document) -> bytes:
    """The redline, proved to hold both versions."""
    data = redline(old, new)
    assert read(data)[0] == normalised(new)
    assert read(data, "original")[0] == normalised(old)
    return data


# --- words


def test_same_document_has_no_change() -> None:
    data = redline(everything(), everything())
    assert not part(data).xpath("//w:ins | //w:del | //w:pPrChange | //w:rPrChange", namespaces=NS)


def test_changed_words_alone_are_marked() -> None:
    data = both(document(plain("La séance dure deux heures.")), document(plain("La séance prend trois heures.")))
    assert marked(data) == ["-dure deux", "+prend trois"]


def test_each_change_is_signed_dated_and_numbered() -> None:
    data = redline(everything(), version())
    changes = part(data).xpath("//*[@w:author]", namespaces=NS)
    signed = {(e.get(f"{{{W}}}author"), e.get(f"{{{W}}}date")) for e in changes}
    assert signed == {("offer diff", "2023-06-30T00:00:00Z")}
    numbers = [e.get(f"{{{W}}}id") for e in part(data).xpath("//*[@w:author] | //w:bookmarkStart", namespaces=NS)]
    assert len(numbers) == len(set(numbers)) > 30


def test_text_that_keeps_few_words_is_replaced_whole() -> None:
    head = "Lieu des cinq séances prévues"
    old, new = (
        Table((row("Sujet", "Réponse"), row(head, said)), (50, 50))
        for said in ("à la mairie de Poitiers", "dans une salle de Niort")
    )
    assert marked(both(document(old), document(new))) == ["-à la mairie de Poitiers", "+dans une salle de Niort"]


def test_a_number_goes_whole() -> None:
    old, new = (document(plain(f"Pour {said} en tout.")) for said in ("1\u202f234,56\u00a0€", "1\u202f298,00\u00a0€"))
    data = both(old, new)
    assert marked(data) == ["-1\u202f234,56\u00a0€", "+1\u202f298,00\u00a0€"]


def test_bold_is_a_change_of_form() -> None:
    old, new = (Paragraph((Text("Un "), Text("mot", strong=on), Text("."))) for on in (False, True))
    data = both(document(old), document(new))
    assert marked(data) == []
    assert len(part(data).findall(".//w:rPrChange", NS)) == 1


def test_a_link_that_comes_replaces_its_words() -> None:
    old = Paragraph((Text("Voir le site."),))
    new = Paragraph((Text("Voir "), Link("https://exemple.fr", (Text("le site"),)), Text(".")))
    assert marked(both(document(old), document(new))) == ["-le site", "+le site"]


def test_words_change_inside_a_link() -> None:
    old, new = (Paragraph((Link("https://exemple.fr", (Text(said),)),)) for said in ("le site", "le bon site"))
    data = both(document(old), document(new))
    assert [e.getparent().tag for e in part(data).iterfind(".//w:ins", NS)] == [f"{{{W}}}hyperlink"]


def test_a_note_is_compared_inside() -> None:
    said = "Voir ici.", "Voir plus loin."
    old, new = (Paragraph((Text("Un mot"), Note((Text(words),)), Text("."))) for words in said)
    data = both(document(old), document(new))
    assert marked(data) == []
    assert marked(data, "word/footnotes.xml") == ["-ici", "+plus loin"]
    assert len(part(data, "word/footnotes.xml").findall("w:footnote", NS)) == 3  # two separators, one note


def test_a_note_that_goes() -> None:
    old, new = Paragraph((Text("Un mot"), Note((Text("Voir."),)))), plain("Un mot")
    assert b"<w:del " in unzipped(both(document(old), document(new)))["word/document.xml"]
    assert "word/footnotes.xml" in unzipped(both(document(new), document(old)))


# --- paragraphs, headings, lists


def test_a_paragraph_comes_with_its_end() -> None:
    data = both(document(plain("Un."), plain("Trois.")), document(plain("Un."), plain("Deux."), plain("Trois.")))
    assert marked(data) == ["+Deux."]
    assert len(part(data).findall(".//w:pPr/w:rPr/w:ins", NS)) == 1


HALVES = "La séance dure deux heures, pause comprise.", "Elle a lieu en matinée, dans vos locaux."


@pytest.mark.parametrize("other", ["Elle", "Toujours"])
def test_a_paragraph_cut_in_two_keeps_its_words(other) -> None:
    first, second = HALVES[0], HALVES[1].replace("Elle", other)
    whole, cut = document(plain(" ".join(HALVES))), document(plain(first), plain(second, "small"))
    data = both(whole, cut)
    assert marked(data)[0] == "- " if other == "Elle" else "- Elle"
    assert len(part(data).findall(".//w:pPr/w:rPr/w:ins", NS)) == 1
    data = both(cut, whole)
    assert len(part(data).findall(".//w:pPr/w:rPr/w:del", NS)) == 1


def test_an_item_cut_in_two() -> None:
    old, new = bullets("avant", " ".join(HALVES), "après"), bullets("avant", *HALVES, "après")
    assert marked(both(document(old), document(new))) == ["- "]
    assert marked(both(document(new), document(old))) == ["+ "]


def test_a_paragraph_becomes_a_heading() -> None:
    old, new = (document(first, plain("Suite.")) for first in (plain("Le cadre"), Heading(2, (Text("Le cadre"),))))
    data = both(old, new)
    assert marked(data) == []
    assert part(data).find(".//w:pPrChange/w:pPr/w:pStyle", NS).get(f"{{{W}}}val") == "BodyText"


def test_an_item_comes_and_the_others_stay() -> None:
    old, new = bullets("un", "deux", ordered=True), bullets("un", "un bis", "deux", ordered=True)
    data = both(document(old), document(new))
    assert marked(data) == ["+un bis"]
    assert not part(data).findall(".//w:pPrChange", NS)


def test_bullets_become_numbers() -> None:
    data = both(document(bullets("un", "deux")), document(bullets("un", "deux", ordered=True)))
    assert marked(data) == []
    assert len(part(data).findall(".//w:pPrChange", NS)) == 2


def test_lists_that_restart_keep_their_numbers() -> None:
    first, second = bullets("a", "b", ordered=True), bullets("c", "d", ordered=True)
    both(document(first, plain("entre"), second), document(second, plain("entre"), first))
    both(document(first, second), document(replace(first, items=first.items + second.items)))


def test_a_callout_is_compared_inside() -> None:
    old = Callout("key", (Text("À retenir"),), (plain("Un repère."), bullets("a", "b")))
    new = Callout("key", (Text("À bien retenir"),), (plain("Un repère."), bullets("a", "b", "c")))
    assert marked(both(document(old), document(new))) == ["+bien ", "+c"]


# --- tables


TABLE = Table((row("Temps", "Durée"), row("Accueil", "20 min"), row("Récits", "40 min")), (60, 40), summary="Déroulé")


def test_a_word_of_a_cell() -> None:
    new = replace(TABLE, rows=(*TABLE.rows[:2], row("Récits", "45 min")))
    assert marked(both(document(TABLE), document(new))) == ["-40", "+45"]


def test_rows_come_and_go() -> None:
    new = replace(TABLE, rows=(TABLE.rows[0], row("Pause", "10 min"), TABLE.rows[2]))
    data = both(document(TABLE), document(new))
    rows = [e.getparent().getparent() for e in part(data).iterfind(".//w:trPr/w:ins", NS)]
    gone = [e.getparent().getparent() for e in part(data).iterfind(".//w:trPr/w:del", NS)]
    assert ["".join(e.itertext()) for e in (*gone, *rows)] == ["Accueil20 min", "Pause10 min"]


def test_a_paragraph_added_in_a_cell_ends_no_cell() -> None:
    longer = Row((replace(cell(""), paragraphs=(plain("Accueil"), plain("avec un café"))), cell("20 min")))
    data = both(document(TABLE), document(replace(TABLE, rows=(TABLE.rows[0], longer, TABLE.rows[2]))))
    both(document(replace(TABLE, rows=(TABLE.rows[0], longer, TABLE.rows[2]))), document(TABLE))
    ends = [each.findall("w:p", NS)[-1].find("w:pPr/w:rPr", NS) for each in part(data).iter(f"{{{W}}}tc")]
    assert ends == [None] * len(ends)


def test_widths_and_summary_are_properties() -> None:
    data = both(document(TABLE), document(replace(TABLE, widths=(50, 50), summary="Le déroulé")))
    assert marked(data) == []
    assert {e.tag.rpartition("}")[2] for e in part(data).xpath("//*[contains(name(), 'Change')]")} == {
        "tblPrChange", "tblGridChange", "tcPrChange",
    }  # fmt: skip


def test_a_table_of_other_columns_is_replaced() -> None:
    wider = Table(tuple(Row((*each.cells, cell("x"))) for each in TABLE.rows), (40, 30, 30), summary="Déroulé")
    data = both(document(plain("Avant."), TABLE, plain("Après.")), document(plain("Avant."), wider, plain("Après.")))
    assert len(part(data).findall(".//w:trPr/w:del", NS)) == len(part(data).findall(".//w:trPr/w:ins", NS)) == 3


def test_tables_come_and_go_with_the_room_under_them() -> None:
    both(document(plain("Un.")), document(plain("Un."), TABLE))
    both(document(TABLE, plain("Un.")), document(plain("Un.")))


# --- pictures, parts, pages


def test_a_picture_that_changed_is_replaced() -> None:
    figure = Figure("courbe", "Une courbe", (Text("Légende"),), 100)
    old, new = (document(replace(figure, data=png(width, 3))) for width in (2, 4))
    data = both(old, new)
    assert [len(part(data).findall(f".//w:{kind}/w:r/w:drawing", NS)) for kind in ("del", "ins")] == [1, 1]
    assert len([name for name in unzipped(data) if name.startswith("word/media/")]) == 2


def version() -> Document:
    """`everything()` after an author worked on it: words, a row, an end, a block that is new, one that moved."""
    old = everything()
    contents, first, second, last = old.parts
    opening, _, rich, *rest = first.nodes
    assert isinstance(rich, Paragraph)
    rich = replace(rich, runs=(Text("Texte moins simple, "), *rich.runs[1:]))
    listing = next(node for node in second.nodes if isinstance(node, Table))
    grid = replace(listing, rows=(*listing.rows[:1], row("Accueil", "Café", "15 min"), *listing.rows[2:]))
    fresh = Part("_ao_000000009", (Heading(2, (Text("Neuf"),)), plain("Tout neuf."), bullets("a", "b")))
    changed = replace(second, nodes=tuple(grid if node is listing else node for node in second.nodes[1:]))
    parts = (contents, fresh, changed, replace(first, nodes=(opening, rich, *rest, plain("Une fin."))), last)
    return replace(old, title="Note révisée", header="Autre tête", mark="", cover=old.cover[:1], parts=parts)


def test_everything_in_both_directions() -> None:
    for old, new in ((everything(), version()), (version(), everything())):
        data = redline(old, new)
        assert read(data)[0] == normalised(new)
        original, _ = read(data, "original")
        assert original is not None
        assert words_of(original) == words_of(normalised(old))
        assert (original.header, original.mark, original.cover) == (old.header, old.mark, normalised(old).cover)


def test_a_part_that_moved_has_one_bookmark() -> None:
    data = redline(everything(), version())
    names = [e.get(f"{{{W}}}name") for e in part(data).iter(f"{{{W}}}bookmarkStart")]
    assert len(names) == len(set(names))


def test_a_part_that_moved_as_it_is_is_a_move_of_word() -> None:
    parts = [Part(f"_ao_00000000{n}", (Heading(2, (Text(f"Bloc {n}"),)), plain(f"Texte {n}."))) for n in range(5)]
    parts[1] = replace(parts[1], nodes=(*parts[1].nodes, TABLE))
    old = Document("note", "note", "Titre", parts=tuple(parts))
    new = replace(old, parts=(parts[0], *parts[2:], parts[1]))
    data = redline(old, new)
    assert marked(data) == []
    body = part(data)
    ends = [body.xpath(f"//w:{kind}RangeStart/@w:name", namespaces=NS) for kind in ("moveFrom", "moveTo")]
    assert ends == [["move_ao_000000001"]] * 2
    for kind in ("moveFrom", "moveTo"):
        assert "".join(body.xpath(f"//w:{kind}/w:r/w:t/text()", namespaces=NS)).startswith("Bloc 1Texte 1.TempsDurée")
    assert read(data)[0] == normalised(new)
    original, _ = read(data, "original")
    assert original is not None
    assert nodes(original) == nodes(normalised(old))


def test_parts_keep_their_bookmarks() -> None:
    old, new = everything(), version()
    new = replace(new, parts=tuple(sorted(new.parts, key=lambda part: part.anchor)))
    original, _ = read(redline(old, new), "original")
    assert original is not None
    assert [p.anchor for p in original.parts] == [p.anchor for p in old.parts]


def test_a_file_without_bookmarks_is_compared_by_its_text() -> None:
    old = document(plain("Un."), plain("Deux mots ici."), plain("Trois."))
    parts = Part("_ao_000000001", (plain("Un."),)), Part("_ao_000000002", (plain("Deux mots là."), plain("Trois.")))
    new = replace(old, parts=parts)
    data = redline(replace(old, parts=(Part("", nodes(old)),)), new)
    assert marked(data) == ["-ici", "+là"]
    assert read(data)[0] == normalised(new)


def test_questions_are_those_of_the_new_version() -> None:
    old, new = (document(Paragraph((Text("Un chiffre."), Remark(said)))) for said in ("Lequel ?", "Vraiment ?"))
    data = redline(old, new)
    assert marked(data) == []
    assert read(data)[0] == normalised(new)


def test_same_versions_give_the_same_bytes() -> None:
    assert redline(everything(), version()) == redline(everything(), version())


# --- as others see it


@pytest.mark.parametrize("accept", [True, False])
def test_another_hand_settles_the_changes(accept) -> None:
    word = opened(redline(everything(), version()))
    settle(word, accept)
    found, problems = read(word.saved())
    assert found is not None
    assert "W711" not in {p.code for p in problems}
    assert words_of(replace(found, header="", mark="")) == words_of(normalised(version() if accept else everything()))


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice absent")
def test_libreoffice_settles_the_changes(tmp_path) -> None:
    data = redline(everything(), version())
    orders = {name: (data, (("Button", f".uno:{name}AllTrackedChanges"),)) for name in ("Accept", "Reject")}
    made = edited({f"{name}.docx": asked for name, asked in orders.items()}, tmp_path)
    for name, wanted in (("Accept", version()), ("Reject", everything())):
        found, problems = read(made[f"{name}.docx"])
        assert found is not None
        assert "W711" not in {p.code for p in problems}
        assert words_of(found) == words_of(normalised(wanted))
