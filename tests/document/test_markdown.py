"""Markdown to tree: every construct that blocks may use, and no word lost. Refusals are in tests/diagnostics."""

# ruff: noqa: E501 - tables of cases are read better whole

import dataclasses
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.markdown import equal_widths, tree
from generator.document.rows import cells
from generator.document.tree import (
    Callout,
    Cell,
    Figure,
    Heading,
    Item,
    Listing,
    Node,
    Note,
    Paragraph,
    Remark,
    Row,
    Signature,
    Table,
    Text,
)


def made(text: str) -> tuple[Node, ...]:
    nodes, problems = tree(text, "f.md")
    assert problems == ()
    return nodes


def told(text: str) -> list[tuple[int, str]]:
    return [(p.span.line, p.code) for p in tree(text, "f.md")[1] if p.span]


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def row(*texts: str, strong: bool = False) -> Row:
    return Row(tuple(Cell((Paragraph((Text(text),) if text else ()),)) for text in texts), strong)


def listing(*texts: str, ordered: bool = False) -> Listing:
    return Listing(tuple(Item((paragraph(text),)) for text in texts), ordered)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", ()),
        ("\n\n", ()),
        ("un\ndeux\n\ntrois", (paragraph("un deux"), paragraph("trois"))),
        ("## A\n### B\n#### C", tuple(Heading(n, (Text(t),)) for n, t in ((2, "A"), (3, "B"), (4, "C")))),
        ("## A ##", (Heading(2, (Text("A"),)),)),
        ("- a\n- b", (listing("a", "b"),)),
        ("* a\n+ b", (listing("a"), listing("b"))),
        ("1. a\n2. b", (listing("a", "b", ordered=True),)),
        ("1) a", (listing("a", ordered=True),)),
        ("- a\n\n- b", (listing("a", "b"),)),
        (
            "- a\n  - b\n    1. c\n\n  suite",
            (
                Listing((Item((paragraph("a"), Listing((Item((paragraph("b"), listing("c", ordered=True))),)),
                               paragraph("suite"))),)),
            ),
        ),
        ("> un\n>\n> deux", (Paragraph((Text("un"),), "quote"), Paragraph((Text("deux"),), "quote"))),
        ("::: lead\nun\n:::", (Paragraph((Text("un"),), "lead"),)),
        ("::: small\nun\n\ndeux\n:::", (Paragraph((Text("un"),), "small"), Paragraph((Text("deux"),), "small"))),
        ("::: key Le *titre*\nun\n\n- a\n:::",
         (Callout("key", (Text("Le "), Text("titre", emphasis=True)), (paragraph("un"), listing("a"))),)),
        (":::care T\nun\n:::", (Callout("care", (Text("T"),), (paragraph("un"),)),)),
        ("un\n\n::: remark\nÀ **confirmer** ?\n:::", (Paragraph((Text("un"), Remark("À confirmer ?"))),)),
        ("## A\n\n::: remark\nB\n\nC\n:::", (Heading(2, (Text("A"), Remark("B C"))),)),
        ("::: figure calendar\n:::", (Figure("calendar", "", ()),)),
        ("::: figure calendar\nLes dates\n:::", (Figure("calendar", "", (Text("Les dates"),)),)),
        ("::: signature\nFait à Niort\n\nLa gérante\n:::",
         (Signature("signature", ((Text("Fait à Niort"),), (Text("La gérante"),))),)),
        ("un <b>deux</b>\n\n<div>trois</div>", (paragraph("un <b>deux</b>"), paragraph("<div>trois</div>"))),
        ("[À compléter]: plus tard", (paragraph("[À compléter]: plus tard"),)),
        ("un\r\n\r\ndeux", (paragraph("un"), paragraph("deux"))),
    ],
)  # fmt: skip
def test_each_construct(written: str, expected: tuple[Node, ...]) -> None:
    assert made(written) == expected


TABLE = "| Quoi | Combien |\n|---|--:|\n| Séances | 5 |\n| **Total** | **5** |\n"


def test_a_table_knows_its_header_its_sides_and_its_total() -> None:
    (table,) = made(TABLE)
    assert isinstance(table, Table)
    assert (table.header, table.widths, table.look) == (1, (50, 50), "grid")
    assert [[cell.align for cell in line.cells] for line in table.rows] == [["left", "right"]] * 3
    assert [line.strong for line in table.rows] == [False, False, True]
    texts = [[cell.paragraphs[0].runs for cell in line.cells] for line in table.rows]
    assert texts == [
        [(Text("Quoi"),), (Text("Combien"),)],
        [(Text("Séances"),), (Text("5"),)],
        [(Text("Total"),), (Text("5"),)],
    ]


def test_a_bold_header_is_no_total() -> None:
    (table,) = made("| **A** | **B** |\n|---|---|\n| a | b |\n")
    assert isinstance(table, Table)
    assert table.rows[0].strong is False


