"""All the groups of an offer placed together: who runs which one, one person in one place at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.brief.planning import Planning
from generator.foundation.days import after, minutes_between
from generator.foundation.record import Loaded
from generator.planning.closures import Calendar
from generator.planning.keep import Kept
from generator.planning.many import Arrangement, arrange
from generator.planning.parts import Part
from generator.planning.people import Worker, known
from generator.planning.problem import absences, problem
from generator.planning.rules import Closed, Problem
from generator.planning.scheduler import Chain, ready
from generator.planning.tasks import Task


@dataclass(frozen=True, slots=True)
class Setting:
    """One group with its calendar, its rules without those of people, and who may run it."""

    part: Part
    calendar: Calendar
    problem: Problem
    people: tuple[Worker, ...]


@dataclass(frozen=True, slots=True)
class Placing:
    """Where the groups ended: the days and the person of each one, in the order of the settings."""

    settings: tuple[Setting, ...]
    found: tuple[tuple[Chain, str] | None, ...]
    arrangement: Arrangement


def setting(
    brief: Loaded[Brief],
    offer: Loaded[Offer],
    part: Part,
    calendar: Calendar,
    workers: Sequence[Worker],
    kept: Kept | None,
) -> Setting:
    """What it takes to place one group; its rules hold the absences of who alone can run it."""
    days = kept.days(part.key) if kept else frozenset()
    people = known(workers, part.candidates)
    asked = problem(brief, offer, calendar, part, people if len(people) == 1 else (), days)
    return Setting(part, calendar, asked, people)


def place(
    offer: Loaded[Offer],
    settings: Sequence[Setting],
    kept: Kept | None = None,
    effort: int | None = None,
    exact: bool = True,
) -> Placing:
    """The days of each group and who runs it; none for a group that could not be placed.

    `effort` and `exact`: see `arrange`.
    """
    origin = min(setting.problem.first for setting in settings)
    people = list(dict.fromkeys(person.key for setting in settings for person in setting.people))
    tasks = []
    for number, setting in enumerate(settings):
        apart = (n for n, other in enumerate(settings) if n != number and apart_from(offer.value, setting, other))
        before = kept.person(setting.part.key) if kept else ""
        tasks.append(
            Task(
                ready(setting.problem),
                (setting.problem.first - origin).days,
                tuple(people.index(person.key) for person in setting.people),
                tuple(_away(offer, setting.part, person, origin) for person in setting.people),
                frozenset(apart),
                people.index(before) if before in people else None,
            )
        )
    arrangement = arrange(tasks, effort, exact)
    found = tuple(
        (tuple(origin + timedelta(days=day) for day in placed.days), people[placed.person]) if placed else None
        for placed in arrangement.placed
    )
    return Placing(tuple(settings), found, arrangement)


def apart_from(offer: Offer, one: Setting, other: Setting) -> bool:
    """Whether one person can't run a session of both on the same day: hours that cross, or too far to travel."""
    return too_close(offer.planning, _hours(one.part), one.part.site, _hours(other.part), other.part.site)


def too_close(
    planning: Planning, one: tuple[time, time], here: str, other: tuple[time, time], there: str
) -> bool:
    """Whether nobody can be at both on the same day; between sites without a travel time, nobody can."""
    if here != there:
        pairs = {frozenset(travel.between): travel.minutes for travel in planning.travel}
        minutes = pairs.get(frozenset({here, there})) if here and there else 0
        if minutes is None:
            return True
    else:
        minutes = 0
    first, second = sorted((one, other))
    return second[0] < first[1] or minutes_between(first[1], second[0]) < minutes


def whole(brief: Loaded[Brief], offer: Loaded[Offer], setting: Setting, person: Worker) -> Problem:
    """The problem of one group with the absences of this person, as an explanation shows it."""
    return problem(brief, offer, setting.calendar, setting.part, (person,), setting.problem.kept)


def _hours(part: Part) -> tuple[time, time]:
    return part.start, part.end


def lost(offer: Loaded[Offer], part: Part, person: Worker) -> frozenset[date]:
    """The days on which this person can't run a session of the group."""
    effects = (rule.effect for rule in absences(offer, part, (person,)))
    days = (effect.days for effect in effects if isinstance(effect, Closed) and effect.to != "meetings")
    return frozenset[date]().union(*days)


def _away(offer: Loaded[Offer], part: Part, person: Worker, origin: date) -> int:
    """The days that this person loses at the hours of the group, and meetings on an imposed day, as bits."""
    away = set(lost(offer, part, person))
    leads = {member.intervener for member in offer.value.team if member.role == "lead"}
    for meeting in offer.value.planning.meetings if part.key and person.key in leads else ():
        if meeting.on and too_close(
            offer.value.planning, _hours(part), "", (meeting.start, after(meeting.start, meeting.minutes)), ""
        ):
            away.add(meeting.on)
    return sum(1 << (day - origin).days for day in away if day >= origin)
