"""The rows of a form's tables, by name; an empty text is a cell left blank."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.brief.candidate import Exercise
from generator.forms.facts import Facts, Lines
from generator.forms.spec import Grid, in_force, rules
from generator.foundation.days import short
from generator.foundation.money import number


def rows(grid: Grid, facts: Facts) -> tuple[tuple[str, ...], Lines]:
    """The titles of the columns and the rows; no row when the offer has nothing to show."""
    if grid.table == "turnover":
        return _turnover(grid.lines, facts)
    return grid.columns, ROWS[grid.table](facts)


def _turnover(labels: tuple[str, ...], facts: Facts) -> tuple[tuple[str, ...], Lines]:
    """A column for each accounting year asked; a year that is missing or not known stays blank, never 0."""
    asked = in_force(rules().lookback, facts.day).exercises
    exercises = sorted(facts.candidate.value.exercises, key=lambda e: e.end, reverse=True)[:asked]
    if not exercises:
        return (), ()
    blanks = [""] * (asked - len(exercises))
    years = [f"Exercice du {short(e.start)} au {short(e.end)}" for e in exercises]
    return ("", *years, *("Exercice non disponible" for _ in blanks)), (
        (labels[0], *map(_amount, exercises), *blanks),
        (labels[1], *map(_share, exercises), *blanks),
    )


def _amount(exercise: Exercise) -> str:
    return "" if exercise.turnover is None else f"{number(exercise.turnover)} €"


def _share(exercise: Exercise) -> str:
    return "" if exercise.share is None else f"{number(exercise.share)} %"


def _staff(facts: Facts) -> Lines:
    asked = in_force(rules().lookback, facts.day).exercises
    years = sorted(facts.candidate.value.staff, key=lambda staff: staff.year, reverse=True)[:asked]
    return tuple(
        (str(s.year), number(s.total), "" if s.managers is None else number(s.managers)) for s in years
    )


ROWS: Mapping[str, Callable[[Facts], Lines]] = {
    "staff": _staff,
    "team": lambda facts: facts.team,
    "references": lambda facts: facts.references,
    "operators": lambda facts: facts.subcontractors,
}
