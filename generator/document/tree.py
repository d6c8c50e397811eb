"""The tree: frozen nodes that every writer turns into its format, each part knowing the block it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

# --- inline ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters with at most two marks."""

    value: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A run that leads to `target`: https:, mailto:, `#anchor` inside the packet, or the .docx of another document."""

    target: str
    runs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, called where it stands."""

    runs: tuple[Text | Link, ...]


@dataclass(frozen=True, slots=True)
class PageOf:
    """The number of the page where `#anchor` of this document stands, as each writer counts it; it leads there."""

    target: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in the thread of a remark; `day` is the moment as Word writes it (2026-11-20T10:00:00Z), or empty."""

    author: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A question to the reviewer: a Word comment on its paragraph, never printed in a PDF.

    Without an author it is ours (« À confirmer »); with one, it is a reviewer's own that comes back with its thread.
    """

    text: str
    author: str = ""
    day: str = ""
    replies: tuple[Reply, ...] = ()


Inline = Text | Link | Break | Note | Remark | PageOf
Runs = tuple[Inline, ...]

# --- blocks ------------------------------------------------------------------------------------

Role = Literal["body", "lead", "quote", "small", "choice", "caption"]
CalloutKind = Literal["key", "example", "care", "conflict"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of `level` 1 to 4; `numbered` ones are counted by Word and by Typst, never typed."""

    level: int
    runs: Runs
    numbered: bool = True
    anchor: str = ""  # the buyer's section or block it opens; not kept by a reader
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its role is a named style (« choice » is a line that opens with ☐ or ☒)."""

    runs: Runs
    role: Role = "body"
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: paragraphs and nested lists."""

    nodes: tuple[Paragraph | Listing, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A bulleted or numbered list, nested three levels at most."""

    items: tuple[Item, ...]
    ordered: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: one paragraph or more, and how many columns it spans."""

    paragraphs: tuple[Paragraph, ...]
    align: Align = "left"
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; `strong` marks a total."""

    cells: tuple[Cell, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data: `widths` are shares of the text width (their sum is 100); `header` rows repeat on each page.

    `look` "grid" has a header row (header ≥ 1); "fields" is a form's label/value list whose first column is the header.
    """

    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    header: int = 1
    look: Literal["grid", "fields"] = "grid"
    summary: str = ""  # alternative text: what the table says
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Callout:
    """A framed passage with a title: paragraphs and flat lists only.

    « conflict » is never an author's: a merge puts it below what two people changed, until someone settles it.
    """

    kind: CalloutKind
    title: Runs
    nodes: tuple[Paragraph | Listing, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture drawn once as SVG: `name` is its key, `alt` says what it shows, `width` is in millimetres.

    A reader gives back name, alt, caption and width; its `data` is whatever picture the file holds.
    """

    name: str
    alt: str
    caption: Runs
    width: int = 160
    data: bytes = field(default=b"", compare=False, repr=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Signature:
    """The place where a person signs: lines of identity, then room left empty, named for a later electronic field."""

    name: str
    lines: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents table of this document, down to heading level `depth`; each writer fills it."""

    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a page."""


Node = Heading | Paragraph | Listing | Table | Callout | Figure | Signature | Contents | PageBreak


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a part comes from: the block's id and its file, relative to the workspace."""

    block: str
    file: str
    answers: tuple[str, ...] = ()  # ids of the requirements it answers


@dataclass(frozen=True, slots=True)
class Part:
    """Nodes that come from one block. `anchor` is `_ao_` and nine digits: a hidden bookmark around them in Word."""

    anchor: str
    nodes: tuple[Node, ...]
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """One document: `key` is its piece, `slug` its file name without extension."""

    key: str
    slug: str
    title: str
    subtitle: str = ""
    header: str = ""  # left of the running head, on each page
    footer: str = ""  # left of the foot, before « page n / N »
    mark: str = ""  # « SPÉCIMEN » or « BROUILLON »: printed on each page
    author: str = ""
    cover: tuple[Runs, ...] = ()  # lines of a title page of its own; none when empty
    parts: tuple[Part, ...] = ()
    lang: str = "fr-FR"


def nodes(document: Document) -> tuple[Node, ...]:
    """Every node at top level, in order."""
    return tuple(node for part in document.parts for node in part.nodes)
