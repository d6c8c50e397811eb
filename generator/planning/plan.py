"""The plan of an offer: sessions and meetings with their days, or the reasons why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.brief.planning import MeetingPlan
from generator.foundation.days import after
from generator.foundation.diagnostic import Diagnostic, Diagnostics, blocks, error
from generator.foundation.record import Loaded
from generator.planning.advice import advice, deadline
from generator.planning.claims import claims
from generator.planning.closures import Calendar, calendar, union
from generator.planning.demands import demands, imposed
from generator.planning.events import codes, meeting, sessions
from generator.planning.keep import Kept, moves
from generator.planning.parts import Part, parts
from generator.planning.people import Worker
from generator.planning.problem import LABELS, asked, bilan_after
from generator.planning.rules import Meeting
from generator.planning.schedule import Closure, Event, Group, Schedule
from generator.planning.scheduler import meeting_days
from generator.planning.shared import shared_day
from generator.planning.together import Placing, Setting, lost, place, setting, too_close, whole


def plan(
    brief: Loaded[Brief], offer: Loaded[Offer], workers: Sequence[Worker] = (), kept: Kept | None = None
) -> tuple[Schedule | None, Diagnostics]:
    """The schedule with its warnings; None with every slip, or with the rules that block together.

    `workers` gives skills and times taken; with `kept`, as few sessions as possible leave their days.
    """
    settings, calendars, problems = _prepared(brief, offer, workers, kept)
    if blocks(problems):
        return None, problems
    placing = place(offer, settings, kept)
    if placing.arrangement.missing:
        return None, (*problems, *_blocked(brief, offer, workers, placing))
    everyone = union(calendars)
    schedule, slips = _schedule(brief, offer, everyone, placing, kept)
    if schedule is None:
        return None, (*problems, *slips)
    problems += advice(brief, offer, everyone, schedule, [given.part for given in settings])
    named = {part.key: whole(brief, offer, s, w) for part, s, w in _who(placing)} if kept else {}
    return schedule, (*problems, *(moves(schedule, kept, named) if kept else ()))


def _prepared(
    brief: Loaded[Brief], offer: Loaded[Offer], workers: Sequence[Worker], kept: Kept | None
) -> tuple[list[Setting], list[Calendar], Diagnostics]:
    """Each group ready to be placed, and the calendars around; with what is already wrong."""
    groups = parts(brief.value, offer.value, tuple(workers))
    slips = (*demands(brief, offer), *claims(brief, offer, groups, workers), *deadline(brief))
    if blocks(slips):
        return [], [], slips
    calendars, problems = _calendars(brief, offer, groups)
    problems = (*slips, *problems)
    if len(calendars) < len({part.department for part in groups}):
        return [], [], problems
    around = [calendars[part.department] for part in groups]
    problems += tuple(d for part, c in zip(groups, around, strict=True) for d in imposed(brief, offer, c, part))
    settings = [setting(brief, offer, p, c, workers, kept) for p, c in zip(groups, around, strict=True)]
    return settings, list(calendars.values()), problems


def _blocked(brief: Loaded[Brief], offer: Loaded[Offer], workers: Sequence[Worker], placing: Placing) -> Diagnostics:
    """Why there is no plan: one group's rules, or those of several groups with the changes that help all."""
    from generator.planning.explain import diagnostic, explain  # not imported for the offers that have a plan
    from generator.planning.stuck import stuck

    if len(placing.settings) == 1:
        given = placing.settings[0]
        problem = whole(brief, offer, given, given.people[0])
        return (diagnostic(explain(problem), given.part.here(offer)),)

    def holds(changed: Loaded[Offer]) -> bool:
        settings, calendars, problems = _prepared(brief, changed, workers, None)
        if blocks(problems) or not settings:
            return False
        found = place(changed, settings, effort=0, exact=False)
        complete = not found.arrangement.missing
        return complete and _schedule(brief, changed, union(calendars), found, None)[0] is not None

    return stuck(brief, offer, placing, holds)


