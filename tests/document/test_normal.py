"""The canonical shape of a document."""

from __future__ import annotations

import pytest

from generator.document.normal import normal_nodes, normal_runs, normalised
from generator.document.tree import (
    Break,
    Callout,
    Document,
    Heading,
    Item,
    Link,
    Listing,
    Paragraph,
    Part,
    Remark,
    Row,
    Table,
    Text,
)
from tests.documents import bullets, cell, plain


def test_neighbours_with_the_same_marks_are_one() -> None:
    runs = (Text("a"), Text(""), Text("b"), Text("c", strong=True), Text("d", strong=True), Break(), Text("e"))
    assert normal_runs(runs) == (Text("ab"), Text("cd", strong=True), Break(), Text("e"))


def test_neighbouring_links_to_the_same_place_are_one() -> None:
    runs = (Link("#a", (Text("un"),)), Link("#a", (Text("deux"),)), Link("#b", ()), Link("", (Text("sans"),)))
    assert normal_runs(runs) == (Link("#a", (Text("undeux"),)), Text("sans"))


def test_remarks_stand_at_the_end() -> None:
    assert normal_runs((Remark("?"), Text("a"), Remark(""), Text("b"))) == (Text("ab"), Remark("?"))


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("https://exemple.fr/é a?b=1&c#d", "https://exemple.fr/%C3%A9%20a?b=1&c#d"),
        ("https://exemple.fr/%20", "https://exemple.fr/%20"),
        ("#été", "#été"),
    ],
)
def test_addresses_are_those_that_word_takes(target: str, written: str) -> None:
    assert normal_runs((Link(target, (Text("a"),)),)) == (Link(written, (Text("a"),)),)


def test_characters_that_xml_refuses() -> None:
    assert normal_runs((Text("a\x00b\nc\r\nd\te"),)) == (Text("a\ufffdb c d\te"),)


def test_neighbouring_bulleted_lists_are_one() -> None:
    assert normal_nodes((bullets("a"), bullets("b"))) == (bullets("a", "b"),)
    ordered = (bullets("a", ordered=True), bullets("b", ordered=True))
    assert normal_nodes(ordered) == ordered


def test_entry_opens_with_a_paragraph() -> None:
    listing = Listing((Item((bullets("a"),)), Item(()), Item((plain("b", "quote"),))))
    assert normal_nodes((listing,)) == (Listing((Item((Paragraph(()), bullets("a"))), Item((plain("b"),)))),)


def test_lists_are_three_levels_deep_at_most() -> None:
    def nest(depth: int) -> Listing:
        return Listing((Item((plain(str(depth)), *((nest(depth - 1),) if depth else ()))),))

    (found,) = normal_nodes((nest(4),))
    third = found.items[0].nodes[1].items[0].nodes[1]
    assert third == Listing((Item((plain("2"), plain("1"), plain("0"))),))


def test_untitled_callout_goes_on_with_the_one_before() -> None:
    one, two = Callout("key", (Text("T"),), (plain("a"),)), Callout("key", (), (plain("b"),))
    assert normal_nodes((one, two)) == (Callout("key", (Text("T"),), (plain("a"), plain("b"))),)
    assert normal_nodes((one, Callout("care", (), (plain("b"),)))) == (one, Callout("care", (), (plain("b"),)))


def test_empty_nodes_are_left_out() -> None:
    empty = (Heading(1, ()), Paragraph(()), Listing(()), Table((), (100,)), Callout("key", (), ()))
    document = Document("k", "s", "t", cover=((), (Text(""),)), parts=(Part("_ao_000000001", empty),))
    assert normalised(document) == Document("k", "s", "t")


def test_rows_of_heads_and_totals_have_body_paragraphs() -> None:
    row = Row((cell("a"), cell("b")), strong=True)
    odd = Row(tuple(type(c)((plain("x", "small"), Paragraph(()))) for c in row.cells), strong=True)
    (table,) = normal_nodes((Table((odd, odd), (50, 50), header=9),))
    assert table.header == 2
    assert table.rows[0] == Row((cell("x"), cell("x")))
