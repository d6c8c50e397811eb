"""What the reading of one .docx knows and gathers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from generator.document import docx_names as names
from generator.foundation.diagnostic import Diagnostic, info, warning
from generator.foundation.ooxml import CUSTOM, W
from generator.readers.docx.lists import Lists, lists
from generator.readers.docx.package import Package, Relation
from generator.readers.docx.sheet import Sheet, sheet

_START: Final = 60  # characters of a paragraph that a message quotes
_ID: Final = f"{{{W}}}id"


class Comment(NamedTuple):
    """A comment of Word."""

    author: str
    text: str


@dataclass(slots=True)
class Field:
    """A field being read: its code, and whether its result has begun."""

    code: str = ""
    shown: bool = False

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
        """Whether the text here is a field's code, or a contents table that each writer fills anew."""
        return any(not each.shown or each.kind == "TOC" for each in self.fields)


@dataclass(slots=True)
class Context:
    """The file's parts, ready to be asked, and the problems found."""

    package: Package
    sheet: Sheet
    lists: Lists
    comments: dict[str, Comment]
    notes: dict[tuple[str, str], etree._Element]  # by kind (footnote, endnote) and identifier
    stories: dict[str, Story]
    properties: dict[str, str]
    problems: list[Diagnostic] = field(default_factory=list)
    met: set[str] = field(default_factory=set)  # identifiers of the comments called in the text

    def said(self, bookmark: str, prefix: str) -> str:
        """The name that this bookmark stands for."""
        return self.properties.get(bookmark, bookmark.removeprefix(prefix))

    def place(self, bookmark: str) -> str:
        """The target of a link to this bookmark."""
        return "#" + (
            self.said(bookmark, names.HEADING_MARK) if bookmark.startswith(names.HEADING_MARK) else bookmark
        )

    def formatting(self, words: Iterable[str], text: str) -> None:
        """Notes formatting that the tree can't hold."""
        if said := ", ".join(dict.fromkeys(words)):
            message = f"mise en forme que le document ne garde pas : {said} – {start(text)}"
            self.problems.append(
                warning(
                    "W713", None, message, "retirez-la dans Word, ou choisissez l'un des styles du document"
                )
            )

    def content(self, words: Iterable[str], text: str) -> None:
        """Notes content that the tree can't hold."""
        if said := ", ".join(dict.fromkeys(words)):
            message = f"contenu que le document ne garde pas : {said} – {start(text)}"
            self.problems.append(
                warning("W714", None, message, "écrivez-le en paragraphe, liste, tableau ou image simple")
            )

    def style(self, name: str, text: str) -> None:
        """Notes a style that isn't ours."""
        hint = "choisissez l'un des styles du document"
        self.problems.append(warning("W715", None, f"style inconnu « {name} » – {start(text)}", hint))

    def comment(self, identifier: str, text: str) -> str:
        """The text of our own remark; what somebody else wrote is noted, and gives nothing."""
        found = self.comments.get(identifier)
        self.met.add(identifier)
        if found is None or found.author == names.REMARK_AUTHOR:
            return found.text if found else ""
        self.problems.append(
            info(
                "W712",
                None,
                f"commentaire de {found.author or 'quelqu’un'} : « {found.text} » – {start(text)}",
            )
        )
        return ""


def start(text: str) -> str:
    """How a message names a paragraph."""
    words = re.sub(r"\s+", " ", text).strip()
    return (
        f"« {words[:_START].rstrip()}{'…' if len(words) > _START else ''} »" if words else "paragraphe vide"
    )


def context(package: Package) -> Context:
    """The context of this file, before any revision is resolved."""
    notes = {}
    stories = {"document": Story(package.relations(package.main))}
    for kind in ("footnote", "endnote"):
        stories[kind] = Story(package.relations(package.related(f"{kind}s")))
        root = package.other(f"{kind}s")
        for note in root if root is not None else ():
            notes[kind, note.get(_ID, "")] = note
    styles, numbers, comments = (package.other(kind) for kind in ("styles", "numbering", "comments"))
    properties = _properties(package)
    return Context(package, sheet(styles), lists(numbers), _comments(comments), notes, stories, properties)


def _comments(root: etree._Element | None) -> dict[str, Comment]:
    found = {}
    for each in root.iterfind(f"{{{W}}}comment") if root is not None else ():
        lines = ["".join(_letters(paragraph)) for paragraph in each.iterfind(f"{{{W}}}p")]
        found[each.get(_ID, "")] = Comment(each.get(f"{{{W}}}author", ""), "\n".join(lines))
    return found


def _letters(paragraph: etree._Element) -> Iterable[str]:
    for each in paragraph.iter(f"{{{W}}}t", f"{{{W}}}tab", f"{{{W}}}br"):
        yield (each.text or "") if each.tag == f"{{{W}}}t" else "\t" if each.tag == f"{{{W}}}tab" else "\n"


def _properties(package: Package) -> dict[str, str]:
    root = package.xml(package.related("custom-properties", ""))
    found = root.iterfind(f"{{{CUSTOM}}}property") if root is not None else ()
    return {each.get("name", ""): "".join(str(t) for t in each.itertext()) for each in found}
