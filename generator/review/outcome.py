"""What a document becomes: the current one with what each reviewer changed since the version that he read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from generator.document.merge import Conflict, merged
from generator.document.tree import Callout, Document, Node, Paragraph, Part, Text
from generator.readers.docx.reviewed import Reviewed
from generator.review.parts import Matched, matched
from generator.review.shape import comparable, comparable_nodes
from generator.review.unseen import described, named

FRONT = "front"  # title, subtitle and lines of the title page, as one part


@dataclass(frozen=True, slots=True)
class Submission:
    """A reviewed file: its name, the digest of its bytes, who gives it back, what it holds."""

    name: str
    sha256: str
    who: str
    reviewed: Reviewed


@dataclass(frozen=True, slots=True)
class Seen:
    """One reviewed file beside its base, both in comparable shape, the front as a part like another."""

    submission: Submission
    base: Document
    document: Document
    original: Document
    matched: Matched
    assumed: bool  # the file does not tell its base: the current document stands for it


@dataclass(frozen=True, slots=True)
class Outcome:
    """The parts to come, by anchor and in order; `clashes` by anchor are sentences that two people changed.

    `gone` names parts that a reviewer changed and that the offer no longer has; `kept` those that a reviewer deleted
    while somebody else changed them.
    """

    now: Document
    nodes: Mapping[str, tuple[Node, ...]]
    order: tuple[str, ...]
    moved: tuple[str, ...]
    deleted: tuple[str, ...]
    clashes: Mapping[str, tuple[Conflict, ...]]
    gone: tuple[tuple[str, Seen], ...]
    kept: tuple[tuple[str, Seen], ...]
    seen: tuple[Seen, ...]


def outcome(current: Document, submissions: Iterable[Submission], written: Callable[[str], bool]) -> Outcome:
    """The current document with the changes of every reviewed file, in their order."""
    now = fronted(current)
    nodes = {part.anchor: part.nodes for part in now.parts}
    clashes: dict[str, tuple[Conflict, ...]] = {}
    moved: list[str] = []
    gone: list[tuple[str, Seen]] = []
    order = [part.anchor for part in now.parts]
    seen = tuple(look(now, submission, written) for submission in submissions)
    for one in seen:
        base = {part.anchor: part.nodes for part in one.base.parts}
        for part in one.matched.parts:
            before = base.get(part.anchor, ())
            if part.anchor in nodes:
                joined = merged(before, nodes[part.anchor], part.nodes, one.submission.who)
                nodes[part.anchor] = comparable_nodes(_once(joined.nodes)) if joined.conflicts else joined.nodes
                if joined.conflicts:
                    clashes[part.anchor] = (*clashes.get(part.anchor, ()), *joined.conflicts)
            elif part.nodes != before:
                gone.append((part.anchor, one))
        if news := [anchor for anchor in one.matched.moved if anchor in nodes]:
            order = _reordered(order, news, [part.anchor for part in one.matched.parts])
            moved += [anchor for anchor in news if anchor not in moved]
    deleted, kept = _deletions(seen, nodes)
    return Outcome(now, nodes, tuple(order), tuple(moved), deleted, clashes, tuple(gone), kept, seen)


def _deletions(
    seen: Iterable[Seen], nodes: Mapping[str, tuple[Node, ...]]
) -> tuple[tuple[str, ...], tuple[tuple[str, Seen], ...]]:
    """The parts that somebody deleted and nobody changed; and those deleted here, changed there, which are kept."""
    deleted: list[str] = []
    kept: list[tuple[str, Seen]] = []
    for one in seen:
        base = {part.anchor: part.nodes for part in one.base.parts}
        for anchor in one.matched.deleted:
            if nodes.get(anchor) == base[anchor]:
                deleted.append(anchor)
            elif anchor in nodes:
                kept.append((anchor, one))
    return tuple(dict.fromkeys(deleted)), tuple(kept)


def _once(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes without the conflicts that they oppose already."""
    seen: list[Node] = []
    done = []
    for node in nodes:
        if not (isinstance(node, Callout) and node.kind == "conflict" and node in seen):
            done.append(node)
        seen.append(node)
    return tuple(done)


def look(now: Document, submission: Submission, written: Callable[[str], bool]) -> Seen:
    """A reviewed file, its words given back to the parts of its base."""
    reviewed = submission.reviewed
    base = fronted(reviewed.base, normal=True) if reviewed.base else now
    document = named(base, described(base, fronted(reviewed.document, normal=True)))
    same = reviewed.original is reviewed.document
    original = document if same else named(base, described(base, fronted(reviewed.original, normal=True)))
    held = matched(base, document, written)
    return Seen(submission, base, document, original, held, reviewed.base is None)


def fronted(document: Document, normal: bool = False) -> Document:
    """The document in comparable shape, its title page as a first part; `normal`: in canonical shape already."""
    shaped = comparable(document, normal)
    lines = [(Text(text),) for text in (shaped.title, shaped.subtitle) if text]
    nodes = tuple(Paragraph(runs) for runs in (*lines, *shaped.cover))
    return replace(shaped, parts=(Part(FRONT, nodes), *shaped.parts) if nodes else shaped.parts)


def _reordered(order: list[str], moved: list[str], wanted: list[str]) -> list[str]:
    """The order with each moved part after the one that it follows in `wanted`."""
    done = [anchor for anchor in order if anchor not in moved]
    for i, anchor in enumerate(wanted):
        if anchor in moved:
            before = next((other for other in reversed(wanted[:i]) if other in done), None)
            done.insert(done.index(before) + 1 if before is not None else 0, anchor)
    return done
