"""In what capacity a person binds a company by itself, without a power to join."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import cache

from pydantic import Field

from generator.foundation.record import Line, Record
from generator.law.dated import Period, at, read_data


class Capacity(Period):
    """Capacities that bind during a period."""

    names: tuple[Line, ...] = Field(min_length=1, description="Qualités, au masculin et au féminin")


class _Capacities(Record):
    capacities: tuple[Capacity, ...]
    under: tuple[Line, ...] = Field(description="Mots qui ôtent ce pouvoir à une qualité")
    alone: tuple[Line, ...] = Field(description="Formes juridiques d'une personne seule")


@cache
def _known() -> _Capacities:
    return read_data("capacities.yaml", _Capacities)


def binds(capacity: str, legal_form: str, day: date) -> bool:
    """Whether who signs in this capacity, for a company of this form, needs no power that day."""
    if any(_plain(form) in _plain(legal_form) for form in _known().alone):
        return True
    names = tuple(_plain(name) for row in _known().capacities if at((row,), day) for name in row.names)
    said = [f" {_plain(part)} " for part in capacity.replace(" et ", ",").split(",")]
    own = [part for part in said if not any(f" {_plain(word)} " in part for word in _known().under)]
    return any(part.startswith(f" {name} ") for part in own for name in names)


def _plain(text: str) -> str:
    """Small letters without accents, hyphens and apostrophes as spaces."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c)).split())
