"""The packet as one Typst document, so that numbers, contents, tags and bookmarks agree; annexes are laid in after.

On each page kept for an annex Typst prints a tagged figure of one pixel, whose colour is the page's code; `placing`
puts the foreign page in its stead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.document.tree import Document
from generator.document.typography import french
from generator.library.theme import Theme
from generator.packet.binder import AnnexFile, Binder, BinderSection, LeafLink, Packet, Start
from generator.packet.frame import Size, is_wide, laid
from generator.packet.linking import Target, by_leaf, link_json, target_json, targets
from generator.packet.navigation import leading
from generator.packet.placing import Place, code, placed
from generator.writers.pdf.compile import bookmarks, typeset
from generator.writers.pdf.losses import losses
from generator.writers.pdf.tree_json import anchor_labels, envelope, headings, piece

ASIDE = "jointe à part"  # in the contents, after the title of an annex that is not bound
DEEP = 2  # a section is a heading of level 1, a document one of level 2


def assemble(binder: Binder, theme: Theme, day: date) -> Packet:
    """The whole packet as PDF/UA-1 and PDF/A-2a, dated `day`."""
    data, problems = typeset(packet_json(binder, theme), day)
    pages, marks = bookmarks(data)
    starts = _starts(binder, marks, pages)
    places = [
        Place(rank, start.first + 1, entry)
        for rank, (start, entry) in enumerate(zip(starts, _entries(binder), strict=True))
        if isinstance(entry, AnnexFile) and not entry.apart
    ]
    lost = (one for entry in _entries(binder) if isinstance(entry, Document) for one in losses(entry))
    return Packet(placed(data, places), pages, starts, (*problems, *lost))


def packet_json(binder: Binder, theme: Theme) -> dict[str, Any]:
    """What document.typ reads for a packet."""
    head = Document(
        "packet",
        "dossier",
        binder.title,
        header=binder.header,
        footer=binder.footer,
        mark=binder.mark,
        author=binder.author,
    )
    titles = tuple((_name(index), entry.title) for index, entry in enumerate(_entries(binder)))
    walk = _Walk({**_labels(binder), **{name: name for name, _ in titles}}, titles)
    return {
        **envelope("packet", head, theme, DEEP),
        "name": " – ".join(filter(None, (binder.title, french(binder.client_line)))),  # what a reader's window shows
        "title": binder.title,
        "client": french(binder.client_line),
        "cover": [[french(line)] for line in binder.cover],
        "sections": [walk.section(section, f"section-{number}") for number, section in enumerate(binder.sections, 1)],
    }


def _entries(binder: Binder) -> tuple[Document | AnnexFile, ...]:
    return tuple(entry for section in binder.sections for entry in section.entries)


def _name(index: int) -> str:
    return f"piece-{index}"


def _labels(binder: Binder) -> dict[str, str]:
    """The label of every anchor; the first document that has it wins. A document's key, or its file, leads to it."""
    known: dict[str, str] = {}
    for index, entry in enumerate(_entries(binder)):
        if isinstance(entry, Document):
            known.setdefault(entry.key, _name(index))
            known[f"{entry.slug}.docx"] = _name(index)
            for anchor, label in anchor_labels(entry, _name(index)).items():
                known.setdefault(anchor, label)
    return known


@dataclass
class _Walk:
    """Numbers the entries and the foreign pages."""

    labels: dict[str, str]
    titles: tuple[tuple[str, str], ...]  # of every entry, after its own label
    entries: int = 0
    leaves: int = 0

    def section(self, section: BinderSection, name: str) -> dict[str, Any]:
        return {
            "title": section.title,
            "id": name,
            "entries": [self.entry(entry) for entry in section.entries],
        }

    def entry(self, entry: Document | AnnexFile) -> dict[str, Any]:
        name = _name(self.entries)
        self.entries += 1
        if isinstance(entry, Document):
            own = anchor_labels(entry, name)
            return {"kind": "piece", "id": name, **piece(leading(entry, self.titles), {**self.labels, **own})}
        return {
            "kind": "annex",
            "id": name,
            "title": entry.title,
            "aside": f" ({ASIDE})" if entry.apart else "",
            "lines": [[line] for line in entry.lines],
            "pages": self.pages(entry, targets(entry, name)),
        }

    def pages(self, annex: AnnexFile, labels: dict[Target, str]) -> list[dict[str, Any]]:
        """The pages kept for an annex, with what its links are and where they lead."""
        links, led, worded = by_leaf(annex), _by_page(labels), dict(annex.words)
        return [
            self.leaf(annex, number, size, number in worded)
            | _linked(laid(size), links.get(number, ()), led.get(number, ()), labels)
            for number, size in enumerate(annex.sizes, 1)
        ]

    def leaf(self, annex: AnnexFile, number: int, size: Size, words: bool) -> dict[str, Any]:
        """A page kept for a foreign one, turned when that one is wide; `words` when some are laid over its picture."""
        width, height = laid(size)
        self.leaves += 1
        alt = f"{annex.title}, page {number} sur {len(annex.sizes)} : reproduction du document d’origine"
        return {
            "flipped": is_wide(size),
            "width": width,
            "height": height,
            "code": code(self.leaves),
            "alt": alt,
            "words": words,
        }


def _by_page(labels: dict[Target, str]) -> dict[int, list[Target]]:
    found: dict[int, list[Target]] = {}
    for place in labels:
        found.setdefault(place[0], []).append(place)
    return found


def _linked(size: Size, links: Sequence[LeafLink], led: Sequence[Target], labels: dict[Target, str]) -> dict[str, Any]:
    """The links of a page and the places of it that some lead to."""
    return {
        "links": [link_json(link, size, labels) for link in links],
        "targets": [target_json(place, labels[place], size) for place in led],
    }


def _starts(binder: Binder, marks: Sequence[int], pages: int) -> tuple[Start, ...]:
    """Where each entry begins and ends, from the bookmarks' pages: section, then entry, then its headings."""
    starts: list[Start] = []
    place = 0
    ends = [*marks, pages + 1]
    for section in binder.sections:
        place += 1
        for entry in section.entries:
            first = marks[place]
            place += 1 + (headings(entry) if isinstance(entry, Document) else 0)
            starts.append(Start(entry.title, first, ends[place] - 1))
    return tuple(starts)
