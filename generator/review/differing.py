"""What changed between two versions of a document, passage by passage, in lines that a person can read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from generator.document.subsequence import common
from generator.document.tree import Document, Part
from generator.review.outcome import FRONT, fronted
from generator.review.parts import matched
from generator.review.passages import Edit, edits, inline, line_edits, lines_of

Kind = Literal["changed", "added", "removed", "moved"]
Styled = tuple[tuple[str, str], ...]
"""A line in pieces, each with its colour, empty for none."""

_WORDS: Final[dict[Kind, str]] = {
    "changed": "modifié", "added": "ajouté", "removed": "supprimé", "moved": "déplacé",
}  # fmt: skip
_COLOURS: Final = {"added": "green", "removed": "red"}
_LONGEST: Final = 300  # letters of a line that came or went, in the terminal
_CHANGED: Final = re.compile(r"(\[-.*?-\]|\[\+.*?\+\])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Difference:
    """One passage that changed: its title, its block (empty for one made from data), its lines."""

    title: str
    block: str
    kind: Kind
    edits: tuple[Edit, ...]


def differences(old: Document, new: Document, names: Mapping[str, tuple[str, str]]) -> tuple[Difference, ...]:
    """The passages that changed, in the order of the new version; `names` are title and block by anchor."""
    before, after = fronted(old), fronted(new)
    if any(not part.anchor for part in before.parts):  # the file has lost its bookmarks
        before = replace(before, parts=matched(after, before, bool).parts)
    frame = tuple(line_edits(*([text for text in (side.header, side.footer) if text] for side in (before, after))))
    heads = [Difference("En-tête et pied de page", "", "changed", frame)] if frame else []
    return (*heads, *_parts(before.parts, after.parts, names))


def _parts(
    old: Sequence[Part], new: Sequence[Part], names: Mapping[str, tuple[str, str]]
) -> Iterator[Difference]:
    known = {part.anchor: part for part in old if part.anchor}
    kept = {part.anchor for part in new}
    i = j = 0
    keys = [[part.anchor or (n, k) for k, part in enumerate(side)] for n, side in enumerate((old, new))]
    for a, b in [*common(*keys), (len(old), len(new))]:
        for part in old[i:a]:
            if part.anchor not in kept:
                yield _difference(part, "removed", edits(part.nodes, ()), names)
        for part in new[j:b]:
            was = known.get(part.anchor)
            yield _difference(part, "moved" if was else "added", edits(was.nodes if was else (), part.nodes), names)
        if a < len(old) and (found := edits(old[a].nodes, new[b].nodes)):
            yield _difference(new[b], "changed", found, names)
        i, j = a + 1, b + 1


def _difference(part: Part, kind: Kind, found: tuple[Edit, ...], names: Mapping[str, tuple[str, str]]) -> Difference:
    title, block = names.get(part.anchor, ("", ""))
    return Difference(title or called(part), block, kind, found)


def called(part: Part) -> str:
    """What a part without block is called: its first words."""
    if part.anchor == FRONT:
        return "Page de titre"
    first = next((line for node in part.nodes for line in lines_of(node) if line.strip()), "")
    return first if len(first) <= 60 else first[:59].rstrip() + "…"


def told(found: Sequence[Difference]) -> Iterator[Styled]:
    """The lines of a document: under each passage, what went « - », what came « + », what changed « ~ »."""
    for each in found:
        name = f"{each.title} [{each.block}]" if each.block else each.title
        yield ()
        yield ((f"{name} : {_WORDS[each.kind]}", "bold"),)
        for edit in each.edits:
            yield _edit(edit)


def _edit(edit: Edit) -> Styled:
    match edit.kind:
        case "added":
            return (("  + " + _cut(edit.new), _COLOURS["added"]),)
        case "removed":
            return (("  - " + _cut(edit.old), _COLOURS["removed"]),)
        case "looks":
            return ((f"  ~ mise en forme : {_cut(edit.old)}", "cyan"),)
        case _:
            pieces = _CHANGED.split("  ~ " + inline(edit.old, edit.new))
            colours = {"[-": _COLOURS["removed"], "[+": _COLOURS["added"]}
            return tuple((piece, colours.get(piece[:2], "") if n % 2 else "") for n, piece in enumerate(pieces))


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
