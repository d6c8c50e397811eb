"""An approach: a coherent way of working, with its numbers; the run-sheet's minutes add up to the session's."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.foundation.record import Line, Record, Whole

Minutes = Annotated[Whole, Field(ge=1, le=600)]


class Phase(Record):
    """A timed phase of a session."""

    title: Line = Field(description="Nom de la phase")
    minutes: Minutes = Field(description="Durée en minutes")
    purpose: Line = Field(description="À quoi elle sert")
    who: Line = Field(description="Qui fait quoi")
    kind: Literal["frame", "case", "theory", "practice", "break", "closing"] = Field(description="Nature du temps")


class GroupSize(Record):
    """How many participants the approach holds for."""

    min: Whole = Field(description="Au moins")
    max: Whole = Field(description="Au plus")


class Rhythm(Record):
    """How far apart sessions may be."""

    min_weeks: Whole = Field(description="Semaines au moins")
    max_weeks: Whole = Field(description="Semaines au plus")


class Approach(Record):
    """`boilerplate/approaches/<name>.yaml`."""

    name: Line = Field(description="Nom de l'approche")
    summary: Line = Field(description="Ce qui la caractérise, en une phrase")
    minutes: Minutes = Field(description="Durée d'une séance en minutes")
    group: GroupSize = Field(description="Taille du groupe")
    rhythm: Rhythm = Field(description="Espacement des séances")
    phases: tuple[Phase, ...] = Field(min_length=1, description="Déroulé d'une séance")
    qualifications: tuple[Line, ...] = Field(default=(), description="Qualifications attendues de l'intervenant")

    @property
    def case_minutes(self) -> int:
        """Minutes of a session spent on situations, returns included."""
        return self._minutes("case")

    @property
    def theory_minutes(self) -> int:
        """Minutes of a session given to theory."""
        return self._minutes("theory")

    def _minutes(self, kind: str) -> int:
        return sum(phase.minutes for phase in self.phases if phase.kind == kind)

    @model_validator(mode="after")
    def _adds_up(self) -> Approach:
        total = sum(phase.minutes for phase in self.phases)
        if total != self.minutes:
            raise ValueError(f"les phases durent {total} min en tout, la séance {self.minutes} min")
        return self
