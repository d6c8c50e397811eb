"""The events of a plan, with the words that name them: « Séance 1 », or « Groupe A – séance 1 » among several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.brief.brief import Brief
from generator.brief.planning import MeetingPlan
from generator.foundation.days import after
from generator.planning.parts import Part
from generator.planning.problem import LABELS
from generator.planning.schedule import Event
from generator.planning.scheduler import Chain

MARKS = {"cadrage": "C", "bilan": "B", "evaluation": "É"}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def sessions(part: Part, chain: Chain, person: str, code: str = "") -> tuple[Event, ...]:
    """The sessions of one group; `code` is its letter when there are several."""
    return tuple(_session(part, number, day, person, code) for number, day in enumerate(chain, 1))


def meeting(brief: Brief, plan: MeetingPlan, day: date, person: str) -> Event:
    """A meeting, with those whom the brief invites."""
    invited = next((m.attendees for m in brief.milestones if m.kind == plan.kind), ())
    end = after(plan.start, plan.minutes)
    label, mark = LABELS[plan.kind], MARKS[plan.kind]
    return Event(plan.kind, 0, label, day, plan.start, end, plan.place, invited, mark, intervener=person)


def codes(parts: Sequence[Part]) -> tuple[str, ...]:
    """A letter for each group (a number beyond 26): the end of its name (« Groupe A »), when it tells them apart."""
    if len(parts) == 1:
        return ("",)
    ends = [part.name.split()[-1].upper() for part in parts]
    if len(set(ends)) == len(ends) and all(len(end) == 1 and end.isalpha() for end in ends):
        return tuple(ends)
    many = len(parts) > len(LETTERS)
    return tuple(f"{number}." if many else LETTERS[number - 1] for number in range(1, len(parts) + 1))


def _session(part: Part, number: int, day: date, person: str, code: str) -> Event:
    people = f"groupe de {part.size} participants" if part.size else "groupe"
    if code:
        people = f"{part.name} ({part.size} participants)" if part.size else part.name
    return Event(
        "session",
        number,
        f"{part.name} – séance {number}" if code else f"Séance {number}",
        day,
        part.start,
        part.end,
        part.place,
        (people,),
        f"{code}{number}",
        part.key,
        person,
        part.site,
        part.lot,
    )
