"""Are those whom the buyer wants at each meeting named, and is nobody expected in two places at once?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time
from itertools import combinations
from typing import Final

from generator.brief.brief import Milestone
from generator.checks.cells import bare, clocks_in, fold
from generator.checks.finished import Finished, Verdict
from generator.checks.planning.printed import Planned, planning_of
from generator.compose.filters import et
from generator.foundation import days
from generator.planning.problem import LABELS

_ARTICLE: Final = re.compile(r"^(l'|le |la |les |un |une |des |du )", re.IGNORECASE)
_OURS: Final = {"intervenant", "intervenante", "intervenants"}


def wanted(milestone: Milestone) -> tuple[str, ...]:
    """Those whom the buyer wants at a meeting beside the intervener, without their article."""
    named = (_ARTICLE.sub("", bare(who).replace("’", "'")) for who in milestone.attendees)
    return tuple(who for who in named if fold(who) not in _OURS)


def attendees_listed(finished: Finished) -> tuple[Verdict, ...]:
    """The printed planning names, at each meeting, everyone whom the buyer wants there and who leads it."""
    planned, inputs = planning_of(finished), finished.dossier.inputs
    if planned is None:
        return ()
    place = finished.place(planned.printed.docx)
    team = [fold(person.file.value.name) for person in inputs.team]
    verdicts = []
    for milestone in inputs.brief.value.milestones:
        for held in (held for held in planned.meetings if held.kind == milestone.kind):
            missing = [who for who in wanted(milestone) if fold(who) not in fold(held.people)]
            if not any(name in fold(held.people) for name in (*team, *_OURS)):
                missing.append("l'intervenant, par son nom")
            if missing:
                said = f"planning imprimé : « {LABELS[milestone.kind]} » ne nomme pas {et(missing)}"
                hint = "ajoutez les participants demandés à cette ligne, ou à « milestones » dans brief.yaml"
                verdicts.append(Verdict(place, said, hint, planned.passage(held.words)))
    return tuple(verdicts)


# --- at once -----------------------------------------------------------------------------------

_Taken = tuple[time, time, str, str]  # from, to, label, words of the planning


def nobody_twice(finished: Finished) -> tuple[Verdict, ...]:
    """Nobody runs two events at once, in the schedule and as it is printed; no group meets twice a day."""
    planned = planning_of(finished)
    where = finished.dossier.inputs.offer.span("planning")
    names = {person.key: person.file.value.name for person in finished.dossier.inputs.team}
    planned_twice = tuple(_clashes(_scheduled(finished)))
    verdicts = [
        Verdict(where, _said(names.get(who, who), day, one, two), "« offer plan » replace les séances")
        for who, day, one, two in planned_twice
    ]
    if planned and not planned_twice:
        place = finished.place(planned.printed.docx)
        hint = "changez l'une des deux dates du planning, ou reconstruisez l'offre"
        for who, day, one, two in _clashes(_printed(finished, planned)):
            told = f"planning imprimé : {_said(names.get(who, who), day, one, two)}"
            verdicts.append(Verdict(place, told, hint, planned.passage(two[3])))
    return tuple(verdicts)


def _said(who: str, day: date, one: _Taken, two: _Taken) -> str:
    return f"{who} est attendu deux fois le {days.full(day)} : {one[2]} et {two[2]}"


def _scheduled(finished: Finished) -> Iterator[tuple[str, date, _Taken]]:
    for event in finished.dossier.schedule.events:
        yield event.intervener, event.day, (event.start, event.end, event.label.lower(), "")


def _printed(finished: Finished, planned: Planned) -> Iterator[tuple[str, date, _Taken]]:
    """What the printed planning says, its hours taken from the table of groups where the row has none."""
    described = dict(planned.groups)
    leads = {group.key: group.intervener for group in finished.dossier.schedule.groups}
    hours = {key: clocks_in(" ".join(line.cells)) for key, line in described.items()}
    lead = finished.dossier.inputs.lead.key
    for held in planned.events:
        given = hours.get(held.group, ())
        clocks = held.hours or ((given[0], given[1]) if len(given) == 2 else None)
        if held.day and clocks:
            yield leads.get(held.group, lead), held.day, (*clocks, held.label, held.words)


def _clashes(taken: Iterator[tuple[str, date, _Taken]]) -> Iterator[tuple[str, date, _Taken, _Taken]]:
    agenda: dict[tuple[str, date], list[_Taken]] = defaultdict(list)
    for who, day, each in taken:
        agenda[who, day].append(each)
    for (who, day), held in sorted(agenda.items()):
        for one, two in combinations(sorted(held), 2):
            if two[0] < one[1]:
                yield who, day, one, two
