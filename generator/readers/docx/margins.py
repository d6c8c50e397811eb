"""What Word shows in the margin, before any revision is resolved: tracked changes, and the places of comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from lxml import etree

from generator.document.tree import Document
from generator.foundation.ooxml import W
from generator.readers.docx.places import placed
from generator.readers.docx.reviewed import Revision, RevisionKind

LONGEST: Final = 2000  # letters of a quotation
MARK: Final = "¶"  # the end of a paragraph among the words of a change
BETWEEN: Final = " | "  # between the cells of a row that is added or taken away

_KINDS: Final[Mapping[str, RevisionKind]] = {
    "ins": "inserted", "del": "deleted", "moveFrom": "moved_from", "moveTo": "moved_to",
    "cellIns": "inserted", "cellDel": "deleted",
}  # fmt: skip
_GONE: Final = ("deleted", "moved_from")
_FORMATS: Final = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange",
    "tblGridChange", "numberingChange", "cellMerge",
)  # fmt: skip
_LETTERS: Final = {"tab": "\t", "noBreakHyphen": "\u2011", "br": " ", "cr": " "}
_ID: Final = f"{{{W}}}id"


@dataclass(slots=True)
class Tape:
    """Letters in reading order, and how many."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, letters: str) -> None:
        """Adds letters."""
        self.pieces.append(letters)
        self.length += len(letters)


@dataclass(slots=True)
class Change:
    """A tracked change being read; `end` is the letter of the whole text after its last one."""

    told: Revision  # without its words
    words: Tape = field(default_factory=Tape)
    end: int = 0

    def add(self, letters: str) -> None:
        """Adds letters, up to a point."""
        if self.words.length < LONGEST:
            self.words.add(letters[:LONGEST])

    @property
    def revision(self) -> Revision:
        """The change with its words."""
        return replace(self.told, text="".join(self.words.pieces).removesuffix(BETWEEN))


@dataclass(slots=True)
class Place:
    """Where a comment hangs: from letter to letter, among those kept and among all."""

    anchor: str
    paragraph: int  # its number, from 0
    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(slots=True)
