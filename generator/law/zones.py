"""The time zones in which a French consultation may count its hour: their French names, where they are legal time."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from pydantic import Field

from generator.foundation.record import Line, Record
from generator.law.dated import read_data

PARIS = "Europe/Paris"


class ZoneFact(Record):
    """A zone, as the IANA base names it."""

    key: Line = Field(description="Nom dans la base IANA")
    says: Line = Field(description="Comment le dire")
    departments: tuple[Line, ...] = Field(default=(), description="Territoires dont c'est l'heure légale")


class Zones(Record):
    """zones.yaml."""

    source: Line = Field(description="Texte dont viennent les faits")
    zones: tuple[ZoneFact, ...] = Field(description="Fuseaux")


@cache
def _zones() -> tuple[ZoneFact, ...]:
    return read_data("zones.yaml", Zones).zones


def zone_words(zone: str) -> str:
    """« heure de La Réunion »."""
    return next((fact.says for fact in _zones() if fact.key == zone), zone)


def local_zone(department: str | None) -> str:
    """The zone of legal time in a département or territory; that of Paris when it is not overseas."""
    return next((fact.key for fact in _zones() if department in fact.departments), PARIS)


def in_paris(day: date, hour: time, zone: str) -> datetime:
    """This moment of another zone, as a clock shows it in Paris (without a zone of its own)."""
    there = datetime.combine(day, hour, ZoneInfo(zone))
    return there.astimezone(ZoneInfo(PARIS)).replace(tzinfo=None)
