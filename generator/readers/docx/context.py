"""What the reading of one .docx knows and gathers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from generator.document import docx_names as names
from generator.document.stored import restored
from generator.document.tree import Document, Remark
from generator.foundation.diagnostic import Diagnostic, info, warning
from generator.foundation.ooxml import CUSTOM, W
from generator.readers.docx.lists import Lists, lists
from generator.readers.docx.package import Package, Relation, TooMuchError
from generator.readers.docx.reviewed import Loss
from generator.readers.docx.sheet import Sheet, sheet
from generator.readers.docx.threads import Threads, threads

_CALLS: Final = 20  # of one note
_START: Final = 60  # characters of a paragraph that a message quotes
_ID: Final = f"{{{W}}}id"


@dataclass(slots=True)
class Field:
    """A field being read: its code, and whether its result has begun."""

    code: str = ""
    shown: bool = False
    counted: bool = False  # what it shows is counted by each writer anew

    @property
    def kind(self) -> str:
        """The first word of the code."""
        return (self.code.split() or [""])[0].upper()


@dataclass(slots=True)
class Story:
    """A part with text: its relations, and its open fields, which may run over several paragraphs."""

    relations: dict[str, Relation]
    fields: list[Field] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        """Whether the text here is a field's code, or a contents table or a page that each writer counts anew."""
        return any(not each.shown or each.counted for each in self.fields)

    def end_pages(self) -> None:
        """Ends the fields that tell a page: none runs over its paragraph, were its end lost."""
        self.fields[:] = [each for each in self.fields if not each.counted or each.kind == "TOC"]


@dataclass(slots=True)
class Context:
    """The file's parts, ready to be asked, and the problems found."""

    package: Package
    sheet: Sheet
    lists: Lists
    threads: Threads
    notes: dict[tuple[str, str], etree._Element]  # by kind (footnote, endnote) and identifier
    stories: dict[str, Story]
    properties: dict[str, str]
    base: Document | None  # the tree that the file carries
    quiet: bool = False  # whether what the tree can't hold has been told already
    problems: list[Diagnostic] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    pending: int = 0  # tracked changes
    anchor: str = ""  # of the part being read
    called: Counter[tuple[str, str]] = field(default_factory=Counter)  # notes
    met: set[str] = field(default_factory=set)  # identifiers of the comments called in the text

    def said(self, bookmark: str, prefix: str) -> str:
        """The name that this bookmark stands for."""
        return self.properties.get(bookmark, bookmark.removeprefix(prefix))

    def place(self, bookmark: str) -> str:
        """The target of a link to this bookmark."""
        return "#" + (
            self.said(bookmark, names.HEADING_MARK) if bookmark.startswith(names.HEADING_MARK) else bookmark
        )

    def call(self, kind: str, identifier: str) -> None:
        """Counts the calls of a note, which Word calls once. Raises TooMuchError."""
        self.called[kind, identifier] += 1
        if self.called[kind, identifier] > _CALLS:
            raise TooMuchError("une note est appelée trop souvent")

    def formatting(self, words: Iterable[str], text: str) -> None:
        """Notes formatting that the tree can't hold."""
        if said := ", ".join(dict.fromkeys(words)):
            message = f"mise en forme que le document ne garde pas : {said} – {start(text)}"
            hint = "retirez-la dans Word, ou choisissez l'un des styles du document"
            self.lose(warning("W713", None, message, hint))

    def content(self, words: Iterable[str], text: str) -> None:
        """Notes content that the tree can't hold."""
        if said := ", ".join(dict.fromkeys(words)):
            message = f"contenu que le document ne garde pas : {said} – {start(text)}"
            hint = "écrivez-le en paragraphe, liste, tableau ou image simple"
            self.lose(warning("W714", None, message, hint))

    def style(self, name: str, text: str) -> None:
        """Notes a style that isn't ours."""
        hint = "choisissez l'un des styles du document"
        self.lose(warning("W715", None, f"style inconnu « {name} » – {start(text)}", hint))

    def lose(self, problem: Diagnostic) -> None:
        """Notes what the tree can't hold, and the part where it stands."""
        self.problems.append(problem)
        self.losses.append(Loss(self.anchor, problem))

    def remark(self, identifier: str, text: str) -> Remark | None:
        """Our own remark, with its thread; what somebody else wrote is noted, and gives nothing."""
        self.met.add(identifier)
        found = self.threads.opened.get(identifier)
        if found is None:
            return None
        if self.threads.ours(found):
            return found.remark
        said = f"commentaire de {found.author or 'quelqu’un'} : « {found.text} » – {start(text)}"
        self.problems.append(info("W712", None, said))
        return None


def start(text: str) -> str:
    """How a message names a paragraph."""
    words = re.sub(r"\s+", " ", text).strip()
    return (
        f"« {words[:_START].rstrip()}{'…' if len(words) > _START else ''} »" if words else "paragraphe vide"
    )


def context(package: Package) -> Context:
    """The context of this file, before any revision is resolved."""
    styles, numbers = (package.other(kind) for kind in ("styles", "numbering"))
    base = carried(package)
    known = threads(package, base)
    return Context(
        package, sheet(styles), lists(numbers), known, notes(package), _stories(package), properties(package), base
    )


def again(known: Context) -> Context:
    """The context of the same file, to read it another time and tell nothing twice."""
    one = known.package
    return Context(
        one, known.sheet, known.lists, known.threads, notes(one), _stories(one), known.properties, known.base, True
    )


def _stories(package: Package) -> dict[str, Story]:
    parts = {"document": package.main} | {kind: package.related(f"{kind}s") for kind in ("footnote", "endnote")}
    return {kind: Story(package.relations(name)) for kind, name in parts.items()}


def notes(package: Package) -> dict[tuple[str, str], etree._Element]:
    """The notes by kind (footnote, endnote) and identifier."""
    found = {}
    for kind in ("footnote", "endnote"):
        root = package.other(f"{kind}s")
        for note in root if root is not None else ():
            found[kind, note.get(_ID, "")] = note
    return found


def properties(package: Package) -> dict[str, str]:
    """What our own properties of the file say, by name."""
    root = package.xml(package.related("custom-properties", ""))
    found = root.iterfind(f"{{{CUSTOM}}}property") if root is not None else ()
    return {each.get("name", ""): "".join(str(t) for t in each.itertext()) for each in found}


def carried(package: Package) -> Document | None:
    """The document as we wrote it, carried inside the file; None when the file has lost it, or it can't be read."""
    for relation in package.relations(package.main).values():
        if relation.kind == "customXml" and not relation.outside:
            root = package.xml(relation.target)
            if root is not None and root.tag == f"{{{names.CARRIED}}}tree":
                return restored("".join(str(text) for text in root.itertext()))
    return None
