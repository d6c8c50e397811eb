"""How much of the note is ready-made, section by section: fixed sentences of the library, facts of this brief.

A reader who finds nothing of the consultation in a section learns that it was written for anybody. Figures for the
report, and for two checks; the thresholds are ours, since no text of law gives any (see data/generic.yaml).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.checks.cells import bare
from generator.checks.finished import Finished, Printed
from generator.checks.leftovers.facts import facts
from generator.checks.leftovers.fixed import fixed, sentences
from generator.checks.leftovers.once import once
from generator.compose.dossier import Inputs
from generator.compose.matrix import TITLE
from generator.document.plain import NOTE, passages
from generator.foundation.phrases import Index, Phrase, occurrences
from generator.library.block import Block


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the note: `share` (0 to 1) of its `words` stands word for word in the library or another's offer.

    `facts` counts the different facts of this brief or answer that its other sentences hold. `opening` are the first
    words of its text, as they stand.
    """

    title: str
    share: float
    facts: int
    words: int
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Genericness:
    """The same for the whole note; no section when there is no note. `others` are clients whose own text it holds."""

    share: float
    sections: tuple[Section, ...]
    others: tuple[str, ...] = ()


@once
def genericness(finished: Finished) -> Genericness:
    """The figures of the note as it is printed."""
    note = next((one for one in finished.printed if one.key == "note"), None)
    if note is None:
        return Genericness(0.0, ())
    inputs = finished.dossier.inputs
    known = frozenset[Phrase]().union(*(fixed(block.body) for block in _at_hand(finished)))
    elsewhere = _elsewhere(inputs)
    told = facts(finished.dossier)
    made, ready, others = [], 0.0, set[str]()
    for title, texts in chapters(note):
        said = sentences("\n\n".join(texts))
        common = [one in known or bool(elsewhere(one)) for one in said]
        section = _section(title, texts, list(zip(said, common, strict=True)), told)
        others |= {client for one in said if one not in known for client in elsewhere(one)}
        made.append(section)
        ready += section.share * section.words
    words = sum(section.words for section in made)
    return Genericness(ready / words if words else 0.0, tuple(made), tuple(sorted(others)))


def _at_hand(finished: Finished) -> Iterator[Block]:
    """The common blocks whose words the note may hold: those it takes, and those that this offer replaces or leaves."""
    inputs = finished.dossier.inputs
    near = {choice.block.id for choice in finished.dossier.choices if choice.taken}
    near |= {*inputs.offer.value.exclude, *(block.id for block in inputs.own_blocks)}
    return (block for block in inputs.blocks if block.id in near)


def _elsewhere(inputs: Inputs) -> Callable[[Phrase], frozenset[str]]:
    """Which other clients' own texts hold a sentence."""
    told, nobody, us = inputs.neighbours.sentences, frozenset[str](), {inputs.client}
    return lambda sentence: told.get(sentence, nobody) - us


def chapters(note: Printed) -> Iterator[tuple[str, list[str]]]:
    """Each section of the first level, with its texts; what stands before the first one is left out.

    The matrix of demands too: it says the buyer's own words again.
    """
    title, texts = "", list[str]()
    for passage in passages(note.tree):
        if passage.kind == "heading" and passage.level == 1:
            if title not in {"", TITLE}:
                yield title, texts
            title, texts = bare(passage.text.replace(NOTE, "")), []
        elif passage.kind not in {"title", "contents", "picture"}:
            texts += [passage.text.replace(NOTE, ""), *passage.notes]
    if title not in {"", TITLE}:
        yield title, texts


def _section(title: str, texts: list[str], said: list[tuple[Phrase, bool]], told: Index) -> Section:
    words = sum(len(one) for one, _ in said)
    ready = sum(len(one) for one, common in said if common)
    found = {fact for one, common in said if not common for _, fact in occurrences(told, one)}
    opening = next((text for text in texts if len(text.split()) >= 5), "")
    return Section(title, ready / words if words else 0.0, len(found), words, opening)
