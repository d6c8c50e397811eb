"""What an offer costs, as one person writes it in `offer.yaml`: rates of this client, journeys, lines of its own."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.brief.terms import MilestoneKind
from generator.foundation.record import Line, Number, Record, Whole


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
