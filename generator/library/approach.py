"""An approach: a coherent way of working, with its numbers; the phases of its run-sheet add up to the session."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.foundation.record import Line, Record, Whole

Minutes = Annotated[Whole, Field(ge=1, le=600)]


class Phase(Record):
    """A timed phase of a session; `minutes` is its time in the approach's own session."""

    title: Line = Field(description="Nom de la phase")
    minutes: Minutes = Field(description="Durée en minutes")
    purpose: Line = Field(description="À quoi elle sert")
    who: Line = Field(description="Qui fait quoi")
    kind: Literal["frame", "case", "theory", "practice", "break", "closing"] = Field(description="Nature du temps")
    min: Minutes | None = Field(default=None, description="Durée plancher ; par défaut, la moitié")
    max: Minutes | None = Field(
        default=None, description="Durée plafond ; par défaut, le double (une pause ne s'allonge pas)"
    )
    only_from: Minutes | None = Field(
        default=None, description="Seulement si la séance dure au moins tant de minutes (exemple : une pause)"
    )
    repeat: Literal["situation"] | None = Field(
        default=None, description="situation : la phase, avec ses voisines, revient pour chaque situation"
    )
    situation: Annotated[Whole, Field(ge=1, le=4)] | None = Field(
        default=None, description="Rang de la situation dont c'est un temps : sans elle, la phase tombe"
    )

    @property
    def floor(self) -> int:
        """The fewest minutes that it may last."""
        return self.min or -(-self.minutes // 2)

    @property
    def ceiling(self) -> int:
        """The most minutes that it may last."""
        return self.max or (self.minutes if self.kind == "break" else 2 * self.minutes)

    @model_validator(mode="after")
    def _bounded(self) -> Phase:
        if not self.floor <= self.minutes <= self.ceiling:
            raise ValueError(f"{self.minutes} min, hors de son plancher ou de son plafond")
        if self.repeat and self.situation:
            raise ValueError("donnez « repeat » ou « situation », l'un des deux")
        return self


class GroupSize(Record):
    """How many participants the approach holds for."""

    min: Whole = Field(description="Au moins")
    max: Whole = Field(description="Au plus")


class Rhythm(Record):
    """How far apart sessions may be."""

    min_weeks: Whole = Field(description="Semaines au moins")
    max_weeks: Whole = Field(description="Semaines au plus")


class Lengths(Record):
    """Between which lengths of a session the approach holds."""

    min: Minutes = Field(description="Minutes au moins")
    max: Minutes = Field(description="Minutes au plus")


class Qualification(Record):
    """What the file of who runs sessions must show: one of the words, for so many hours of training if it says so."""

    text: Line = Field(description="Qualification, telle qu'on la dirait")
    words: tuple[Line, ...] = Field(
        min_length=1, description="Mots dont un au moins doit se lire dans le dossier de l'intervenant"
    )
    hours: Annotated[Whole, Field(ge=1)] | None = Field(
        default=None, description="Heures de formation, au moins, dans les formations où ces mots se lisent"
    )


class Approach(Record):
    """`boilerplate/approaches/<name>.yaml`."""

    name: Line = Field(description="Nom de l'approche")
    summary: Line = Field(description="Ce qui la caractérise, en une phrase")
    minutes: Minutes = Field(description="Durée d'une séance en minutes")
    lengths: Lengths | None = Field(
        default=None, description="Durées de séance possibles ; par défaut, un quart de moins ou de plus"
    )
    situations: Annotated[Whole, Field(ge=1, le=4)] | None = Field(
        default=None, description="Situations par séance ; par défaut, autant que ses phases en nomment"
    )
    group: GroupSize = Field(description="Taille du groupe")
    rhythm: Rhythm = Field(description="Espacement des séances")
    phases: tuple[Phase, ...] = Field(min_length=1, description="Déroulé d'une séance")
    qualifications: tuple[Line, ...] = Field(default=(), description="Qualifications attendues de l'intervenant")
    requires: tuple[Qualification, ...] = Field(
        default=(), description="Qualifications que le dossier de qui anime doit montrer"
    )

    @property
    def case_minutes(self) -> int:
        """Minutes of a session spent on situations, returns included."""
        return self._minutes("case")

    @property
    def theory_minutes(self) -> int:
        """Minutes of a session given to theory."""
        return self._minutes("theory")

    @property
    def shortest(self) -> int:
        """The shortest session that the approach holds for, in minutes."""
        return self.lengths.min if self.lengths else min(self.minutes, -(-self.minutes * 3 // 20) * 5)

    @property
    def longest(self) -> int:
        """The longest session that the approach holds for, in minutes."""
        return self.lengths.max if self.lengths else max(self.minutes, self.minutes // 4 * 5)

    @property
    def usual_situations(self) -> int:
        """Situations of an ordinary session."""
        return self.situations or max((phase.situation or 1 for phase in self.phases), default=1)

    @property
    def most_situations(self) -> int:
        """The most situations that a session may take: four when phases repeat, else as many as phases name."""
        repeats = any(phase.repeat for phase in self.phases)
        return 4 if repeats else max((phase.situation or 1 for phase in self.phases), default=1)

    def _minutes(self, kind: str) -> int:
        return sum(phase.minutes for phase in self.phases if phase.kind == kind)

    @model_validator(mode="after")
    def _adds_up(self) -> Approach:
        times = self.usual_situations
        kept = [phase for phase in self.phases if (phase.only_from or 0) <= self.minutes]
        total = sum(phase.minutes * (times if phase.repeat else 1) for phase in kept)
        if total != self.minutes:
            raise ValueError(f"les phases durent {total} min en tout, la séance {self.minutes} min")
        if not self.shortest <= self.minutes <= self.longest:
            raise ValueError(f"une séance de {self.minutes} min est hors des durées possibles (lengths)")
        if times > self.most_situations:
            raise ValueError(f"{times} situations annoncées (situations), {self.most_situations} dans les phases")
        return self
