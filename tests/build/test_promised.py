"""The dates told to a client: saved, kept by the next plan, read back from the calendar of a build."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.build.preview import planned
from generator.build.promised import built, promised, save, to_keep, written
from generator.cli.run import run
from generator.planning.keep import Kept, KeptSession
from generator.writers.ics import write

ROOT = Path(__file__).parent.parent.parent
CLIENT = "vienne"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "boilerplate", tmp_path / "boilerplate")
    shutil.copytree(ROOT / "offers" / CLIENT, tmp_path / "offers" / CLIENT)
    return tmp_path


def close(workspace: Path, day: str) -> None:
    path = workspace / "offers" / CLIENT / "offer.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  meetings:\n", f"  closed: [{day}]\n  meetings:\n"), encoding="utf-8")


def days(workspace: Path, kept: Kept | None = None) -> list[str]:
    schedule, problems = planned(workspace, CLIENT, kept)
    assert schedule, problems
    return [event.day.isoformat() for event in schedule.sessions]


def test_what_is_saved_is_read_back(workspace: Path) -> None:
    assert promised(workspace, CLIENT) == (None, ())
    schedule, _ = planned(workspace, CLIENT)
    assert schedule
    save(workspace, CLIENT, schedule)
    kept, problems = promised(workspace, CLIENT)
    assert problems == ()
    assert kept
    assert [session.day for session in kept.sessions] == [event.day for event in schedule.sessions]
    assert dict(kept.meetings) == {event.kind: event.day for event in schedule.meetings}
    assert kept.person("") == schedule.groups[0].intervener
    assert all(session.span for session in kept.sessions)
    assert [path.name for path in (workspace / "offers" / CLIENT).glob("planned*")] == ["planned.yaml"]


def test_dates_told_are_kept_and_the_one_that_moves_is_told(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["plan", CLIENT, "--save", "-w", str(workspace)]) == 0
    told = days(workspace)
    close(workspace, told[1])
    now = days(workspace)
    assert [one for one, other in zip(told, now, strict=True) if one != other] == [told[1]]
    capsys.readouterr()
    assert run(["plan", CLIENT, "-w", str(workspace)]) == 0
    out = capsys.readouterr().out
    assert "offers/vienne/planned.yaml:6:5 : Séance 2 déplacée du 07/12/2023 au jeudi" in out
    assert "jour fermé : le 7 décembre 2023" in out


def test_the_calendar_of_the_last_build_is_kept(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schedule, _ = planned(workspace, CLIENT)
    assert schedule
    folder = workspace / "build" / CLIENT
    folder.mkdir(parents=True)
    data = write(schedule, "Titre", CLIENT, date(2023, 6, 26), "Organisme Exemple")
    (folder / "planning-previsionnel.ics").write_bytes(data)
    kept = built(folder, CLIENT, [""])
    assert kept == to_keep(workspace, CLIENT)
    assert kept
    assert kept.sessions[0] == KeptSession("", 1, schedule.sessions[0].day)
    assert len(kept.sessions) == 5
    assert len(kept.meetings) == 3
    close(workspace, "2024-02-01")
    assert run(["plan", CLIENT, "--keep", "-w", str(workspace)]) == 0
    assert "Séance 3 déplacée du 01/02/2024" in capsys.readouterr().out


def test_nothing_to_keep_is_said(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", CLIENT, "--keep", "-w", str(workspace)]) == 2
    assert "aucune date à garder" in capsys.readouterr().err


def test_the_file_is_for_people(workspace: Path) -> None:
    schedule, _ = planned(workspace, CLIENT)
    assert schedule
    lines = written(schedule, CLIENT).splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../../schema/planned.schema.json"
    assert lines[4] == "  - {number: 1, day: 2023-10-12, intervener: camille-exemple}"


def test_a_bad_file_is_told_on_its_line(workspace: Path) -> None:
    path = workspace / "offers" / CLIENT / "planned.yaml"
    path.write_text("sessions:\n  - {number: 1, day: 12/10/2023}\n", encoding="utf-8")
    schedule, problems = planned(workspace, CLIENT)
    assert schedule is None
    assert [(problem.code, problem.span and problem.span.line) for problem in problems] == [("B102", 2)]


def test_all_offers_on_one_calendar(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "--all", "-w", str(workspace)]) == 0
    out = capsys.readouterr().out
    assert "vienne : 5 séances, 3 réunions, du 07/09/2023 au 20/06/2024" in out
    assert "Personne n'est engagé deux fois." in out
    assert run(["plan", "--all", CLIENT, "-w", str(workspace)]) == 2
