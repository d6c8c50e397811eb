"""Brings the reviewers' remarks that are not settled back into the documents, as Word comments with their thread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from generator.brief.reviewing import Entry, EntryReply
from generator.compose.dossier import Inputs
from generator.compose.fields import field_named, says
from generator.document.docx_names import REMARK_AUTHOR
from generator.document.plain import words
from generator.document.tree import (
    Callout,
    Contents,
    Document,
    Figure,
    Heading,
    Item,
    Listing,
    Node,
    PageBreak,
    Paragraph,
    Part,
    Remark,
    Reply,
    Row,
    Runs,
    Signature,
    Table,
)
from generator.document.typography import folded

_START: Final = 40  # characters of a long quote that are enough to find where it begins
_TOLD: Final = 80  # characters of the words of a correction that its comment quotes
_NOT_YET: Final = "n'est pas encore reprise"
Hung = Callable[[Runs], Runs | None]
Rowed = Callable[[Row], Row | None]
T = TypeVar("T")


def pending(inputs: Inputs) -> tuple[Entry, ...]:
    """The remarks that data do not settle by saying now what the reviewer wrote."""
    return tuple(entry for entry in inputs.reviewing.value.comments if not settled(inputs, entry))


def settled(inputs: Inputs, entry: Entry) -> bool:
    """Whether the field of this entry says now the words that the reviewer wrote."""
    field = field_named(inputs, entry.file or "", entry.field or "") if entry.kind == "value" else None
    return field is not None and any(says(entry.on or "", form) for form in field.forms)


def recalled(document: Document, entries: Iterable[Entry], us: str) -> Document:
    """The document with each remark on the paragraph of the words quoted, else on its block's first.

    The answers to a question of ours hang below that question; they go when it is no longer asked. `us` signs our
    answers.
    """
    for entry in entries:
        if entry.document != document.slug or entry.state == "closed":
            continue
        if entry.author == REMARK_AUTHOR:
            document = _asked(document, entry, us) or document
        else:
            document = _placed(document, entry, us)
    return document


def commented(document: Document, quote: str, made: Remark) -> Document:
    """The document with a comment on the first paragraph that holds these words; as it was when none does."""
    every = range(len(document.parts))
    quotes = [folded(text.rstrip("…")) for text in (quote, _cut(quote)) if text]
    return next((found for each in quotes if (found := _first(document, every, _holding(each, made)))), document)


def asks(document: Document, question: str) -> bool:
    """Whether the document puts this question to its reviewers."""
    found = _first(document, range(len(document.parts)), _below(folded(question), ()))
    return found is not None


def remark(entry: Entry, us: str) -> Remark:
    """The comment of Word: the remark, its replies, and our answer last; a reviewer signs what he wrote himself."""
    if entry.kind != "comment":
        return Remark(shown(entry), replies=_thread(entry, us))
    return Remark(entry.text, entry.author or us, moment(entry.date), _thread(entry, us))


def shown(entry: Entry) -> str:
    """What Word says of an entry. The files and fields of a correction to carry over are for us, not for a reviewer."""
    if entry.kind == "comment":
        return entry.text
    on, was = (_quoted(text or "") for text in (entry.on, entry.was))
    if entry.kind == "value" and on and was:
        return f"Cette correction (« {was} » devient « {on} ») dépend d'une donnée de l'offre ; elle {_NOT_YET}."
    return f"Cette correction {_NOT_YET}" + (f" ; elle porte sur « {on} »." if on else ".")


def _quoted(text: str) -> str:
    """The start of words that stand between « »: their own quotation marks are “ ”."""
    short = text if len(text) <= _TOLD else text[:_TOLD].rsplit(" ", 1)[0].rstrip() + "…"
    return re.sub(r"\s*»", "”", re.sub(r"«\s*", "“", short)).replace(" | ", " – ")


def moment(date: str | None) -> str:
    """A date of the list as Word writes it, midnight when no hour is known."""
    return f"{date}T00:00:00Z" if date and "T" not in date else date or ""


def _thread(entry: Entry, us: str) -> tuple[Reply, ...]:
    replies = [_reply(reply) for reply in entry.replies]
    if entry.answer:  # of an open remark too: whoever wrote it wants it read
        replies.append(Reply(us, replies[-1].day if replies else moment(entry.date), entry.answer))
    return tuple(replies)


def _reply(reply: EntryReply) -> Reply:
    return Reply(reply.author or "", moment(reply.date), reply.text)


# --- where -------------------------------------------------------------------------------------


def _asked(document: Document, entry: Entry, us: str) -> Document | None:
    """The document whose question has its answers; None when it is no longer asked."""
    return _first(document, range(len(document.parts)), _below(folded(entry.text), _thread(entry, us)))


def _below(question: str, replies: tuple[Reply, ...]) -> Hung:
    def hung(runs: Runs) -> Runs | None:
        for i, run in enumerate(runs):
            if isinstance(run, Remark) and not run.author and folded(run.text) == question:
                answered = replace(run, replies=replies)
                return (*runs[:i], answered, *runs[i + 1 :])
        return None

    return hung


def _placed(document: Document, entry: Entry, us: str) -> Document:
    """The document with the entry on its words; in its block, then in the others.

    A correction to carry over hangs where its words are, or nowhere: on other words it would say something wrong.
    """
    made = remark(entry, us)
    own = [i for i, part in enumerate(document.parts) if part.origin and part.origin.block == entry.block]
    every = range(len(document.parts))
    if entry.kind != "comment":
        return _corrected(document, entry, made, own) or document
    for quote in _quotes(entry):
        for parts in (own, every):
            if found := _first(document, parts, _holding(quote, made)):
                return found
    return _first(document, own, _any(made)) or _first(document, every, _any(made)) or document


def _corrected(document: Document, entry: Entry, made: Remark, own: Sequence[int]) -> Document | None:
    """The document with a correction on its line, as it was or as it became: a paragraph, or a cell of its row."""
    said = entry.paragraph or entry.on or ""
    line, cut = folded(said.rstrip("…")), said.endswith("…")
    was, on = folded(entry.was or ""), folded(entry.on or "")
    every = range(len(document.parts))
    for wanted in dict.fromkeys((line, line.replace(was, on) if was else line)):
        whole = _standing(wanted, cut, made)
        cell = _among(wanted, cut, [each for each in (on, was) if each], made)
        for parts in (own, every):
            if found := _first(document, parts, whole, cell):
                return found
    inside = [folded(text.rstrip("…")) for text in (entry.on, entry.paragraph) if text]
    return next((found for quote in inside if (found := _first(document, own, _holding(quote, made)))), None)


def _standing(line: str, cut: bool, made: Remark) -> Hung:
    """On the paragraph that is this line, or that begins so when the line was cut."""

    def hung(runs: Runs) -> Runs | None:
        text = folded(words(runs))
        return (*runs, made) if line and (text == line or (cut and text.startswith(line))) else None

    return hung


def _among(line: str, cut: bool, inside: Sequence[str], made: Remark) -> Rowed:
    """In the row that is this line (« cell | cell »): on the cell that says the words, else on the first."""

    def rowed(row: Row) -> Row | None:
        text = " | ".join(" ".join(folded(words(p.runs)) for p in cell.paragraphs) for cell in row.cells)
        text = " ".join(text.split())
        if not line or not (text == line or (cut and text.startswith(line))):
            return None
        found = (_cells(row, _holding(each, made)) for each in inside)
        return next((row for row in found if row), None) or _cells(row, _any(made))

    return rowed


def _quotes(entry: Entry) -> Iterator[str]:
    """What finds the paragraph, the surest first: the words, its beginning, the beginning of the words."""
    for text in (entry.on, entry.paragraph, _cut(entry.on)):
        if text:
            yield folded(text.rstrip("…"))


def _cut(text: str | None) -> str:
    """The first words of a long quote, which may run over several paragraphs."""
    return text[:_START].rsplit(" ", 1)[0] if text and len(text) > _START else ""


def _holding(quote: str, made: Remark) -> Hung:
    def hung(runs: Runs) -> Runs | None:
        return (*runs, made) if quote in folded(words(runs)) else None

    return hung


def _any(made: Remark) -> Hung:
    def hung(runs: Runs) -> Runs | None:
        return (*runs, made) if words(runs).strip() else None

    return hung


# --- the tree ----------------------------------------------------------------------------------


def _first(document: Document, indexes: Iterable[int], hung: Hung, rowed: Rowed | None = None) -> Document | None:
    """The document after the first change that `hung`, or `rowed`, makes in these parts; None when they make none."""
    for i in indexes:
        part = document.parts[i]
        if nodes := _once(part.nodes, lambda node: _node(node, hung, rowed)):
            changed: Part = replace(part, nodes=nodes)
            return replace(document, parts=(*document.parts[:i], changed, *document.parts[i + 1 :]))
    return None


def _once(entries: Sequence[T], change: Callable[[T], T | None]) -> tuple[T, ...] | None:
    """The entries with the first one that changes changed."""
    for i, entry in enumerate(entries):
        if (made := change(entry)) is not None:
            return (*entries[:i], made, *entries[i + 1 :])
    return None


def _node(node: Node, hung: Hung, rowed: Rowed | None) -> Node | None:
    match node:
        case Paragraph():
            return _paragraph(node, hung)
        case Heading():
            return replace(node, runs=runs) if (runs := hung(node.runs)) else None
        case Listing():
            return _listing(node, hung)
        case Table():
            change = rowed or (lambda row: _cells(row, hung))
            return replace(node, rows=rows) if (rows := _once(node.rows, change)) else None
        case Callout():
            return replace(node, nodes=nodes) if (nodes := _once(node.nodes, lambda n: _flow(n, hung))) else None
        case Figure() | Signature() | Contents() | PageBreak():
            return None


def _flow(node: Paragraph | Listing, hung: Hung) -> Paragraph | Listing | None:
    return _paragraph(node, hung) if isinstance(node, Paragraph) else _listing(node, hung)


def _paragraph(node: Paragraph, hung: Hung) -> Paragraph | None:
    return replace(node, runs=runs) if (runs := hung(node.runs)) else None


def _listing(node: Listing, hung: Hung) -> Listing | None:
    def changed(item: Item) -> Item | None:
        return Item(nodes) if (nodes := _once(item.nodes, lambda n: _flow(n, hung))) else None

    return replace(node, items=items) if (items := _once(node.items, changed)) else None


def _cells(row: Row, hung: Hung) -> Row | None:
    for i, cell in enumerate(row.cells):
        if paragraphs := _once(cell.paragraphs, lambda p: _paragraph(p, hung)):
            changed = replace(cell, paragraphs=paragraphs)
            return replace(row, cells=(*row.cells[:i], changed, *row.cells[i + 1 :]))
    return None
