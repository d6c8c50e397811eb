"""What cases of the note, the planning and the price do: rows of a printed table gone, moved, added; dates moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

from generator.checks.cells import fold, text
from generator.checks.finished import Finished, Printed
from generator.document.plain import plain
from generator.document.tree import Document, Row, Signature, Table

Rows = Callable[[tuple[Row, ...]], tuple[Row, ...]]


def _printed(finished: Finished, key: str, change: Callable[[Document], Document]) -> Finished:
    def one(printed: Printed) -> Printed:
        tree = change(printed.tree)
        return replace(printed, tree=tree, words=plain(tree))

    return replace(finished, printed=tuple(one(p) if p.key == key else p for p in finished.printed))


def _nodes(tree: Document, change: Callable[[Any], Any]) -> Document:
    """The document with each node changed; None drops it."""
    parts = (
        replace(part, nodes=tuple(new for node in part.nodes if (new := change(node)) is not None))
        for part in tree.parts
    )
    return replace(tree, parts=tuple(parts))


def _rows(finished: Finished, key: str, change: Rows) -> Finished:
    def node(found: Any) -> Any:
        return replace(found, rows=change(found.rows)) if isinstance(found, Table) else found

    return _printed(finished, key, lambda tree: _nodes(tree, node))


def _says(row: Row, words: str) -> bool:
    return words in " | ".join(fold(text(cell)) for cell in row.cells)


def _without_row(finished: Finished, key: str, words: str) -> Finished:
    return _rows(finished, key, lambda rows: tuple(row for row in rows if not _says(row, words)))


def _row_twice(finished: Finished, key: str, words: str) -> Finished:
    return _rows(finished, key, lambda rows: tuple(each for row in rows for each in (row,) * (1 + _says(row, words))))


# --- planning ----------------------------------------------------------------------------------


def third_session_unprinted(finished: Finished) -> Finished:
    """The row of session 3 is gone from the printed planning."""
    return _without_row(finished, "planning", "| séance 3 |")


def third_session_printed_twice(finished: Finished) -> Finished:
    """The row of session 3 stands twice."""
    return _row_twice(finished, "planning", "| séance 3 |")


def bilan_unprinted(finished: Finished) -> Finished:
    """The row of the bilan is gone."""
    return _without_row(finished, "planning", "bilan intermédiaire")


def planning_without_tables(finished: Finished) -> Finished:
    """The tables of the planning are gone."""
    return _printed(finished, "planning", lambda t: _nodes(t, lambda n: None if isinstance(n, Table) else n))


def _event(finished: Finished, number: int, **values: Any) -> Finished:
    """Event number `number` of the schedule (from 0) with other values."""
    schedule = finished.dossier.schedule
    events = tuple(replace(e, **values) if i == number else e for i, e in enumerate(schedule.events))
    return replace(finished, dossier=replace(finished.dossier, schedule=replace(schedule, events=events)))


def cadrage_after_first_session(finished: Finished) -> Finished:
    """The cadrage is planned after session 1."""
    return _event(finished, 0, day=date(2023, 11, 16))


def session_planned_on_a_bridge(finished: Finished) -> Finished:
    """Session 5 is planned on 10 May 2024, the day after Ascension."""
    return _event(finished, 6, day=date(2024, 5, 10))


def session_at_the_hour_of_the_bilan(finished: Finished) -> Finished:
    """Session 3 is planned on the morning of the bilan."""
    return _event(finished, 3, day=date(2024, 2, 15), start=time(9), end=time(12, 30))


def two_groups_at_once(finished: Finished) -> Finished:
    """In the schedule, the first sessions of the two groups are on the same evening."""
    return _event(finished, 2, day=finished.dossier.schedule.events[1].day)


def signature_without_words(finished: Finished) -> Finished:
    """The place to sign of the note, its lines erased."""

    def node(found: Any) -> Any:
        return replace(found, lines=()) if isinstance(found, Signature) else found

    return _printed(finished, "note", lambda tree: _nodes(tree, node))
