"""The price list of the candidate."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.foundation.record import Day, Line, Number, Record

Amount = Annotated[Number, Field(ge=0)]


class Rates(Record):
    """Unit prices in euros before tax; `pricing.rates` of offer.yaml may replace each for one client."""

    session: Amount = Field(description="Animation d'une séance")
    preparation: Amount = Field(description="Préparation et suivi d'une séance")
    cadrage: Amount = Field(description="Réunion de cadrage")
    bilan: Amount = Field(description="Bilan intermédiaire")
    evaluation: Amount = Field(description="Évaluation finale")
    km: Amount = Field(description="Kilomètre")
    meal: Amount = Field(description="Repas")
    night: Amount = Field(description="Nuitée")
    supports: Amount = Field(description="Supports remis, forfait")


class Prices(Record):
    """`boilerplate/prices.yaml`."""

    since: Day = Field(description="Tarifs en vigueur depuis")
    source: Line | None = Field(default=None, description="D'où viennent les tarifs de déplacement")
    rates: Rates = Field(description="Tarifs unitaires HT")
