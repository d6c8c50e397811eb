"""Our answer: the choices, team, dates and overrides that one person makes for one client."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.brief.consortium import Consortium, Engagement, Subcontract
from generator.brief.planning import Planning
from generator.brief.pricing import Pricing
from generator.brief.steps import StepDone
from generator.brief.terms import Key
from generator.brief.waiver import Waiver
from generator.foundation.record import Day, Line, Record, Whole

Statement = Literal["dc1_f1", "attestation", "dc4_k1"]


class Member(Record):
    """An intervener of this offer."""

    intervener: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] = Field(
        description="Fichier de boilerplate/interveners/, sans .yaml"
    )
    role: Literal["lead", "animator", "substitute"] = Field(
        description="lead : anime et répond du marché ; animator : anime d'autres groupes ; substitute : remplace"
    )
    always: tuple[Line, ...] = Field(default=(), description="Références à toujours citer (leur clé)")
    never: tuple[Line, ...] = Field(default=(), description="Références à ne jamais citer (leur clé)")


class Confirmation(Record):
    """An explicit, dated confirmation by the signatory: the only thing that ticks a declaration on honour."""

    statement: Statement = Field(description="dc1_f1, attestation ou dc4_k1")
    by: Line = Field(description="Signataire qui confirme, prénom et nom")
    on: Day = Field(description="Date de la confirmation")


class VisitDone(Record):
    """The visit that we made."""

    on: Day = Field(description="Jour de la visite")
    annex: Key | None = Field(default=None, description="Attestation de visite (clé de boilerplate/annexes/)")


class Adaptation(Record):
    """How an approach is bent to a brief that it does not fit as it stands."""

    subgroups: Annotated[Whole, Field(ge=2, le=6)] | None = Field(
        default=None, description="Sous-groupes de travail pendant la séance"
    )
    situations: Annotated[Whole, Field(ge=1, le=4)] | None = Field(
        default=None, description="Situations analysées par séance"
    )
    minutes: Annotated[Whole, Field(ge=30, le=600)] | None = Field(
        default=None, description="Durée de la séance en minutes, si elle diffère de celle de l'approche"
    )
    min_weeks: Annotated[Whole, Field(ge=1, le=52)] | None = Field(
        default=None, description="Semaines au moins entre deux séances, si elles diffèrent de celles de l'approche"
    )
    max_weeks: Annotated[Whole, Field(ge=1, le=52)] | None = Field(
        default=None, description="Semaines au plus entre deux séances, si elles diffèrent de celles de l'approche"
    )


class Resumes(Record):
    """How the CVs of this offer are made."""

    pages: Annotated[Whole, Field(ge=1, le=6)] = Field(default=2, description="Nombre de pages d'un CV, au plus")
    anonymous: tuple[Key, ...] = Field(
        default=(), description="Intervenants dont une version anonyme est écrite à côté (cv-….anonyme.docx)"
    )


class Offer(Record):
    """`offer.yaml`."""

    date: Day = Field(description="Date de la note : elle est imprimée et sert à juger les règles")
    version: Line = Field(default="1", description="Version de l'offre")
    town: Line = Field(description="Lieu de signature")
    approach: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] = Field(
        description="Fichier de boilerplate/approaches/, sans .yaml"
    )
    outline: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] = Field(
        default="note", description="Fichier de boilerplate/outlines/"
    )
    candidature: Literal["both", "forms", "attestation"] = Field(
        default="forms", description="forms : DC1 et DC2 ; attestation ; both : les deux"
    )
    lots: tuple[Whole, ...] = Field(default=(), description="Numéros des lots visés ; vide sans allotissement")
    consortium: Consortium | None = Field(default=None, description="Groupement d'entreprises ; absent : seul")
    subcontracts: tuple[Subcontract, ...] = Field(default=(), description="Sous-traitance")
    engagement: Engagement = Field(default=Engagement(), description="Ce que dit l'acte d'engagement, s'il est demandé")
    adapt: Adaptation = Field(default=Adaptation(), description="Comment l'approche est adaptée à cette demande")
    visit: VisitDone | None = Field(default=None, description="Visite des lieux que nous avons faite")
    team: tuple[Member, ...] = Field(min_length=1, description="Intervenants de cette offre")
    planning: Planning = Field(description="Règles du planning")
    pricing: Pricing = Field(description="Prix de cette offre")
    include: tuple[Line, ...] = Field(default=(), description="Blocs à ajouter (leur id)")
    exclude: tuple[Line, ...] = Field(default=(), description="Blocs à retirer (leur id)")
    resumes: Resumes = Field(default=Resumes(), description="Présentation des CV")
    documents: tuple[Key, ...] = Field(
        default=(), description="Documents d'exécution à joindre (fichiers de boilerplate/documents/, sans .md)"
    )
    annexes: tuple[Line, ...] = Field(default=(), description="Annexes à joindre (clés de boilerplate/annexes/)")
    ready: tuple[Line, ...] = Field(
        default=(),
        description="Annexes prêtes pour l'attribution, gardées hors du dossier (clés de boilerplate/annexes/)",
    )
    confirmations: tuple[Confirmation, ...] = Field(default=(), description="Déclarations sur l'honneur confirmées")
    progress: tuple[StepDone, ...] = Field(default=(), description="Jalons tenus avant le dépôt")
    waivers: tuple[Waiver, ...] = Field(default=(), description="Contrôles levés pour cette offre, et pourquoi")
