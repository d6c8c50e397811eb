"""Documents of every shape, for properties that hold for all of them."""

from __future__ import annotations

import struct
import zlib

from hypothesis import strategies as st

from generator.document.tree import (
    Break,
    Callout,
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    Item,
    Link,
    Listing,
    Note,
    PageBreak,
    PageOf,
    Paragraph,
    Part,
    Remark,
    Reply,
    Row,
    Signature,
    Table,
    Text,
)

ODD = "&<>#$*_[]\"`'\\ \t\u00a0\u202f\u2011\u00ad«»—…é€☐☒✓😀\u0000\u000b\ufffe\ud800\u2028"

letters = st.text(st.one_of(st.sampled_from(ODD), st.characters()), max_size=12)
names = st.one_of(st.from_regex(r"[a-z_]{0,8}", fullmatch=True), letters)
texts = st.builds(Text, letters, st.booleans(), st.booleans())
targets = st.one_of(
    st.sampled_from(["https://exemple.fr/a?b=1&c=2#d", "mailto:contact@exemple.fr", "#_ao_000000001", "#objectifs"]),
    letters.map("https://exemple.fr/{}".format),
    letters.map("#{}".format),
)
links = st.builds(Link, targets, st.lists(texts, max_size=2).map(tuple))
notes = st.builds(Note, st.lists(st.one_of(texts, links), max_size=3).map(tuple))
pages = st.builds(PageOf, st.one_of(st.sampled_from(["#_ao_000000001", "#objectifs"]), letters.map("#{}".format)))
moments = st.one_of(st.just(""), st.datetimes().map("{:%Y-%m-%dT%H:%M:%SZ}".format), letters)
replies = st.builds(Reply, letters, moments, st.text(max_size=8))
remarks = st.one_of(
    st.builds(Remark, st.text(max_size=8)),
    st.builds(Remark, st.text(max_size=8), letters, moments, st.lists(replies, max_size=2).map(tuple)),
)
runs = st.lists(st.one_of(texts, texts, links, notes, remarks, pages, st.just(Break())), max_size=4).map(tuple)

roles = st.sampled_from(["body", "lead", "quote", "small", "choice", "caption"])
headings = st.builds(Heading, st.integers(1, 4), runs, st.booleans(), names)
paragraphs = st.builds(Paragraph, runs, roles)
flat = st.builds(
    Listing,
    st.lists(st.builds(Item, st.lists(paragraphs, max_size=2).map(tuple)), max_size=3).map(tuple),
    st.booleans(),
)


def _nested(inner):
    entries = st.lists(st.one_of(paragraphs, inner), max_size=3).map(tuple)
    return st.builds(Listing, st.lists(st.builds(Item, entries), max_size=3).map(tuple), st.booleans())


listings = st.one_of(flat, _nested(flat), _nested(_nested(flat)))
callouts = st.builds(
    Callout,
    st.sampled_from(["key", "example", "care", "conflict"]),
    runs,
    st.lists(st.one_of(paragraphs, flat), max_size=3).map(tuple),
)
cells = st.builds(Cell, st.lists(paragraphs, max_size=2).map(tuple), st.sampled_from(["left", "center", "right"]))


@st.composite
def tables(draw) -> Table:
    columns = draw(st.integers(1, 4))
    shares = [draw(st.integers(1, 100 // columns)) for _ in range(columns - 1)]
    rows = draw(st.lists(_row(columns), max_size=4).map(tuple))
    look = draw(st.sampled_from(["grid", "fields"]))
    return Table(rows, (*shares, 100 - sum(shares)), draw(st.integers(0, 2)), look, draw(letters))


@st.composite
def _row(draw, columns: int) -> Row:
    made = []
    while columns:
        span = draw(st.integers(1, columns))
        cell = draw(cells)
        made.append(Cell(cell.paragraphs, cell.align, span))
        columns -= span
    return Row(tuple(made), draw(st.booleans()))


figures = st.builds(
    Figure, names, letters, runs, st.integers(5, 160), st.sampled_from([0, 1]).map(lambda n: png(2 + n, 3))
)
signatures = st.builds(Signature, names, st.lists(runs, max_size=3).map(tuple))
nodes = st.one_of(
    headings,
    paragraphs,
    listings,
    tables(),
    callouts,
    figures,
    signatures,
    st.builds(Contents, st.integers(1, 4)),
    st.just(PageBreak()),
)


@st.composite
def documents(draw) -> Document:
    blocks = draw(st.lists(st.lists(nodes, max_size=4), max_size=4))
    anchors = draw(st.lists(st.integers(0, 999_999_999), min_size=len(blocks), max_size=len(blocks), unique=True))
    named = draw(st.lists(st.booleans(), min_size=len(blocks), max_size=len(blocks)))
    parts = [
        Part(f"_ao_{anchor:09d}" if known else "", tuple(block))
        for block, anchor, known in zip(blocks, anchors, named, strict=True)
    ]
    line = st.one_of(st.just(""), letters)
    return Document(
        key=draw(names),
        slug=draw(names),
        title=draw(line),
        subtitle=draw(line),
        header=draw(line),
        footer=draw(line),
        mark=draw(line),
        author=draw(line),
        cover=tuple(draw(st.lists(runs, max_size=2))),
        parts=tuple(parts),
        lang=draw(st.sampled_from(["fr-FR", "en-GB"])),
    )


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
