"""The plan of an offer: sessions and meetings with their days, or the reasons why there is none."""

from __future__ import annotations

from datetime import date

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.brief.planning import MeetingPlan
from generator.foundation.days import after
from generator.foundation.diagnostic import Diagnostics, blocks
from generator.foundation.record import Loaded
from generator.planning.advice import advice, deadline
from generator.planning.closures import Calendar, calendar
from generator.planning.demands import demands, imposed
from generator.planning.explain import diagnostic, explain
from generator.planning.problem import LABELS, problem
from generator.planning.rules import Problem
from generator.planning.schedule import Closure, Event, Group, Schedule
from generator.planning.scheduler import Chain, meeting_days, solve

MARKS = {"cadrage": "C", "bilan": "B", "evaluation": "É"}


def plan(brief: Loaded[Brief], offer: Loaded[Offer]) -> tuple[Schedule | None, Diagnostics]:
    """The schedule with its warnings; None with every slip, or with the rules that block together."""
    slips = (*demands(brief, offer), *deadline(brief))
    if blocks(slips):
        return None, slips
    around, problems = calendar(brief, offer.value.planning)
    if around is None:
        return None, (*slips, *problems)
    problems = (*slips, *problems, *imposed(brief, offer, around))
    if blocks(problems):
        return None, problems
    asked = problem(brief, offer, around)
    chain = solve(asked)
    if chain is None:
        return None, (*problems, diagnostic(explain(asked), offer.span("planning")))
    schedule = _schedule(brief.value, offer.value, around, asked, chain)
    return schedule, (*problems, *advice(brief, offer, around, schedule))


def _schedule(brief: Brief, offer: Offer, around: Calendar, asked: Problem, chain: Chain) -> Schedule:
    sessions = [_session(brief, offer, number, day) for number, day in enumerate(chain, 1)]
    plans = {meeting.kind: meeting for meeting in offer.planning.meetings}
    meetings = [_meeting(brief, plans[m.kind], day) for m, day in meeting_days(asked, chain)]
    events = tuple(sorted([*sessions, *meetings], key=lambda event: (event.day, event.start)))
    first, last = offer.planning.first, offer.planning.last
    shown = _shown(around.closures, min(first, events[0].day), max(last, events[-1].day))
    lead = next((member.intervener for member in offer.team if member.role == "lead"), "")
    group = Group("", "", brief.service.participants, lead)
    return Schedule(events, shown, around.zone, first, last, (group,))


def _shown(closures: tuple[Closure, ...], first: date, last: date) -> tuple[Closure, ...]:
    """The closures of the months from first to last."""
    low, high = (first.year, first.month), (last.year, last.month)
    return tuple(
        closure
        for closure in closures
        if low <= (closure.last.year, closure.last.month)
        and (closure.first.year, closure.first.month) <= high
    )


def _session(brief: Brief, offer: Offer, number: int, day: date) -> Event:
    planning = offer.planning
    size = brief.service.participants
    group = (f"groupe de {size} participants",) if size else ("groupe",)
    return Event(
        "session",
        number,
        f"Séance {number}",
        day,
        planning.start,
        planning.end,
        planning.place,
        group,
        str(number),
    )


def _meeting(brief: Brief, plan: MeetingPlan, day: date) -> Event:
    invited = next((m.attendees for m in brief.milestones if m.kind == plan.kind), ())
    end = after(plan.start, plan.minutes)
    return Event(plan.kind, 0, LABELS[plan.kind], day, plan.start, end, plan.place, invited, MARKS[plan.kind])
