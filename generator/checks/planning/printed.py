"""The planning as it is printed: its sessions and meetings read back from the tables, in the order of the document.

A row that a person reworded is still read by its date; what can't be read is None, and never a reason to stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from generator.checks.cells import Grid, Line, clocks_in, days_in, fold, grids, length
from generator.checks.finished import Finished, Passage, Printed
from generator.document.plain import plain
from generator.document.tree import Document
from generator.planning.problem import LABELS
from generator.planning.schedule import EventKind, Group

_MEETINGS: Final = tuple((kind, fold(label)) for kind, label in LABELS.items())


@dataclass(frozen=True, slots=True)
class Held:
    """A session or a meeting as the planning prints it; `group` is empty for a meeting, and with one group only."""

    kind: EventKind
    number: int  # 0 for a meeting
    group: str  # key of the group
    label: str  # « séance 3 », « Le Coteau, séance 3 », « réunion de cadrage »
    day: date | None
    hours: tuple[time, time] | None
    minutes: int | None  # as the column « Durée » says
    people: str
    words: str
    row: bool  # whether it has a whole row of its own, with hours and people


@dataclass(frozen=True, slots=True)
class Spare:
    """A day on which a session may be held instead: the key of its group, the session's label."""

    group: str
    label: str
    day: date


@dataclass(frozen=True, slots=True)
class Planned:
    """The printed planning; `groups` gives what its table of groups says of each: the row's words, by key."""

    printed: Printed
    events: tuple[Held, ...]
    groups: tuple[tuple[str, Line], ...]
    spare: tuple[Spare, ...]  # dates on which a session may be held instead

    @property
    def sessions(self) -> tuple[Held, ...]:
        """The sessions, in the order of print."""
        return tuple(event for event in self.events if event.kind == "session")

    @property
    def meetings(self) -> tuple[Held, ...]:
        """The meetings, in the order of print."""
        return tuple(event for event in self.events if event.kind != "session")

    def of(self, group: str) -> tuple[Held, ...]:
        """The sessions of one group, in the order of print."""
        return tuple(event for event in self.sessions if event.group == group)

    def passage(self, said: str) -> Passage:
        """Words of this document."""
        return Passage(self.printed.docx.removesuffix(".docx"), said)


def planning_of(finished: Finished) -> Planned | None:
    """The planning of the packet, read back; None when it is gone."""
    printed = next((p for p in finished.printed if p.key == "planning"), None)
    if printed is None:
        return None
    events, groups, spare = _read(printed.tree, finished.dossier.schedule.groups)
    return Planned(printed, events, groups, spare)


_Read = tuple[tuple[Held, ...], tuple[tuple[str, Line], ...], tuple[Spare, ...]]


def _read(tree: Document, groups: tuple[Group, ...]) -> _Read:
    found = tuple(grids(tree))
    events = tuple(event for grid in found for event in _events(grid, groups))
    described = tuple(each for grid in found if grid.column("groupe") == 0 for each in _described(grid, groups))
    spare = (*(each for grid in found for each in _fallbacks(grid, groups)), *_listed(tree))
    return events, described, spare


def _events(grid: Grid, groups: tuple[Group, ...]) -> Iterator[Held]:
    when, what = grid.column("date"), grid.column("étape", "séance")
    if when is None or what is None:
        return
    group = _group_of(grid.title, groups)
    name = group.name if group and len(groups) > 1 else ""
    for rank, line in enumerate(grid.lines, 1):
        if len(line.cells) == len(grid.head):
            yield _held(grid, line, (when, what, rank), group.key if group else "", name)


def _held(grid: Grid, line: Line, places: tuple[int, int, int], group: str, name: str) -> Held:
    when, what, rank = places
    said = line.cells[what]
    kind = next((kind for kind, label in _MEETINGS if label in fold(said)), None)
    number = re.search(r"(\d+)\D*$", said)
    hours, lasts, people = (_cell(grid, line, name) for name in ("horaires", "durée", "participants"))
    clocks, days = clocks_in(hours), days_in(line.cells[when])
    count = 0 if kind else int(number[1]) if number else rank
    label = LABELS[kind].lower() if kind else f"séance {count}"
    return Held(
        kind=kind or "session",
        number=count,
        group="" if kind else group,
        label=f"{name}, {label}" if name and not kind else label,
        day=days[0] if days else None,
        hours=(clocks[0], clocks[1]) if len(clocks) == 2 else None,
        minutes=length(lasts) if lasts else None,
        people=people,
        words=line.words,
        row=grid.column("horaires") is not None,
    )


def _cell(grid: Grid, line: Line, name: str) -> str:
    place = grid.column(name)
    return "" if place is None else line.cells[place]


def _group_of(title: str, groups: tuple[Group, ...]) -> Group | None:
    """The group whose name opens a title: « Groupe du Nord (A) »; the longest name when several do, the only one."""
    if len(groups) < 2:
        return groups[0] if groups else None
    named = [group for group in groups if group.name and fold(title).startswith(fold(group.name))]
    return max(named, key=lambda group: len(group.name), default=None)


def _described(grid: Grid, groups: tuple[Group, ...]) -> Iterator[tuple[str, Line]]:
    for line in grid.lines:
        if line.cells and (group := _group_of(line.cells[0], groups)):
            yield group.key, line


def _fallbacks(grid: Grid, groups: tuple[Group, ...]) -> Iterator[Spare]:
    place, what = grid.column("date de repli"), grid.column("séance")
    if place is None or what is None:
        return
    group = _group_of(grid.title, groups)
    name = f"{group.name}, " if group and len(groups) > 1 else ""
    for line in grid.lines:
        for day in days_in(line.cells[place]) if len(line.cells) == len(grid.head) else ():
            yield Spare(group.key if group else "", f"{name}séance {line.cells[what]}", day)


def _listed(tree: Document) -> Iterator[Spare]:
    """« Dates de repli proposées : séance 1, jeudi 19 octobre 2023 ; … »."""
    for said in plain(tree):
        if fold(said).startswith("dates de repli"):
            for part in said.partition(":")[2].split(";"):
                yield from (Spare("", fold(part.partition(",")[0]), day) for day in days_in(part))
