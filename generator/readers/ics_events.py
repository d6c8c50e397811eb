"""The events of a calendar that we wrote, as they stand in the file now: identifier, hours, title, place.

An agenda is read line by line (RFC 5545, 3.1): the library that reads foreign calendars takes longer to load than all
the checks together, and what is compared here are a few properties of our own file, saved again by some program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_PROPERTY: Final = re.compile(r"(?P<name>[\w-]+)(?P<parameters>(?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(?P<value>.*)")
_MOMENT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")
_ZONE: Final = "Europe/Paris"


@dataclass(frozen=True, slots=True)
class WrittenEvent:
    """One event; hours are those of Paris, None when the file gives none that can be read."""

    uid: str
    start: datetime | None
    end: datetime | None
    summary: str
    place: str
    cancelled: bool


def events(data: bytes) -> tuple[WrittenEvent, ...]:
    """The events in the order of the file. Raises ValueError when this is no calendar, or one that was cut."""
    text = data.decode("utf-8", "replace").lstrip("\ufeff").replace("\r\n", "\n")
    lines = re.sub(r"\n[ \t]", "", text).split("\n")
    if lines[0].strip().upper() != "BEGIN:VCALENDAR" or "END:VCALENDAR" not in (line.strip() for line in lines):
        raise ValueError("no calendar")
    found: list[WrittenEvent] = []
    held: dict[str, str] | None = None
    for line in lines:
        match line.strip().upper():
            case "BEGIN:VEVENT":
                held = {}
            case "END:VEVENT" if held is not None:
                found.append(_event(held))
                held = None
            case _ if held is not None and (read := _PROPERTY.fullmatch(line)):
                held.setdefault(read["name"].upper(), read["value"])
    return tuple(found)


def _event(held: dict[str, str]) -> WrittenEvent:
    return WrittenEvent(
        held.get("UID", "").strip(),
        _moment(held.get("DTSTART", "")),
        _moment(held.get("DTEND", "")),
        _text(held.get("SUMMARY", "")),
        _text(held.get("LOCATION", "")),
        held.get("STATUS", "").strip().upper() == "CANCELLED",
    )


def _text(value: str) -> str:
    """The words of a text value (3.3.11)."""
    return re.sub(r"\\([nN])|\\(.)", lambda found: " " if found[1] else found[2], value).strip()


def _moment(value: str) -> datetime | None:
    """A date with its hour; a local one is that of Paris, whatever name a program gives to its zone."""
    found = _MOMENT.fullmatch(value.strip())
    if not found or found[4] is None:
        return None
    try:
        moment = datetime(*(int(found[n]) for n in range(1, 7)))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
    if not found[7]:
        return moment
    from zoneinfo import ZoneInfo

    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(_ZONE)).replace(tzinfo=None)
