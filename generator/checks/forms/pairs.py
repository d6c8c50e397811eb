"""A rubric of a form beside its print: each box and each line as the data make it, and as it stands on paper."""

from __future__ import annotations

from dataclasses import dataclass

from generator.checks.forms.reading import ReadBox, ReadSection, folded
from generator.forms.fill import Field, FilledSection, Tick, Words
from generator.forms.spec import Blank, Box, Section


@dataclass(frozen=True, slots=True)
class Ticking:
    """A box of the form: whether the data tick it, and as it stands in print (None: it was removed)."""

    box: Box
    label: str
    due: bool
    read: ReadBox | None

    @property
    def differs(self) -> bool:
        """Whether it stands there otherwise than the data say."""
        return self.read is not None and self.read.ticked != self.due


@dataclass(frozen=True, slots=True)
class Answering:
    """A line of the form: the answer of the data and the printed one; None is a line that is not there."""

    blank: Blank
    due: tuple[str, ...] | None
    read: tuple[str, ...] | None

    @property
    def differs(self) -> bool:
        """Whether print and data disagree."""
        if self.due is None or self.read is None:
            return self.due != self.read
        return folded("".join(self.due)) != folded("".join(self.read))


@dataclass(frozen=True, slots=True)
class Pair:
    """A rubric, or a part of one: the form's, filled, and printed (None: it was removed).

    `added` are printed boxes that the form does not have here; a rubric that was removed has no `answers`.
    """

    spec: Section
    filled: FilledSection
    read: ReadSection | None
    ticks: tuple[Ticking, ...]
    added: tuple[ReadBox, ...]
    answers: tuple[Answering, ...]

    @property
    def answered(self) -> bool:
        """Whether something is answered in print: a line, a table, a box of the form."""
        ticked = any(tick.read.ticked for tick in self.ticks if tick.read)
        return self.read is not None and bool(self.read.answers or self.read.tables or ticked)

    @property
    def turned(self) -> bool:
        """Whether print answers a rubric that does not apply, or leaves empty one that wants answers."""
        wanted = any(not isinstance(entry, Words) for entry in self.filled.entries)
        return self.read is not None and (self.answered if self.filled.why else wanted and not self.answered)


def paired(spec: Section, filled: FilledSection, read: ReadSection | None) -> Pair:
    """The rubric of the form beside the printed one; of several boxes with one label, the first is the first."""
    left = list(read.boxes) if read else []
    ticks = []
    for box, tick in zip(_boxes(spec), _ticks(filled), strict=False):
        found = next((one for one in left if is_box(one, box)), None)
        if found:
            left.remove(found)
        ticks.append(Ticking(box, tick.label, tick.ticked, found))
    return Pair(spec, filled, read, tuple(ticks), tuple(left), _answers(spec, filled, read))


def _boxes(spec: Section) -> tuple[Box, ...]:
    return tuple(item for item in spec.items if isinstance(item, Box))


def _ticks(filled: FilledSection) -> tuple[Tick, ...]:
    return tuple(entry for entry in filled.entries if isinstance(entry, Tick))


def is_box(read: ReadBox, box: Box) -> bool:
    """Whether the printed box is this one: a confirmed statement on honour says more than its label."""
    said, label = folded(read.label), folded(box.box)
    return said.startswith(label) if box.statement else said == label


def _answers(spec: Section, filled: FilledSection, read: ReadSection | None) -> tuple[Answering, ...]:
    """The lines of label and answer, due or printed."""
    if read is None:
        return ()
    due = {folded(entry.label): entry.lines for entry in filled.entries if isinstance(entry, Field)}
    blanks = {folded(item.field): item for item in spec.items if isinstance(item, Blank)}
    made = (Answering(blank, due.get(key), read.answer(blank.field)) for key, blank in blanks.items())
    return tuple(one for one in made if one.due is not None or one.read is not None)
