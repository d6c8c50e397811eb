"""What the public health code asks of the analysis of practices in nurseries: hours of each person, size of a group."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Final

from pydantic import Field

from generator.foundation.record import Line, Number, Record, Whole
from generator.law.dated import Period, at, read_data

NURSERY: Final = "csp-r2324-37"  # the key by which a brief invokes it


class Duty(Period):
    """The least time of each professional, and the most people of a group."""

    hours_per_year: Annotated[Number, Field(gt=0)] = Field(description="Heures par an et par professionnel, au moins")
    months: Annotated[Whole, Field(ge=1, le=12)] = Field(description="Longueur d'une période, en mois")
    hours_per_period: Annotated[Number, Field(gt=0)] = Field(description="Heures dans chacune, au moins")
    group_max: Annotated[Whole, Field(ge=1)] = Field(description="Professionnels par groupe, au plus")


class Told(Period):
    """Something that the offer must say of how sessions are held."""

    words: tuple[Line, ...] = Field(min_length=1, description="Débuts de mots, dont un se lit dans la note")
    says: Line = Field(description="Ce qui doit être dit")


class _Nursery(Record):
    duties: tuple[Duty, ...]
    told: tuple[Told, ...]


@cache
def _nursery() -> _Nursery:
    return read_data("nursery.yaml", _Nursery)


def duty(day: date) -> Duty | None:
    """The rule in force that day; None before there was one."""
    return at(_nursery().duties, day)


def told(day: date) -> tuple[Told, ...]:
    """What must be said, that day."""
    return tuple(each for each in _nursery().told if at((each,), day))
