"""Changes of the offer that give all its groups a plan: each is tried with every group before it is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, permutations
from typing import get_args

from generator.brief.offer import Offer
from generator.brief.planning import Group, Planning
from generator.brief.terms import Weekday
from generator.foundation.days import WEEKDAYS, long, short
from generator.foundation.diagnostic import Span
from generator.foundation.record import Loaded
from generator.planning.parts import Part
from generator.planning.rules import WEDNESDAY

FEW = 12  # groups up to which every change is tried
NEAREST = 2  # of each kind tried for more groups
WEEKS = 8  # how far the limits in weeks are moved
ORDERS = 6  # ways to share the weekdays out
REMOVED = 4  # absences, closed days and imposed dates tried without

Edit = Callable[[Group], Group]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what to write, where, and the offer that it gives."""

    text: str
    span: Span | None
    offer: Loaded[Offer]


def remedies(
    offer: Loaded[Offer], groups: Sequence[Part], part: Part, wednesdays: bool, holds: Callable[[Loaded[Offer]], bool]
) -> list[Change]:
    """Of each kind, the mildest change that is enough for all.

    `part` is a group without a plan, whose lines are shown; `wednesdays` when they may be used; `holds` tells whether
    every group of an offer has a plan, meetings included.
    """
    few = len(groups) <= FEW
    kinds = [_longer(offer, part), _closer(offer, part), _one_day_more(offer, part, wednesdays)]
    if len(groups) <= len(_usable(wednesdays)):
        kinds.append(_one_day_each(offer, groups, wednesdays))
    if few:
        kinds += [iter([change]) for change in _removed(offer)]
    enough = (next((c for c in islice(kind, None if few else NEAREST) if holds(c.offer)), None) for kind in kinds)
    return [change for change in enough if change]


def attempted(groups: int, wednesdays: bool) -> str:
    """What was tried for so many groups, in words."""
    weeks = WEEKS if groups <= FEW else NEAREST
    each = ", un jour par groupe" if groups <= len(_usable(wednesdays)) else ""
    without = ", sans une absence ou une date imposée" if groups <= FEW else ""
    return f"écarts changés de {weeks} semaines au plus, un jour convenu de plus{each}{without}"


def _longer(offer: Loaded[Offer], part: Part) -> Iterator[Change]:
    """Longer gaps, for every group whose own are shorter."""
    for weeks in range(part.max_weeks + 1, min(52, part.max_weeks + WEEKS) + 1):

        def longer(group: Group, most: int = weeks) -> Group:
            return _group(group, max_weeks=max(most, group.max_weeks)) if group.max_weeks else group

        planning = _edited(offer, longer, max_weeks=max(weeks, offer.value.planning.max_weeks))
        yield Change(f"« max_weeks: {weeks} »", part.span(offer, "max_weeks"), planning)


def _closer(offer: Loaded[Offer], part: Part) -> Iterator[Change]:
    """Shorter gaps, for every group whose own are longer."""
    for weeks in range(part.min_weeks - 1, max(0, part.min_weeks - WEEKS), -1):

        def closer(group: Group, least: int = weeks) -> Group:
            return _group(group, min_weeks=min(least, group.min_weeks)) if group.min_weeks else group

        planning = _edited(offer, closer, min_weeks=min(weeks, offer.value.planning.min_weeks))
        yield Change(f"« min_weeks: {weeks} »", part.span(offer, "min_weeks"), planning)


def _one_day_more(offer: Loaded[Offer], part: Part, wednesdays: bool) -> Iterator[Change]:
    """One more agreed weekday, for all groups."""
    for day in _usable(wednesdays):
        if day not in part.weekdays:

            def more(group: Group, extra: Weekday = day) -> Group:
                return _group(group, weekdays=_sorted({*group.weekdays, extra})) if group.weekdays else group

            planning = _edited(offer, more, weekdays=_sorted({*offer.value.planning.weekdays, day}))
            text = f"un jour convenu de plus, le {day}, pour tous les groupes"
            yield Change(text, part.span(offer, "weekdays"), planning)


def _one_day_each(offer: Loaded[Offer], groups: Sequence[Part], wednesdays: bool) -> Iterator[Change]:
    """One weekday for each group, those agreed first; no two groups have the same one as long as there are enough."""
    agreed = list(dict.fromkeys(day for part in groups for day in part.weekdays))
    others = [day for day in _usable(wednesdays) if day not in agreed]
    days = [*agreed, *others]
    orders = permutations(days[: max(len(agreed), min(len(groups), len(days)))])
    for order in islice(orders, ORDERS):
        own = {part.key: order[number % len(order)] for number, part in enumerate(groups)}

        def alone(group: Group, own: dict[str, Weekday] = own) -> Group:
            return _group(group, weekdays=(own[group.key],))

        said = ", ".join(f"{part.name} le {own[part.key]}" for part in groups)
        yield Change(f"un jour par groupe ({said})", offer.span("planning", "groups"), _edited(offer, alone))


def _removed(offer: Loaded[Offer]) -> Iterator[Change]:
    """Without one absence, one closed day or one imposed date."""
    planning = offer.value.planning
    changes: list[Change] = []
    for index, absence in enumerate(planning.absences):
        rest = planning.absences[:index] + planning.absences[index + 1 :]
        when = f"du {short(absence.first)} au {short(absence.last)}"
        span = offer.span("planning", "absences", index)
        changes.append(
            Change(f"sans l'absence de {absence.intervener} {when}", span, _edited(offer, _same, absences=rest))
        )
    for index, day in enumerate(planning.closed):
        rest_days = planning.closed[:index] + planning.closed[index + 1 :]
        span = offer.span("planning", "closed", index)
        changes.append(Change(f"sans le jour fermé du {long(day)}", span, _edited(offer, _same, closed=rest_days)))
    for number, group in enumerate(planning.groups):
        if group.fixed:

            def free(other: Group, key: str = group.key) -> Group:
                return _group(other, fixed=()) if other.key == key else other

            span = offer.span("planning", "groups", number, "fixed")
            changes.append(Change(f"sans les dates imposées à {group.name}", span, _edited(offer, free)))
    yield from changes[:REMOVED]


def _usable(wednesdays: bool) -> list[Weekday]:
    days: tuple[Weekday, ...] = get_args(Weekday)
    return [day for number, day in enumerate(days) if wednesdays or number != WEDNESDAY]


def _sorted(days: set[Weekday]) -> tuple[Weekday, ...]:
    return tuple(day for day in WEEKDAYS if day in days)


def _same(group: Group) -> Group:
    return group


def _group(group: Group, **fields: object) -> Group:
    return group.model_copy(update=fields)


def _edited(offer: Loaded[Offer], edit: Edit, **fields: object) -> Loaded[Offer]:
    """The offer with these fields of its planning, and every group edited."""
    before = offer.value.planning
    groups = tuple(edit(group) for group in before.groups)
    after: Planning = before.model_copy(update={**fields, "groups": groups})
    return replace(offer, value=offer.value.model_copy(update={"planning": after}))
