"""Tracked changes of Word in their smallest pieces: runs, ends of paragraphs, rows, properties.

ISO/IEC 29500-1, 17.13.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final, Literal

from generator.foundation.ooxml import W
from generator.writers.docx.xml import Element, w

Kind = Literal["ins", "del", "moveFrom", "moveTo"]

P: Final = f"{{{W}}}p"
TABLE: Final = f"{{{W}}}tbl"
ROW: Final = f"{{{W}}}tr"
CELL: Final = f"{{{W}}}tc"
RUN: Final = f"{{{W}}}r"
LINK: Final = f"{{{W}}}hyperlink"
SHAPE: Final = f"{{{W}}}pPr"
VAL: Final = f"{{{W}}}val"
ID: Final = f"{{{W}}}id"
_LAST: Final = (f"{{{W}}}rPr", f"{{{W}}}sectPr", f"{{{W}}}pPrChange")  # the end of a pPr, in the schema's order
_PLAIN: Final[dict[Kind, Kind]] = {"moveFrom": "del", "moveTo": "ins"}  # a row goes or comes, even with what moved
_TAKEN: Final = {f"{{{W}}}t": f"{{{W}}}delText", f"{{{W}}}instrText": f"{{{W}}}delInstrText"}


@dataclass
class Trail:
    """Who changed the text and when; `numbers` are the file's, `lists` say which new list goes on an old one."""

    author: str
    moment: str
    numbers: Iterator[int]
    lists: dict[str, str] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)  # footnotes to compare, by identifier

    def change(self, tag: str, *children: Element) -> Element:
        """`<w:tag>` signed and dated."""
        return w(tag, *children, id=next(self.numbers), author=self.author, date=self.moment)


def whole(trail: Trail, block: Element, kind: Kind) -> Element:
    """The paragraph or the table, all of it inserted or deleted; changed in place. A bookmark's end stays as it is."""
    for row in block.iter(ROW) if block.tag == TABLE else ():
        mark_row(trail, row, kind)
    for paragraph in block.iter(P):
        wrap(trail, paragraph, kind)
        mark(trail, paragraph, kind)
    return block


def wrap(trail: Trail, holder: Element, kind: Kind) -> None:
    """Every run of this paragraph or link inserted or deleted, with the bookmarks and comments among them."""
    pieces = [each for each in holder if each.tag != SHAPE]
    group: Element | None = None
    for each in pieces:
        if each.tag == LINK:
            wrap(trail, each, kind)
            group = None
        else:
            if group is None:
                group = trail.change(kind)
                each.addprevious(group)
            group.append(taken(each) if kind == "del" else each)


def taken(run: Element) -> Element:
    """The run with its characters written as deleted ones; changed in place."""
    for each in run.iter(*_TAKEN):
        each.tag = _TAKEN[str(each.tag)]
    return run


def mark(trail: Trail, paragraph: Element, kind: Kind) -> None:
    """The end of the paragraph inserted or deleted: without it, the text goes on in the next one."""
    set_shape(paragraph, w("rPr", trail.change(kind)))


def mark_row(trail: Trail, row: Element, kind: Kind) -> None:
    """The row inserted or deleted."""
    shape = row.find(f"{{{W}}}trPr")
    if shape is None:
        shape = w("trPr")
        row.insert(0, shape)
    shape.append(trail.change(_PLAIN.get(kind, kind)))


def is_marked(paragraph: Element, kind: Kind) -> bool:
    """Whether the end of this paragraph, or the row where it stands, comes or goes so."""
    row = next(paragraph.iterancestors(ROW), None)
    return paragraph.find(f"{SHAPE}/{{{W}}}rPr/{{{W}}}{kind}") is not None or (
        row is not None and row.find(f"{{{W}}}trPr/{{{W}}}{kind}") is not None
    )


def moved(trail: Trail, kind: Kind, name: str) -> tuple[Element, Element]:
    """The ends of a move, which bears the same name where the blocks went and where they came."""
    number = next(trail.numbers)
    start = w(f"{kind}RangeStart", id=number, name=name, author=trail.author, date=trail.moment)
    return start, w(f"{kind}RangeEnd", id=number)


# --- properties


def set_shape(paragraph: Element, element: Element) -> None:
    """Puts a paragraph mark's properties, a section or a change of properties where the schema wants it."""
    shape = paragraph[0]
    rank = _LAST.index(str(element.tag))
    later = next((each for each in shape if each.tag in _LAST[rank + 1 :]), None)
    if later is None:
        shape.append(element)
    else:
        later.addprevious(element)


def reshape(trail: Trail, paragraph: Element, before: Element) -> None:
    """Says that the paragraph had the properties `before` (a pPr), when they differ."""
    old, new = _base(before), _base(paragraph[0])
    if not _alike(trail, old, new):
        set_shape(paragraph, trail.change("pPrChange", w("pPr", *map(deepcopy, old))))


def _base(shape: Element) -> list[Element]:
    """The properties that a change of properties holds: all but the paragraph's mark and its section."""
    return [each for each in shape if each.tag not in _LAST]


def _alike(trail: Trail, old: list[Element], new: list[Element]) -> bool:
    """Whether the properties are the same; a list of the new text goes on the old one whose items it keeps."""
    if [_said(each) for each in old] != [_said(each) for each in new]:
        return False
    numbers = [(one, other) for one, other in zip(map(_list, old), map(_list, new), strict=True) if one or other]
    return all(_goes_on(trail.lists, one, other) for one, other in numbers)


def _goes_on(lists: dict[str, str], one: str, other: str) -> bool:
    if one not in lists and other not in lists.values():
        lists[one] = other
    return lists.get(one) == other


def _said(element: Element) -> tuple[str, ...]:
    level = element.find(f"{{{W}}}ilvl")
    return str(element.tag), element.get(VAL, ""), level.get(VAL, "") if level is not None else ""


def _list(element: Element) -> str:
    number = element.find(f"{{{W}}}numId")
    return number.get(VAL, "") if number is not None else ""


def changed(trail: Trail, shape: Element, before: Element, tag: str) -> None:
    """Says that these properties of a table, of a row or of a cell were `before`, when they differ."""
    if _written(shape) != _written(before):
        kept = w(str(before.tag).rpartition("}")[2], *(deepcopy(each) for each in before))
        shape.append(trail.change(tag, kept))


def _written(element: Element) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """What tells two properties apart."""
    return [(str(each.tag), tuple(sorted((str(k), str(v)) for k, v in each.attrib.items()))) for each in element.iter()]


def renumbered(root: Element, lists: dict[str, str]) -> None:
    """Gives the items of an old list that goes on the number of the new one."""
    for number in root.iter(f"{{{W}}}numId"):
        number.set(VAL, lists.get(number.get(VAL, ""), number.get(VAL, "")))
