"""Dated facts of law: values that hold from one day to another, each with its source, read from `data/`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from generator.foundation.diagnostic import Rejected
from generator.foundation.record import Day, Flag, Line, Record, read_record

DATA = Path(__file__).parent / "data"


class Period(Record):
    """A fact that holds from `first` to `last`, both included; `last` is None while nothing replaces it."""

    first: Day = Field(alias="from", description="Premier jour")
    last: Day | None = Field(default=None, alias="until", description="Dernier jour ; vide si rien ne suit")
    source: Line = Field(description="Texte dont vient le fait")
    unverified: Flag = Field(default=False, description="true : à relire dans le texte officiel")


P = TypeVar("P", bound=Period)
R = TypeVar("R", bound=Record)


def at(facts: Iterable[P], day: date) -> P | None:
    """The fact that holds on this day, if the data knows one."""
    return next((f for f in facts if f.first <= day and (f.last is None or day <= f.last)), None)


def consecutive(facts: Sequence[Period]) -> None:
    """Raise ValueError unless each fact starts on the day after the one before: no gap, no overlap."""
    for before, after in pairwise(facts):
        if before.last is None or after.first != before.last + timedelta(days=1):
            raise ValueError(f"{after.first} ne suit pas {before.last}")


def read_data(name: str, model: type[R]) -> R:
    """The record in one of the package's data files; a fault in it is a bug of ours and raises."""
    loaded, problems = read_record(DATA / name, f"generator/law/data/{name}", model)
    if loaded is None:
        raise Rejected(problems, exit_code=70)
    return loaded.value
