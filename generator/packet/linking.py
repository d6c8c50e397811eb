"""Links of foreign pages: Typst lays them over the page kept, tags them and leads them to the packet's own pages.

Typst describes a link by its address or « page n », in the annotation's /Contents; `described` puts the annex's words,
and keeps the packet's page, for that of the annex is printed nowhere in the packet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from generator.packet.binder import AnnexFile, LeafLink
from generator.packet.frame import Size

if TYPE_CHECKING:
    import pikepdf

LONGEST = 8000  # characters of an address, beyond which Typst refuses it
_SCHEMES = ("https://", "http://", "mailto:")
_ITSELF = "%/:?#[]@!$&'()*+,;=~"  # what stands for itself in an address
_THIN = 0.3  # millimetres: a link as thin as a hair is none
Target = tuple[int, float | None]
"""A page of the annex from 1, and the height that a link leads to, as a share of it."""


def by_leaf(annex: AnnexFile) -> dict[int, list[LeafLink]]:
    """The links of an annex that can be followed, by the page they stand on, from 1, in their order."""
    pages: dict[int, list[LeafLink]] = {}
    for link in annex.links:
        if 1 <= link.leaf <= len(annex.sizes) and (address(link) or 1 <= link.to <= len(annex.sizes)):
            pages.setdefault(link.leaf, []).append(link)
    return pages


def targets(annex: AnnexFile, name: str) -> dict[Target, str]:
    """The label of every place that a link of this annex leads to; `name` is the annex's own label."""
    inner = {(one.to, one.top) for links in by_leaf(annex).values() for one in links if one.to}
    found = sorted(inner, key=lambda it: (it[0], it[1] or 0.0, it[1] is None))
    return {place: f"{name}-to-{number}" for number, place in enumerate(found, 1)}


def address(link: LeafLink) -> str:
    """The address that an outer link leads to, as ASCII; empty when it has none that a PDF of ours may have."""
    asked = quote(link.address, _ITSELF, errors="replace")
    return asked if not link.to and link.address.lower().startswith(_SCHEMES) and len(asked) <= LONGEST else ""


def link_json(link: LeafLink, size: Size, labels: Mapping[Target, str]) -> dict[str, Any]:
    """What document.typ reads for a link: its box in millimetres from the upper left corner of the page as laid."""
    left, bottom, right, top = (min(max(share, 0.0), 1.0) for share in link.box)
    width, height = size
    return {
        "x": round(left * width, 3),
        "y": round((1 - top) * height, 3),
        "width": round(max((right - left) * width, _THIN), 3),
        "height": round(max((top - bottom) * height, _THIN), 3),
        "address": address(link),
        "to": labels.get((link.to, link.top), ""),
    }


def target_json(place: Target, label: str, size: Size) -> dict[str, Any]:
    """What document.typ reads for a place that links lead to: its label and its depth in millimetres."""
    height = 1.0 if place[1] is None else min(max(place[1], 0.0), 1.0)
    return {"id": label, "y": round((1 - height) * size[1], 3)}


def described(page: pikepdf.Page, links: Sequence[LeafLink]) -> None:
    """Gives each link of this page its description. Raises LookupError when Typst laid fewer of them."""
    import pikepdf

    laid = list(page.obj.get("/Annots", ()))
    if len(laid) != len(links):
        raise LookupError(f"{len(laid)} != {len(links)}")
    for annotation, link in zip(laid, links, strict=True):
        place = f" ({annotation.Contents} du dossier)" if link.to else ""
        annotation.Contents = pikepdf.String(link.says + place)
