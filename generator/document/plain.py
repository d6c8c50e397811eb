"""The words of a document in reading order, with the numbers that Word and Typst count for its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal, assert_never

from generator.document.tree import (
    Break,
    Callout,
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    Listing,
    Node,
    Note,
    PageBreak,
    PageOf,
    Paragraph,
    Remark,
    Signature,
    Table,
    Text,
    nodes,
)

Kind = Literal["title", "heading", "text", "item", "header", "cell", "picture", "contents"]
_PICTURE_TEXT = re.compile(rb"<text\b[^>]*>(.*?)</text>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand together. `text` holds note calls as `NOTE`, page numbers as `PAGE`; `notes` are their texts.

    `number` is printed before: a heading's « 1.2 », an item's « 1. » or « • ». `level` counts from 1.
    `table` numbers the table that a header or a cell belongs to, from 1; 0 elsewhere.
    """

    kind: Kind
    text: str
    notes: tuple[str, ...] = ()
    number: str = ""
    level: int = 0
    table: int = 0


NOTE = "\x00"
PAGE = "\x01"  # the number of a page, which only a writer knows
NO_PAGE = "?"  # what a writer prints of a page that it can't know
BULLETS = ("•", "–", "▪")


def plain(document: Document) -> tuple[str, ...]:
    """Paragraphs of text in reading order: title page, numbered headings, items, cells; notes after their paragraph."""
    texts: list[str] = []
    for passage in passages(document):
        if passage.kind != "contents":
            texts.append(f"{passage.number} {passage.text}".replace(NOTE, "").replace(PAGE, "").strip())
            texts += passage.notes
    return tuple(text for text in texts if text)


def words(runs: Iterable[Inline], note: str = "", page: str = "") -> str:
    """The words of these runs: a line break is a space, a note call `note`, a page's number `page`; no remarks."""
    texts: list[str] = []
    for run in runs:
        match run:
            case Text():
                texts.append(run.value)
            case Link():
                texts += [text.value for text in run.runs]
            case Break():
                texts.append(" ")
            case Note():
                texts.append(note)
            case PageOf():
                texts.append(page)
            case Remark():
                pass
            case _:
                assert_never(run)
    return "".join(texts)


def heading_numbers(document: Document) -> tuple[str, ...]:
    """« 1 », « 1.1 », « 1.1.1 » for each heading in order; an empty text for one that is not numbered.

    A level that is jumped over counts as 1, as in Word.
    """
    counts = [0, 0, 0, 0]
    numbers: list[str] = []
    for node in nodes(document):
        if isinstance(node, Heading):
            numbers.append(_counted(counts, node.level) if node.numbered else "")
    return tuple(numbers)


def heading_levels(document: Document) -> tuple[int, ...]:
    """The level of each heading in order, brought down where it jumps one, for a tagged PDF allows no jump."""
    levels: list[int] = []
    before = 0
    for node in nodes(document):
        if isinstance(node, Heading):
            before = min(node.level, before + 1) if words(node.runs).strip() else before
            levels.append(before)
    return tuple(levels)


def _counted(counts: list[int], level: int) -> str:
    counts[level - 1] += 1
    counts[level:] = [0] * (len(counts) - level)
    counts[: level - 1] = [count or 1 for count in counts[: level - 1]]
    return ".".join(map(str, counts[:level]))


def passages(document: Document) -> Iterator[Passage]:
    """Every passage in reading order."""
    for text in (document.title, document.subtitle):
        if text:
            yield Passage("title", text)
    for line in document.cover:
        yield _passage("title", line)
    headings = zip(heading_numbers(document), heading_levels(document), strict=True)
    tables = 0
    for node in nodes(document):
        tables += isinstance(node, Table)
        if isinstance(node, Heading):
            number, level = next(headings)
            if not words(node.runs).strip():
                continue
            yield _passage("heading", node.runs, number=number, level=level)
        else:
            yield from _node(node, tables)


def _passage(kind: Kind, runs: Iterable[Inline], number: str = "", level: int = 0, table: int = 0) -> Passage:
    runs = tuple(runs)
    notes = tuple(words(run.runs) for run in runs if isinstance(run, Note))
    return Passage(kind, words(runs, NOTE, PAGE), notes, number, level, table)


def _node(node: Node, table: int) -> Iterator[Passage]:
    match node:
        case Paragraph() | Listing():
            yield from _flow((node,))
        case Table():
            yield from _cells(node, table)
        case Callout():
            yield _passage("text", node.title)
            yield from _flow(node.nodes)
        case Figure():
            yield Passage("picture", _drawn(node.data))
            yield _passage("text", node.caption)
        case Signature():
            yield from (_passage("text", line) for line in node.lines)
        case Contents():
            yield Passage("contents", "", level=node.depth)
        case Heading() | PageBreak():
            pass
        case _:
            assert_never(node)


def _flow(inside: Iterable[Paragraph | Listing]) -> Iterator[Passage]:
    for node in inside:
        if isinstance(node, Listing):
            yield from _items(node, 1)
        else:
            yield _passage("text", node.runs)


def _items(listing: Listing, level: int) -> Iterator[Passage]:
    for index, item in enumerate(listing.items, 1):
        marker = item_number(index, level) if listing.ordered else BULLETS[min(level, 3) - 1]
        if not item.nodes or isinstance(item.nodes[0], Listing):
            yield Passage("item", "", number=marker, level=level)
            marker = ""
        for inner in item.nodes:
            if isinstance(inner, Listing):
                yield from _items(inner, level + 1)
            else:
                yield _passage("item", inner.runs, number=marker, level=level)
                marker = ""


def item_number(index: int, level: int) -> str:
    """« 1. », « a. » or « i. »: how an ordered list counts at each of its three levels."""
    if level == 1:
        return f"{index}."
    if level == 2:
        return f"{_letters(index)}."
    return f"{_roman(index)}."


def _letters(index: int) -> str:
    text = ""
    while index:
        index, digit = divmod(index - 1, 26)
        text = chr(ord("a") + digit) + text
    return text


def _roman(index: int) -> str:
    text = ""
    for value, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        count, index = divmod(index, value)
        text += sign * count
    return text


def _cells(table: Table, number: int) -> Iterator[Passage]:
    for index, row in enumerate(table.rows):
        for cell in row.cells:
            yield from _cell(cell, "header" if index < table.header else "cell", number)


def _cell(cell: Cell, kind: Kind, number: int) -> Iterator[Passage]:
    for paragraph in cell.paragraphs:
        yield _passage(kind, paragraph.runs, table=number)


def _drawn(data: bytes) -> str:
    """The words drawn in an SVG picture; none in another."""
    found = _PICTURE_TEXT.findall(data) if b"<svg" in data[:500] else []
    return " ".join(unescape(_TAG.sub("", text.decode("utf-8", "replace"))) for text in found)
