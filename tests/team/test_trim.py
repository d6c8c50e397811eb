"""What a CV gives up, in which order."""

from __future__ import annotations

from typing import Any

from generator.team.intervener import Intervener, Reference
from generator.team.references import Chosen
from generator.team.trim import NOTHING, Trim, trims
from tests.quotes import load

PERSON = """\
specimen: true
name: Camille Exemple
title: Consultante
profile: consultant
status: associé
summary: Exemple.
years: 12
trainings: [{year: 2008, title: Master, institution: Université exemple, kind: initial}]
"""


def job(start: int, end: int | None, *tasks: str) -> dict[str, Any]:
    years = {"start": str(start), "end": None if end is None else str(end)}
    return {**years, "title": "Fonction", "employer": "Structure", "tasks": list(tasks)}


def person(*jobs: dict[str, Any]) -> Intervener:
    return load(PERSON, "p.yaml", Intervener, {"experiences": list(jobs)}).value


def choice(key: str, always: bool = False) -> Chosen:
    made = Reference(key=key, client="C", start=2020, mission="M", audience="P", tags=("cesf",))
    return Chosen(made, ("cesf",), always)


def test_old_tasks_then_last_references_then_old_jobs_then_the_latest_tasks() -> None:
    someone = person(job(2010, None, "a"), job(2000, 2004, "b"), job(2005, 2009, "c"), job(1995, 1999))
    picked = [choice("r1"), choice("r2"), choice("r3")]
    steps = trims(someone, picked)
    assert steps[0] == NOTHING
    assert [step.tasks for step in steps] == [
        frozenset(), {1}, {1, 2}, {1, 2}, {1, 2}, {1, 2}, {0, 1, 2},
    ]  # fmt: skip
    assert [sorted(step.references) for step in steps] == [[], [], [], ["r3"], ["r3"], ["r3"], ["r3"]]
    assert [sorted(step.experiences) for step in steps] == [[], [], [], [], [3], [1, 3], [1, 3]]


def test_what_the_offer_wants_always_stays() -> None:
    picked = [choice("r1", always=True), choice("r2", always=True), choice("r3", always=True), choice("r4")]
    assert trims(person(), picked)[-1].references == {"r4"}
    assert trims(person(), [choice(f"r{n}", always=True) for n in range(5)]) == (NOTHING,)


def test_two_references_and_two_jobs_stay() -> None:
    someone = person(*(job(2000 + n, 2001 + n) for n in range(5)))
    last = trims(someone, [choice("r1"), choice("r2")])[-1]
    assert last.references == frozenset()
    assert last.experiences == {0, 1, 2}


def test_nothing_to_give_up() -> None:
    assert trims(person(job(2000, None)), []) == (NOTHING,)


def test_what_is_left_out_is_told() -> None:
    assert NOTHING.told == ""
    one = Trim(frozenset({1}), frozenset({2}), frozenset({"a"}))
    assert one.told == "le détail d'une expérience, une référence, une expérience ancienne"
    many = Trim(frozenset({0, 1, 2, 3}), frozenset({2, 3}), frozenset({"a", "b"}))
    assert many.told == "le détail de 2 expériences, 2 références, 2 expériences anciennes"
