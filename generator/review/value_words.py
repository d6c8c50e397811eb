"""A line before and after a review: whether the words of a value changed there, and what stands in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.document.differences import WordEdit, word_edits
from generator.document.typography import french
from generator.review.typed import plainly, typed

_LONGEST: Final = 5  # words of a value: « lundi 26 juin 2023 », « 1 234,56 € »
_BORDERS: Final = ("", " |")  # after a cell, or a line: words added there belong to it

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, a paragraph or a row (« cell | cell ») in French typography, and its words that changed."""

    before: str
    edits: tuple[WordEdit, ...]

    def touches(self, place: Place) -> bool:
        """Whether an edit takes, changes or adds to the words of this range of `before`."""
        return any(self._within(edit, place) for edit in self.edits)

    def _within(self, edit: WordEdit, place: Place) -> bool:
        start, end = place
        if edit.start == edit.end:
            closed = self.before[end : end + 2] in _BORDERS
            return start < edit.start < end or (closed and edit.start == end)
        return edit.start < end and start < edit.end

    def now(self, place: Place) -> str:
        """What stands where these words did; empty when an edit runs over their ends unclearly."""
        start, end = place
        done: list[str] = []
        at = start
        for edit in self.edits:
            if not self._within(edit, place):
                continue
            before, after = self.before[edit.start : max(edit.start, start)], self.before[min(edit.end, end) : edit.end]
            if not (edit.text.startswith(before) and edit.text.endswith(after)):
                return ""
            said = edit.text[len(before) : len(edit.text) - len(after)]
            done += [self.before[at : max(edit.start, start)], said]
            at = min(edit.end, end)
        return plainly("".join([*done, self.before[at:end]]))

    def value(self, value: Any, place: Place, *, minutes: bool = False) -> str | None:
        """What a file would hold, in the place of `value`, for what stands there now; None when it is not clear."""
        said = self.now(place)
        if isinstance(value, str):
            return typed(value, cased(value, self.before[place[0] : place[1]], said)) if said else None
        found = typed(value, said, minutes=minutes) if said else None
        counted = isinstance(value, int) and not minutes  # any number near could be meant
        return found if found is not None or counted else self._only(value, place, minutes)

    def _only(self, value: Any, place: Place, minutes: bool) -> str | None:
        """The one value in the edits of this place: « dès 9 h » has become « vers 9 h 30 »."""
        words = " ".join(edit.text for edit in self.edits if self._within(edit, place)).split()
        found = _values(words, value, minutes)
        return found[0] if len(found) == 1 else None


def line(old: str, new: str) -> Line:
    """The two versions of a line."""
    before = french(old)
    return Line(before, tuple(word_edits(before, french(new))))


def cased(value: str, was: str, now: str) -> str:
    """The new words, their first letter small again when only its place in a sentence made it a capital."""
    if value[:1].islower() and was[:1] == value[:1].upper():
        return now[:1].lower() + now[1:]
    return now


def _values(words: Sequence[str], value: Any, minutes: bool) -> list[str]:
    """The values of this kind among these words, longest first read."""
    found: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            said = " ".join(words[at : at + size]).strip(",.;")
            made = typed(value, said, minutes=minutes) if any(sign.isdigit() for sign in said) else None
            if made is not None:
                found.append(made)
                at += size - 1
                break
        at += 1
    return found
