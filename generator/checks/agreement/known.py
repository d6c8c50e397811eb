"""What an offer holds: its days, counts, lengths, people and every text of its data, to compare documents with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

from pydantic import BaseModel

from generator.checks.agreement.facts import plainly
from generator.compose.dossier import Dossier
from generator.foundation.days import WEEKDAYS, each, minutes_between
from generator.foundation.record import Loaded
from generator.law.nursery import NURSERY, duty
from generator.planning.fallbacks import fallback
from generator.planning.parts import parts
from generator.planning.schedule import Event
from generator.pricing.estimate import estimates, with_tax

_CLOSED: Final = re.compile(r"(?i)vacances|férié|\bpont\b|ferm|congés")
_BEFORE, _AFTER = timedelta(days=45), timedelta(days=60)  # around the plan: meetings, then the balance of it
HALF_DAY = range(150, 300)  # minutes that one calls « une demi-journée »
DAY = range(300, 541)
_NOON, _EVENING = time(12), time(17, 30)


@dataclass(frozen=True)
class Known:
    """What the data of one offer say; nothing is computed before it is asked for."""

    dossier: Dossier

    @cached_property
    def participants(self) -> frozenset[int]:
        """Sizes of a group that a text may say: asked, planned, of the approach, its subgroups, of all, of the law."""
        inputs, groups = self.dossier.inputs, self.dossier.schedule.groups
        service, adapt, usual = inputs.brief.value.service, inputs.offer.value.adapt, inputs.approach.value.group
        sizes = [group.size for group in groups if group.size]
        asked = [service.participants] if service.participants else []
        together = [sum(sizes), *(size * max(service.groups, len(groups)) for size in asked)]
        small = [-(-size // adapt.subgroups) for size in (*sizes, *asked)] if adapt.subgroups else []
        rule = duty(inputs.offer.value.date) if NURSERY in inputs.brief.value.law else None
        lawful = [rule.group_max] if rule else []
        return frozenset((*sizes, *asked, *together, *small, *lawful, usual.min, usual.max))

    @cached_property
    def sessions(self) -> frozenset[int]:
        """How many sessions there are: asked a year, planned in all, for a group, a lot, a site, a person, a year."""
        brief, planned = self.dossier.inputs.brief.value, self.dossier.schedule.sessions
        asked = brief.service.sessions.per_year
        return frozenset((asked, asked * brief.service.groups, len(planned), *self._shared(planned)))

    @cached_property
    def groups(self) -> frozenset[int]:
        """How many groups there are: asked, planned, of a lot, a site, a person."""
        service, groups = self.dossier.inputs.brief.value.service, self.dossier.schedule.groups
        keys = (("lot",), ("site",), ("intervener",))
        counts = (count for key in keys for count in Counter(_named(groups, key)).values())
        return frozenset((service.groups, len(groups), *counts, *(site.groups for site in service.sites)))

    @cached_property
    def lengths(self) -> frozenset[str]:
        """Lengths of a session, as a fact says them: minutes, « demi-journée », « journée »."""
        inputs = self.dossier.inputs
        asked, own = inputs.brief.value.service.sessions, inputs.offer.value.adapt.minutes
        held = {minutes_between(event.start, event.end) for event in self.dossier.schedule.sessions}
        words = {"half_day": "demi-journée", "day": "journée"}
        named = {name for name, range_ in (("demi-journée", HALF_DAY), ("journée", DAY)) if held & set(range_)}
        usual = {asked.minutes, own} - {None}
        return frozenset((*map(str, (*held, *usual)), *named, words.get(asked.length, ""))) - {""}

    def _shared(self, planned: Iterable[Event]) -> Iterator[int]:
        for key in ("group", "lot", "site", "intervener"):
            yield from Counter(_named(planned, (key,))).values()

    @cached_property
    def own_days(self) -> frozenset[date]:
        """The days of sessions and meetings."""
        return frozenset(event.day for event in self.dossier.schedule.events)

    @property
    def offered(self) -> date:
        """The day of the offer."""
        return self.dossier.inputs.offer.value.date

    @cached_property
    def days(self) -> frozenset[date]:
        """Every day of the files and of the plan that a session or a meeting may have, or that bounds them."""
        schedule = self.dossier.schedule
        files = (leaf for leaf in self.leaves if isinstance(leaf, date))
        return frozenset((*self.own_days, *files, schedule.first, schedule.last))

    @cached_property
    def spare(self) -> frozenset[date]:
        """The days that would take the place of a session's, if it could not be held."""
        inputs, schedule = self.dossier.inputs, self.dossier.schedule
        brief, offer = inputs.brief.value, inputs.offer.value
        return frozenset(filter(None, (fallback(session, schedule, brief, offer) for session in schedule.sessions)))

    @cached_property
    def closed(self) -> frozenset[date]:
        """The days without session: school holidays, public holidays, bridges."""
        closures = self.dossier.schedule.closures
        return frozenset(day for closure in closures for day in each(closure.first, closure.last))

    def has(self, day: date, line: str, key: str) -> bool:
        """Whether the offer holds this day for what the line, in a document of this key, speaks of."""
        return (
            day in self.days
            or ((key == "planning" or "repli" in line) and day in self.spare)
            or (day in self.closed and bool(_CLOSED.search(line)))
        )

    def has_day_of_year(self, value: str) -> bool:
        """Whether a day said without its year (« --10-12 ») is one of a session or meeting."""
        return value.startswith("--") and any(f"--{day:%m-%d}" == value for day in self.own_days)

    def in_plan(self, day: date) -> bool:
        """Whether a day falls in the time of the sessions and meetings."""
        schedule = self.dossier.schedule
        return schedule.first - _BEFORE <= day <= schedule.last + _AFTER

    @cached_property
    def people(self) -> frozenset[str]:
        """The names of those who take part in this offer, in small letters."""
        inputs = self.dossier.inputs
        firms = (inputs.candidate.value, *(partner.value for _, partner in inputs.partners))
        names = (*(person.file.value.name for person in inputs.team), *(firm.signatory.name for firm in firms))
        return frozenset(plainly(name).lower() for name in names)

    @cached_property
    def amounts(self) -> frozenset[Decimal]:
        """Every number of the files and of the price: an amount without cents may be any of them."""
        return frozenset(leaf for leaf in (*self.leaves, *_leaves(self.dossier.quote)) if isinstance(leaf, Decimal))

    @cached_property
    def priced(self) -> frozenset[Decimal]:
        """Every amount that a price piece may print, the buyer's estimate included."""
        offer, quote = self.dossier.inputs.offer.value, self.dossier.quote
        drawn = estimates(quote, offer.pricing, offer.date)
        lines = (*quote.lines, *(line for option in quote.options for line in option.lines))
        shown = (with_tax(line, offer.date) for line in lines)
        sums = (one for lot in (*quote.lots, *drawn, *quote.options) for one in (lot.net, lot.tax, lot.gross))
        return frozenset((*(leaf for leaf in _leaves(drawn) if isinstance(leaf, Decimal)), *shown, *sums))

    @cached_property
    def days_of_year(self) -> frozenset[str]:
        """The days of the files and of the plan without their year, « --10-12 », those kept in reserve included."""
        return frozenset(f"--{day:%m-%d}" for day in self.days | self.spare | self.closed)

    @cached_property
    def session_days(self) -> frozenset[tuple[str, str]]:
        """When sessions are held: « jeudi », « matin »."""
        held = self.dossier.schedule.sessions
        return frozenset((WEEKDAYS[one.day.weekday()], part_of_day(one.start)) for one in held)

    @cached_property
    def weeks(self) -> tuple[int, int]:
        """The weeks at least and at most between two sessions in a row of a group; (0, 0) when there is one only."""
        by_group: dict[str, list[date]] = {}
        for one in self.dossier.schedule.sessions:
            by_group.setdefault(one.group, []).append(one.day)
        gaps = [(after - before).days for days in by_group.values() for before, after in pairwise(sorted(days))]
        if not gaps:
            return 0, 0
        inputs = self.dossier.inputs
        bounds = parts(inputs.brief.value, inputs.offer.value)
        low, high = min(gaps) // 7, -(-max(gaps) // 7)
        return min((low, *(part.min_weeks for part in bounds))), max((high, *(part.max_weeks for part in bounds)))

    @cached_property
    def team(self) -> frozenset[int]:
        """How many people lead: all, of a group of keys, of a lot, of a day."""
        schedule = self.dossier.schedule
        lots = Counter(lot for lot, _ in {(group.lot, group.intervener) for group in schedule.groups})
        used = {one.intervener for one in schedule.sessions}
        return frozenset((len(self.dossier.inputs.team), len(used), *lots.values()))

    @cached_property
    def leaves(self) -> tuple[Any, ...]:
        """Every text, number and day of the offer's files."""
        inputs = self.dossier.inputs
        records: tuple[Loaded[Any], ...] = (
            inputs.brief,
            inputs.offer,
            inputs.candidate,
            inputs.prices,
            inputs.approach,
            *(loaded for _, loaded in inputs.partners),
            *(loaded for _, loaded in inputs.annexes),
        )
        people = (person.file.value for person in inputs.team)
        held = (*(loaded.value for loaded in records), *people)
        return tuple(leaf for record in held for leaf in _leaves(record))

    @cached_property
    def texts(self) -> str:
        """Every text of the offer's files, one a line, as facts are read."""
        return plainly("\n".join(leaf for leaf in self.leaves if isinstance(leaf, str))).lower()

    @cached_property
    def signs(self) -> str:
        """The same without spaces: identifiers are looked up there."""
        return " ".join("".join(leaf.split()) for leaf in self.leaves if isinstance(leaf, str)).lower()


def part_of_day(start: time) -> str:
    """« matin », « après-midi » or « soir », by the hour of a start."""
    return "matin" if start < _NOON else "après-midi" if start < _EVENING else "soir"


def _named(things: Iterable[Any], names: tuple[str, ...]) -> Iterator[Any]:
    for thing in things:
        yield from (got for name in names if (got := getattr(thing, name)) not in {None, ""})


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _leaves(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _leaves(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _leaves(getattr(value, field.name))
    elif value is not None and not isinstance(value, bool):
        yield value
