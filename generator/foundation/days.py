"""Days as a French document writes them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, time, timedelta

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def short(day: date) -> str:
    """« 01/02/2024 »."""
    return f"{day:%d/%m/%Y}"


def long(day: date) -> str:
    """« 1er février 2024 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS[day.month - 1]} {day.year}"


def full(day: date) -> str:
    """« jeudi 1er février 2024 »."""
    return f"{WEEKDAYS[day.weekday()]} {long(day)}"


def clock(hour: time) -> str:
    """« 9 h » or « 13 h 30 »."""
    return f"{hour.hour} h {hour.minute:02d}" if hour.minute else f"{hour.hour} h"


def duration(minutes: int) -> str:
    """« 45 min », « 3 h » or « 3 h 30 »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def after(hour: time, minutes: int) -> time:
    """The hour `minutes` later, the same day. Raises ValueError past midnight."""
    hours, rest = divmod(hour.hour * 60 + hour.minute + minutes, 60)
    return time(hours, rest)


def minutes_between(start: time, end: time) -> int:
    """Minutes from one hour to a later one of the same day."""
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def each(first: date, last: date) -> tuple[date, ...]:
    """Every day from first to last, both included."""
    return tuple(first + timedelta(n) for n in range((last - first).days + 1))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
