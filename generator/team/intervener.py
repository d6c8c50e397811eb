"""An intervener's file: professional data only (no birth date, photo or home address)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.brief.terms import Key
from generator.foundation.record import Day, Flag, Line, Number, Record, Whole

Tag = Annotated[str, Field(pattern=r"^[a-zA-Z0-9À-ÖØ-öø-ÿŒœ'’ -]+$")]


class Training(Record):
    """A diploma or a course."""

    year: Whole = Field(description="Année d'obtention")
    title: Line = Field(description="Intitulé")
    institution: Line = Field(description="Organisme")
    level: Line | None = Field(default=None, description="Niveau (exemple : niveau 7)")
    hours: Whole | None = Field(default=None, description="Durée en heures")
    kind: Literal["initial", "app", "continuing"] = Field(
        description="initial, app (analyse des pratiques) ou continuing"
    )


class Experience(Record):
    """A position held."""

    start: Whole = Field(description="Année de début")
    end: Whole | None = Field(default=None, description="Année de fin ; null si en cours")
    title: Line = Field(description="Fonction")
    employer: Line = Field(description="Structure (exemple : association d'insertion, exemple)")
    tasks: tuple[Line, ...] = Field(default=(), description="Missions")


class Reference(Record):
    """A mission carried out for a client."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] = Field(description="Nom court, unique dans le fichier")
    client: Line = Field(description="Commanditaire")
    department: Line | None = Field(default=None, description="Département")
    start: Whole = Field(description="Année de début")
    end: Whole | None = Field(default=None, description="Année de fin ; null si en cours")
    mission: Line = Field(description="Mission, en une phrase")
    audience: Line = Field(description="Public")
    volume: Line | None = Field(default=None, description="Nombre de groupes et de séances")
    amount: Annotated[Number, Field(gt=0)] | None = Field(
        default=None,
        description="Montant HT de la mission en euros, que le DC2 demande pour les trois dernières années",
    )
    tags: tuple[Tag, ...] = Field(min_length=1, description="Mots qui la rapprochent d'une demande")


class Evidence(Record):
    """Why this person fits a demand of the profile."""

    demand: Line = Field(description="Compétence demandée, un mot-clé (exemple : animation de groupe)")
    proof: Line = Field(description="Ce qui le montre")


class Intervener(Record):
    """`boilerplate/interveners/<key>.yaml`."""

    specimen: Flag = Field(description="true : personne fictive")
    name: Line = Field(description="Prénom et nom")
    title: Line = Field(description="Titre professionnel")
    profile: Line = Field(description="Profil, dans les mots des acheteurs (psychologue, consultant, formateur…)")
    status: Literal["salarié", "sous-traitant", "associé"] = Field(description="Lien avec le candidat")
    summary: Line = Field(description="Présentation en deux ou trois phrases")
    years: Whole = Field(description="Années d'expérience de l'analyse des pratiques")
    trainings: tuple[Training, ...] = Field(min_length=1, description="Formations")
    experiences: tuple[Experience, ...] = Field(default=(), description="Expériences")
    references: tuple[Reference, ...] = Field(default=(), description="Références")
    evidence: tuple[Evidence, ...] = Field(default=(), description="Preuves de compétence")
    supervision: Line | None = Field(default=None, description="Supervision suivie")
    ethics: Line | None = Field(default=None, description="Cadre déontologique")
    languages: tuple[Line, ...] = Field(default=(), description="Langues")
    consent: Day | None = Field(default=None, description="Date d'accord pour figurer dans une offre")
    skills: tuple[Key, ...] = Field(
        default=(), description="Compétences que les groupes d'un planning peuvent exiger (exemple : petite-enfance)"
    )
    updated: Day | None = Field(default=None, description="Mise à jour")
