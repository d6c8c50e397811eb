"""What leads somewhere in the pages taken of a foreign PDF: their links, and the bookmarks of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.packet.binder import LeafLink, LeafMark
from generator.packet.geometry import seen
from generator.packet.leaf_links import leaf_links
from generator.packet.leaf_marks import leaf_marks
from generator.packet.targets import Targets

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True, slots=True)
class Followed:
    """Links and bookmarks that stay; how many led to pages not taken, and how many links led nowhere."""

    links: tuple[LeafLink, ...]
    marks: tuple[LeafMark, ...]
    beyond: int = 0
    dead: int = 0


def followed(pdf: pikepdf.Pdf, taken: tuple[int, ...] = ()) -> Followed:
    """Those of these pages, from 1, or of all. Raises ValueError for pages that make no sense."""
    taken = taken or tuple(range(1, len(pdf.pages) + 1))
    pages = [pdf.pages[number - 1].obj for number in taken]
    views = tuple(map(seen, pages))
    targets = Targets(pdf, taken, views)
    links, marks = leaf_links(pages, views, targets), leaf_marks(pdf.Root, targets)
    return Followed(links.kept, marks.kept, links.beyond + marks.beyond, links.dead)
