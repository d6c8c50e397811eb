"""The rules of a plan as named values: what each forbids or asks, where it is written, who can change it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar

from generator.brief.terms import MilestoneKind
from generator.foundation.days import each
from generator.foundation.diagnostic import Span

WEDNESDAY, SATURDAY = 2, 5  # as date.weekday() counts


@dataclass(frozen=True, slots=True)
class Closed:
    """No session, no meeting, or neither on these days."""

    days: frozenset[date]
    to: Literal["sessions", "meetings", "both"] = "both"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Two sessions in a row are at least so many weeks apart."""

    weeks: int


@dataclass(frozen=True, slots=True)
class AtMost:
    """Two sessions in a row are at most so many weeks apart."""

    weeks: int


@dataclass(frozen=True, slots=True)
class Imposed:
    """A session is held on this day."""

    day: date


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting is held `on` its day, or from `first` to `last`; a bilan follows session number `after`."""

    kind: MilestoneKind
    first: date | None = None
    last: date | None = None
    on: date | None = None
    after: int = 0


Effect = Closed | AtLeast | AtMost | Imposed | Meeting
E = TypeVar("E", Closed, AtLeast, AtMost, Imposed, Meeting)


@dataclass(frozen=True, slots=True)
class Rule:
    """One named constraint. `changeable` is False for public holidays and the buyer's own clauses."""

    name: str  # « au moins 5 semaines entre deux séances »
    span: Span | None
    changeable: bool
    effect: Effect


@dataclass(frozen=True, slots=True)
class Problem:
    """`count` sessions of one group to place from `first` to `last`, meetings from `opening` to `closing`.

    As few sessions as possible leave the days in `kept`.
    """

    count: int
    first: date
    last: date
    opening: date
    closing: date
    rules: tuple[Rule, ...]
    kept: frozenset[date] = frozenset()

    def without(self, rule: Rule) -> Problem:
        """The same problem, freed of this rule."""
        return replace(self, rules=tuple(other for other in self.rules if other is not rule))

    def effects(self, kind: type[E]) -> tuple[E, ...]:
        """What the rules of this kind ask."""
        return tuple(rule.effect for rule in self.rules if isinstance(rule.effect, kind))

    def session_days(self) -> tuple[date, ...]:
        """The days, Monday to Friday, on which a session can be held."""
        shut = self._shut("meetings")
        return tuple(day for day in _working(self.first, self.last) if day not in shut)

    def meeting_days(self, meeting: Meeting) -> tuple[date, ...]:
        """The days on which this meeting can be held; the day that it names is taken as it is."""
        if meeting.on:
            return (meeting.on,)
        shut = self._shut("sessions")
        return tuple(day for day in _working(self.opening, self.closing) if day not in shut)

    def _shut(self, other: str) -> frozenset[date]:
        """The days closed to all, or to others than these."""
        shut = (closed.days for closed in self.effects(Closed) if closed.to != other)
        return frozenset[date]().union(*shut)


def _working(first: date, last: date) -> tuple[date, ...]:
    return tuple(day for day in each(first, last) if day.weekday() < SATURDAY)
