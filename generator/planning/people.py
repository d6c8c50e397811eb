"""Who may run a group: skills, and the times at which each person is taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from generator.foundation.days import short
from generator.foundation.diagnostic import Span


@dataclass(frozen=True, slots=True)
class Busy:
    """A day, or some hours of it, on which a person is taken; `name` says by what."""

    day: date
    start: time | None  # None: from the first minute of the day
    end: time | None  # None: to the last one
    name: str
    span: Span | None = None

    def hits(self, start: time, end: time) -> bool:
        """Whether it overlaps these hours."""
        return (self.start is None or self.start < end) and (self.end is None or start < self.end)


@dataclass(frozen=True, slots=True)
class Worker:
    """A person of the team, as the planning sees one."""

    key: str
    name: str
    skills: tuple[str, ...] = ()
    busy: tuple[Busy, ...] = ()

    def away(self, start: time, end: time) -> tuple[tuple[str, Span | None, frozenset[date]], ...]:
        """The days lost at these hours, by the thing that takes them: its words and its place."""
        taken: dict[tuple[str, Span | None], list[date]] = {}
        for busy in self.busy:
            if busy.hits(start, end):
                taken.setdefault((busy.name, busy.span), []).append(busy.day)
        return tuple((_named(name, days), span, frozenset(days)) for (name, span), days in taken.items())


def known(workers: Iterable[Worker], keys: Sequence[str]) -> tuple[Worker, ...]:
    """The worker of each key; one who was not described is free and has no skill."""
    found = {worker.key: worker for worker in workers}
    return tuple(found.get(key) or Worker(key, key) for key in keys)


def _named(name: str, days: list[date]) -> str:
    if len(days) == 1:
        return f"{name}, le {short(days[0])}"
    return f"{name}, {len(days)} jours du {short(min(days))} au {short(max(days))}"
