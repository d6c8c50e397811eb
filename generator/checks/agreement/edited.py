"""The facts of a Word file that are no longer those we wrote: somebody changed them in Word.

The words that the dossier composes are compared, paragraph by paragraph, with those read back from the file; facts are
read in what differs alone. A changed fact stands beside the one it took the place of; one that came with new words is
told only when the offer holds it nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from generator.checks.agreement.facts import Fact, facts
from generator.checks.finished import Finished, Printed
from generator.document.plain import NOTE, passages
from generator.document.tree import Document

_SILENT: Final = {"picture", "contents"}


@dataclass(frozen=True, slots=True)
class Change:
    """A fact of a document that is not ours, the one it replaced if any, and the paragraph that holds it."""

    printed: Printed
    fact: Fact
    before: Fact | None
    line: str


def changes(finished: Finished) -> tuple[Change, ...]:
    """Every changed fact of every document, in order."""
    dossier = finished.dossier
    composed = {f"{each.slug}.docx": each for each in (*dossier.documents, *dossier.aside)}
    found: list[Change] = []
    for printed in finished.written:
        ours = composed.get(printed.docx)
        if ours is not None and ours != printed.tree:
            found += _changed(printed, _lines(ours), _lines(printed.tree))
    return tuple(found)


def ours(finished: Finished) -> frozenset[tuple[str, str]]:
    """Every fact that the composed documents state."""
    dossier = finished.dossier
    documents = (*dossier.documents, *dossier.aside)
    return frozenset(fact.key for each in documents for line in _lines(each) for fact in facts(line))


def _lines(document: Document) -> tuple[str, ...]:
    """The paragraphs of a document, with what stands on each of its pages; pictures and contents left out."""
    texts = [document.header, document.footer]
    for passage in passages(document):
        if passage.kind not in _SILENT:
            texts += (passage.text.replace(NOTE, ""), *passage.notes)
    return tuple(text for text in texts if text)


def _changed(printed: Printed, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in {"replace", "insert"}:
            yield from _between(printed, old[i1:i2], new[j1:j2])


def _between(printed: Printed, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """What changed between paragraphs and those that took their place: one by one when there are as many."""
    if len(old) == len(new) and len(new) > 1:
        for one, other in zip(old, new, strict=True):
            yield from _between(printed, (one,), (other,))
        return
    before = [fact for line in old for fact in facts(line)]
    after = [(fact, line) for line in new for fact in facts(line)]
    if sorted(fact.key for fact in before) == sorted(fact.key for fact, _ in after) and len(old) != len(new):
        return  # cut or joined, nothing else
    keys = [fact.key for fact in before], [fact.key for fact, _ in after]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag in {"replace", "insert"}:
            for fact, line, lost in _paired(before[i1:i2], after[j1:j2]):
                yield Change(printed, fact, lost, line)


def _paired(
    lost: Iterable[Fact], gained: Iterable[tuple[Fact, str]]
) -> Iterator[tuple[Fact, str, Fact | None]]:
    """Each fact that came, with the one of its kind that went, in order; counts must count the same thing."""
    left = list(lost)
    for fact, line in gained:
        match = next((one for one in left if _alike(one, fact)), None)
        if match is not None:
            left.remove(match)
        yield fact, line, match


def _alike(one: Fact, other: Fact) -> bool:
    return one.kind == other.kind and (
        one.kind != "count" or one.value.partition(" ")[2] == other.value.partition(" ")[2]
    )
