"""Comments of a .docx put in threads: who opened each, who answered, whether it is settled, which are ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Final

from lxml import etree

from generator.document import docx_names as names
from generator.document.tree import Document, Remark, Reply, nodes
from generator.foundation.ooxml import W14, W15, W
from generator.readers.docx.package import Package, TooMuchError

MOST: Final = 5000  # comments
_ID: Final = f"{{{W}}}id"
_INSIDE: Final = {"runs", "nodes", "items", "rows", "cells", "paragraphs", "title", "caption", "lines"}


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and its answers."""

    author: str
    day: str
    text: str
    replies: tuple[Reply, ...] = ()
    resolved: bool = False

    @property
    def remark(self) -> Remark:
        """As the tree says it; a question of ours has no author."""
        if self.author == names.REMARK_AUTHOR:
            return Remark(self.text, replies=self.replies)
        return Remark(self.text, self.author, self.day, self.replies)


@dataclass(frozen=True, slots=True)
class Threads:
    """Threads by the identifier of their first comment."""

    opened: Mapping[str, Thread] = field(default_factory=dict)
    known: frozenset[tuple[str, str]] = frozenset()  # author and words of the remarks that we wrote

    def ours(self, thread: Thread) -> bool:
        """Whether we wrote its first words: a question, or a comment that came back with its thread."""
        return thread.author == names.REMARK_AUTHOR or (thread.author, _bare(thread.text)) in self.known


def threads(package: Package, base: Document | None) -> Threads:
    """The comments of this file; `base`, the tree that it carries, tells which are ours. Raises TooMuchError."""
    root = package.other("comments")
    comments = list(root.iterfind(f"{{{W}}}comment")) if root is not None else []
    if len(comments) > MOST:
        raise TooMuchError(f"{len(comments)} commentaires (au plus {MOST})")
    said = {each.get(_ID, ""): _signed(each) for each in comments}
    ours = tuple(remarks(base))
    parents, settled = _links(package, comments) or (_remembered(said, ours), set())
    firsts = {identifier: first for identifier in parents if (first := _first(identifier, parents))}
    replies: dict[str, list[Reply]] = {}
    for identifier, first in firsts.items():
        replies.setdefault(first, []).append(Reply(*said[identifier]))
    opened = {
        identifier: Thread(*signed, tuple(replies.get(identifier, ())), identifier in settled)
        for identifier, signed in said.items()
        if identifier not in firsts
    }
    return Threads(opened, frozenset((each.author, _bare(each.text)) for each in ours))


def _signed(comment: etree._Element) -> tuple[str, str, str]:
    """Author, moment, words."""
    lines = ["".join(_letters(paragraph)) for paragraph in comment.iterfind(f"{{{W}}}p")]
    return comment.get(f"{{{W}}}author", ""), comment.get(f"{{{W}}}date", ""), "\n".join(lines)


def _letters(paragraph: etree._Element) -> Iterable[str]:
    for each in paragraph.iter(f"{{{W}}}t", f"{{{W}}}tab", f"{{{W}}}br"):
        yield (each.text or "") if each.tag == f"{{{W}}}t" else "\t" if each.tag == f"{{{W}}}tab" else "\n"


def _links(package: Package, comments: list[etree._Element]) -> tuple[dict[str, str], set[str]] | None:
    """The comment that each one answers, and those that are settled ([MS-DOCX] 2.5.1); None when the file says nothing.

    A comment is named there by the identifier of its last paragraph.
    """
    root = package.other("commentsExtended")
    if root is None:
        return None
    owners = {
        paragraph.get(f"{{{W14}}}paraId", "").upper(): each.get(_ID, "")
        for each in comments
        for paragraph in each.iterfind(f"{{{W}}}p")
        if paragraph.get(f"{{{W14}}}paraId")
    }
    parents: dict[str, str] = {}
    settled: set[str] = set()
    for each in root.iterfind(f"{{{W15}}}commentEx"):
        own, above = (owners.get(each.get(f"{{{W15}}}{tag}", "").upper(), "") for tag in ("paraId", "paraIdParent"))
        if own and above and own != above:
            parents[own] = above
        if own and each.get(f"{{{W15}}}done", "0") in {"1", "true", "on"}:
            settled.add(own)
    return parents, settled


def _first(identifier: str, parents: Mapping[str, str]) -> str:
    """The comment that opens the thread of this answer; empty for one that opens its own, or a ring."""
    seen = {identifier}
    first = parents.get(identifier, "")
    while first in parents and first not in seen and len(seen) < 20:
        seen.add(first)
        first = parents[first]
    return "" if first in seen or first in parents else first


def _remembered(said: Mapping[str, tuple[str, str, str]], ours: Iterable[Remark]) -> dict[str, str]:
    """The comment that each one answers, as we wrote them: LibreOffice 7 unties threads."""
    places: dict[tuple[str, str], list[str]] = {}
    for identifier, (author, _, text) in said.items():
        places.setdefault((author, _bare(text)), []).append(identifier)

    def taken(author: str, text: str) -> str:
        found = places.get((author or names.REMARK_AUTHOR, _bare(text)))
        return found.pop(0) if found else ""

    parents = {}
    for remark in ours:
        first = taken(remark.author, remark.text)
        for reply in remark.replies:
            if first and (answer := taken(reply.author, reply.text)):
                parents[answer] = first
    return parents


def remarks(base: Document | None) -> Iterable[Remark]:
    """Every remark of a tree."""
    return _within((*base.cover, *nodes(base)) if base is not None else ())


def _within(held: tuple[object, ...]) -> Iterator[Remark]:
    """The remarks under nodes, lines or runs."""
    for each in held:
        if isinstance(each, Remark):
            yield each
        elif isinstance(each, tuple):
            yield from _within(each)
        else:
            kind: type = type(each)
            for name in _inside(kind):
                yield from _within(getattr(each, name))


@cache
def _inside(kind: type) -> tuple[str, ...]:
    """The fields of this kind of node in which others stand."""
    return tuple(each.name for each in fields(kind) if each.name in _INSIDE) if is_dataclass(kind) else ()


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