class Margins:
    """The texts of one file being walked through."""

    notes: Mapping[tuple[str, str], etree._Element]
    kept: Tape = field(default_factory=Tape)  # tracked changes accepted
    whole: Tape = field(default_factory=Tape)  # words that are taken away too
    paragraphs: list[int] = field(default_factory=list)  # where each begins among the kept letters
    places: dict[str, Place] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    anchor: str = ""
    told: set[etree._Element] = field(default_factory=set)  # notes
    around: tuple[Change, ...] = ()  # the changes that these words are in, outermost first

    # --- what was found

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """The tracked changes in reading order; those that take or add nothing that is seen are left out."""
        told = (change.revision for change in self.changes)
        return tuple(each for each in told if each.text or each.kind == "formatted")

    def quoted(self) -> dict[str, tuple[str, str, str]]:
        """Anchor, whole paragraph and commented words, by identifier of the comment."""
        kept, whole = ("".join(tape.pieces) for tape in (self.kept, self.whole))
        ends = [*self.paragraphs[1:], len(kept)]
        texts: dict[int, str] = {}
        found = {}
        for identifier, place in self.places.items():
            number = place.paragraph
            if number not in texts and self.paragraphs:
                texts[number] = kept[self.paragraphs[number] : ends[number]].strip()
            (start, begin), (stop, end) = place.start, place.end
            words = kept[start : min(stop, start + LONGEST)].strip()
            words = words or whole[begin : min(end, begin + LONGEST)].strip()
            found[identifier] = (place.anchor, texts.get(number, ""), words)
        return found

    # --- walking

    def body(self, root: etree._Element, base: Document | None) -> None:
        """The blocks of the document, each in its part; `base` is the tree that the file carries."""
        for block, self.anchor in placed(root, base)[0]:
            self.visit(block.element)
        self.anchor = ""

    def children(self, element: etree._Element) -> None:
        """Everything under this element."""
        for each in element:
            self.visit(each)

    def visit(self, element: etree._Element) -> None:
        """This element, by its name."""
        match name := _name(element):
            case "t" | "delText" | "tab" | "noBreakHyphen" | "br" | "cr":
                self.say(_LETTERS.get(name) or element.text or "")
            case "p":
                self.paragraph(element)
            case "r":
                self.formatted(element, element.find(f"{{{W}}}rPr"))
                self.children(element)
            case "tr" | "tc":
                self.holder(element, element.find(f"{{{W}}}{name}Pr"))
            case "ins" | "del" | "moveFrom" | "moveTo":
                self.within(element, element)
            case "commentRangeStart" | "commentRangeEnd" | "commentReference":
                self.comment(name, element.get(_ID, ""))
            case "footnoteReference" | "endnoteReference":
                self.note(self.notes.get((name.removesuffix("Reference"), element.get(_ID, ""))))
            case "tblPr" | "tblGrid":
                self.formatted(element, element)
            case "pPr" | "rPr" | "trPr" | "tcPr" | "instrText" | "delInstrText":
                pass
            case _:
                self.children(element)

    def say(self, letters: str) -> None:
        """Letters of the text."""
        self.whole.add(letters)
        if all(change.told.kind not in _GONE for change in self.around):
            self.kept.add(letters)
        for change in self.around:
            change.add(letters)
            change.end = self.whole.length

    def paragraph(self, element: etree._Element) -> None:
        """A paragraph; its end may be added or taken away by itself."""
        self.paragraphs.append(self.kept.length)
        shape = element.find(f"{{{W}}}pPr")
        marks = shape.find(f"{{{W}}}rPr") if shape is not None else None
        self.formatted(element, shape)
        self.children(element)
        marker = _marker(marks)
        ended = self.change(marker) if marker is not None else None
        for change in self.around:
            change.add(BETWEEN)
        if ended is not None and ended not in self.around:
            ended.add(MARK)
        self.kept.add("\n")
        self.whole.add("\n")
        for change in (*self.around, *([ended] if ended is not None else [])):
            change.end = self.whole.length

    def within(self, element: etree._Element, marker: etree._Element) -> None:
        """Words that a tracked change adds or takes away."""
        before = self.around
        change = self.change(marker)
        self.around = before if change in before else (*before, change)
        self.children(element)
        self.around = before

    def change(self, marker: etree._Element) -> Change:
        """The change that this marker tells: one around it of the same kind, the last one that it goes on from, or new.

        A row that is added is told once, whatever its words are marked with.
        """
        told = Revision(self.anchor, _KINDS[_name(marker)], *_signed(marker), "")
        for outer in self.around:
            if outer.told.kind == told.kind:
                return outer
        if self.goes_on(told):
            return self.changes[-1]
        self.changes.append(Change(told, end=self.whole.length))
        return self.changes[-1]

    def goes_on(self, told: Revision) -> bool:
        """Whether this change only continues the last one: same part, kind and author, nothing between."""
        if not self.changes or self.changes[-1].end != self.whole.length:
            return False
        last = self.changes[-1].told
        return (last.anchor, last.kind, last.author) == (told.anchor, told.kind, told.author)

    def holder(self, element: etree._Element, shape: etree._Element | None) -> None:
        """A row or a cell, maybe added or taken away."""
        self.formatted(element, shape)
        marker = _marker(shape)
        if marker is None:
            self.children(element)
        else:
            self.within(element, marker)

    def formatted(self, element: etree._Element, shape: etree._Element | None) -> None:
        """A change of formatting, with the words that it changes."""
        for each in shape if shape is not None else ():
            if _name(each) in _FORMATS:
                told = Revision(self.anchor, "formatted", *_signed(each), "")
                if not self.goes_on(told):
                    self.changes.append(Change(told))
                words = _words(element)
                self.changes[-1].add(words)
                self.changes[-1].end = self.whole.length + len(words)

    def note(self, note: etree._Element | None) -> None:
        """A note, told where it is called; a file may call the same one a thousand times."""
        if note is None or note in self.told:
            return
        self.told.add(note)
        kept, whole, paragraphs = self.kept, self.whole, self.paragraphs
        self.kept, self.whole, self.paragraphs = Tape(), Tape(), []
        self.children(note)
        self.kept, self.whole, self.paragraphs = kept, whole, paragraphs

    def comment(self, name: str, identifier: str) -> None:
        """A bound of a comment's place, or its call when it has none."""
        here = self.kept.length, self.whole.length
        if name == "commentRangeEnd" and identifier in self.places:
            self.places[identifier].end = here
        elif identifier not in self.places:
            self.places[identifier] = Place(self.anchor, max(0, len(self.paragraphs) - 1), here, here)


def _words(element: etree._Element) -> str:
    """The first words under this element."""
    tape = Tape()
    for text in element.iter(f"{{{W}}}t"):
        tape.add(text.text or "")
        if tape.length > LONGEST:
            break
    return "".join(tape.pieces)


def _marker(shape: etree._Element | None) -> etree._Element | None:
    return next((each for each in shape if _name(each) in _KINDS), None) if shape is not None else None


def _signed(marker: etree._Element) -> tuple[str, str]:
    return marker.get(f"{{{W}}}author", ""), marker.get(f"{{{W}}}date", "")


def _name(element: etree._Element) -> str:
    return _local(str(element.tag))


@lru_cache(maxsize=500)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
