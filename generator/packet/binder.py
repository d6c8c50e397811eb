"""What goes into the packet, in order: sections of documents and annexes."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.document.tree import Document
from generator.foundation.diagnostic import Diagnostics
from generator.packet.frame import Size
from generator.packet.page_words import LeafLine


@dataclass(frozen=True, slots=True)
class LeafLink:
    """A link of a foreign page: where it stands, and where it leads, outside or to a page of the same file.

    `leaf` and `to` count the pages that are bound, from 1; `box` is left, bottom, right, top as shares (0 to 1) of the
    page as seen, from its lower left corner; `top` is the height that it leads to, as a share too.
    """

    leaf: int
    box: tuple[float, float, float, float]
    says: str  # its description, never empty
    address: str = ""  # http, https or mailto; empty when it leads inside
    to: int = 0
    top: float | None = None


@dataclass(frozen=True, slots=True)
class LeafMark:
    """A bookmark of a foreign file: its level from 0, its title, the bound page it leads to, from 1."""

    level: int
    title: str
    leaf: int


@dataclass(frozen=True, slots=True)
class AnnexFile:
    """A foreign PDF, read and made harmless.

    `data` is the file for the separate deposit: as it was received, or without what was `removed` from it. `leaves` is
    a PDF of pages fit to be placed in ours, `sizes` their widths and heights in points, as seen; `links` and `marks`
    lead to these pages. An annex to be sent apart (it is signed) has none of them.
    """

    title: str
    path_name: str
    data: bytes = field(repr=False)
    lines: tuple[str, ...] = ()  # what its divider says: holder, date of issue
    leaves: bytes = field(default=b"", repr=False)
    sizes: tuple[Size, ...] = ()
    links: tuple[LeafLink, ...] = ()
    marks: tuple[LeafMark, ...] = ()
    removed: tuple[str, ...] = ()  # in French: what it held beside its pages, and no longer holds
    redrawn: tuple[tuple[int, str], ...] = ()  # pages that became pictures, from 1, and why
    words: tuple[tuple[int, tuple[LeafLine, ...]], ...] = field(default=(), repr=False)  # of those pages

    @property
    def apart(self) -> bool:
        """Whether it can't be bound in the packet."""
        return not self.sizes


@dataclass(frozen=True, slots=True)
class BinderSection:
    """A divider and what stands behind it."""

    title: str
    entries: tuple[Document | AnnexFile, ...]


@dataclass(frozen=True, slots=True)
class Binder:
    """The whole packet before it is printed: `client_line` stands above its title, `cover` below."""

    title: str
    client_line: str
    cover: tuple[str, ...]
    sections: tuple[BinderSection, ...]
    header: str = ""
    footer: str = ""
    mark: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a section, a document or an annex stands in the packet: its first and last page, from 1."""

    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Packet:
    """The PDF to send. `starts` follows the binder's entries in order, sections left out."""

    data: bytes = field(repr=False)
    pages: int
    starts: tuple[Start, ...] = ()
    diagnostics: Diagnostics = ()
