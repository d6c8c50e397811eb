"""The rules of the schedule, as one person writes them in `offer.yaml`.

A bound may be relative to the notification (T0): « T0 + 30 jours » becomes a day as the file is read.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from generator.brief.terms import Key, MilestoneKind, Slot, Weekday
from generator.foundation.days import months_after
from generator.foundation.record import Clock, Day, Line, Record, Whole

RELATIVE_SHAPE = r"T0( ?\+ ?\d{1,4} ?(jours?|semaines?|mois))?"


def _unresolved(value: Any) -> Any:
    """A bound still relative when it is read has no notification to count from."""
    if isinstance(value, str) and value.strip().startswith("T0"):
        known = re.fullmatch(RELATIVE_SHAPE, value.strip())
        hint = (
            "donnez planning.notification, la date de notification attendue (exemple : 2026-03-02)"
            if known
            else "écrivez « T0 + 30 jours », « T0 + 6 semaines » ou « T0 + 24 mois »"
        )
        context = {"wanted": "date attendue", "read": value.strip()[:60], "hint": hint}
        raise PydanticCustomError("unreadable", "{wanted}", context)
    return value


Moment = Annotated[
    Day,
    BeforeValidator(_unresolved),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "pattern": f"^{RELATIVE_SHAPE}$"}]}
    ),
]
"""A day, or its distance from the notification: « T0 + 30 jours »."""


def from_notification(text: str, notification: date) -> date | None:
    """The day of « T0 + 30 jours » (« semaines », « mois »); None when the text says something else.

    A month is counted to the same day of the month, or to its last day when it has no such day
    (règlement 1182/71, article 3).
    """
    found = re.fullmatch(RELATIVE_SHAPE, text.strip())
    if not found:
        return None
    digits = re.search(r"\+ ?(\d+)", text)
    count, unit = int(digits[1]) if digits else 0, found[2] or "jours"
    try:
        if unit == "mois":
            return months_after(notification, count)
        return notification + timedelta(days=count * (7 if unit.startswith("semaine") else 1))
    except (OverflowError, ValueError):  # beyond the year 9999
        return None


class Absence(Record):
    """Days on which an intervener can't come, both ends included."""

    intervener: Line = Field(description="Intervenant")
    first: Day = Field(alias="from", description="Premier jour")
    last: Day = Field(alias="to", description="Dernier jour")
    because: Line | None = Field(default=None, description="Motif affiché dans les explications")


class MeetingPlan(Record):
    """How one of the brief's meetings is held."""

    kind: MilestoneKind = Field(description="cadrage, bilan ou evaluation")
    first: Moment | None = Field(default=None, alias="from", description="Pas avant (jour, ou T0 + 30 jours)")
    last: Moment | None = Field(default=None, alias="to", description="Pas après (jour, ou T0 + 30 jours)")
    on: Moment | None = Field(default=None, description="Jour imposé")
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
        default=(),
        description="Qui peut l'animer, par ordre de préférence (fichiers de interveners/) ; à défaut, celui qui a le "
        "rôle lead, ou toute l'équipe si « skills » est donné",
    )
    skills: tuple[Key, ...] = Field(default=(), description="Compétences que l'intervenant doit avoir (ses « skills »)")
    first: Moment | None = Field(default=None, alias="from", description="Premier jour possible")
    last: Moment | None = Field(default=None, alias="to", description="Dernier jour possible")
    weekdays: tuple[Weekday, ...] = Field(default=(), description="Jours convenus")
    half_day: Slot | None = Field(default=None, description="morning, afternoon ou evening")
    start: Clock | None = Field(default=None, description="Heure de début")
    end: Clock | None = Field(default=None, description="Heure de fin")
    sessions: Annotated[Whole, Field(ge=1)] | None = Field(default=None, description="Nombre de séances en tout")
    place: Line | None = Field(default=None, description="Lieu, tel qu'il sera écrit")
    fixed: tuple[Day, ...] = Field(default=(), description="Dates de séance imposées")
    min_weeks: Annotated[Whole, Field(ge=1, le=52)] | None = Field(
        default=None, description="Semaines au moins entre deux séances"
    )
    max_weeks: Annotated[Whole, Field(ge=1, le=52)] | None = Field(
        default=None, description="Semaines au plus entre deux séances"
    )


class Travel(Record):
    """How long one travels between two sites; what is not given can't be done within a day."""

    between: tuple[Key, ...] = Field(min_length=2, max_length=2, description="Les deux sites (service.sites)")
    minutes: Annotated[Whole, Field(ge=0, le=600)] = Field(description="Durée du trajet en minutes")


class Planning(Record):
    """The rules of the schedule."""

    notification: Day | None = Field(
        default=None, description="Notification attendue (T0) : « from: T0 + 30 jours » en est compté"
    )
    first: Moment = Field(alias="from", description="Premier jour possible pour une séance (jour, ou T0 + 30 jours)")
    last: Moment = Field(alias="to", description="Dernier jour possible (jour, ou T0 + 24 mois)")
    years: Annotated[Whole, Field(ge=1, le=5)] | None = Field(
        default=None, description="Années que couvre la période ; par défaut sa longueur, arrondie"
    )
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
    travel: tuple[Travel, ...] = Field(default=(), description="Trajets entre les sites le même jour")
    closed: tuple[Day, ...] = Field(default=(), description="Jours fermés de plus (ponts, événements)")
    fixed: tuple[Day, ...] = Field(default=(), description="Dates de séance imposées")
    absences: tuple[Absence, ...] = Field(default=(), description="Indisponibilités")
    meetings: tuple[MeetingPlan, ...] = Field(default=(), description="Réunions de cadrage, bilan, évaluation")

    @model_validator(mode="before")
    @classmethod
    def _counted(cls, given: Any) -> Any:
        """Every bound relative to the notification, made a day; the file's own data stay as they are."""
        written = given.get("notification") if isinstance(given, dict) else None
        try:
            notification = date.fromisoformat(written.strip()) if isinstance(written, str) else written
        except ValueError:
            return given
        return _resolved(given, notification) if isinstance(notification, date) else given

    @model_validator(mode="after")
    def _in_order(self) -> Planning:
        if self.last < self.first:
            raise ValueError("le dernier jour (to) précède le premier (from)")
        if self.end <= self.start:
            raise ValueError("l'heure de fin (end) doit suivre l'heure de début (start)")
        if self.max_weeks < self.min_weeks:
            raise ValueError("max_weeks doit être au moins égal à min_weeks")
        return self


def _resolved(given: Any, notification: date) -> Any:
    match given:
        case dict():
            return {key: _resolved(value, notification) for key, value in given.items()}
        case list():
            return [_resolved(value, notification) for value in given]
        case str() if given.strip().startswith("T0"):
            return from_notification(given, notification) or given
        case _:
            return given
