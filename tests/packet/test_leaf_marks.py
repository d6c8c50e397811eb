"""Bookmarks of foreign files: kept and nested, without those of pages that stay behind, whatever circles they make."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from generator.packet.followed import Followed, followed
from tests.packet.foreign import opened, saved


def pages(count: int = 4) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(count):
        pdf.add_blank_page(page_size=(595, 842))
    return pdf


def marked(*entries: tuple[int, str, int | None], count: int = 4) -> pikepdf.Pdf:
    """A file with these bookmarks: level, title, page from 1 (None: they lead nowhere)."""
    pdf = pages(count)
    with pdf.open_outline(max_depth=100) as outline:
        open_ones: list[OutlineItem] = []
        for level, title, page in entries:
            item = OutlineItem(title, None if page is None else page - 1)
            (open_ones[level - 1].children if level else outline.root).append(item)
            open_ones[level:] = [item]
    return pdf


def clean(pdf: pikepdf.Pdf, taken: tuple[int, ...] = ()) -> Followed:
    with opened(saved(pdf)) as again:
        return followed(again, taken)


def told(found: Followed) -> list[tuple[int, str, int]]:
    return [(mark.level, mark.title, mark.leaf) for mark in found.marks]


def test_titles_levels_and_pages_are_kept() -> None:
    entries = [(0, "Un", 1), (1, "Un, suite : été", 2), (2, "Plus bas", 2), (0, "Deux", 4)]
    assert told(clean(marked(*entries))) == entries


def test_those_of_pages_not_taken_are_dropped_and_counted_and_those_below_go_up() -> None:
    found = clean(marked((0, "Un", 1), (1, "Un a", 2), (2, "Un b", 3), (0, "Deux", 1), (1, "Deux a", 3)), (2, 3))
    assert told(found) == [(0, "Un a", 1), (1, "Un b", 2), (0, "Deux a", 2)]
    assert found.beyond == 2


def test_one_that_leads_nowhere_leads_where_the_first_below_does() -> None:
    found = clean(marked((0, "Partie", None), (1, "Vide", None), (1, "Chapitre", 3), (0, "Rien", None)))
    assert told(found) == [(0, "Partie", 3), (1, "Chapitre", 3)]
    assert found.beyond == 0


def test_titles_are_on_one_line_and_never_empty() -> None:
    assert told(clean(marked((0, "Un\r\ntitre\x00 long", 1), (0, " \n", 2)))) == [(0, "Un titre long", 1)]


def test_circles_are_walked_once() -> None:
    pdf = pages()
    first = pdf.make_indirect(Dictionary(Title=String("Un"), Dest=Array([pdf.pages[0].obj, Name.Fit])))
    second = pdf.make_indirect(Dictionary(Title=String("Deux"), Dest=Array([pdf.pages[1].obj, Name.Fit])))
    first.Next, second.Next, first.First, second.First = second, first, second, first
    pdf.Root.Outlines = Dictionary(First=first, Last=second)
    assert sorted(mark.title for mark in clean(pdf).marks) == ["Deux", "Un"]


def test_very_deep_ones_stop_going_down() -> None:
    found = clean(marked(*((depth, f"Niveau {depth}", 1) for depth in range(60))))
    assert len(found.marks) == 60
    assert max(mark.level for mark in found.marks) <= 16


def test_named_places_and_actions_lead_too() -> None:
    pdf = pages()
    action = Dictionary(S=Name.GoTo, D=String("ici"))
    pdf.Root.Outlines = Dictionary(First=pdf.make_indirect(Dictionary(Title=String("Un"), A=action)))
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("ici"), Array([pdf.pages[2].obj, Name.Fit])])))
    assert told(clean(pdf)) == [(0, "Un", 3)]
