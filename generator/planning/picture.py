"""The picture of a schedule: a calendar of its months, drawn once as SVG and read without colour too.

A session is a full disc, a meeting an open square, around the day; under each month, the same shape with its
mark says what is held. School holidays are hatched, public holidays ringed.
"""

from __future__ import annotations

from calendar import Calendar, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from generator.document.tree import Figure, Text
from generator.document.typography import french
from generator.foundation.days import MONTHS, short
from generator.planning.schedule import Closure, Event, Schedule
from generator.planning.svg import (
    INK,
    RADIUS,
    Palette,
    badge,
    cross,
    fitted,
    hatched,
    line,
    ring,
    sheet,
    text,
)

TOTAL, GAP, COLUMNS = 160.0, 5.6, 4  # millimetres; months in a row
YEAR, NAMED = 12, 8  # months in a picture; groups that the legend names
MONTH = (TOTAL - (COLUMNS - 1) * GAP) / COLUMNS
DAY, WEEK = MONTH / 7, 4.5
TITLE, HEAD, NOTE, FOOT = 5.4, 3.7, 4.7, 4.0
WEEKDAYS = "LMMJVSD"


@dataclass(frozen=True, slots=True)
class _Month:
    """One month of the picture: its weeks (0 = a day of another month), its events and the breaks to name."""

    year: int
    number: int
    weeks: tuple[tuple[int, ...], ...]
    events: tuple[Event, ...]
    notes: tuple[tuple[Event, ...], ...]  # what is said together on a line: an event, or the sessions of a day
    breaks: tuple[Closure, ...]

    @property
    def height(self) -> float:
        """Millimetres of the month with its notes."""
        return TITLE + HEAD + len(self.weeks) * WEEK + (len(self.notes) + len(self.breaks)) * NOTE + 0.8


def calendar_pictures(schedule: Schedule, primary: str, accent: str, soft: str, grey: str) -> tuple[Figure, ...]:
    """The calendar of the schedule, 160 mm wide, twelve months a picture; the colours are those of the theme."""
    palette = Palette(*("#" + color.removeprefix("#") for color in (primary, accent, soft, grey)))
    months = _months(schedule)
    runs = [months[start : start + YEAR] for start in range(0, len(months), YEAR)]
    return tuple(_picture(schedule, run, number, len(runs), palette) for number, run in enumerate(runs, 1))


