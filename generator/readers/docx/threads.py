"""Comments of a .docx put in threads: who opened each, who answered, whether it is settled, which are ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from generator.document import docx_names as names
from generator.document.tree import Document, Remark, Reply, nodes
from generator.foundation.ooxml import W14, W15, W
from generator.readers.docx.package import Package

_ID: Final = f"{{{W}}}id"


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
    """Threads by the identifier of their first comment; `answers` are identifiers of the other ones."""

    opened: Mapping[str, Thread] = field(default_factory=dict)
    answers: frozenset[str] = frozenset()
    known: frozenset[tuple[str, str]] = frozenset()  # author and words of the remarks that we wrote

    def ours(self, thread: Thread) -> bool:
        """Whether we wrote its first words: a question, or a comment that came back with its thread."""
        return thread.author == names.REMARK_AUTHOR or (thread.author, _bare(thread.text)) in self.known


def threads(package: Package, base: Document | None) -> Threads:
    """The comments of this file; `base`, the tree that it carries, tells which are ours."""
    root = package.other("comments")
    comments = list(root.iterfind(f"{{{W}}}comment")) if root is not None else []
    parents, settled = _links(package, comments)
    said = {each.get(_ID, ""): each for each in comments}
    replies: dict[str, list[Reply]] = {}
    for identifier, each in said.items():
        if first := _first(identifier, parents):
            replies.setdefault(first, []).append(Reply(*_signed(each)))
    opened = {
        identifier: Thread(*_signed(each), tuple(replies.get(identifier, ())), identifier in settled)
        for identifier, each in said.items()
        if not _first(identifier, parents)
    }
    return Threads(opened, frozenset(said) - frozenset(opened), frozenset(_remarks(base)))


def _signed(comment: etree._Element) -> tuple[str, str, str]:
    """Author, moment, words."""
    lines = ["".join(_letters(paragraph)) for paragraph in comment.iterfind(f"{{{W}}}p")]
    return comment.get(f"{{{W}}}author", ""), comment.get(f"{{{W}}}date", ""), "\n".join(lines)


def _letters(paragraph: etree._Element) -> Iterable[str]:
    for each in paragraph.iter(f"{{{W}}}t", f"{{{W}}}tab", f"{{{W}}}br"):
        yield (each.text or "") if each.tag == f"{{{W}}}t" else "\t" if each.tag == f"{{{W}}}tab" else "\n"


def _links(package: Package, comments: list[etree._Element]) -> tuple[dict[str, str], set[str]]:
    """The comment that each one answers, and those that are settled ([MS-DOCX] 2.5.1, commentsExtended).

    A comment is named there by the identifier of its last paragraph.
    """
    root = package.other("commentsExtended")
    owners = {
        paragraph.get(f"{{{W14}}}paraId", "").upper(): each.get(_ID, "")
        for each in comments
        for paragraph in each.iterfind(f"{{{W}}}p")
    }
    parents: dict[str, str] = {}
    settled: set[str] = set()
    for each in root.iterfind(f"{{{W15}}}commentEx") if root is not None else ():
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


def _remarks(base: Document | None) -> Iterable[tuple[str, str]]:
    for node in nodes(base) if base is not None else ():
        yield from ((each.author, _bare(each.text)) for each in _within(node))


def _within(held: object) -> Iterable[Remark]:
    """The remarks under a node."""
    if isinstance(held, Remark):
        yield held
    elif isinstance(held, tuple):
        for each in held:
            yield from _within(each)
    else:
        for name in ("runs", "nodes", "items", "rows", "cells", "paragraphs", "title", "caption", "lines"):
            yield from _within(getattr(held, name, ()))


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
