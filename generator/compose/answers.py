"""Brings the reviewers' remarks that are not settled back into the documents, as Word comments with their thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.brief.reviewing import Entry
from generator.compose.questions import hung
from generator.document.plain import words
from generator.document.tree import Document, Paragraph, Part, Remark, Reply


def recalled(document: Document, entries: Iterable[Entry], us: str) -> Document:
    """The document with each of its remarks on the paragraph that holds the words quoted, else on its block's first.

    `us` signs our answers.
    """
    parts = list(document.parts)
    for entry in entries:
        if entry.document == document.slug and entry.state != "closed" and parts:
            index = _place(parts, entry)
            if index is not None:
                parts[index] = _hung(parts[index], entry, remark(entry, us))
    return replace(document, parts=tuple(parts))


def remark(entry: Entry, us: str) -> Remark:
    """The comment of Word: the remark, its replies, and our answer last."""
    replies = [Reply(reply.author or "", reply.date or "", reply.text) for reply in entry.replies]
    if entry.state == "answered" and entry.answer:
        replies.append(Reply(us, entry.date or "", entry.answer))
    return Remark(entry.text, entry.author or us, entry.date or "", tuple(replies))


def _place(parts: Sequence[Part], entry: Entry) -> int | None:
    own = [i for i, part in enumerate(parts) if part.origin and part.origin.block == entry.block]
    spoken = [i for i, part in enumerate(parts) if any(isinstance(node, Paragraph) for node in part.nodes)]
    holding = [i for i in (own or spoken) if entry.on and _holding(parts[i], entry.on) is not None]
    return next(iter([*holding, *(i for i in own if i in spoken), *spoken]), None)


def _hung(part: Part, entry: Entry, made: Remark) -> Part:
    index = _holding(part, entry.on) if entry.on else None
    if index is None:
        return hung(part, (made,))
    node = part.nodes[index]
    assert isinstance(node, Paragraph)
    asked = replace(node, runs=(*node.runs, made))
    return replace(part, nodes=(*part.nodes[:index], asked, *part.nodes[index + 1 :]))


def _holding(part: Part, quote: str) -> int | None:
    """The paragraph of this part that holds these words."""
    wanted = " ".join(quote.rstrip("…").split())
    said = (
        i for i, n in enumerate(part.nodes) if isinstance(n, Paragraph) and wanted in " ".join(words(n.runs).split())
    )
    return next(said, None)
