"""The links of foreign pages, taken from the file before its annotations are drawn or dropped."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from generator.packet.binder import LeafLink
from generator.packet.geometry import Box, Seen, box
from generator.packet.leaf_marks import plain
from generator.packet.targets import MANY, Targets, address

_HIDDEN = 2 | 32  # flags of an annotation that nobody sees (ISO 32000-1, table 165)
_LEAST = 0.0005  # share of a page below which there is nothing to click


@dataclass(frozen=True, slots=True)
class LinksFound:
    """The links that stay, how many led to pages that are not bound, and how many led nowhere that we follow."""

    kept: tuple[LeafLink, ...]
    beyond: int = 0
    dead: int = 0


def leaf_links(pages: list[Any], views: tuple[Seen, ...], targets: Targets) -> LinksFound:
    """The links of these pages, in the order of the pages."""
    kept: list[LeafLink] = []
    beyond = dead = 0
    for leaf, (page, view) in enumerate(zip(pages, views, strict=True), 1):
        for link in _links(page):
            place = _shares(box(link.get("/Rect")), view)
            if place is None or len(kept) >= MANY:
                continue
            outside, inside = address(link), targets.of(link)
            if outside:
                kept.append(LeafLink(leaf, place, _says(link, _to_address(outside)), outside))
            elif inside and inside.leaf:
                says = _says(link, f"Aller à la page {inside.leaf} de la pièce")
                kept.append(LeafLink(leaf, place, says, to=inside.leaf, top=inside.top))
            elif inside:
                beyond += 1
            else:
                dead += 1
    return LinksFound(tuple(kept), beyond, dead)


def _links(page: Any) -> list[Any]:
    import pikepdf

    notes = page.get("/Annots")
    if not isinstance(notes, pikepdf.Array):
        return []
    return [
        note
        for note in islice(notes, MANY)
        if isinstance(note, pikepdf.Dictionary)
        and note.get("/Subtype") == "/Link"
        and not int(note.get("/F", 0)) & _HIDDEN
    ]


def _shares(rectangle: Box | None, view: Seen) -> Box | None:
    """The part of a rectangle that is seen on its page, in shares; None when there is nothing to click."""
    if rectangle is None:
        return None
    one = view.place(rectangle[0], rectangle[1])
    two = view.place(rectangle[2], rectangle[3])
    left, right = sorted((_within(one[0]), _within(two[0])))
    bottom, top = sorted((_within(one[1]), _within(two[1])))
    return (left, bottom, right, top) if right - left > _LEAST and top - bottom > _LEAST else None


def _within(share: float) -> float:
    return min(1.0, max(0.0, round(share, 5)))


def _says(link: Any, otherwise: str) -> str:
    return plain(link.get("/Contents")) or otherwise


def _to_address(outside: str) -> str:
    if outside.lower().startswith("mailto:"):
        return f"Écrire à {outside[len('mailto:') :].partition('?')[0]}"
    return f"Lien vers {outside}"
