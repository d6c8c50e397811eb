"""What cases of the note, the planning and the price do: rows of a printed table gone, moved, added; dates moved."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from typing import Any

from generator.checks.cells import fold, text
from generator.checks.finished import Finished, Printed
from generator.document.plain import plain, words
from generator.document.tree import (
    Cell,
    Document,
    Heading,
    Paragraph,
    Part,
    Row,
    Signature,
    Table,
    Text,
    nodes,
)

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


def _says(row: Row, said: str) -> bool:
    return said in " | ".join(fold(text(cell)) for cell in row.cells)


def _without_row(finished: Finished, key: str, said: str) -> Finished:
    return _rows(finished, key, lambda rows: tuple(row for row in rows if not _says(row, said)))


def _row_twice(finished: Finished, key: str, said: str) -> Finished:
    return _rows(finished, key, lambda rows: tuple(each for row in rows for each in (row,) * (1 + _says(row, said))))


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


def _with(finished: Finished, **records: Any) -> Finished:
    """The offer with other records."""
    inputs = finished.dossier.inputs
    changed = {key: replace(getattr(inputs, key), value=value) for key, value in records.items()}
    return replace(finished, dossier=replace(finished.dossier, inputs=replace(inputs, **changed)))


def two_groups_at_once(finished: Finished) -> Finished:
    """In the schedule, the first sessions of the two groups are on the same evening."""
    return _event(finished, 2, day=finished.dossier.schedule.events[1].day)


def signature_without_words(finished: Finished) -> Finished:
    """The place to sign of the note, its lines erased."""

    def node(found: Any) -> Any:
        return replace(found, lines=()) if isinstance(found, Signature) else found

    return _printed(finished, "note", lambda tree: _nodes(tree, node))


# --- note --------------------------------------------------------------------------------------


def _sections(finished: Finished, change: Callable[[list[list[Any]]], list[list[Any]]]) -> Finished:
    """The note with its level-1 sections changed: each is a list of nodes that opens with its title."""

    def cut(tree: Document) -> Document:
        found: list[list[Any]] = [[]]
        for node in nodes(tree):
            if isinstance(node, Heading) and node.level == 1:
                found.append([])
            found[-1].append(node)
        flat = tuple(node for section in change(found) for node in section)
        return replace(tree, parts=(Part("", flat),))

    return _printed(finished, "note", cut)


def _title(section: list[Any]) -> str:
    return fold(words(section[0].runs)) if section and isinstance(section[0], Heading) else ""


def evaluation_emptied(finished: Finished) -> Finished:
    """The section on evaluation keeps its titles only."""
    return _sections(
        finished,
        lambda found: [
            [n for n in s if isinstance(n, Heading)] if _title(s).startswith("modalités") else s for s in found
        ],
    )


def rhythm_demoted(finished: Finished) -> Finished:
    """The title « Rythme préconisé » is of level 2."""

    def change(found: list[list[Any]]) -> list[list[Any]]:
        return [[replace(s[0], level=2), *s[1:]] if _title(s) == "rythme préconisé" else s for s in found]

    return _sections(finished, change)


def method_before_objectives(finished: Finished) -> Finished:
    """The second section of the buyer stands before the first."""

    def change(found: list[list[Any]]) -> list[list[Any]]:
        at = next(i for i, section in enumerate(found) if _title(section).startswith("objectifs"))
        return [*found[:at], found[at + 1], found[at], *found[at + 2 :]]

    return _sections(finished, change)


def _unsaid(finished: Finished, *stems: str) -> Finished:
    """The note with these words, wherever they stand, replaced by others."""
    from tests.checks.cases import with_document

    wanted = re.compile("|".join(stems), re.IGNORECASE)

    def walk(value: Any) -> Any:
        if isinstance(value, Text):
            return replace(value, value=wanted.sub("propos", value.value))
        if isinstance(value, tuple):
            return tuple(map(walk, value))
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: walk(getattr(value, f.name)) for f in fields(value)})
        return value

    return with_document(finished, "note-methodologique", walk)


def _without_under(finished: Finished, *titles: str) -> Finished:
    """The note without the sub-sections whose title starts so."""

    def change(found: list[list[Any]]) -> list[list[Any]]:
        kept: list[list[Any]] = []
        for section in found:
            kept.append([])
            away = 0  # level of the title that is taken away
            for node in section:
                if isinstance(node, Heading):
                    hit = fold(words(node.runs)).startswith(titles)
                    away = node.level if hit else 0 if node.level <= away else away
                if not away:
                    kept[-1].append(node)
        return kept

    return _sections(finished, change)


def scope_erased(finished: Finished) -> Finished:
    """The passages on what stays outside the group are gone."""
    return _without_under(finished, "ramener le groupe", "l'action collective comme seul objet")


def confidentiality_erased(finished: Finished) -> Finished:
    """Nothing is said any more of what stays in the session."""
    return _unsaid(finished, "confidenti[a-zé]+", "secret[a-z]*", "y reste", "ne sort pas")


def limits_erased(finished: Finished) -> Finished:
    """The confidentiality is promised without a limit."""
    return _unsaid(finished, "péril", "danger", "crime", "mauvais traitements", "434-\\d", "226-14", "223-6")


def open_group_erased(finished: Finished) -> Finished:
    """The passages on who comes and goes are gone."""
    return _without_under(finished, "entrer, sortir", "des métiers et des employeurs")


def requirements_without_frame(finished: Finished) -> Finished:
    """A brief that asks neither for a scope nor for confidentiality."""
    brief = finished.dossier.inputs.brief.value
    kept = tuple(r for r in brief.requirements if r.topic not in {"scope_guard", "confidentiality"})
    return _with(finished, brief=brief.model_copy(update={"requirements": kept}))


def theory_lengthened(finished: Finished) -> Finished:
    """In the printed run-sheet, the theory lasts two hours and a half."""
    return _cell(finished, "note", "éclairage théorique", "15 min", "150 min")


def _cell(finished: Finished, key: str, row: str, old: str, new: str) -> Finished:
    """One cell of the row that says these words."""

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(
            replace(each, cells=tuple(_told(c, new) if fold(text(c)) == fold(old) else c for c in each.cells))
            if _says(each, row)
            else each
            for each in rows
        )

    return _rows(finished, key, change)


def _told(cell: Cell, said: str) -> Cell:
    return replace(cell, paragraphs=(Paragraph((Text(said),)),))


def approach_of_theory(finished: Finished) -> Finished:
    """An approach that teaches for most of the session."""
    approach = finished.dossier.inputs.approach.value
    phases = tuple(p.model_copy(update={"kind": "theory"}) if p.kind == "case" else p for p in approach.phases[:-2])
    return _with(finished, approach=approach.model_copy(update={"phases": (*phases, *approach.phases[-2:])}))


def cover_without_object(finished: Finished) -> Finished:
    """The title page without its subtitle."""
    return _printed(finished, "note", lambda tree: replace(tree, subtitle=""))
