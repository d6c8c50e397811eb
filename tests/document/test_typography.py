"""French typography: each rule, what it leaves alone, and that it may be applied twice."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    Node,
    Note,
    PageBreak,
    Paragraph,
    Part,
    Remark,
    Row,
    Runs,
    Signature,
    Table,
    Text,
)
from generator.document.typography import french, french_document, french_node


def shown(text: str) -> str:
    """No-break spaces made visible: ~ for U+00A0, ^ for U+202F."""
    return text.replace("\u00a0", "~").replace("\u202f", "^")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        # before ; ! ? a narrow space
        ("Pourquoi?", "Pourquoi^?"),
        ("Pourquoi ?", "Pourquoi^?"),
        ("Quoi ?!", "Quoi^?!"),
        ("un ;deux", "un^;deux"),
        ("un; deux", "un^; deux"),
        ("« Quoi? »", "«~Quoi^?~»"),
        ("(vraiment ?)", "(vraiment^?)"),
        ("(?)", "(?)"),
        ("! fin", "! fin"),
        ("a;b", "a;b"),
        # before : a no-break space
        ("Objet: essai", "Objet~: essai"),
        ("Objet : essai", "Objet~: essai"),
        ("Objet :", "Objet~:"),
        ("« mot » : sens", "«~mot~»~: sens"),
        ("à 9:30", "à 9:30"),
        ("C:\\dossier", "C:\\dossier"),
        # inside « »
        ("«mot»", "«~mot~»"),
        ("« mot »", "«~mot~»"),
        ("«  »", "«~»"),
        ('"mot"', '"mot"'),
        # apostrophe, ellipsis
        ("l'équipe d'aujourd'hui", "l’équipe d’aujourd’hui"),
        ("l'« essai »", "l’«~essai~»"),
        ("d'1 jour", "d’1 jour"),
        ("'mot'", "'mot'"),
        ("5' de pause", "5' de pause"),
        ("etc...", "etc…"),
        ("Nom : ..........", "Nom~: .........."),
        # numbers and units, hours, days, titles
        ("12 €", "12~€"),
        ("1\u202f234,56\u00a0€", "1^234,56~€"),
        ("70 %", "70~%"),
        ("9 h 30", "9~h~30"),
        ("3 h", "3~h"),
        ("3 heures et 45 min", "3~heures et 45~min"),
        ("5 hommes, 3 minimums", "5 hommes, 3 minimums"),
        ("152 km", "152~km"),
        ("12 octobre 2023", "12~octobre 2023"),
        ("1er mai", "1er~mai"),
        ("le mois de mai", "le mois de mai"),
        ("n° 12 et art. 5", "n°~12 et art.~5"),
        ("articles L. 2141-1 et R. 2143-3", "articles L.~2141-1 et R.~2143-3"),
        ("M. Exemple et Mme Spécimen", "M.~Exemple et Mme~Spécimen"),
        # addresses
        ("voir https://exemple.example/a?b=1;c !", "voir https://exemple.example/a?b=1;c^!"),
        ("www.exemple.example/?q", "www.exemple.example/?q"),
        ("« https://exemple.example »", "«~https://exemple.example~»"),
        ("Courriel : a.b@exemple.example ;", "Courriel~: a.b@exemple.example^;"),
        ("mailto:a@exemple.example?subject=x...", "mailto:a@exemple.example?subject=x..."),
        ("", ""),
    ],
)
def test_each_rule(written: str, printed: str) -> None:
    assert shown(french(written)) == printed
    assert shown(french(french(written))) == printed


def test_what_stands_before_counts() -> None:
    assert shown(french(" : suite", before="mot")) == "~: suite"
    assert shown(french("?", before="mot")) == "^?"
    assert shown(french("?", before="(")) == "?"
    assert french("mot", before="") == "mot"


MARKS = st.sampled_from(
    ["...", " h ", "12", "mai", "n°", "M.", "http://x", "www.", "km", *"ab1'’\u00a0\u202f«»:;!?.…%€()\"@-\n "]
)
WRITING = st.lists(MARKS, max_size=12).map("".join)
ANY = st.text(st.characters(codec="utf-8"), max_size=40)


@settings(max_examples=50)
@given(WRITING | ANY)
def test_twice_is_once(text: str) -> None:
    once = french(text)
    assert french(once) == once


@settings(max_examples=50)
@given(WRITING | ANY)
def test_only_spaces_apostrophes_and_ellipses_change(text: str) -> None:
    def bare(value: str) -> str:
        return re.sub("[ \u00a0\u202f]", "", value).replace("’", "'").replace("…", "...")

    assert bare(french(text)) == bare(text)


@settings(max_examples=50)
@given(WRITING, st.sampled_from(["https://exemple.example/a;b?c='d'", "www.exemple.example/?x", "a!b@exemple.example"]))
def test_an_address_comes_through_untouched(text: str, address: str) -> None:
    assert address in french(f"{text} {address} {text}")


@settings(max_examples=50)
@given(st.lists(WRITING, max_size=5), st.lists(st.booleans(), min_size=5, max_size=5))
def test_where_bold_or_a_link_begins_changes_nothing(pieces: list[str], linked: list[bool]) -> None:
    runs: Runs = tuple(
        Link("#a", (Text(piece),)) if link else Text(piece, strong=number % 2 == 0)
        for number, (piece, link) in enumerate(zip(pieces, linked, strict=False))
    )
    paragraph = french_node(Paragraph(runs))
    assert isinstance(paragraph, Paragraph)
    assert "".join(words(paragraph.runs)) == french("".join(pieces))
    assert [type(run) for run in paragraph.runs] == [type(run) for run in runs]


def words(runs: Runs) -> list[str]:
    texts = [run.runs if isinstance(run, Link) else (run,) for run in runs]
    return [text.value for group in texts for text in group if isinstance(text, Text)]


def test_spaces_go_over_marks_notes_and_breaks() -> None:
    runs: Runs = (
        Text("« "), Text("mot", strong=True), Text(" », l'"), Text("équipe", emphasis=True),
        Note((Text("Quoi ?"), Link("https://exemple.example", (Text("ici !"),)))), Text(" :"), Break(), Text("? fin"),
        Remark("À voir ?"),
    )  # fmt: skip
    paragraph = french_node(Paragraph(runs))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs == (
        Text("«\u00a0"), Text("mot", strong=True), Text("\u00a0», l’"), Text("équipe", emphasis=True),
        Note((Text("Quoi\u202f?"), Link("https://exemple.example", (Text("ici\u202f!"),)))), Text("\u00a0:"), Break(),
        Text("? fin"), Remark("À voir\u202f?"),
    )  # fmt: skip


def nodes(a: str) -> tuple[Node, ...]:
    """Every kind of node, each text of it `a`."""
    text: Runs = (Text(a),)
    flow = (Paragraph(text), Listing((Item((Paragraph(text), Listing((Item((Paragraph(text),)),)))),)))
    return (
        Heading(2, text, line=3),
        *flow,
        Table((Row((Cell((Paragraph(text),)),)),), (100,), summary=a),
        Callout("key", text, flow),
        Figure("calendar", a, text),
        Signature("signature", (text,)),
        Contents(),
        PageBreak(),
    )


def test_every_node_and_every_line_of_a_document_is_reached() -> None:
    bare, spaced = "Quoi ?", "Quoi\u202f?"
    document = Document(
        "note", "note", bare, bare, bare, bare, author=bare, cover=((Text(bare),),), parts=(Part("_ao_1", nodes(bare)),)
    )
    made = french_document(document)
    assert (made.title, made.subtitle, made.header, made.footer) == (spaced,) * 4
    assert made.cover == ((Text(spaced),),)
    assert made.parts == (Part("_ao_1", nodes(spaced)),)
    assert (made.author, made.slug) == (bare, "note")
    assert repr(made.parts).count(bare) == 0
    assert made.parts[0].nodes[0] == Heading(2, (Text(spaced),))
    heading = made.parts[0].nodes[0]
    assert isinstance(heading, Heading)
    assert heading.line == 3
