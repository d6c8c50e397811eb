"""Our answer: the choices, team, dates and overrides that one person makes for one client."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.brief.brief import MilestoneKind
from generator.foundation.record import Clock, Day, Line, Number, Record, Whole

Weekday = Literal["lundi", "mardi", "mercredi", "jeudi", "vendredi"]
HalfDay = Literal["morning", "afternoon"]
Statement = Literal["dc1_f1", "attestation"]


class Member(Record):
    """An intervener of this offer."""

    intervener: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] = Field(
        description="Fichier de boilerplate/interveners/, sans .yaml"
    )
    role: Literal["lead", "substitute"] = Field(description="lead : anime ; substitute : remplace")
    always: tuple[Line, ...] = Field(default=(), description="Références à toujours citer (leur clé)")
    never: tuple[Line, ...] = Field(default=(), description="Références à ne jamais citer (leur clé)")


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


class Planning(Record):
    """The rules of the schedule."""

    first: Day = Field(alias="from", description="Premier jour possible pour une séance")
    last: Day = Field(alias="to", description="Dernier jour possible")
    weekdays: tuple[Weekday, ...] = Field(min_length=1, description="Jours convenus")
    half_day: HalfDay = Field(description="morning ou afternoon")
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


class Extra(Record):
    """A cost line of this offer only."""

    label: Line = Field(description="Intitulé")
    quantity: Number = Field(description="Quantité")
    unit: Line = Field(description="Unité")
    price: Number = Field(description="Prix unitaire en euros HT")


class Pricing(Record):
    """What this offer costs: quantities come from the schedule, rates from prices.yaml unless said here."""

    rates: dict[str, Number] = Field(default_factory=dict, description="Tarifs de ce client, par clé de prices.yaml")
    km_per_trip: Annotated[Number, Field(ge=0)] = Field(description="Kilomètres aller et retour par déplacement")
    nights: Annotated[Whole, Field(ge=0)] = Field(default=0, description="Nuitées en tout")
    meals_per_trip: Annotated[Whole, Field(ge=0)] = Field(default=1, description="Repas par déplacement")
    remote: tuple[MilestoneKind, ...] = Field(
        default=(), description="Réunions tenues en visioconférence, sans déplacement"
    )
    extras: tuple[Extra, ...] = Field(default=(), description="Lignes propres à cette offre")
    valid_days: Annotated[Whole, Field(ge=1)] = Field(default=120, description="Validité de l'offre en jours")
    payment_days: Annotated[Whole, Field(ge=0)] = Field(default=30, description="Délai de paiement en jours")


class Confirmation(Record):
    """An explicit, dated confirmation by the signatory: the only thing that ticks a declaration on honour."""

    statement: Statement = Field(description="dc1_f1 ou attestation")
    by: Line = Field(description="Signataire qui confirme, prénom et nom")
    on: Day = Field(description="Date de la confirmation")


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
    team: tuple[Member, ...] = Field(min_length=1, description="Intervenants de cette offre")
    planning: Planning = Field(description="Règles du planning")
    pricing: Pricing = Field(description="Prix de cette offre")
    include: tuple[Line, ...] = Field(default=(), description="Blocs à ajouter (leur id)")
    exclude: tuple[Line, ...] = Field(default=(), description="Blocs à retirer (leur id)")
    annexes: tuple[Line, ...] = Field(default=(), description="Annexes à joindre (clés de boilerplate/annexes/)")
    confirmations: tuple[Confirmation, ...] = Field(default=(), description="Déclarations sur l'honneur confirmées")
