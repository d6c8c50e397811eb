"""Who answers with us: the members of a groupement, the subcontractors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.brief.terms import Key
from generator.foundation.record import Day, Flag, Line, Number, Record, Whole


class Share(Record):
    """A member of the groupement and what it does."""

    partner: Key | None = Field(
        default=None, description="Fichier de boilerplate/partners/, sans .yaml ; null : nous"
    )
    lots: tuple[Whole, ...] = Field(default=(), description="Lots concernés ; vide : tous")
    services: Line = Field(description="Prestations exécutées par ce membre")
    amount: Annotated[Number, Field(ge=0, le=100)] | None = Field(
        default=None, description="Part du prix en %, si le groupement est conjoint"
    )


class Consortium(Record):
    """A groupement d'entreprises (R. 2142-19 and following CCP)."""

    form: Literal["conjoint", "solidaire"] = Field(description="conjoint ou solidaire")
    leader: Key | None = Field(
        default=None, description="Mandataire : fichier de boilerplate/partners/ ; null : nous"
    )
    leader_liable: Flag | None = Field(
        default=None, description="Mandataire solidaire ? (groupement conjoint seulement)"
    )
    members: tuple[Share, ...] = Field(min_length=2, description="Tous les membres, nous compris")


class Subcontract(Record):
    """A service given to a subcontractor (DC4)."""

    partner: Key = Field(description="Sous-traitant : fichier de boilerplate/partners/, sans .yaml")
    lots: tuple[Whole, ...] = Field(default=(), description="Lots concernés ; vide : tous")
    services: Line = Field(description="Prestations sous-traitées")
    amount: Annotated[Number, Field(ge=0)] = Field(description="Montant HT en euros")
    first: Day = Field(alias="from", description="Début des prestations")
    last: Day = Field(alias="to", description="Fin des prestations")
    intervener: Key | None = Field(default=None, description="Intervenant de l'équipe qui est ce sous-traitant")
