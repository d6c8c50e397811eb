"""Bookmarks of foreign files hang under their annex in the packet, as deep as they were, and lead to its pages."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from generator.packet.binder import LeafMark
from generator.packet.outline import bound
from generator.readers.pdf import plan
from generator.writers.pdf.tree_json import headings
from tests.documents import everything
from tests.packet import laid
from tests.packet.foreign import embedded

MARKS = (
    LeafMark(0, "Première partie : « été »", 1),
    LeafMark(1, "Un", 1),
    LeafMark(2, "Un un", 2),
    LeafMark(1, "Deux", 2),
    LeafMark(0, "Seconde partie", 3),
)


@pytest.fixture(scope="module")
def packet():
    data = embedded(3)
    return laid.packet(laid.annex(data, key="nue"), everything(), laid.annex(data, marks=MARKS, key="riche"))


def test_they_are_nested_under_their_annex(packet) -> None:
    marks = plan(packet.data).marks
    start = packet.starts[2]
    here = [(mark.level, mark.title, mark.page - start.first) for mark in marks if mark.page > start.first]
    assert here == [(mark.level + 2, mark.title, mark.leaf) for mark in MARKS]


def test_ours_keep_their_places(packet) -> None:
    marks = plan(packet.data).marks
    assert [mark.page for mark in marks if mark.level == 1] == [start.first for start in packet.starts]
    pieces = bound(packet.data)
    assert [piece.title for piece in pieces] == ["Pièce nue", "Note méthodologique", "Pièce riche"]
    assert pieces[0].headings == ()
    assert len(pieces[1].headings) == headings(everything())


def test_the_outline_is_well_linked(packet) -> None:
    """ISO 32000-1, 12.3.3: each item knows its parent and neighbours; an annex's own ones are folded at first."""
    with pikepdf.open(BytesIO(packet.data)) as pdf:
        seen = list(_walked(pdf.Root.Outlines))
        assert len(seen) == len(plan(packet.data).marks)
        annex = next(item for item in seen if item.Title == "Pièce riche")
        assert int(annex.Count) == -2
        assert int(annex.First.Count) == -2
        assert str(annex.First.Title) == MARKS[0].title


def _walked(parent):
    before, item = None, parent.get("/First")
    while item is not None:
        assert item.Parent.objgen == parent.objgen
        assert (item.Prev.objgen == before.objgen) if before is not None else "/Prev" not in item
        yield item
        yield from _walked(item)
        before, item = item, item.get("/Next")
    assert before is None or parent.Last.objgen == before.objgen


def test_odd_levels_and_pages_do_no_harm() -> None:
    marks = (LeafMark(5, "Trop profond", 1), LeafMark(9, "Plus encore", 1), LeafMark(0, "Page absente", 7))
    made = laid.packet(laid.annex(embedded(1), marks=marks))
    found = [(mark.level, mark.title) for mark in plan(made.data).marks if mark.level > 1]
    assert found == [(2, "Trop profond"), (3, "Plus encore")]


def test_very_deep_ones_are_hung_without_recursion() -> None:
    marks = tuple(LeafMark(level, f"Niveau {level}", 1) for level in range(3000))
    made = laid.packet(laid.annex(embedded(1), marks=marks))
    with pikepdf.open(BytesIO(made.data)) as pdf:
        item, depth = pdf.Root.Outlines.First.First, 0
        while "/First" in item:
            item, depth = item.First, depth + 1
    assert depth == 3000
