"""A check that somebody sets aside for one offer, with his reason."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.foundation.record import Day, Line, Record


class Waiver(Record):
    """One rule that does not stop this offer: who says so, and why."""

    check: Annotated[str, Field(pattern=r"^[A-Z][0-9]{3}$")] = Field(description="Code du contrôle (exemple : C813)")
    reason: Line = Field(description="Pourquoi il ne vaut pas pour cette offre")
    by: Line = Field(description="Qui en répond, prénom et nom")
    on: Day = Field(description="Date de la décision")
    about: Line | None = Field(
        default=None, description="Mots du constat visé ; sans eux, tous les constats de ce contrôle"
    )
