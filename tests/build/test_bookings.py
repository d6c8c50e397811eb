"""Who is engaged twice: cases that a person can read, then whole workspaces."""

import shutil
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from generator.build.bookings import Booking, clashes, clashes_of, double_bookings
from generator.build.preview import planned
from generator.foundation.source import decoded, parse
from generator.planning.schedule import Event

ROOT = Path(__file__).parent.parent.parent
FILE = ROOT / "tests" / "cases" / "planning-engagements.yaml"
CASES, _, PROBLEMS = parse(decoded(FILE.read_bytes(), FILE.name)[0], FILE.name)
CLIENTS = ("deux", "vienne")


def clock(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def booking(given: dict[str, str]) -> Booking:
    day, hours = date.fromisoformat(given["day"]), (clock(given["start"]), clock(given["end"]))
    event = Event("session", 1, given["label"], day, *hours, given["place"], (), "1", intervener=given["person"])
    return Booking(given["client"], given["person"], event)


def test_the_cases_were_read() -> None:
    assert PROBLEMS == ()
    assert len(CASES) == 6


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = tuple(clashes(map(booking, case["engagements"])))
    assert len(found) == (1 if "says" in case else 0)
    assert {problem.code for problem in found} <= {"P360"}
    for words in case.get("says", ()):
        assert words in str(found[0])


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The offer of Vienne twice: the same people on the same days."""
    shutil.copytree(ROOT / "boilerplate", tmp_path / "boilerplate")
    for client in CLIENTS:
        shutil.copytree(ROOT / "offers" / "vienne", tmp_path / "offers" / client)
    return tmp_path


def test_the_same_offer_twice_engages_its_people_twice(workspace: Path) -> None:
    found = double_bookings(workspace, CLIENTS)
    assert len(found) == 8
    assert "deux, Séance 1, de 9 h à 12 h 30 ; vienne, Séance 1, de 9 h à 12 h 30" in "\n".join(map(str, found))
    schedule, _ = planned(workspace, "deux")
    assert schedule
    assert clashes_of(workspace, "deux", schedule, CLIENTS) == found


def test_an_offer_that_was_lost_engages_nobody(workspace: Path) -> None:
    result = workspace / "offers" / "deux" / "result.yaml"
    result.write_text("outcome: lost\n", encoding="utf-8")
    assert double_bookings(workspace, CLIENTS) == ()
    result.write_text("outcome: won\n", encoding="utf-8")
    assert len(double_bookings(workspace, CLIENTS)) == 8


def test_the_remedy_works(workspace: Path) -> None:
    """The absence that the finding dictates frees that day."""
    first = double_bookings(workspace, CLIENTS)[1]
    absence = first.hint.partition("planning.absences : ")[2].partition(", ou")[0]
    path = workspace / "offers" / "vienne" / "offer.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  meetings:\n", f"  absences:\n    {absence}\n  meetings:\n"), encoding="utf-8")
    after = double_bookings(workspace, CLIENTS)
    assert first.message.partition(",")[0] not in "\n".join(problem.message for problem in after)
