"""What each block says in the note as it is printed: its part read back, known by its bookmark, else by its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from generator.checks.finished import Finished, Printed
from generator.compose.matrix import block_anchor, without_matrix
from generator.document.plain import NOTE, PAGE, Passage, passages
from generator.document.tree import Document, Part

_PROBE: Final = 60  # letters of a paragraph that are enough to know it again
_OPENING: Final = 25  # words
_LEAST: Final = 5  # words of an opening
_SILENT: Final = {"contents", "picture"}


@dataclass(frozen=True, slots=True)
class Text:
    """What a block says, as the .docx has it: all its words, and the first ones of its first paragraph."""

    words: str
    opening: str


def note(finished: Finished) -> Printed | None:
    """The note, when it could be read."""
    return next((one for one in finished.printed if one.key == "note"), None)


def texts(finished: Finished) -> Mapping[str, Text]:
    """What each chosen block says in the printed note; a block that left nothing there is not in it."""
    there, composed = note(finished), finished.dossier.document("note")
    if there is None or composed is None:
        return {}
    printed = without_matrix(there.tree)
    by_anchor = {part.anchor: part for part in printed.parts if part.anchor}
    parts = {part.anchor: part for part in composed.parts}
    found: dict[str, Text] = {}
    every: tuple[Passage, ...] = ()
    for block in (choice.block.id for choice in finished.dossier.choices if choice.taken):
        anchor = block_anchor(block)
        if own := by_anchor.get(anchor):
            found[block] = _text(_said(printed, own))
        elif anchor in parts:
            every = every or _passages(printed)
            again = _again(_said(composed, parts[anchor]), every)
            found |= {block: _text(again)} if again else {}
    return found


def _said(document: Document, part: Part) -> tuple[Passage, ...]:
    """The passages of one part, were it alone."""
    return _passages(replace(document, title="", subtitle="", cover=(), parts=(part,)))


def _passages(document: Document) -> tuple[Passage, ...]:
    return tuple(one for one in passages(document) if one.kind not in _SILENT)


def _again(composed: tuple[Passage, ...], every: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages of a part that lost its bookmark, where the note still has them; none when no paragraph is left."""
    whole, starts = {one.text for one in every}, {one.text[:_PROBE] for one in every}
    kept = tuple(one for one in composed if one.text in whole or one.text[:_PROBE] in starts)
    return kept if any(len(one.text) >= _PROBE for one in kept) else ()


def _text(found: tuple[Passage, ...]) -> Text:
    told = [text for one in found for text in (_bare(one.text), *one.notes)]
    paragraphs = (_bare(one.text) for one in found if one.kind in {"text", "item"})
    opening = next((text for text in paragraphs if len(text.split()) >= _LEAST), "")
    return Text("\n".join(told), " ".join(opening.split(" ")[:_OPENING]))


def _bare(text: str) -> str:
    return text.replace(NOTE, "").replace(PAGE, "")
