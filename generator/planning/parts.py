"""The groups of an offer, each complete: what a group does not say is the planning's.

An offer without groups has one part, whose key is empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.brief.planning import Group, Planning
from generator.brief.terms import Slot, Weekday
from generator.foundation.days import minutes_between
from generator.foundation.diagnostic import Span
from generator.foundation.record import Loaded
from generator.planning.people import Worker, known

_WRITTEN = {"first": "from", "last": "to"}


@dataclass(frozen=True, slots=True)
class Part:
    """One group to plan."""

    index: int | None  # in planning.groups
    key: str
    name: str
    size: int | None
    site: str
    lot: int | None
    department: str | None  # where it meets: it gives the school zone
    candidates: tuple[str, ...]  # who may run it, in order of preference
    count: int
    first: date
    last: date
    weekdays: tuple[Weekday, ...]
    half_day: Slot
    start: time
    end: time
    min_weeks: int
    max_weeks: int
    place: str
    fixed: tuple[date, ...]
    own: frozenset[str]  # fields that the group itself gives

    @property
    def minutes(self) -> int:
        """Length of a session."""
        return minutes_between(self.start, self.end)

    def span(self, offer: Loaded[Offer], field: str, *more: int) -> Span:
        """Where this field of the group is written: with the group, else with the planning."""
        written = _WRITTEN.get(field, field)
        if self.index is not None and field in self.own:
            return offer.span("planning", "groups", self.index, written, *more)
        return offer.span("planning", written, *more)

    def here(self, offer: Loaded[Offer]) -> Span:
        """Where the group is written; the planning when there is one group only."""
        return offer.span("planning") if self.index is None else offer.span("planning", "groups", self.index)

    def said(self, text: str) -> str:
        """A message that names the group, when there are several."""
        return f"{self.name} : {text}" if self.name else text


def parts(brief: Brief, offer: Offer, workers: tuple[Worker, ...] = ()) -> tuple[Part, ...]:
    """Every group of the offer, in its order."""
    planning = offer.planning
    if not planning.groups:
        return (_part(brief, offer, workers, None, Group(key="seul", name="seul")),)
    return tuple(_part(brief, offer, workers, index, group) for index, group in enumerate(planning.groups))


def sessions_wanted(brief: Brief, planning: Planning) -> int:
    """The sessions of one group over the period: as many a year as the brief asks, one year or more."""
    years = planning.years or max(1, round((planning.last - planning.first).days / 365))
    return brief.service.sessions.per_year * years


def _part(brief: Brief, offer: Offer, workers: tuple[Worker, ...], index: int | None, group: Group) -> Part:
    planning = offer.planning
    site = next((site for site in brief.service.sites if site.key == group.site), None)
    place = group.place or (f"{site.name}, {site.town}" if site and site.town else site and site.name)
    return Part(
        index=index,
        key="" if index is None else group.key,
        name="" if index is None else group.name,
        size=group.participants or brief.service.participants,
        site=group.site or "",
        lot=group.lot or (site.lot if site else None),
        department=(site.department if site else None) or brief.buyer.department,
        candidates=_candidates(offer, workers, group),
        count=group.sessions or sessions_wanted(brief, planning),
        first=group.first or planning.first,
        last=group.last or planning.last,
        weekdays=group.weekdays or planning.weekdays,
        half_day=group.half_day or planning.half_day,
        start=group.start or planning.start,
        end=group.end or planning.end,
        min_weeks=group.min_weeks or planning.min_weeks,
        max_weeks=group.max_weeks or planning.max_weeks,
        place=place or planning.place,
        fixed=group.fixed or (planning.fixed if index is None else ()),
        own=frozenset(name for name in group.model_fields_set if getattr(group, name)),
    )


def _candidates(offer: Offer, workers: tuple[Worker, ...], group: Group) -> tuple[str, ...]:
    """Those named, else the lead, else whoever of the team has the skills asked."""
    team = [member.intervener for member in offer.team]
    leads = [member.intervener for member in offer.team if member.role == "lead"]
    named = list(group.interveners) or (team if group.skills else leads or team[:1])
    return tuple(w.key for w in known(workers, named) if set(group.skills) <= set(w.skills))
