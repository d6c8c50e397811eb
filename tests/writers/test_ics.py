"""The iCalendar file, read back by icalendar: events, Paris time, stable bytes."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import icalendar
import pytest

from generator.planning.schedule import Schedule
from generator.writers.ics import write
from tests.plans import planned

STAMP = date(2023, 6, 26)
TITLE = "Analyse des pratiques, action collective ; Vienne"
ORGANISER = "Organisme Exemple <contact@organisme-exemple.example>"
ROOT = Path(__file__).parents[2]


def written(schedule: Schedule | None = None, organiser: str = ORGANISER) -> bytes:
    return write(schedule or planned(), TITLE, "vienne", STAMP, organiser)


def events(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_every_session_and_meeting_is_there() -> None:
    schedule = planned()
    found = events(written(schedule))
    assert len(found) == len(schedule.events) == 8
    for event, read in zip(schedule.events, found, strict=True):
        assert read["SUMMARY"] == f"{event.label} – {TITLE}"
        assert read["LOCATION"] == event.place
        assert read["STATUS"] == "TENTATIVE"
        assert read["DTSTAMP"].dt == datetime(2023, 6, 26, tzinfo=UTC)
        assert read["DTSTART"].params["TZID"] == read["DTEND"].params["TZID"] == "Europe/Paris"
        assert read["DTSTART"].dt.replace(tzinfo=None) == datetime.combine(event.day, event.start)
        assert read["DTEND"].dt.replace(tzinfo=None) == datetime.combine(event.day, event.end)


def test_the_hour_is_that_of_paris_in_winter_and_in_summer() -> None:
    offsets = {read["DTSTART"].dt.date(): read["DTSTART"].dt.utcoffset() for read in events(written())}
    assert offsets[date(2024, 2, 1)] == timedelta(hours=1)
    assert offsets[date(2024, 6, 6)] == timedelta(hours=2)


@pytest.mark.parametrize(("night", "gained"), [(date(2024, 3, 31), 1), (date(2024, 10, 27), -1)])
def test_the_hour_changes_on_the_right_night(night: date, gained: int) -> None:
    """By the file's own VTIMEZONE, not by the machine's data."""
    zone = next(iter(icalendar.Calendar.from_ical(written()).walk("VTIMEZONE"))).to_tz(lookup_tzid=False)
    before, after = (datetime.combine(night, hour, zone).utcoffset() for hour in (time(1, 59), time(3)))
    assert before is not None
    assert after is not None
    assert after - before == timedelta(hours=gained)


def test_the_onsets_are_written_in_the_time_before_the_change() -> None:
    """RFC 5545, 3.6.5: 02:00 in March (winter time), 03:00 in October (summer time), both Sundays."""
    text = written().decode()
    zone = text[text.index("BEGIN:VTIMEZONE") : text.index("END:VTIMEZONE")]
    daylight, standard = zone.split("END:DAYLIGHT")
    assert "DTSTART:19960331T020000" in daylight
    assert "DTSTART:19961027T030000" in standard
    assert date(1996, 3, 31).weekday() == date(1996, 10, 27).weekday() == 6
    assert "BYDAY=-1SU" in daylight
    assert "BYMONTH=3" in daylight
    assert "BYMONTH=10" in standard
    assert text.count("BEGIN:VTIMEZONE") == 1


def test_lines_end_in_crlf_and_hold_75_octets_at_most() -> None:
    data = written()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    for line in data.split(b"\r\n"):
        line.decode("utf-8")


def test_text_is_escaped() -> None:
    text = written().replace(b"\r\n ", b"").decode()
    assert "X-WR-CALNAME:Analyse des pratiques\\, action collective \\; Vienne" in text


def test_uids_are_apart_and_stay_when_a_date_moves() -> None:
    before = [read["UID"] for read in events(written())]
    after = [read["UID"] for read in events(written(planned({"offer": {"planning.weekdays": ["mardi"]}})))]
    assert before == after
    assert len(set(before)) == 8
    other = events(write(planned(), TITLE, "lyon", STAMP, ORGANISER))
    assert not {read["UID"] for read in other} & set(before)


@pytest.mark.parametrize(
    ("organiser", "address"),
    [(ORGANISER, "mailto:contact@organisme-exemple.example"), ("Organisme Exemple", None)],
)
def test_who_organises(organiser: str, address: str | None) -> None:
    first = events(written(organiser=organiser))[0]
    assert first.get("ORGANIZER") == address
    assert "Organisé par Organisme Exemple." in first["DESCRIPTION"]
    assert "Participants : l'intervenant, la DRRH, la DGA." in first["DESCRIPTION"]


SCRIPT = """
import sys
from datetime import date, time
from generator.planning.schedule import Event, Schedule
from generator.writers.ics import write
event = Event("session", 1, "Séance 1", date(2024, 4, 4), time(9), time(12, 30), "Poitiers", (), "1")
data = write(Schedule((event,), (), "A", event.day, event.day), "Titre", "x", date(2024, 1, 2), "Exemple")
sys.stdout.write(data.hex())
"""


def test_the_same_bytes_with_other_hashes_zones_and_no_zone_data() -> None:
    outputs = set()
    for seed, zone in (("0", "Europe/Paris"), ("7", "Pacific/Auckland")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONTZPATH": "",
            "PYTHONPATH": str(ROOT),
        }
        run = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, check=True)
        outputs.add(run.stdout)
    assert len(outputs) == 1


def test_each_session_of_each_group_keeps_its_uid_when_dates_move() -> None:
    groups = [{"key": key, "name": f"Groupe {key.upper()}", "interveners": ["exemple", "specimen"]} for key in "ab"]
    changes = {"brief": {"service.groups": "2"}, "offer": {"planning.groups": groups}}
    moved = {**changes, "offer": {**changes["offer"], "planning.closed": ["2023-10-12"]}}
    uids = []
    for given in (changes, moved):
        data = write(planned(given), "Titre", "x", date(2023, 6, 26), "Exemple")
        events = icalendar.Calendar.from_ical(data).walk("VEVENT")
        uids.append({str(event["UID"]) for event in events})
        assert len(uids[-1]) == len(events) == 13
    assert uids[0] == uids[1]
