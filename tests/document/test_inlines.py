"""Inline Markdown to runs."""

import pytest

from generator.document.inlines import Inlines, merged, plain_text
from generator.document.markdown import parser, tree
from generator.document.tree import Break, Inline, Link, Note, Paragraph, Remark, Runs, Text


def runs(text: str) -> Runs:
    found, bad = Inlines().runs(parser().parseInline(text)[0])
    assert bad == []
    return found


def refused(text: str) -> list[str]:
    return Inlines().runs(parser().parseInline(text)[0])[1]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("un mot", (Text("un mot"),)),
        ("**gras** et *italique*", (Text("gras", strong=True), Text(" et "), Text("italique", emphasis=True))),
        ("***deux***", (Text("deux", strong=True, emphasis=True),)),
        ("**a **b** c**", (Text("a b c", strong=True),)),
        ("**a *b* c**", (Text("a ", strong=True), Text("b", strong=True, emphasis=True), Text(" c", strong=True))),
        ("un\ndeux", (Text("un deux"),)),
        ("un\\\ndeux", (Text("un"), Break(), Text("deux"))),
        ("un  \ndeux", (Text("un"), Break(), Text("deux"))),
        ("\\*pas gras\\*", (Text("*pas gras*"),)),
        ("&amp; &eacute; &#65;", (Text("& é A"),)),
        ("<b>HTML</b> <!-- vu -->", (Text("<b>HTML</b> <!-- vu -->"),)),
        ("https://exemple.example", (Text("https://exemple.example"),)),
        ("[ici](https://exemple.example/a)", (Link("https://exemple.example/a", (Text("ici"),)),)),
        ("[ici](#annexe)", (Link("#annexe", (Text("ici"),)),)),
        ("<a@exemple.example>", (Link("mailto:a@exemple.example", (Text("a@exemple.example"),)),)),
        ("[un **mot**](https://x.example) suit",
         (Link("https://x.example", (Text("un "), Text("mot", strong=True))), Text(" suit"))),
        ("[a](https://x.example)[b](https://x.example)", (Link("https://x.example", (Text("ab"),)),)),
        ("[a](https://x.example/1)[b](https://x.example/2)",
         (Link("https://x.example/1", (Text("a"),)), Link("https://x.example/2", (Text("b"),)))),
        ("[a][b] et [c]", (Text("[a][b] et [c]"),)),
        ("", ()),
    ],
)  # fmt: skip
def test_runs_are_what_was_written(written: str, expected: Runs) -> None:
    assert runs(written) == expected


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("`code`", "code entre accents graves « ` » : le document n'a pas de quoi le représenter"),
        ("![x](y.png)", "image : seules les figures calculées (« ::: figure ») ont leur place dans un bloc"),
        ("[x](annexe.md)", "lien vers « annexe.md » : une adresse commence par https://, mailto: ou #"),
        ("[x](javascript:alert)", "lien vers « javascript:alert » : une adresse commence par https://, mailto: ou #"),
        ("[x](file:///etc)", "lien vers « file:///etc » : une adresse commence par https://, mailto: ou #"),
        ("[x]()", "lien vers «  » : une adresse commence par https://, mailto: ou #"),
        ("[](https://x.example)", "lien sans texte"),
        ('[x](https://x.example "titre")', "lien avec un titre entre guillemets, qui ne serait pas imprimé"),
    ],
)
def test_what_the_tree_cannot_hold_is_named(written: str, sentence: str) -> None:
    assert refused(f"avant {written} après") == [sentence]


def test_a_refused_link_keeps_its_words() -> None:
    found, _ = Inlines().runs(parser().parseInline("[ici](annexe.md)")[0])
    assert found == (Text("ici"),)


def test_a_note_stands_where_it_is_called() -> None:
    nodes, problems = tree(
        "Un[^a] deux^[ou *trois*].\n\n[^a]: Voir [ici](https://x.example),\n    plus loin.\n", "f.md"
    )
    assert problems == ()
    note = Note((Text("Voir "), Link("https://x.example", (Text("ici"),)), Text(", plus loin.")))
    inline = Note((Text("ou "), Text("trois", emphasis=True)))
    assert nodes == (Paragraph((Text("Un"), note, Text(" deux"), inline, Text("."))),)


def test_a_break_in_a_note_is_a_space() -> None:
    nodes, _ = tree("Un[^a]\n\n[^a]: deux\\\n    trois\n", "f.md")
    assert nodes == (Paragraph((Text("Un"), Note((Text("deux trois"),)))),)


def test_neighbours_with_the_same_marks_are_one() -> None:
    apart: list[Inline] = [Text("a"), Text(""), Text("b"), Text("c", strong=True), Break(), Text("d")]
    assert merged(apart) == (Text("ab"), Text("c", strong=True), Break(), Text("d"))
    assert merged(list(merged(apart))) == merged(apart)


def test_plain_text_is_the_words_of_the_line() -> None:
    line: Runs = (Text("a"), Break(), Link("#b", (Text("b"), Text("c"))), Note((Text("d"),)), Remark("e"))
    assert plain_text(line) == "a bc"
