"""Every row fills the columns; tall rows are told from the others."""

from generator.document.tree import Cell, Link, Paragraph, Row, Table, Text
from generator.writers.pdf.table_shape import shaped
from tests.documents import cell, row


def test_short_rows_are_filled() -> None:
    shape = shaped(Table((row("a", "b", "c"), row("d"), Row((cell("e", span=2),))), (20, 30, 50)))
    assert [sum(one.span for one in cells) for cells in shape.rows] == [3, 3, 3]
    assert shape.rows[1][1:] == (Cell(()), Cell(()))


def test_columns_are_added_for_a_row_that_goes_too_far() -> None:
    shape = shaped(Table((row("a"), row("b", "c", "d")), (100,)))
    assert len(shape.widths) == 3


def test_a_header_with_a_link_is_not_repeated() -> None:
    linked = Row((Cell((Paragraph((Link("https://exemple.fr", (Text("a"),)),)),)),))
    assert shaped(Table((row("a"), row("b")), (100,))).repeat
    assert not shaped(Table((linked, row("b")), (100,))).repeat


def test_only_a_tall_row_may_be_cut() -> None:
    shape = shaped(Table((row("mot " * 40, "a"), row("mot " * 40, "a")), (90, 10), 0))
    assert not shape.is_tall(shape.rows[0])
    narrow = shaped(Table((row("mot " * 400, "a"),), (30, 70), 0))
    assert narrow.is_tall(narrow.rows[0])
