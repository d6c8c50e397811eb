"""The planning of several groups: who meets where, the months at a glance, then the dates of each group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.compose.filters import et, plural
from generator.compose.planning_words import capitalised, from_notification, hours, lower, paragraph
from generator.compose.tables import grid
from generator.document.tree import Heading, Node, Paragraph, Table, Text
from generator.document.typography import capital
from generator.foundation import days
from generator.planning.fallbacks import fallback
from generator.planning.schedule import Event, Group, Schedule

GLANCE = 3  # groups from which the months are shown at a glance


def introduction(schedule: Schedule, names: Mapping[str, str]) -> Table:
    """Every group on a line: where, when, how many, with whom."""
    head = ("Groupe", "Lieu", "Jours et horaires", "Participants", "Intervenant")
    rows = tuple(_group(group, schedule, names) for group in schedule.groups)
    summary = f"Lieu, horaires, participants et intervenant de {plural(len(rows), 'groupe', 'groupes')}."
    return grid(head, rows, (18, 24, 24, 15, 19), summary)


def glance(schedule: Schedule) -> Table:
    """Every month on a line: the sessions by their mark and day, the meetings."""
    rows = []
    for (year, month), held in groupby(schedule.events, key=lambda event: (event.day.year, event.day.month)):
        events = tuple(held)
        sessions = ", ".join(f"{event.mark} le {_ordinal(event)}" for event in events if event.kind == "session")
        meetings = ", ".join(f"{lower(e.label)} le {_ordinal(e)}" for e in events if e.kind != "session")
        rows.append((f"{days.MONTHS[month - 1].capitalize()} {year}", sessions or "–", meetings or "–"))
    summary = "Séances et réunions de chaque mois ; la lettre est celle du groupe, le chiffre celui de la séance."
    return grid(("Mois", "Séances", "Réunions"), rows, (18, 52, 30), summary)


def details(schedule: Schedule, brief: Brief, offer: Offer, names: Mapping[str, str]) -> Iterator[Node]:
    """The dates of each group, each with the date on which it can be held instead."""
    for group in schedule.groups:
        yield Heading(2, (Text(_title(group, schedule)),), numbered=False)
        yield _dates(group, schedule, brief, offer)  # right below its heading, so that they share a page
        yield _practical(group, schedule, names)


def _group(group: Group, schedule: Schedule, names: Mapping[str, str]) -> tuple[str, ...]:
    first = schedule.of(group.key)[0]
    size = str(group.size) if group.size else "–"
    when = f"{et(_weekdays(group, schedule))}, {hours(first)}"
    return _title(group, schedule), capitalised(first.place), capital(when), size, names.get(group.intervener, "")


def _title(group: Group, schedule: Schedule) -> str:
    """« Groupe A », « Crèche du Nord (A) »: the name, with the letter of the pictures."""
    letter = schedule.of(group.key)[0].mark.rstrip("0123456789").rstrip(".")
    return group.name if not letter or group.name.split()[-1].upper() == letter else f"{group.name} ({letter})"


def _weekdays(group: Group, schedule: Schedule) -> list[str]:
    held = sorted({event.day.weekday() for event in schedule.of(group.key)})
    return [days.WEEKDAYS[number] for number in held]


def _practical(group: Group, schedule: Schedule, names: Mapping[str, str]) -> Paragraph:
    sessions = schedule.of(group.key)
    first = sessions[0]
    length = days.duration(days.minutes_between(first.start, first.end))
    count = plural(len(sessions), "séance", "séances")
    who = f", avec {names[group.intervener]}" if group.intervener in names else ""
    size = f" ; {plural(group.size, 'participant', 'participants')}" if group.size else ""
    return paragraph(f"{count} de {length}, {hours(first)}{who} ; {first.place}{size}.")


def _dates(group: Group, schedule: Schedule, brief: Brief, offer: Offer) -> Table:
    notified = offer.planning.notification
    rows = []
    for event in schedule.of(group.key):
        spare = fallback(event, schedule, brief, offer)
        row = [str(event.number), capital(days.full(event.day))]
        row += [from_notification(event, notified)] if notified else []
        rows.append((*row, capital(days.full(spare)) if spare else "À convenir"))
    head = ("Séance", "Date", *(("Depuis T0",) if notified else ()), "Date de repli")
    widths = (12, 34, 20, 34) if notified else (12, 44, 44)
    return grid(head, rows, widths, f"Dates des séances : {group.name}.")


def _ordinal(event: Event) -> str:
    return "1er" if event.day.day == 1 else str(event.day.day)
