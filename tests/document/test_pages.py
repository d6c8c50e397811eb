"""On which page each anchor stands."""

from generator.document.pages import anchor_pages
from generator.document.tree import Document, Heading, Paragraph, Part, Text


def heading(words: str, level: int = 1, anchor: str = "") -> Heading:
    return Heading(level, (Text(words),), anchor=anchor)


def text(words: str) -> Paragraph:
    return Paragraph((Text(words),))


NOTE = Document(
    "note",
    "note",
    "Note",
    parts=(
        Part("_ao_000000001", (text("Avant tout titre"),)),
        Part("_ao_000000002", (heading("Méthode", anchor="method"), heading("Le cadre", 2))),
        Part("_ao_000000003", (text("Sans titre : la page est celle du titre au-dessus"),)),
        Part("_ao_000000004", (heading("Rythme"),)),
    ),
)


def test_a_part_stands_where_its_first_heading_does() -> None:
    pages = anchor_pages(NOTE, (3, 4, 7))
    assert (pages["_ao_000000002"], pages["method"], pages["_ao_000000004"]) == (3, 3, 7)


def test_a_part_without_heading_is_told_by_the_heading_above() -> None:
    pages = anchor_pages(NOTE, (3, 4, 7))
    assert (pages["_ao_000000001"], pages["_ao_000000003"]) == (1, 4)


def test_without_pages_no_anchor_has_one() -> None:
    assert not anchor_pages(NOTE, ())
