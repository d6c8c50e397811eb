"""The texts that blocks and briefs cite by key: what is printed, since when it holds, and whether it was checked.

They are in `data/references.yaml`. A key that the data does not know is the caller's to report.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Annotated

from pydantic import Field

from generator.foundation.record import Line, Record
from generator.law.dated import Period, at, read_data

ReferenceKey = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Reference(Period):
    """A text of law or a recommendation."""

    key: ReferenceKey = Field(description="Clé, que les blocs et les demandes citent")
    title: Line = Field(description="Ce dont traite le texte")
    cite: Line = Field(description="Ce qui s'imprime dans une phrase, sans article devant")


class _References(Record):
    references: tuple[Reference, ...]


@cache
def references() -> Mapping[str, Reference]:
    """Every reference by key, in the order of the file."""
    return {reference.key: reference for reference in read_data("references.yaml", _References).references}


def in_force(reference: Reference, day: date) -> bool:
    """Whether this text holds on that day."""
    return at((reference,), day) is not None
