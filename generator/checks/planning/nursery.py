"""In a nursery, does each professional get the hours of the law, in a group that the law admits?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.checks.cells import fold
from generator.checks.finished import Finished, Verdict
from generator.checks.planning.printed import Planned, planning_of
from generator.compose.filters import et
from generator.foundation.days import duration, minutes_between, short
from generator.law.nursery import NURSERY, Duty, duty, told
from generator.planning.hours import YEAR, periods
from generator.planning.parts import Part, parts


@dataclass(frozen=True, slots=True)
class _Group:
    """A group and the days on which it meets, as they are printed when they can be read."""

    part: Part
    days: tuple[date, ...]
    minutes: int


def nursery_duty(finished: Finished) -> tuple[Verdict, ...]:
    """Hours of each person a year and in each period, size of groups, and what the note must tell."""
    inputs = finished.dossier.inputs
    rule = duty(inputs.offer.value.date)
    if NURSERY not in inputs.brief.value.law or rule is None:
        return ()
    planned = planning_of(finished)
    groups = [_group(finished, planned, part) for part in parts(inputs.brief.value, inputs.offer.value)]
    verdicts = [
        Verdict(group.part.here(inputs.offer), group.part.said(said), hint)
        for group in groups
        for said, hint in (*_too_large(group, rule), *_too_little(group, rule))
    ]
    return (*verdicts, *_untold(finished))


def _group(finished: Finished, planned: Planned | None, part: Part) -> _Group:
    events = finished.dossier.schedule.of(part.key)
    printed = tuple(held.day for held in planned.of(part.key) if held.day) if planned else ()
    minutes = min((minutes_between(event.start, event.end) for event in events), default=part.minutes)
    return _Group(part, tuple(sorted(printed)) or tuple(event.day for event in events), minutes)


def _too_large(group: _Group, rule: Duty) -> Iterator[tuple[str, str]]:
    if group.part.size and group.part.size > rule.group_max:
        said = f"{group.part.size} professionnels, {rule.group_max} au plus ({rule.source})"
        yield said, "partagez ce groupe : la règle ne dépend pas de l'acheteur"


def _too_little(group: _Group, rule: Duty) -> Iterator[tuple[str, str]]:
    """The hours of each person, in each year, then in each period of months, counted from the first day."""
    wanted: tuple[tuple[int, Decimal], ...] = (
        (YEAR, rule.hours_per_year),
        (rule.months, rule.hours_per_period),
    )
    for months, least in wanted:
        for first, last in periods(group.part, months):
            minutes = sum(first <= day <= last for day in group.days) * group.minutes
            if minutes < least * 60:
                given = duration(minutes) if minutes else "aucune heure"
                said = (
                    f"{given} par personne du {short(first)} au {short(last)}, "
                    f"{duration(int(least * 60))} au moins ({rule.source})"
                )
                yield said, "ajoutez une séance dans cette période, ou avancez-en une (« fixed » dans offer.yaml)"


def _untold(finished: Finished) -> Iterator[Verdict]:
    note = next((p for p in finished.printed if p.key == "note"), None)
    if note is None:
        return
    said = fold(" ".join(note.words))
    asked = told(finished.dossier.inputs.offer.value.date)
    missing = [each for each in asked if not any(word in said for word in each.words)]
    if missing:
        sources = et(dict.fromkeys(each.source for each in missing))
        yield Verdict(
            finished.place(note.docx),
            f"la note ne dit pas {et(each.says for each in missing)} ({sources})",
            "ajoutez le bloc qui en parle, ou dites-le dans un bloc de ce client",
        )