def test_a_table_takes_the_shape_of_its_container() -> None:
    (table,) = made(f'::: table widths=70,30 summary="Ce que \\"dit\\" \\- l\'offre"\n{TABLE}:::\n')
    assert isinstance(table, Table)
    assert (table.widths, table.summary, table.line) == ((70, 30), 'Ce que "dit" - l\'offre', 1)


def test_cells_hold_escaped_bars_and_may_be_empty() -> None:
    (table,) = made("a | b\n--|--\nx \\| y | |\n")
    assert isinstance(table, Table)
    assert table.rows == (row("a", "b"), row("x | y", ""))


@pytest.mark.parametrize(
    ("written", "count"),
    [("| a | b |", 2), ("a | b", 2), ("|a|b|c", 3), ("| a \\| b |", 1), ("|  |  |", 2), ("| a | b \\|", 2), ("|", 1)],
)
def test_cells_are_counted_as_they_are_written(written: str, count: int) -> None:
    assert cells(written) == count


def test_widths_share_the_whole() -> None:
    assert equal_widths(3) == (34, 33, 33)
    assert all(sum(equal_widths(n)) == 100 for n in range(1, 30))


def test_every_node_knows_its_line() -> None:
    nodes = made(f"un\n\n## A\n\n- a\n\n::: key T\nb\n:::\n\n{TABLE}\n> c\n")
    assert [getattr(node, "line", None) for node in nodes] == [1, 3, 5, 7, 11, 16]


def test_lines_of_the_template_are_used_when_they_are_known() -> None:
    text = "un\n\n`a`\n\n`b`\n"
    nodes, problems = tree(text, "f.md", [12, 13, 20, 20, 31])
    assert [p.span.line for p in problems if p.span] == [20, 31]
    assert [node.line for node in nodes if isinstance(node, Paragraph)] == [12]
    assert {p.span.line for p in tree("a\n\n\n\n`b`", "f.md", [7, 8])[1] if p.span} == {8}


def test_problems_come_in_the_order_of_lines() -> None:
    assert told("# A\n\n[^z]\n\n---\n\n`c`\n") == [(1, "T606"), (3, "T604"), (5, "T601"), (7, "T601")]


def test_notes_may_be_called_twice_and_written_anywhere() -> None:
    nodes = made("[^a]: note\n\nun[^a]\n\n- deux[^a]\n\n| c[^b] |\n|---|\n\n[^b]: autre\n")
    assert sum(isinstance(value, Note) for value in inside(nodes)) == 3


def test_what_nests_without_end_is_refused_in_bounded_time() -> None:
    start = time.process_time()
    for text in ("> " * 3000 + "a", "- " * 3000 + "a", "".join(f"{' ' * 2 * n}- a\n" for n in range(300)), "*" * 20_000,
                 "[" * 20_000, "![" * 10_000, "::: key T\n" * 300, "|" * 3000 + "\n" + "|-" * 3000 + "|\n" + "a|\n" * 300,
                 "a**b" * 5000, "[^a]: x\n" * 500, "&" * 20_000, "<" * 20_000):  # fmt: skip
        tree(text, "f.md")
    assert time.process_time() - start < 20
    assert ("T601" in {code for _, code in told("> " * 300 + "a")}) is True
    assert (1, "T607") in told("- " * 4 + "a")


PIECES = st.sampled_from([
    "\n", "\n\n", "- ", "  - ", "    ", "1. ", "7. ", "# ", "## ", "> ", "::: key ", "::: lead\n", ":::\n", "::: remark\n",
    '::: table widths=50,50 summary="', '"\n', "| ", " | ", " |\n", "|---|---|\n", "[^1]", "[^2]: ", "[^1]: ", "^[", "]", "**",
    "*", "`", "[", "](https://x.example)", "]: ", "![", "](x)", "<b>", "<!-- ", " -->", "***\n", "---\n", "===\n", "```\n", "\\",
    "  \n", "&amp;", "(", ")", "\t", "::: figure ", "::: signature ", "::: small\n", "::::\n", "<https://", ">", "_",
])  # fmt: skip
WORDS = st.integers(0, 99).map(lambda n: f"m{n}m ")


@settings(max_examples=50)
@given(st.lists(PIECES | WORDS, max_size=16).map("".join))
def test_a_word_is_in_the_tree_or_its_loss_is_told(text: str) -> None:
    nodes, problems = tree(text, "f.md")
    assert all(p.span and 1 <= p.span.line <= text.count("\n") + 1 and p.hint for p in problems)
    if not problems:
        assert set(re.findall(r"m\d+m", text)) == set(words(nodes))


def words(value: Any) -> Iterator[str]:
    for part in inside(value):
        if isinstance(part, str):
            yield from re.findall(r"m\d+m", part)


def inside(value: Any) -> Iterator[Any]:
    """The value and everything that it holds."""
    yield value
    if isinstance(value, tuple):
        for part in value:
            yield from inside(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from inside(getattr(value, field.name))
