"""An intervener's calendar (RFC 5545): the days and hours that are taken, as the planning sees them.

Transparent and cancelled events take no time. An event that can't be read may hide an absence: it is an error,
with its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error
from generator.planning.people import Busy
from generator.readers.ics_times import Event, UnreadableError, moments, taken

_HINT = "exportez de nouveau l'agenda, ou retirez ce fichier et donnez les jours dans planning.absences"
_READ = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "TRANSP", "STATUS")
_DISCREET = {"PRIVATE", "CONFIDENTIAL"}


def read(data: bytes, file: str, first: date, last: date) -> tuple[tuple[Busy, ...], Diagnostics]:
    """The times taken from first to last, in order; `file` is the name in messages. Hours are those of Paris."""
    import icalendar

    lines = data.decode("utf-8", "replace").lstrip("\ufeff").splitlines()
    try:
        calendars = icalendar.Calendar.from_ical("\r\n".join(lines) + "\r\n", multiple=True)
    except (ValueError, KeyError, IndexError) as exc:
        return (), (_broken(lines, file, str(exc)),)
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    starts = [number for number, line in enumerate(lines, 1) if line.strip().upper() == "BEGIN:VEVENT"]
    if not calendars or len(events) != len(starts):
        return (), (_broken(lines, file, "structure"),)
    spans = {id(event): Span(file, line) for event, line in zip(events, starts, strict=True)}
    problems = [p for event in events for p in _misread(event, lines, spans[id(event)])]
    if problems:
        return (), tuple(problems)
    return _taken(events, spans, first, last)


def _taken(
    events: list[Event], spans: dict[int, Span], first: date, last: date
) -> tuple[tuple[Busy, ...], Diagnostics]:
    """The times of every event; those that move one occurrence of another take its place."""
    problems: list[Diagnostic] = []
    found: list[Busy] = []
    moved: dict[str, list[Event]] = {}
    for event in events:
        if "RECURRENCE-ID" in event:
            moved.setdefault(str(event.get("UID", "")), []).append(event)
    for event in events:
        if str(event.get("TRANSP", "")).upper() == "TRANSPARENT" or event.get("STATUS") == "CANCELLED":
            continue
        others = moved.get(str(event.get("UID", "")), []) if "RECURRENCE-ID" not in event else []
        try:
            for start, end in moments(event, others, first, last):
                found += (
                    Busy(day, low, high, _name(event), spans[id(event)])
                    for day, low, high in taken(start, end)
                    if first <= day <= last
                )
        except UnreadableError as exc:
            problems.append(error("P361", spans[id(event)], f"agenda : {exc}", _HINT))
    return tuple(sorted(found, key=lambda b: (b.day, b.start is not None, str(b.start), b.name))), tuple(problems)


def _name(event: Event) -> str:
    """What the event is called, unless it is private."""
    summary = " ".join(str(event.get("SUMMARY", "")).split())
    discreet = str(event.get("CLASS", "")).upper() in _DISCREET
    return summary if summary and not discreet else "occupé"


def _misread(event: Event, lines: list[str], span: Span) -> Iterator[Diagnostic]:
    """The properties of an event that say when, and that can't be read."""
    for name, _ in event.errors:
        if name is None or name in _READ:
            line = _line(lines, span.line, name)
            said = f"agenda : ligne illisible « {lines[line - 1].strip()[:60]} »"
            yield error("P361", Span(span.file, line), said, _HINT)
    if "DTSTART" not in event and not any(name in (None, "DTSTART") for name, _ in event.errors):
        yield error("P361", span, "agenda : événement sans début (DTSTART)", _HINT)


def _line(lines: list[str], start: int, name: str | None) -> int:
    """The line of this property in the event that begins at `start`; for none, the first that has no name."""
    for number, line in enumerate(lines[start:], start + 1):
        head = line.upper()
        if head.startswith("END:VEVENT"):
            break
        if head.startswith(name) if name else (line[:1].strip() and ":" not in line):
            return number
    return start


def _broken(lines: list[str], file: str, reason: str) -> Diagnostic:
    """Why the file as a whole is no calendar, on the line where it breaks."""
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(lines, 1):
        head, _, name = line.strip().upper().partition(":")
        if head == "BEGIN":
            opened.append((name, number))
        elif head == "END":
            if not opened or opened[-1][0] != name:
                said = f"agenda : « {line.strip()} » ne ferme rien d'ouvert"
                return error("P361", Span(file, number), said, _HINT)
            opened.pop()
        elif line[:1].strip() and (":" not in line or not opened):
            return error("P361", Span(file, number), f"agenda : ligne illisible « {line.strip()[:60]} »", _HINT)
    if opened:
        said = f"agenda : « BEGIN:{opened[-1][0]} » n'est pas fermé : le fichier est coupé"
        return error("P361", Span(file, opened[-1][1]), said, _HINT)
    said = "agenda : ce fichier n'est pas un agenda iCalendar" if not lines else f"agenda illisible ({reason[:80]})"
    return error("P361", Span(file), said, _HINT)
