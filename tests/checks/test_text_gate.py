"""Every lost, added, changed or moved word is told, and what a page adds by itself is not."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from generator.checks.agreement.printed_pages import Strip, squeezed, unsqueezed
from generator.checks.agreement.text_gate import text_gap
from generator.document.tree import (
    Contents,
    Document,
    Figure,
    Heading,
    Item,
    Listing,
    Node,
    Note,
    Paragraph,
    Part,
    Remark,
    Table,
    Text,
    nodes,
)
from generator.writers.pdf.compile import write
from tests.documents import DAY, THEME, plain, row
from tests.properties.strategies import documents

Nodes = tuple[Node, ...]
BODY: Nodes = (
    Contents(2),
    Heading(1, (Text("Objectifs pédagogiques"),)),
    Paragraph((Text("Se rencontrer entre pairs"), Note((Text("Article premier."),)), Text(" et échanger."))),
    Heading(2, (Text("Une démarche"),)),
    Listing((Item((plain("accueillir ;"),)), Item((plain("écouter."),))), ordered=True),
    plain("Le groupe compte quinze personnes, réparties en cinq séances."),
    Table((row("Temps", "Durée"), row("Accueil", "20 min"), row("Récit", "40 min")), (50, 50)),
    Paragraph((Text("Un bilan écrit est remis"), Note((Text("Article second."),)), Text(" à chacun."))),
    plain("Fin du document."),
)


def document(held: Nodes = BODY, **kept) -> Document:
    return Document("note", "note", "Note méthodologique", parts=(Part("_ao_000000001", held),), **kept)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return write(document(), THEME, DAY).data


def without(index: int) -> Nodes:
    return BODY[:index] + BODY[index + 1 :]


def swapped(one: int, two: int) -> Nodes:
    held = list(BODY)
    held[one], held[two] = held[two], held[one]
    return tuple(held)


def instead(index: int, node: Node) -> Nodes:
    return (*BODY[:index], node, *BODY[index + 1 :])


def test_the_same_words_pass(pdf) -> None:
    assert text_gap(document(), pdf) == ()


# what the tree says otherwise, and what must be told
OTHERWISE: dict[str, tuple[Nodes, str]] = {
    "paragraph lost in the tree": (without(5), "en trop dans le PDF, page 1 : « Le groupe compte quinze"),
    "paragraph lost in the PDF": ((*BODY, plain("Une phrase de plus.")), "absent du PDF : « Une phrase de plus. »"),
    "in the middle": ((*BODY[:5], plain("Neuf mots."), *BODY[5:]), "absent du PDF : « Neuf mots. »"),
    "word changed": (instead(5, plain("Le groupe compte seize personnes, réparties en cinq séances.")), "« seize »"),
    "figure changed": (instead(5, plain("Le groupe compte 15 personnes, réparties en cinq séances.")), "« 15 »"),
    "moved": (swapped(5, 8), "Fin du document."),
    "cell": (instead(6, Table((row("Temps", "Durée"), row("Accueil", "25 min")), (50, 50))), "Récit"),
    "heading": (instead(3, Heading(2, (Text("Une méthode"),))), "méthode"),
    "numbering": (instead(1, Heading(1, BODY[1].runs, numbered=False)), "1"),
    "item": (instead(4, Listing((Item((plain("accueillir ;"),)),), ordered=True)), "écouter"),
    "bullets for numbers": (instead(4, replace(BODY[4], ordered=False)), "1."),
    "note": (instead(2, Paragraph((Text("Se rencontrer entre pairs et échanger."),))), "1"),
    "note's words": (
        instead(2, Paragraph((Text("Se rencontrer entre pairs"), Note((Text("Article X."),)), Text(" et échanger.")))),
        "1Article",
    ),
}


@pytest.mark.parametrize("case", OTHERWISE)
def test_every_difference_is_told(pdf, case: str) -> None:
    held, words = OTHERWISE[case]
    gaps = text_gap(document(held), pdf)
    assert gaps
    assert words in " ".join(gaps)


def test_title_and_cover_count_too(pdf) -> None:
    assert text_gap(replace(document(), title="Note de méthode"), pdf)
    assert text_gap(replace(document(), subtitle="Sous-titre"), pdf)
    assert text_gap(replace(document(), cover=((Text("Acheteur"),),)), pdf)


def test_a_mark_that_the_tree_has_not_is_told() -> None:
    marked = document(mark="SPÉCIMEN")
    data = write(marked, THEME, DAY).data
    assert text_gap(marked, data) == ()
    assert "SPÉCIMEN" in text_gap(document(), data)[0]


def test_remarks_and_spaces_do_not_count(pdf) -> None:
    runs = (Text("Le  groupe\u00a0compte quinze\u202fpersonnes, "), Remark("Sûr ?"), Text("réparties en cinq séances."))
    assert text_gap(document(instead(5, Paragraph(runs))), pdf) == ()


def test_running_head_and_foot_do_not_count() -> None:
    held = document(header="Organisme Exemple", footer="Consultation 2023-86")
    assert text_gap(held, write(held, THEME, DAY).data) == ()
    assert text_gap(held, write(held, THEME, DAY).data, strip=Strip(whole=True))


def test_a_header_row_is_allowed_on_each_page_a_row_is_not() -> None:
    rows = tuple(row(f"Séance {number}", "une demi-journée") for number in range(90))
    held = document((Table((row("Étape", "Durée"), *rows), (50, 50)), plain("Fin.")))
    made = write(held, THEME, DAY)
    assert made.pages > 2
    assert text_gap(held, made.data) == ()
    doubled = document((Table((row("Étape", "Durée"), *rows[:40], rows[39], *rows[40:]), (50, 50)), plain("Fin.")))
    assert len(text_gap(doubled, made.data)) == 1


def test_notes_that_go_on_over_pages() -> None:
    note = Note((Text("Une longue note dit sa source, son article et sa date. " * 9),))
    held = document(tuple(Paragraph((Text(f"Phrase {number}"), note, Text(" suite."))) for number in range(40)))
    made = write(held, THEME, DAY)
    assert made.pages > 3
    assert text_gap(held, made.data) == ()


def test_words_of_a_picture_are_not_the_text() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 9"><text y="9">SEPTEMBRE</text></svg>'
    figure = Figure("plan", "Un plan", (Text("Calendrier"),), 99, svg)
    held = document((plain("Avant."), figure, plain("Après.")))
    data = write(held, THEME, DAY).data
    assert text_gap(held, data) == ()
    read_back = document((plain("Avant."), replace(figure, data=b"\x89PNG"), plain("Après.")))
    assert text_gap(read_back, data) == ()
    assert text_gap(document((plain("Avant."), plain("Après."))), data)


def test_hyphens_at_the_end_of_a_line_are_kept() -> None:
    held = document((plain("arc-en-ciel socio-culturel " * 60),))
    assert text_gap(held, write(held, THEME, DAY).data) == ()


def test_only_the_asked_pages_are_read() -> None:
    first, second = document((plain("Un."),)), document((plain("Deux."),))
    whole = document((plain("Un."),), cover=((Text("x"),),))
    data = write(whole, THEME, DAY).data  # a title page, then one page
    assert text_gap(replace(first, title=""), data, 2, 2) == ()
    assert text_gap(replace(second, title=""), data, 2, 2)


def test_another_document_altogether_is_told_in_few_words(pdf) -> None:
    other = document(tuple(plain(f"Paragraphe tout autre numéro {n}, sans rapport.") for n in range(200)))
    gaps = text_gap(other, pdf)
    assert 0 < len(gaps) <= 21
    assert all(len(gap) < 200 for gap in gaps)


@pytest.mark.parametrize(
    ("text", "letters"),
    [("a\u202fb\u00a0c", "abc"), ("• un", "un"), ("œuvre ﬁn", "œuvrefin"), ("e\u0301", "é"), ("a\u200bb\u00ad", "ab")],
)
def test_letters_of_a_text(text: str, letters: str) -> None:
    assert squeezed(text) == letters


def test_words_of_letters() -> None:
    text = "Le groupe compte quinze personnes"
    assert unsqueezed(text, 9, 12) == "compte"
    assert unsqueezed(text, 0, 99) == text
    assert unsqueezed(text, 99, 120) == ""


# --- any document

SAID = (
    'le dispositif d’analyse « groupe » n° 12 ; : ! € 1\u202f234,56\u00a0€ arc-en-ciel & < > # $ * _ [ ] " ` \\ œuvre '
    "☒ 😀 — – … • 3. a. https://exemple.fr/a_b?c=d%20e/tres/longue/adresse"
)
WORDS = tuple(SAID.split())


def readable(value: Any) -> Any:
    """The same shape with words that our fonts have."""
    if isinstance(value, Text):
        return replace(value, value=" ".join(WORDS[ord(char) % len(WORDS)] for char in value.value))
    if isinstance(value, Figure):
        return replace(value, alt="Une figure", caption=readable(value.caption))
    if isinstance(value, tuple):
        return tuple(map(readable, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: readable(getattr(value, field.name)) for field in fields(value)})
    return value


def lettered(found: Document) -> Document:
    names = ("title", "subtitle", "header", "footer", "author")
    said = {name: " ".join(WORDS[ord(char) % len(WORDS)] for char in getattr(found, name)) for name in names}
    return replace(readable(found), key="note", slug="note", mark="SPÉCIMEN" if found.mark else "", **said)


def test_a_column_too_narrow_for_a_word_never_prints_over_the_next() -> None:
    found = document((Table((row("Un", "Deux", "Trois"), row("", "! !", "!")), (1, 1, 98)),))
    assert text_gap(found, write(found, THEME, DAY).data) == ()


@given(documents())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_document_is_printed_word_for_word(found: Document) -> None:
    whole = lettered(found)
    # A note without a word prints a number alone, and so does the page of a part: at a page's end, either may be meant.
    assume(not (re.search(r"Note\(runs=\(\)\)", repr(whole)) and "PageOf(" in repr(whole)))
    # So does a page named in a heading, before the heading's own page in the contents; no title of ours names a page.
    assume(not any(isinstance(node, Heading) and "PageOf(" in repr(node) for node in nodes(whole)))
    made = write(whole, THEME, DAY)
    assert not [problem for problem in made.diagnostics if problem.code.startswith("T")]
    assert text_gap(whole, made.data) == ()


@given(documents())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_characters_at_all_are_survived(found: Document) -> None:
    made = write(found, THEME, DAY)
    assert made.pages >= 1
    text_gap(found, made.data)
