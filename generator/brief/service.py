"""What is bought: themes, audience, sites, groups, sessions and their length."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.brief.terms import Department, Key, Slot
from generator.foundation.record import Flag, Line, Number, Record, Whole

Length = Literal["half_day", "day", "hours"]


class Audience(Record):
    """Who takes part, and whom they serve."""

    professions: tuple[Line, ...] = Field(description="Métiers des participants")
    served: Line | None = Field(default=None, description="Public accompagné par les participants")
    voluntary: Flag | None = Field(default=None, description="Participation volontaire ?")
    open_group: Flag | None = Field(default=None, description="Entrées et sorties permanentes ?")
    external: Flag | None = Field(default=None, description="Ouvert à des professionnels d'autres structures ?")


class Hours(Record):
    """The least time that each participant must have, when the brief counts in hours."""

    per_year: Annotated[Number, Field(gt=0)] = Field(description="Heures par personne et par an, au moins")
    months: Annotated[Whole, Field(ge=1, le=12)] | None = Field(
        default=None, description="Longueur en mois d'une période qui a son propre minimum"
    )
    per_period: Annotated[Number, Field(gt=0)] | None = Field(
        default=None, description="Heures par personne dans chacune de ces périodes, au moins"
    )


class Sessions(Record):
    """How many sessions, how long, when not."""

    per_year: Annotated[Whole, Field(ge=1, le=60)] = Field(description="Nombre de séances par an et par groupe")
    length: Length = Field(description="Durée demandée : half_day, day, ou hours")
    minutes: Annotated[Whole, Field(ge=30, le=600)] | None = Field(
        default=None, description="Durée en minutes si la demande la précise"
    )
    hours: Hours | None = Field(default=None, description="Temps minimal par personne, si la demande compte en heures")
    slots: tuple[Slot, ...] = Field(default=(), description="Moments possibles : morning, afternoon, evening")
    min_weeks: Annotated[Whole, Field(ge=1, le=52)] | None = Field(
        default=None, description="Semaines au moins entre deux séances, si la demande le dit"
    )
    max_weeks: Annotated[Whole, Field(ge=1, le=52)] | None = Field(
        default=None, description="Semaines au plus entre deux séances, si la demande le dit"
    )
    avoid: tuple[Literal["school_holidays", "wednesdays"], ...] = Field(default=(), description="Périodes à éviter")


class Site(Record):
    """A place where groups meet."""

    key: Key = Field(description="Nom court (exemple : site-nord)")
    name: Line = Field(description="Nom du site, tel que l'acheteur l'écrit")
    town: Line | None = Field(default=None, description="Commune")
    department: Department | None = Field(
        default=None, description="Département, s'il n'est pas celui de l'acheteur : il donne la zone scolaire"
    )
    groups: Annotated[Whole, Field(ge=1)] = Field(default=1, description="Nombre de groupes sur ce site")
    lot: Whole | None = Field(default=None, description="Numéro du lot dont il relève")


class Service(Record):
    """What is bought."""

    themes: tuple[Line, ...] = Field(description="Thèmes du dispositif")
    audience: Audience = Field(description="Public")
    groups: Annotated[Whole, Field(ge=1)] = Field(description="Nombre de groupes, tous sites et lots")
    participants: Annotated[Whole, Field(ge=1)] | None = Field(description="Nombre de participants par groupe, au plus")
    sessions: Sessions = Field(description="Séances")
    place: Line | None = Field(default=None, description="Lieu des séances")
    sites: tuple[Site, ...] = Field(default=(), description="Sites, s'il y en a plusieurs")
