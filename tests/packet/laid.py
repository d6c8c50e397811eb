"""Packets of annexes made by hand, and what their links and bookmarks say."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from generator.packet.assemble import assemble
from generator.packet.binder import AnnexFile, Binder, BinderSection, LeafLink, LeafMark, Packet
from generator.packet.cleaning import cleaned
from tests.documents import DAY, THEME


def annex(data: bytes, links: tuple[LeafLink, ...] = (), marks: tuple[LeafMark, ...] = (), key: str = "a") -> AnnexFile:
    """These bytes as an annex that has these links and bookmarks, and none of its own."""
    with pikepdf.open(BytesIO(data)) as pdf:
        clean = cleaned(pdf)
    return AnnexFile(
        f"Pièce {key}", f"{key}.pdf", data, ("Titulaire : Organisme Exemple",), clean.leaves, clean.sizes, links, marks
    )


def packet(*entries: Any, mark: str = "") -> Packet:
    """These entries as the candidature of a packet."""
    return assemble(
        Binder("Réponse", "Client", ("Ligne",), (BinderSection("Candidature", entries),), mark=mark), THEME, DAY
    )


@dataclass(frozen=True, slots=True)
class Laid:
    """A link annotation of a page: where it stands in points, what it says, and where it leads."""

    page: int
    rect: tuple[float, ...]
    says: str
    address: str = ""
    to: int = 0
    height: float = 0.0  # of the place it leads to, from the foot of its page


def links(pdf: pikepdf.Pdf) -> list[Laid]:
    """Every link of the pages of a packet."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    found = []
    for number, page in enumerate(pdf.pages, 1):
        for one in page.obj.get("/Annots", ()):
            rect, says = tuple(map(float, one.Rect)), str(one.get("/Contents", ""))
            if "/A" in one and one.A.S == "/URI":
                found.append(Laid(number, rect, says, str(one.A.URI)))
            else:
                place = destination(pdf, one)
                found.append(Laid(number, rect, says, "", pages[place[0].objgen], float(place[3])))
    return found


def destination(pdf: pikepdf.Pdf, link: Any) -> Any:
    """The place that an inner link leads to, its name looked up."""
    found = link.A.D if "/A" in link else link.Dest
    if isinstance(found, pikepdf.String):
        return dict(zip(*[iter(pdf.Root.Names.Dests.Names)] * 2, strict=True))[found]
    return found


def drawn(page: pikepdf.Page) -> tuple[float, ...]:
    """Left, bottom, right, top in points of the foreign page on a page of the packet, read from what is drawn."""
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "cm":
            matrix = tuple(map(float, operands))
        if str(operator) == "Do":
            across, _, _, up, left, bottom = matrix
            return left, bottom, left + across, bottom + up
    raise AssertionError("nothing drawn")
