"""What grows while one document is written: relations, notes, remarks, bookmarks, lists and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from generator.document import docx_names as names
from generator.document.tree import Document
from generator.writers.docx.numbering import Lists
from generator.writers.docx.outline import Entry
from generator.writers.docx.xml import Element, w


@dataclass
class Relations:
    """The relations of one part: `rId1`, `rId2`… by type and target."""

    known: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def to(self, kind: str, target: str, outside: bool = False) -> str:
        """The identifier that leads to this target."""
        return self.known.setdefault((kind, target, outside), f"rId{len(self.known) + 1}")


@dataclass(frozen=True, slots=True)
class Said:
    """A comment being written; `parent` is the number of the one that it answers."""

    author: str
    day: str
    text: str
    parent: int | None = None
    ours: bool = False


@dataclass
class Draft:
    """One document being written."""

    ids: Mapping[str, str]  # identifiers of styles, by name
    entries: tuple[Entry, ...]
    anchors: frozenset[str]  # of the parts
    pictures: Mapping[str, bytes]
    soft: str  # ground of header rows
    fresh: bool = False  # whether what comes next starts a page anyway
    covered: bool = False  # whether there is a title page
    pages: Mapping[str, int] = field(default_factory=dict)  # of each anchor, when known
    relations: Relations = field(default_factory=Relations)
    note_relations: Relations = field(default_factory=Relations)
    notes: list[Element] = field(default_factory=list)
    remarks: list[Said] = field(default_factory=list)
    lists: Lists = field(default_factory=Lists)
    images: dict[str, bytes] = field(default_factory=dict)  # file name → PNG
    originals: dict[str, str] = field(default_factory=dict)  # bookmark → the name it stands for
    taken: set[str] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    headings: Iterator[Entry] = field(init=False)

    def __post_init__(self) -> None:
        self.headings = iter(self.entries)

    def style(self, name: str) -> str:
        """The identifier of this style."""
        return self.ids[name]

    def mark(self, name: str) -> tuple[Element, Element]:
        """The start and the end of a bookmark."""
        number = next(self.numbers)
        return w("bookmarkStart", id=number, name=name), w("bookmarkEnd", id=number)

    def named(self, prefix: str, name: str) -> tuple[Element, Element]:
        """A bookmark that says `name`; a digest, or a name already taken, is explained in the properties."""
        made = names.bookmark(prefix, name)
        again = count(2)
        while made in self.taken:
            made = names.bookmark(prefix, f"x_{name}_{next(again)}")
        self.taken.add(made)
        if made != prefix + name:
            self.originals[made] = name
        return self.mark(made)

    def place(self, target: str) -> str:
        """The bookmark that `#target` leads to: a part, else a heading, maybe of another document."""
        if target in self.anchors:
            return target
        made = names.bookmark(names.HEADING_MARK, target)
        if made != names.HEADING_MARK + target:
            self.originals[made] = target
        return made


def anchors(document: Document) -> frozenset[str]:
    """The anchors of the parts, each said once; Word would drop a second bookmark of the same name."""
    given = [part.anchor for part in document.parts if part.anchor]
    if len(set(given)) < len(given):
        twice = sorted(name for name in set(given) if given.count(name) > 1)
        raise ValueError(f"anchors said twice: {', '.join(twice)}")
    if odd := [name for name in given if not names.PART_MARK.fullmatch(name)]:
        raise ValueError(f"not an anchor: {', '.join(odd)}")
    return frozenset(given)
