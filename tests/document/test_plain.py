"""The words of a document, with the numbers that Word and the PDF count."""

import pytest

from generator.document.plain import heading_levels, heading_numbers, item_number, passages, plain
from generator.document.tree import Break, Document, Heading, Item, Link, Listing, Note, Paragraph, Part, Remark, Text
from tests.documents import bullets, everything
from tests.documents import plain as line


def document(*held) -> Document:
    return Document("note", "note", "Titre", parts=(Part("", tuple(held)),))


def titles(*levels: int) -> Document:
    """Headings of these levels; a negative one is not numbered."""
    return document(*(Heading(abs(level), (Text("t"),), level > 0) for level in levels))


@pytest.mark.parametrize(
    ("levels", "numbers"),
    [
        ((1, 2, 2, 3, 1, 2), ("1", "1.1", "1.2", "1.2.1", "2", "2.1")),
        ((-1, 1, -2, 2, 1), ("", "1", "", "1.1", "2")),
        ((1, 3, 2), ("1", "1.1.1", "1.2")),  # a level that is jumped counts as 1
        ((3, 1), ("1.1.1", "2")),
        ((), ()),
    ],
)
def test_headings_are_counted_as_word_does(levels, numbers) -> None:
    assert heading_numbers(titles(*levels)) == numbers


@pytest.mark.parametrize(("levels", "printed"), [((1, 2, 3), (1, 2, 3)), ((3, 1, 4, 4), (1, 1, 2, 3)), ((2,), (1,))])
def test_levels_never_jump(levels, printed) -> None:
    assert heading_levels(titles(*levels)) == printed


@pytest.mark.parametrize(
    ("index", "level", "number"),
    [(1, 1, "1."), (12, 1, "12."), (2, 2, "b."), (28, 2, "ab."), (4, 3, "iv."), (49, 3, "xlix."), (3, 4, "iii.")],
)
def test_items_are_counted_by_level(index: int, level: int, number: str) -> None:
    assert item_number(index, level) == number


def test_inline_runs_read_as_words() -> None:
    runs = (
        Text("Un "), Link("#a", (Text("lien"),)), Break(), Text("suite"), Note((Text("note"),)), Remark("à voir"),
    )  # fmt: skip
    assert plain(document(Paragraph(runs))) == ("Titre", "Un lien suite", "note")


def test_lists_carry_their_numbers() -> None:
    nested = Listing((Item((line("un"), bullets("a", "b", ordered=True))), Item((line("deux"), line("suite")))), True)
    assert plain(document(nested, bullets("puce"))) == (
        "Titre", "1. un", "a. a", "b. b", "2. deux", "suite", "• puce"
    )  # fmt: skip


def test_every_node_is_read() -> None:
    words = plain(everything())
    for wanted in (
        "Note méthodologique", "Acheteur : collectivité", "1 Objectifs", "1.1 Progression", "Les mots de l'acheteur.",
        "Une note, avec lien.", "À retenir", "Sous-total", "SIRET", "Calendrier", "Date et signature", "Annexe",
    ):  # fmt: skip
        assert wanted in words
    assert not any("Confirmer" in text for text in words)


def test_tables_are_numbered_and_headers_told() -> None:
    found = [(one.kind, one.table) for one in passages(everything()) if one.table]
    assert found[0] == ("header", 1)
    assert found[-1] == ("cell", 2)
