"""How long what a person told of themselves may be used: agreement to be named, last update of the CV."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from generator.foundation.days import months_after
from generator.foundation.record import Record, Whole
from generator.law.dated import Period, at, read_data

Told = Literal["consent", "updated"]


class Validity(Period):
    """How many months something told holds."""

    key: Told = Field(description="consent (accord) ou updated (mise à jour du CV)")
    months: Annotated[Whole, Field(ge=1)] = Field(description="Mois")


class _People(Record):
    validity: tuple[Validity, ...]


@cache
def _people() -> _People:
    return read_data("people.yaml", _People)


def validity(key: Told, day: date) -> Validity | None:
    """The rule that holds on that day; None when the data has none."""
    return at((rule for rule in _people().validity if rule.key == key), day)


def lapsed(key: Told, told: date, day: date) -> Validity | None:
    """The rule by which what was told then no longer holds on `day`; None while it holds."""
    rule = validity(key, day)
    return rule if rule and months_after(told, rule.months) < day else None
