"""The way back from the deadline: the days left as of a given day, and the milestones that we keep before it.

Working days are Monday to Friday without the public holidays of mainland France, or of our own département. Nothing
here reads a clock: without a day to count from, nothing is counted.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from generator.brief.brief import Brief
from generator.brief.steps import Step, StepDone, Steps
from generator.foundation import days
from generator.law.calendars import public_holidays
from generator.law.zones import PARIS, in_paris, local_zone, zone_words

State = Literal["unknown", "done", "late", "today", "next", "later"]
_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stage:
    """A milestone: the last day on which it holds, its hour when it is one of the last day, when it was passed.

    `state` is « unknown » without a day to count from; « next » is the first one still to come.
    """

    key: str
    title: str
    day: date
    hour: time | None = None
    done: date | None = None
    state: State = "unknown"


@dataclass(frozen=True, slots=True)
class Countdown:
    """The deadline and the way to it, as of `on`.

    `left` counts calendar days to the deadline, 0 on its day, negative after it; `working` counts the working days
    after `on` up to the deadline's, included. Both are None without `on` or without a deadline.
    """

    deadline: date | None
    hour: time | None
    zone: str
    stages: tuple[Stage, ...]
    on: date | None = None
    left: int | None = None
    working: int | None = None

    @property
    def passed(self) -> bool:
        """Whether the deadline is over: the day after it, for a day alone says nothing of the hour."""
        return self.left is not None and self.left < 0

    @property
    def late(self) -> tuple[Stage, ...]:
        """The milestones that should be behind us and are not."""
        return tuple(stage for stage in self.stages if stage.state == "late")

    @property
    def words(self) -> str:
        """« vendredi 29 mars 2024 à 12 h, heure de Paris »; empty without a deadline."""
        if self.deadline is None:
            return ""
        said = days.full(self.deadline)
        if self.hour is None:
            return f"{said}, heure limite inconnue"
        said += f" à {days.clock(self.hour)}, {zone_words(self.zone)}"
        if self.zone == PARIS:
            return said
        paris = in_paris(self.deadline, self.hour, self.zone)
        day = "" if paris.date() == self.deadline else f" le {days.long(paris.date())}"
        return f"{said} ({days.clock(paris.time())} à Paris{day})"

    @property
    def left_words(self) -> str:
        """« il reste 4 jours, dont 2 ouvrés », « c'est aujourd'hui », « passée depuis 3 jours »; empty when unknown."""
        if self.left is None or self.working is None:
            return ""
        if self.left == 0:
            return "c'est aujourd'hui"
        if self.left < 0:
            return f"passée depuis {_many(-self.left, 'jour')}"
        if self.left == 1:
            return "il reste 1 jour" + (", ouvré" if self.working else ", non ouvré")
        return f"il reste {self.left} jours, dont {_many(self.working, 'ouvré')}"


def countdown(
    brief: Brief,
    steps: Steps,
    on: date | None,
    done: Collection[StepDone] = (),
    department: str | None = None,
) -> Countdown:
    """The way back from the deadline of this brief, as of `on`; `department`: where we work (67 has more holidays).

    A milestone that would fall before the consultation was published falls on the first working day after it.
    """
    zone = brief.dates.zone or local_zone(brief.buyer.department)
    deadline, hour = brief.dates.deadline, brief.dates.hour
    if deadline is None:
        return Countdown(None, hour, zone, ())
    passed = {one.step: one.on for one in done}
    placed = [_placed(step, brief, department) for step in steps.steps]
    stages = tuple(
        Stage(step.key, step.title, day, clock, passed.get(step.key))
        for step, (day, clock) in zip(steps.steps, placed, strict=True)
    )
    return counted(Countdown(deadline, hour, zone, stages), on, department)


def counted(plan: Countdown, on: date | None, department: str | None = None) -> Countdown:
    """The same way back, as of another day."""
    if on is None or plan.deadline is None:
        bare = tuple(replace(stage, state="unknown") for stage in plan.stages)
        return replace(plan, stages=bare, on=on, left=None, working=None)
    stages: list[Stage] = []
    for stage in plan.stages:
        state = _state(stage, on)
        if state == "later" and "next" not in (one.state for one in stages):
            state = "next"
        stages.append(replace(stage, state=state))
    coming = days.each(on + _DAY, plan.deadline) if on < plan.deadline else ()
    working = sum(_works(day, department) for day in coming)
    return replace(plan, stages=tuple(stages), on=on, left=(plan.deadline - on).days, working=working)


def _state(stage: Stage, on: date) -> State:
    """How a milestone stands on a day; what was done after that day is not done yet."""
    if stage.done and stage.done <= on:
        return "done"
    if stage.day == on:
        return "today"
    return "late" if stage.day < on else "later"


def _placed(step: Step, brief: Brief, department: str | None) -> tuple[date, time | None]:
    """The day of a milestone, and its hour when it is counted in hours and the hour of the deadline is known."""
    deadline, hour, published = brief.dates.deadline, brief.dates.hour, brief.dates.published
    assert deadline is not None
    if step.hours and hour:
        moment = datetime.combine(deadline, hour) - timedelta(hours=step.hours)
        return moment.date(), moment.time()
    day = deadline
    for _ in range(step.days or 1):  # without an hour, the day itself can't be counted on
        day -= _DAY
        while not _works(day, department):
            day -= _DAY
    if published and day <= published:
        day = published + _DAY
        while not _works(day, department):
            day += _DAY
    return min(day, deadline), None


def _works(day: date, department: str | None) -> bool:
    return day.weekday() < _SATURDAY and not public_holidays(day, day, department)


def _many(count: int, word: str) -> str:
    return f"{count} {word}" + ("s" if abs(count) > 1 else "")
