"""What goes into the packet, in order: sections of documents and annexes."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.document.tree import Document
from generator.foundation.diagnostic import Diagnostics
from generator.packet.frame import Size


@dataclass(frozen=True, slots=True)
class AnnexFile:
    """A foreign PDF, read and made harmless.

    `data` is the file as it was received, for the separate deposit; `leaves` is a PDF of pages fit to be placed in
    ours, `sizes` their widths and heights in points, as seen. An annex to be sent apart (it is signed) has neither.
    """

    title: str
    path_name: str
    data: bytes = field(repr=False)
    lines: tuple[str, ...] = ()  # what its divider says: holder, date of issue
    leaves: bytes = field(default=b"", repr=False)
    sizes: tuple[Size, ...] = ()

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
