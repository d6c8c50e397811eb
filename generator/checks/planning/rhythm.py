"""Are sessions as far apart and as long as the buyer asks, everywhere they are printed?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from generator.checks.cells import Grid, clocks_in, fold, grids, length
from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.checks.planning.printed import Held, Planned, planning_of
from generator.foundation import days
from generator.foundation.days import duration, minutes_between
from generator.planning.parts import Part, parts
from generator.planning.schedule import SUMMER

_NAMED: Final = re.compile(r"\bséance [^()]*\((\d[^()]*)\)")
_WEEK: Final = timedelta(weeks=1)


def apart(finished: Finished) -> tuple[Verdict, ...]:
    """Two printed sessions in a row of a group are as many weeks apart as the buyer and the offer say."""
    planned, inputs = planning_of(finished), finished.dossier.inputs
    if planned is None:
        return ()
    place = finished.place(planned.printed.docx)
    verdicts = []
    for part in parts(inputs.brief.value, inputs.offer.value):
        low, high = _bounds(finished, part)
        for before, after in pairwise(held for held in planned.of(part.key) if held.day):
            said = _gap(finished, before, after, low, high)
            if said:
                hint = "rapprochez ou écartez ces séances, ou dites à l'acheteur pourquoi"
                verdicts.append(Verdict(place, f"planning imprimé : {said}", hint, planned.passage(after.words)))
    return tuple(verdicts)


def _bounds(finished: Finished, part: Part) -> tuple[int, int]:
    """The weeks at least and at most between two sessions: the brief's where they ask for more."""
    asked = finished.dossier.inputs.brief.value.service.sessions
    return max(asked.min_weeks or 0, part.min_weeks), min(asked.max_weeks or part.max_weeks, part.max_weeks)


def _gap(finished: Finished, before: Held, after: Held, low: int, high: int) -> str:
    """What is wrong between two sessions in a row; the summer between them excuses a long gap."""
    if before.day is None or after.day is None or after.day <= before.day or after.number != before.number + 1:
        return ""  # their order and their number are another check's
    gap = after.day - before.day
    told = f"{gap.days} jours entre {before.label} et la suivante (le {days.long(after.day)})"
    if gap < low * _WEEK:
        return f"{told}, au moins {low} semaines prévues"
    if gap > high * _WEEK and not _summer(finished, before.day, after.day):
        return f"{told}, au plus {high} semaines prévues"
    return ""


def _summer(finished: Finished, before: date, after: date) -> bool:
    summers = (c for c in finished.dossier.schedule.closures if c.kind == "school" and c.last - c.first > SUMMER)
    return any(before < summer.first and summer.last < after for summer in summers)


# --- length ------------------------------------------------------------------------------------


def same_length(finished: Finished) -> tuple[Verdict, ...]:
    """Hours, durations and run-sheets that are printed say one length of a session; P322 compares it with the brief."""
    planned, note = planning_of(finished), next((p for p in finished.printed if p.key == "note"), None)
    return (
        *(_rows(finished, planned) if planned else ()),
        *(_run_sheets(finished, note) if note else ()),
        *_priced(finished),
    )


def _priced(finished: Finished) -> Iterator[Verdict]:
    """« Séance d'analyse des pratiques (3 h) » in the cost sheet."""
    scheduled = {minutes_between(e.start, e.end) for e in finished.dossier.schedule.sessions}
    for printed in (p for p in finished.printed if p.key in {"cost", "bpu", "dqe", "dpgf"}):
        for said in printed.words:
            found = _NAMED.search(fold(said)) if "ance" in said else None
            lasts = length(found[1]) if found else None
            if lasts is not None and lasts not in scheduled:
                told = (
                    f"{printed.tree.title.lower()} : séance de {duration(lasts)}, les séances durent {_all(scheduled)}"
                )
                passage = Passage(printed.docx.removesuffix(".docx"), said)
                yield Verdict(
                    finished.place(printed.docx), told, "corrigez cet intitulé, ou reconstruisez l'offre", passage
                )
                break


def _rows(finished: Finished, planned: Planned) -> Iterator[Verdict]:
    place = finished.place(planned.printed.docx)
    hint = "corrigez l'heure ou la durée de cette ligne, ou reconstruisez l'offre"
    scheduled = {minutes_between(e.start, e.end) for e in finished.dossier.schedule.sessions}
    for held in planned.events:
        lasts = minutes_between(*held.hours) if held.hours else held.minutes
        if held.row and held.hours and held.minutes is not None and lasts != held.minutes:
            hours = f"de {days.clock(held.hours[0])} à {days.clock(held.hours[1])}"
            said = f"planning imprimé : {held.label} {hours}, durée annoncée {duration(held.minutes)}"
            yield Verdict(place, said, hint, planned.passage(held.words))
        elif held.kind == "session" and lasts is not None and lasts not in scheduled:
            said = f"planning imprimé : {held.label} de {duration(max(lasts, 0))}, les séances durent {_all(scheduled)}"
            yield Verdict(place, said, hint, planned.passage(held.words))


def _all(lengths: set[int]) -> str:
    return " ou ".join(duration(minutes) for minutes in sorted(lengths))


def _run_sheets(finished: Finished, note: Printed) -> Iterator[Verdict]:
    """The run-sheet of the note adds up to a session, and each of its hours follows from the time before."""
    phases = {fold(phase.title) for phase in finished.dossier.inputs.approach.value.phases}
    scheduled = {minutes_between(e.start, e.end) for e in finished.dossier.schedule.sessions}
    place, slug = finished.place(note.docx), note.docx.removesuffix(".docx")
    hint = "corrigez les durées du déroulé : leur somme est celle de la séance"
    for grid in grids(note.tree):
        times = _times(grid, phases)
        if len(times) < 2:
            continue
        lasts, row = sum(minutes for _, minutes, _ in times), times[0][2]
        if lasts not in scheduled:
            said = f"note : le déroulé d'une séance fait {duration(lasts)}, les séances durent {_all(scheduled)}"
            yield Verdict(place, said, hint, Passage(slug, row))
            continue
        for (hour, minutes, words), (later, _, _) in pairwise(times):
            if hour is not None and later is not None and hour + minutes != later:
                said = f"note : dans le déroulé, un temps de {duration(minutes)} ne mène pas à l'heure du suivant"
                yield Verdict(place, said, hint, Passage(slug, words))


def _times(grid: Grid, phases: set[str]) -> list[tuple[int | None, int, str]]:
    """The rows of a run-sheet that are phases: minutes since midnight if told, length, words."""
    when, what = grid.column("durée", "pendant"), grid.column("temps")
    if when is None or what is None:
        return []
    start = grid.column("heure", "à")
    found = []
    for line in grid.lines:
        if len(line.cells) == len(grid.head) and not line.total and (minutes := length(line.cells[when])):
            clock = clocks_in(line.cells[start])[:1] if start is not None else ()
            found.append((clock[0].hour * 60 + clock[0].minute if clock else None, minutes, line.words))
    known = sum(fold(line.cells[what]).split(" : ")[-1] in phases for line in grid.lines if len(line.cells) > what)
    return found if known or len(found) >= len(phases) else []
