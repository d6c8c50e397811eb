"""What changed between two versions of a passage, in lines that a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from generator.document.differences import Pairing, aligned, word_edits
from generator.document.plain import words
from generator.document.tree import (
    Callout,
    Figure,
    Heading,
    Inline,
    Listing,
    Node,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
    Text,
)

Kind = Literal["changed", "added", "removed", "looks"]
_MARK: Final = "[note]"
_AROUND: Final = 40  # letters shown on both sides of a change


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: `old` and `new` are whole lines (a paragraph, an item, a row, a note); empty when there is none.

    « looks » is a change of form alone: bold, style, kind of list. `by` tells who made it, when several people did.
    """

    kind: Kind
    old: str
    new: str
    by: str = ""


def edits(old: Sequence[Node], new: Sequence[Node]) -> tuple[Edit, ...]:
    """What changed, line by line."""
    found: list[Edit] = []
    for i, j in aligned(old, new):
        before = old[i] if i is not None else None
        after = new[j] if j is not None else None
        if before != after:
            found += _edits(before, after)
    return tuple(found)


def _edits(before: Node | None, after: Node | None) -> Iterator[Edit]:
    lines = tuple(lines_of(before)) if before else ()
    others = tuple(lines_of(after)) if after else ()
    if lines == others:
        told = " ".join(lines) or ("saut de page" if isinstance(after or before, PageBreak) else "image")
        yield Edit("looks", told, told)
        return
    yield from line_edits(lines, others)


def line_edits(lines: Sequence[str], others: Sequence[str]) -> Iterator[Edit]:
    """What changed between two lists of lines."""
    for i, j in paired(lines, others):
        before = lines[i] if i is not None else ""
        after = others[j] if j is not None else ""
        if before != after:
            yield Edit("changed" if before and after else "added" if after else "removed", before, after)


def paired(lines: Sequence[str], others: Sequence[str]) -> Pairing:
    """The lines of two versions, equal and similar ones together."""
    return aligned([_line(line) for line in lines], [_line(line) for line in others])


def _line(text: str) -> Node:
    return Paragraph((Text(text),))


def lines_of(node: Node) -> Iterator[str]:
    """The lines of a node: one a paragraph, an item, a row, a footnote."""
    match node:
        case Heading() | Paragraph():
            yield from _said(node.runs)
        case Listing():
            yield from (line for item in node.items for inner in item.nodes for line in lines_of(inner))
        case Table():
            yield from (line for row in node.rows for line in _row(row))
        case Callout():
            yield from _said(node.title)
            yield from (line for inner in node.nodes for line in lines_of(inner))
        case Figure():
            yield from _said(node.caption) if node.caption else (node.alt,)
        case Signature():
            yield from (said for line in node.lines for said in _said(line))
        case _:
            return


def _row(row: Row) -> Iterator[str]:
    runs = [p.runs for cell in row.cells for p in cell.paragraphs]
    cells = (" ".join(words(p.runs, _MARK) for p in cell.paragraphs) for cell in row.cells)
    yield " | ".join(cells)
    yield from (note for each in runs for note in _notes(each))


def _said(runs: Iterable[Inline]) -> Iterator[str]:
    held = tuple(runs)
    yield words(held, _MARK)
    yield from _notes(held)


def _notes(runs: Iterable[Inline]) -> Iterator[str]:
    return (f"{_MARK} {words(run.runs)}" for run in runs if isinstance(run, Note))


def inline(old: str, new: str) -> str:
    """One line with its changes inside: « …la séance [-dure-] [+prend+] trois heures… »."""
    done: list[str] = []
    position = 0
    changes = word_edits(old, new)
    for i, change in enumerate(changes):
        done.append(_middle(old[position : change.start], first=i == 0, last=False))
        taken, put = old[change.start : change.end], change.text
        done += [f"[-{taken}-]"] * bool(taken) + [f"[+{put}+]"] * bool(put)
        position = change.end
    done.append(_middle(old[position:], first=not changes, last=True))
    return "".join(done)


def _middle(text: str, first: bool, last: bool) -> str:
    if first and len(text) > _AROUND:
        return "…" + text[-_AROUND:].lstrip()
    if last and len(text) > _AROUND:
        return text[:_AROUND].rstrip() + "…"
    return text if len(text) <= 2 * _AROUND else f"{text[:_AROUND].rstrip()} … {text[-_AROUND:].lstrip()}"
