"""A calendar of someone else: what takes time, when in Paris, and what can't be read."""

from datetime import date, time

import pytest

from generator.planning.people import Busy
from generator.readers.ics import read

FIRST, LAST = date(2024, 3, 1), date(2024, 4, 30)
Hours = tuple[str, time | None, time | None]


def event(*lines: str) -> str:
    return "\n".join(["BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT"])


def calendar(*events: str) -> bytes:
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""]).encode()


def busy(*events: str) -> list[Busy]:
    found, problems = read(calendar(*events), "x.ics", FIRST, LAST)
    assert problems == ()
    return list(found)


def times(*events: str) -> list[Hours]:
    return [(f"{b.day:%d/%m}", b.start, b.end) for b in busy(*events)]


def test_hours_of_paris_without_zone() -> None:
    assert times(event("DTSTART:20240312T090000", "DTEND:20240312T103000")) == [("12/03", time(9), time(10, 30))]


def test_utc_becomes_paris_before_and_after_the_change_of_hour() -> None:
    """On 31 March 2024, clocks go one hour ahead."""
    winter = event("DTSTART:20240329T080000Z", "DTEND:20240329T090000Z")
    summer = event("DTSTART:20240402T080000Z", "DTEND:20240402T090000Z")
    assert times(winter, summer) == [("29/03", time(9), time(10)), ("02/04", time(10), time(11))]


@pytest.mark.parametrize("zone", ["Europe/Paris", "Romance Standard Time"])
def test_a_weekly_event_keeps_its_hour_through_the_change(zone: str) -> None:
    weekly = event(
        f"DTSTART;TZID={zone}:20240325T090000",
        f"DTEND;TZID={zone}:20240325T110000",
        "RRULE:FREQ=WEEKLY;COUNT=3",
        f"EXDATE;TZID={zone}:20240408T090000",
    )
    assert times(weekly) == [("25/03", time(9), time(11)), ("01/04", time(9), time(11))]


def test_another_zone() -> None:
    assert times(
        event("DTSTART;TZID=America/Martinique:20240312T060000", "DTEND;TZID=America/Martinique:20240312T070000")
    ) == [("12/03", time(11), time(12))]


def test_the_end_of_a_whole_day_is_the_day_after() -> None:
    leave = event("DTSTART;VALUE=DATE:20240311", "DTEND;VALUE=DATE:20240313")
    assert times(leave) == [("11/03", None, None), ("12/03", None, None)]
    assert times(event("DTSTART;VALUE=DATE:20240311")) == [("11/03", None, None)]


def test_a_night_is_cut_at_midnight() -> None:
    night = event("DTSTART:20240311T220000", "DURATION:PT26H")
    assert times(night) == [("11/03", time(22), None), ("12/03", None, None)]


def test_what_takes_no_time() -> None:
    hours = ("DTSTART:20240312T090000", "DTEND:20240312T103000")
    assert busy(event(*hours, "TRANSP:TRANSPARENT"), event(*hours, "STATUS:CANCELLED"), event(hours[0])) == []


def test_an_occurrence_that_moves_leaves_its_place() -> None:
    weekly = event("DTSTART:20240304T090000", "DTEND:20240304T100000", "RRULE:FREQ=WEEKLY;COUNT=2")
    moved = event("RECURRENCE-ID:20240311T090000", "DTSTART:20240313T140000", "DTEND:20240313T150000")
    assert times(weekly, moved) == [("04/03", time(9), time(10)), ("13/03", time(14), time(15))]


def test_a_cancelled_occurrence_takes_no_time() -> None:
    weekly = event("DTSTART:20240304T090000", "DTEND:20240304T100000", "RRULE:FREQ=WEEKLY;COUNT=2")
    gone = event("RECURRENCE-ID:20240311T090000", "DTSTART:20240311T090000", "STATUS:CANCELLED")
    assert times(weekly, gone) == [("04/03", time(9), time(10))]


def test_an_endless_repetition_stops_at_the_period() -> None:
    days = [b.day for b in busy(event("DTSTART;VALUE=DATE:20100101", "RRULE:FREQ=DAILY"))]
    assert (days[0], days[-1], len(days)) == (FIRST, LAST, 61)


def test_a_private_event_keeps_its_name_to_itself() -> None:
    hours = ("DTSTART:20240312T090000", "DTEND:20240312T103000", "SUMMARY:Rendez-vous")
    assert [b.name for b in busy(event(*hours, "CLASS:PRIVATE"), event(*hours))] == ["Rendez-vous", "occupé"]


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b"", 0, "n'est pas un agenda"),
        (b"PK\x03\x04", 1, "illisible"),
        (calendar(event("DTSTART:2024031XT090000")), 5, "DTSTART:2024031XT090000"),
        (calendar(event("DTSTART:20240312T090000", "n'importe quoi")), 6, "n'importe quoi"),
        (calendar(event("SUMMARY:x")), 3, "sans début"),
        (calendar(event("DTSTART:20240312T090000", "DTEND:20240312T080000")), 3, "la fin précède le début"),
        (calendar(event("DTSTART:20240312T090000", "DTEND;VALUE=DATE:20240312")), 3, "natures différentes"),
        (calendar(event("DTSTART:20240312T090000", "DTEND:20240312T093000", "RRULE:FREQ=HOURLY")), 3, "fois par jour"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20240312T090000\n", 2, "coupé"),
        (b"BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\n", 2, "ne ferme rien"),
    ],
)
def test_what_cannot_be_read_is_told_on_its_line(data: bytes, line: int, said: str) -> None:
    _, problems = read(data, "x.ics", FIRST, LAST)
    assert len(problems) == 1
    assert (problems[0].code, problems[0].span and problems[0].span.line) == ("P361", line)
    assert said in problems[0].message
