"""The dates that a client was told: a new plan moves as few of them as it can."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.brief.terms import Key, MilestoneKind
from generator.foundation.record import Day, Record, Whole


class PlannedSession(Record):
    """A session that was told."""

    group: Key | None = Field(default=None, description="Groupe (clé de planning.groups), s'il y en a plusieurs")
    number: Annotated[Whole, Field(ge=1)] = Field(description="Numéro de la séance")
    day: Day = Field(description="Date annoncée")
    intervener: Key | None = Field(default=None, description="Qui devait l'animer")


class PlannedMeeting(Record):
    """A meeting that was told."""

    kind: MilestoneKind = Field(description="cadrage, bilan ou evaluation")
    day: Day = Field(description="Date annoncée")


class Planned(Record):
    """`offers/<client>/planned.yaml`, written by « offer plan CLIENT --save »."""

    sessions: tuple[PlannedSession, ...] = Field(min_length=1, description="Séances annoncées")
    meetings: tuple[PlannedMeeting, ...] = Field(default=(), description="Réunions annoncées")
