"""The schedule as an iCalendar file (RFC 5545): tentative events in Paris time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from email.utils import parseaddr
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from generator.planning.schedule import Event, EventKind, Schedule

if TYPE_CHECKING:
    import icalendar

ZONE = "Europe/Paris"

# Europe/Paris has changed its hour by this rule since 1996. An onset is written in the local time in force
# just before it (RFC 5545, 3.6.5): 02:00 in March, 03:00 in October. Written here, so that no machine's data
# count.
PARIS = "\r\n".join(
    [
        "BEGIN:VTIMEZONE",
        f"TZID:{ZONE}",
        "BEGIN:DAYLIGHT",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "DTSTART:19960331T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]
)


def write(schedule: Schedule, title: str, uid_seed: str, stamp: date, organiser: str) -> bytes:
    """One tentative event for each session and meeting; the same bytes for the same arguments.

    `uid_seed` makes the UIDs, which stay the same when a date moves; `stamp` is the offer's date; `organiser`
    is « Name <address> », or a name alone, then only in the description because an ORGANIZER is an address.
    """
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//offer-generator//planning//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", icalendar.vText(title))
    calendar.add_component(icalendar.Timezone.from_ical(PARIS))
    for event in schedule.events:
        calendar.add_component(_event(event, title, uid_seed, stamp, organiser))
    data: bytes = calendar.to_ical()
    return data


def uid(seed: str, kind: EventKind, number: int, group: str = "") -> str:
    """The UID of an event, by what it is: it stays the same when the date, the place or the intervener changes."""
    name = "/".join(filter(None, (seed, group, kind, str(number))))
    return str(uuid5(NAMESPACE_URL, name))


def _event(event: Event, title: str, uid_seed: str, stamp: date, organiser: str) -> icalendar.Event:
    import icalendar

    name, address = parseaddr(organiser) if "@" in organiser else (organiser, "")
    written = icalendar.Event()
    written.add("uid", uid(uid_seed, event.kind, event.number, event.group))
    written.add("dtstamp", datetime.combine(stamp, time(), UTC))
    written.add("sequence", 0)
    written.add("dtstart", datetime.combine(event.day, event.start), parameters={"TZID": ZONE})
    written.add("dtend", datetime.combine(event.day, event.end), parameters={"TZID": ZONE})
    written.add("summary", f"{event.label} – {title}")
    written.add("location", event.place)
    written.add("description", _description(event, name))
    written.add("status", "TENTATIVE")
    if address:
        organizer = icalendar.vCalAddress(f"mailto:{address}")
        organizer.params["CN"] = icalendar.vText(name or address)
        written.add("organizer", organizer)
    return written


def _description(event: Event, name: str) -> str:
    attendees = ", ".join(event.attendees)
    lines = ["Date prévisionnelle, à confirmer avec l’acheteur."]
    lines += [f"Participants : {attendees}."] if attendees else []
    lines += [f"Organisé par {name}."] if name else []
    return "\n".join(lines)