def _calendars(
    brief: Loaded[Brief], offer: Loaded[Offer], groups: Sequence[Part]
) -> tuple[dict[str | None, Calendar], Diagnostics]:
    """The calendar of each département where a group meets; those that could not be made are left out."""
    found: dict[str | None, Calendar] = {}
    problems: list[Diagnostic] = []
    for part in groups:
        if part.department not in found:
            made, slips = calendar(brief, offer.value.planning, part)
            problems += (slip for slip in slips if slip not in problems)
            if made:
                found[part.department] = made
    return found, tuple(problems)


def _who(placing: Placing) -> Iterator[tuple[Part, Setting, Worker]]:
    """Each group with the person who runs it."""
    for given, found in zip(placing.settings, placing.found, strict=True):
        if found:
            yield given.part, given, next(person for person in given.people if person.key == found[1])


def _schedule(
    brief: Loaded[Brief], offer: Loaded[Offer], around: Calendar, placing: Placing, kept: Kept | None
) -> tuple[Schedule | None, Diagnostics]:
    groups = [given.part for given in placing.settings]
    events = [
        event
        for part, found, code in zip(groups, placing.found, codes(groups), strict=True)
        if found
        for event in sessions(part, *found, code)
    ]
    held, problems = _meetings(brief, offer, placing, events, kept)
    if blocks(problems):
        return None, problems
    order = {part.key: number for number, part in enumerate(groups)}
    every = sorted([*events, *held], key=lambda event: (event.day, event.start, order.get(event.group, -1)))
    first, last = min(part.first for part in groups), max(part.last for part in groups)
    shown = _shown(around.closures, min(first, every[0].day), max(last, every[-1].day))
    made = (
        Group(part.key, part.name, part.size, who.key, part.site, part.lot, lost(offer, part, who))
        for part, _, who in _who(placing)
    )
    return Schedule(tuple(every), shown, around.zone, first, last, tuple(made)), ()


def _shown(closures: tuple[Closure, ...], first: date, last: date) -> tuple[Closure, ...]:
    """The closures of the months from first to last."""
    low, high = (first.year, first.month), (last.year, last.month)
    return tuple(
        closure
        for closure in closures
        if low <= (closure.last.year, closure.last.month)
        and (closure.first.year, closure.first.month) <= high
    )


def _meetings(
    brief: Loaded[Brief], offer: Loaded[Offer], placing: Placing, held: Sequence[Event], kept: Kept | None
) -> tuple[tuple[Event, ...], Diagnostics]:
    """The meetings beside the sessions; an error for one that the sessions of its leader leave no room for."""
    lead = next((member.intervener for member in offer.value.team if member.role == "lead"), "")
    promised = dict(kept.meetings) if kept else {}
    plans = {plan.kind: plan for plan in offer.value.planning.meetings}
    given, found = placing.settings[0], placing.found[0]
    if len(placing.settings) == 1 and found:
        days = meeting_days(given.problem, found[0], promised)
        return tuple(meeting(brief.value, plans[m.kind], day, lead) for m, day in days), ()
    chains = [found[0] for found in placing.found if found]
    taken_by_lead = [event for event in held if event.intervener == lead]
    made: list[Event] = []
    problems: list[Diagnostic] = []
    for index, planned in enumerate(offer.value.planning.meetings):
        wanted = asked(planned, bilan_after(offer.value.planning, max(map(len, chains))))
        busy = {event.day for event in taken_by_lead if _clash(offer.value, planned, event)}
        day = _common_day(wanted, placing, chains, busy, promised.get(planned.kind))
        if day:
            made.append(meeting(brief.value, planned, day, lead))
        else:
            span = offer.span("planning", "meetings", index)
            said = f"« {LABELS[planned.kind]} » : aucun jour ne convient à tous les groupes"
            hint = "élargissez « from » et « to », ou changez l'heure de la réunion"
            problems.append(error("P340", span, said, hint))
    return tuple(made), tuple(problems)


def _common_day(
    wanted: Meeting, placing: Placing, chains: Sequence[tuple[date, ...]], busy: set[date], kept: date | None
) -> date | None:
    days = set.intersection(*(set(given.problem.meeting_days(wanted)) for given in placing.settings))
    return shared_day(wanted, sorted(days), chains, lambda day: day not in busy, kept)


def _clash(offer: Offer, planned: MeetingPlan, event: Event) -> bool:
    hours = (planned.start, after(planned.start, planned.minutes))
    return too_close(offer.planning, hours, "", (event.start, event.end), "")
