"""Bookmarks of foreign files, hung under those of their annexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from generator.packet.binder import LeafMark

if TYPE_CHECKING:
    import pikepdf


@dataclass(slots=True)
class _Branch:
    mark: LeafMark
    under: list[_Branch] = field(default_factory=list)


def entry_items(pdf: pikepdf.Pdf) -> tuple[Any, ...]:
    """The bookmark of each entry of the packet, in order: those of the second level."""
    return tuple(entry for section in _row(pdf.Root.get("/Outlines")) for entry in _row(section))


def hang(pdf: pikepdf.Pdf, item: Any, marks: Sequence[LeafMark], pages: Mapping[int, Any]) -> None:
    """Hangs these bookmarks, folded, under one of ours that has none; `pages` of the packet by page of the annex.

    A level deeper than the next one is brought back to it.
    """
    branches = _branches([mark for mark in marks if mark.leaf in pages])
    todo = [(item, branches)] if branches else []
    while todo:  # as deep as they come, with no recursion
        parent, row = todo.pop()
        made = [pdf.make_indirect(_item(branch.mark, parent, pages[branch.mark.leaf])) for branch in row]
        for one, after in pairwise(made):
            one.Next, after.Prev = after, one
        parent.First, parent.Last, parent.Count = made[0], made[-1], -len(made)
        todo += [(one, branch.under) for one, branch in zip(made, row, strict=True) if branch.under]


def _item(mark: LeafMark, parent: Any, page: Any) -> Any:
    import pikepdf

    place = pikepdf.Array([page, pikepdf.Name.XYZ, 0, page.MediaBox[3], 0])
    return pikepdf.Dictionary(Title=pikepdf.String(mark.title), Parent=parent, Dest=place)


def _branches(marks: Sequence[LeafMark]) -> list[_Branch]:
    """The bookmarks as a tree."""
    roots: list[_Branch] = []
    open_: list[_Branch] = []
    for mark in marks:
        branch = _Branch(mark)
        del open_[max(mark.level, 0) :]
        (open_[-1].under if open_ else roots).append(branch)
        open_.append(branch)
    return roots


def _row(parent: Any) -> Iterator[Any]:
    item = parent.get("/First") if parent is not None else None
    while item is not None:
        yield item
        item = item.get("/Next")
