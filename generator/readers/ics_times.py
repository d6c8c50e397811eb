"""When the events of a calendar take place: repetitions unrolled, hours in Paris, days cut at midnight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

Event = Any  # icalendar.Event: its properties have too many types to be told apart
Moment = tuple[datetime, datetime]  # start and end, hours of Paris, without their zone
Taken = tuple[date, time | None, time | None]  # a day, from when (None: its start), to when (None: its end)

ONE = timedelta(days=1)
_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}


class UnreadableError(Exception):
    """What the event says of its time makes no sense; the message is French."""


def moments(event: Event, moved: Sequence[Event], first: date, last: date) -> Iterator[Moment]:
    """Each occurrence that touches first … last; those that `moved` replaces are left out."""
    opening = _wall(event["DTSTART"].dt)
    length = _length(event)
    if not length:
        return
    zone = getattr(event["DTSTART"].dt, "tzinfo", None)
    gone = {_in(day, zone) for day in _dates(event, "EXDATE")}
    gone |= {_in(other["RECURRENCE-ID"].dt, zone) for other in moved}
    for start in _starts(event, opening, length, zone, first, last):
        if start in gone:
            continue
        low, high = _paris(start, zone), _paris(start + length, zone)
        if low.date() <= last and high >= datetime.combine(first, time()):
            yield low, high


def taken(start: datetime, end: datetime) -> Iterator[Taken]:
    """The days between two moments; a whole day has no hours."""
    day = start.date()
    while datetime.combine(day, time()) < end:
        low = start.time() if day == start.date() else time()
        high = end.time() if day == end.date() else None
        yield day, None if low == time() else low, high
        day += ONE


def _starts(
    event: Event, opening: datetime, length: timedelta, zone: Any, first: date, last: date
) -> Iterator[datetime]:
    """The starts of the occurrences, in the event's own zone."""
    from dateutil.rrule import rrulestr

    low, high = datetime.combine(first, time()) - length - ONE, datetime.combine(last, time()) + 2 * ONE
    found = {opening, *(_in(day, zone) for day in _dates(event, "RDATE"))}
    for rule in _listed(event.get("RRULE")):
        if str(rule.get("FREQ", [""])[0]).upper() in _OFTEN:
            raise UnreadableError("répétition plus d'une fois par jour")
        text = ";".join(
            f"{key}={','.join(map(str, values))}" for key, values in _texts(rule, zone).items()
        )
        try:
            repeated = rrulestr(text, dtstart=opening)
        except (ValueError, TypeError) as exc:
            raise UnreadableError(f"répétition illisible (RRULE:{text[:60]})") from exc
        found |= set(repeated.between(low, high, inc=True))
    return iter(sorted(start for start in found if low <= start <= high))


def _texts(rule: Any, zone: Any) -> dict[str, list[str]]:
    """The parts of a rule as text, its end in the event's own hours."""
    parts: dict[str, list[str]] = {}
    for key, values in rule.items():
        listed = values if isinstance(values, list) else [values]
        if key.upper() == "UNTIL":
            ends = (_in(value, zone) if isinstance(value, datetime) else _end_of(value) for value in listed)
            parts["UNTIL"] = [f"{end:%Y%m%dT%H%M%S}" for end in ends]
        else:
            parts[key.upper()] = [str(value) for value in listed]
    return parts


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59))


def _length(event: Event) -> timedelta:
    """How long an occurrence lasts; the end of a whole-day event is the day after (RFC 5545, 3.6.1)."""
    length: timedelta
    start = event["DTSTART"].dt
    whole = not isinstance(start, datetime)
    if "DTEND" in event:
        end = event["DTEND"].dt
        if isinstance(end, datetime) == whole:
            raise UnreadableError("début et fin de natures différentes (jour, heure)")
        length = _wall(end) - _wall(start) if whole else _paris_of(end) - _paris_of(start)
    elif "DURATION" in event:
        length = event["DURATION"].dt
    else:
        length = ONE if whole else timedelta()
    if length < timedelta():
        raise UnreadableError("la fin précède le début")
    return max(length, ONE) if whole else length


def _dates(event: Event, name: str) -> Iterator[Any]:
    for listed in _listed(event.get(name)):
        for item in listed.dts:
            yield item.dt[0] if isinstance(item.dt, tuple) else item.dt


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _wall(moment: date) -> datetime:
    """The moment as a clock on the wall shows it, in its own zone."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, time())


def _in(moment: date, zone: Any) -> datetime:
    """The moment as a clock of this zone shows it."""
    if isinstance(moment, datetime) and moment.tzinfo and zone:
        return moment.astimezone(zone).replace(tzinfo=None)
    return _wall(moment)


def _paris(wall: datetime, zone: Any) -> datetime:
    """The clock of Paris at this hour of the zone; an hour without zone is that of Paris."""
    from zoneinfo import ZoneInfo

    if zone is None:
        return wall
    return wall.replace(tzinfo=zone).astimezone(ZoneInfo("Europe/Paris")).replace(tzinfo=None)


def _paris_of(moment: datetime) -> datetime:
    return _paris(moment.replace(tzinfo=None), moment.tzinfo)
