"""A calendar of ours, read again after some program saved it."""

from __future__ import annotations

import pytest

from generator.readers.ics_events import events


def calendar(*lines: str, end: str = "\r\n") -> bytes:
    held = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", "")
    return end.join(held).encode()


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("DTSTART;TZID=Europe/Paris:20231012T090000", "2023-10-12T09:00:00"),
        ('DTSTART;TZID="Romance Standard Time":20231012T090000', "2023-10-12T09:00:00"),
        ("DTSTART:20231012T090000", "2023-10-12T09:00:00"),
        ("DTSTART:20231012T070000Z", "2023-10-12T09:00:00"),
        ("DTSTART:20231207T080000Z", "2023-12-07T09:00:00"),
        ("DTSTART;VALUE=DATE:20231012", None),
        ("DTSTART:demain", None),
        ("DTSTART:20231341T090000", None),
    ],
)
def test_hours_are_those_of_paris(line: str, start: str | None) -> None:
    (event,) = events(calendar(line))
    assert (event.start and event.start.isoformat()) == start


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_folded_and_escaped_texts(end: str) -> None:
    place = f"LOCATION:Poitiers\\, dans une{end}  salle\\; au fond"
    data = calendar("UID:un", place, "SUMMARY:Séance 1\\nici", end=end)
    (event,) = events(data)
    assert (event.uid, event.place) == ("un", "Poitiers, dans une salle; au fond")
    assert event.summary == "Séance 1 ici"
    assert not event.cancelled


def test_the_calendar_that_we_write_is_read(finished) -> None:
    found = events(finished.files["planning-previsionnel.ics"])
    assert [event.start.date() for event in found if event.start] == [e.day for e in finished.dossier.schedule.events]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "séances".encode()])
def test_what_is_no_calendar_is_said(data: bytes) -> None:
    with pytest.raises(ValueError, match="no calendar"):
        events(data)
