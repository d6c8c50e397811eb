"""The rules of the schedule, as one person writes them in `offer.yaml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from generator.brief.terms import Key, MilestoneKind, Slot, Weekday
from generator.foundation.record import Clock, Day, Line, Record, Whole


class Absence(Record):
    """Days on which an intervener can't come, both ends included."""

    intervener: Line = Field(description="Intervenant")
    first: Day = Field(alias="from", description="Premier jour")
    last: Day = Field(alias="to", description="Dernier jour")
    because: Line | None = Field(default=None, description="Motif affiché dans les explications")


class MeetingPlan(Record):
    """How one of the brief's meetings is held."""

    kind: MilestoneKind = Field(description="cadrage, bilan ou evaluation")
    first: Day | None = Field(default=None, alias="from", description="Pas avant")
    last: Day | None = Field(default=None, alias="to", description="Pas après")
    on: Day | None = Field(default=None, description="Jour imposé")
    start: Clock = Field(description="Heure de début")
    minutes: Annotated[Whole, Field(ge=15, le=480)] = Field(description="Durée en minutes")
    place: Line = Field(description="Lieu ou visioconférence")


class Group(Record):
    """One group, when there are several; what it does not say is the planning's."""

    key: Key = Field(description="Nom court, unique (exemple : nord-a)")
    name: Line = Field(description="Nom du groupe, tel qu'il sera écrit")
    lot: Whole | None = Field(default=None, description="Numéro du lot")
    site: Key | None = Field(default=None, description="Site de la demande (service.sites)")
    participants: Annotated[Whole, Field(ge=1)] | None = Field(default=None, description="Nombre de participants")
    interveners: tuple[Key, ...] = Field(
        default=(), description="Qui peut l'animer (fichiers de interveners/) ; à défaut, celui qui a le rôle lead"
    )
    weekdays: tuple[Weekday, ...] = Field(default=(), description="Jours convenus")
    half_day: Slot | None = Field(default=None, description="morning, afternoon ou evening")
    start: Clock | None = Field(default=None, description="Heure de début")
    end: Clock | None = Field(default=None, description="Heure de fin")
    sessions: Annotated[Whole, Field(ge=1)] | None = Field(default=None, description="Nombre de séances en tout")
    place: Line | None = Field(default=None, description="Lieu, tel qu'il sera écrit")
    fixed: tuple[Day, ...] = Field(default=(), description="Dates de séance imposées")


class Planning(Record):
    """The rules of the schedule."""

    first: Day = Field(alias="from", description="Premier jour possible pour une séance")
    last: Day = Field(alias="to", description="Dernier jour possible")
    weekdays: tuple[Weekday, ...] = Field(min_length=1, description="Jours convenus")
    half_day: Slot = Field(description="morning, afternoon ou evening")
    start: Clock = Field(description="Heure de début des séances")
    end: Clock = Field(description="Heure de fin des séances")
    min_weeks: Annotated[Whole, Field(ge=1, le=52)] = Field(
        default=4, description="Semaines au moins entre deux séances"
    )
    max_weeks: Annotated[Whole, Field(ge=1, le=52)] = Field(
        default=12, description="Semaines au plus entre deux séances"
    )
    bilan_after: Annotated[Whole, Field(ge=1)] | None = Field(
        default=None,
        description="Séance après laquelle se tient le bilan ; par défaut la moitié, arrondie au-dessus",
    )
    place: Line = Field(description="Lieu des séances, tel qu'il sera écrit")
    groups: tuple[Group, ...] = Field(default=(), description="Groupes, s'il y en a plusieurs")
    closed: tuple[Day, ...] = Field(default=(), description="Jours fermés de plus (ponts, événements)")
    fixed: tuple[Day, ...] = Field(default=(), description="Dates de séance imposées")
    absences: tuple[Absence, ...] = Field(default=(), description="Indisponibilités")
    meetings: tuple[MeetingPlan, ...] = Field(default=(), description="Réunions de cadrage, bilan, évaluation")

    @model_validator(mode="after")
    def _in_order(self) -> Planning:
        if self.last < self.first:
            raise ValueError("le dernier jour (to) précède le premier (from)")
        if self.end <= self.start:
            raise ValueError("l'heure de fin (end) doit suivre l'heure de début (start)")
        if self.max_weeks < self.min_weeks:
            raise ValueError("max_weeks doit être au moins égal à min_weeks")
        return self