def _picture(schedule: Schedule, months: tuple[_Month, ...], number: int, count: int, palette: Palette) -> Figure:
    shapes: list[str] = []
    top = 0.0
    for start in range(0, len(months), COLUMNS):
        row = months[start : start + COLUMNS]
        for column, month in enumerate(row):
            shapes += _month(month, column * (MONTH + GAP), top, schedule, palette)
        if len(row) < COLUMNS:
            shapes += _legend(schedule, palette, len(row) * (MONTH + GAP), top + TITLE)
            top += max(0.0, TITLE + len(_keys(schedule)) * NOTE + 1 - max(month.height for month in row))
        top += max(month.height for month in row) + FOOT
    if len(months) % COLUMNS == 0:
        shapes += _legend_below(schedule, palette, top)
        top += NOTE * -(-len(_keys(schedule)) // COLUMNS) + FOOT
    alt = alternative(tuple(event for month in months for event in month.events))
    which = f" ({number} sur {count})" if count > 1 else ""
    caption = (Text(f"Calendrier prévisionnel des séances et des réunions{which}"),)
    name = "calendar" if number == 1 else f"calendar-{number}"
    return Figure(name, alt, caption, int(TOTAL), sheet(TOTAL, top - FOOT + 0.6, alt, shapes))


def alternative(events: tuple[Event, ...]) -> str:
    """What the picture says, for who does not see it."""
    said = ", ".join(f"{event.label} le {short(event.day)}" for event in events)
    return f"Calendrier du planning : {said}."


def _months(schedule: Schedule) -> tuple[_Month, ...]:
    """Every month from the first day to the last one; only those with an event, beyond twelve."""
    first = min(schedule.first, schedule.events[0].day)
    last = max(schedule.last, schedule.events[-1].day)
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    months = tuple(_made(schedule, *divmod(number, 12)) for number in numbers)
    return months if len(months) <= 12 else tuple(month for month in months if month.events)


def _made(schedule: Schedule, year: int, index: int) -> _Month:
    number = index + 1
    first, last = date(year, number, 1), date(year, number, monthrange(year, number)[1])
    held = tuple(event for event in schedule.events if first <= event.day <= last)
    breaking = (closure for closure in schedule.closures if closure.kind in ("school", "bridge"))
    breaks = tuple(closure for closure in breaking if closure.first <= last and first <= closure.last)
    weeks = tuple(tuple(week) for week in Calendar().monthdayscalendar(year, number))
    alone = len(schedule.groups) < 2
    notes = groupby(held, key=lambda event: (event.day, "" if event.kind == "session" else event.kind))
    told = tuple((event,) for event in held) if alone else tuple(tuple(run) for _, run in notes)
    return _Month(year, number, weeks, held, told, breaks)


def _month(month: _Month, left: float, top: float, schedule: Schedule, palette: Palette) -> Iterator[str]:
    title = f"{MONTHS[month.number - 1].capitalize()} {month.year}"
    yield text(left, top + TITLE / 2 - 0.4, title, 3.9, palette.primary, "bold")
    yield line(left, top + TITLE - 0.6, left + MONTH, top + TITLE - 0.6, palette.primary, 0.3)
    for place, letter in enumerate(WEEKDAYS):
        yield text(_middle(left, place), top + TITLE + HEAD / 2, letter, 2.5, palette.grey, "middle")
    for row, week in enumerate(month.weeks):
        yield from _week(month, week, left, top + TITLE + HEAD + row * WEEK, schedule, palette)
    yield from _notes(month, left, top + TITLE + HEAD + len(month.weeks) * WEEK + 0.8, palette)


def _week(
    month: _Month, week: tuple[int, ...], left: float, top: float, schedule: Schedule, palette: Palette
) -> Iterator[str]:
    days = [date(month.year, month.number, number) if number else None for number in week]
    off = [bool(day and _kinds(schedule, day) & {"school", "bridge"}) for day in days]
    for full, places in groupby(range(7), key=lambda place: off[place]):
        run = list(places)
        if full:
            yield hatched(left + run[0] * DAY, top + 0.3, len(run) * DAY, WEEK - 0.6, palette)
    for place, day in enumerate(days):
        if day:
            yield from _day(day, _middle(left, place), top + WEEK / 2, schedule, palette)


def _day(day: date, x: float, y: float, schedule: Schedule, palette: Palette) -> Iterator[str]:
    event = next((event for event in schedule.events if event.day == day), None)
    if event:
        yield badge(event.kind == "session", str(day.day), x, y, palette)
        return
    kinds = _kinds(schedule, day)
    color = palette.grey if day.weekday() > 4 else INK
    yield text(x, y, str(day.day), 2.8, color, "middle")
    if "public" in kinds:
        yield ring(x, y)
    if "closed" in kinds:
        yield cross(x, y)


def _notes(month: _Month, left: float, top: float, palette: Palette) -> Iterator[str]:
    for events in month.notes:
        event, day = events[0], _ordinal(events[0].day)
        mark, words = event.mark, f"{day} : {event.label}"
        if event.group and event.kind == "session":
            mark, words = str(event.day.day), ", ".join(each.mark for each in events)
        yield badge(event.kind == "session", mark, left + RADIUS, top + NOTE / 2, palette)
        yield fitted(left + 5.4, top + NOTE / 2, words, 2.9, MONTH - 5.4)
        top += NOTE
    for closure in month.breaks:
        yield hatched(left, top + 0.8, 2 * RADIUS, NOTE - 1.6, palette)
        yield fitted(left + 5.4, top + NOTE / 2, _break(closure, month), 2.9, MONTH - 5.4)
        top += NOTE


def _break(closure: Closure, month: _Month) -> str:
    """« Toussaint, dès le 21 »: the days of the break that are in this month."""
    name = closure.short_name
    opens = (closure.first.year, closure.first.month) == (month.year, month.number)
    closes = (closure.last.year, closure.last.month) == (month.year, month.number)
    if opens and closes:
        two = closure.last - closure.first == timedelta(days=1)
        low, high = _ordinal(closure.first), closure.last.day
        return f"{name}, les {low} et {high}" if two else f"{name}, du {low} au {high}"
    if opens:
        return f"{name}, dès le {_ordinal(closure.first)}"
    return f"{name}, jusqu’au {_ordinal(closure.last)}" if closes else name


def _keys(schedule: Schedule) -> tuple[tuple[str, str], ...]:
    """The shapes that this picture uses, by kind and mark, with their words."""
    kinds = {closure.kind for closure in schedule.closures}
    count = len(schedule.sessions)
    words = "séance" if count == 1 else f"séances 1 à {count}"
    if len(schedule.groups) > 1:
        words = "groupe et séance (A1)"
    keys = [("session", words), *_groups(schedule)]
    keys += ((event.mark, event.label.lower()) for event in schedule.meetings)
    if "school" in kinds:
        keys.append(("hatch", "vacances scolaires, pont" if "bridge" in kinds else "vacances scolaires"))
    if "public" in kinds:
        keys.append(("ring", "jour férié"))
    if "closed" in kinds:
        keys.append(("cross", "jour fermé"))
    return tuple(keys)


def _groups(schedule: Schedule) -> Iterator[tuple[str, str]]:
    """The letter and the name of each group, when there are a few of them."""
    if 1 < len(schedule.groups) <= NAMED:
        for group in schedule.groups:
            yield f"letter {schedule.of(group.key)[0].mark.rstrip('0123456789')}", group.name


def _legend(schedule: Schedule, palette: Palette, left: float, top: float) -> Iterator[str]:
    yield text(left, top - TITLE / 2 - 0.4, "Légende", 3.9, palette.primary, "bold")
    yield line(left, top - 0.6, left + MONTH, top - 0.6, palette.primary, 0.3)
    for index, key in enumerate(_keys(schedule)):
        yield from _key(key, left, top + 1 + index * NOTE, palette)


def _legend_below(schedule: Schedule, palette: Palette, top: float) -> Iterator[str]:
    for index, key in enumerate(_keys(schedule)):
        row, column = divmod(index, COLUMNS)
        yield from _key(key, column * (MONTH + GAP), top + row * NOTE, palette)


def _key(key: tuple[str, str], left: float, top: float, palette: Palette) -> Iterator[str]:
    shape, words = key
    x, y = left + RADIUS, top + NOTE / 2
    match shape:
        case "hatch":
            yield hatched(left, top + 0.8, 2 * RADIUS, NOTE - 1.6, palette)
        case "ring":
            yield ring(x, y)
        case "cross":
            yield cross(x, y)
        case "session":
            yield badge(True, "1", x, y, palette)
        case _ if shape.startswith("letter "):
            yield text(x, y, shape.removeprefix("letter "), 3.2, palette.primary, "middle bold")
        case _:
            yield badge(False, shape, x, y, palette)
    yield fitted(left + 5.4, y, french(words), 2.9, MONTH - 5.4)


def _middle(left: float, place: int) -> float:
    return left + (place + 0.5) * DAY


def _kinds(schedule: Schedule, day: date) -> set[str]:
    return {closure.kind for closure in schedule.closures if closure.first <= day <= closure.last}


def _ordinal(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)
