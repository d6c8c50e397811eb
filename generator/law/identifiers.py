"""What the law says of identifiers: the nomenclature of activity codes, the words that go with a declaration."""

from __future__ import annotations

from datetime import date
from functools import cache

from pydantic import Field

from generator.foundation.record import Line, Record
from generator.law.dated import Period, at, read_data


class Named(Period):
    """A name or a phrase that holds during a period."""

    name: Line = Field(description="Nom ou mots")


class _Identifiers(Record):
    activities: tuple[Named, ...]
    disclaimer: tuple[Named, ...]


@cache
def _identifiers() -> _Identifiers:
    return read_data("identifiers.yaml", _Identifiers)


def activities(day: date) -> Named | None:
    """The nomenclature of the APE code in force that day."""
    return at(_identifiers().activities, day)


def disclaimer(day: date) -> Named | None:
    """What must be said wherever the declaration of activity is shown (L. 6352-12 C. trav.)."""
    return at(_identifiers().disclaimer, day)
