"""What a candidate must be able to show: at which stage, how recent, renewed how often (`data/proofs.yaml`)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.foundation.record import Flag, Line, Record, Whole
from generator.law.dated import Period, at, read_data

Award = Literal["always", "threshold", "staff", "registered"]


class Proof(Period):
    """What the law or usage asks of one kind of proof during a period."""

    kind: Line = Field(description="Nature de l'annexe")
    name: Line = Field(description="Nom de la pièce, sans article")
    award: Award | None = Field(
        default=None, description="À qui l'acheteur le demande à l'attribution ; vide : pas d'office"
    )
    threshold: Line | None = Field(default=None, description="Seuil en euros HT (clé de thresholds.yaml)")
    staff: Annotated[Whole, Field(ge=1)] | None = Field(default=None, description="Effectif à partir duquel il est dû")
    months: Annotated[Whole, Field(ge=1)] | None = Field(default=None, description="Âge en mois, au plus")
    renew: Annotated[Whole, Field(ge=1)] | None = Field(default=None, description="Mois entre deux renouvellements")
    usage: Flag = Field(default=False, description="true : un usage, qu'aucun texte ne fixe")
    instead: tuple[Line, ...] = Field(default=(), description="Natures admises à sa place")
    nil: Line | None = Field(default=None, description="Son nom quand il n'y a rien à y porter")
    how: Line | None = Field(default=None, description="Où l'obtenir")

    @model_validator(mode="after")
    def _whole(self) -> Proof:
        if (self.award == "threshold") != bool(self.threshold) or (self.award == "staff") != bool(self.staff):
            raise ValueError("« threshold » et « staff » vont avec l'attribution qui les nomme")
        return self


class _Proofs(Record):
    proofs: tuple[Proof, ...]


@cache
def _proofs() -> tuple[Proof, ...]:
    return read_data("proofs.yaml", _Proofs).proofs


def proof(kind: str, day: date) -> Proof | None:
    """What is asked of this kind on that day; None when the data has nothing."""
    return at((one for one in _proofs() if one.kind == kind), day)


def asked_at_award(day: date) -> tuple[Proof, ...]:
    """Every proof that the buyer may ask of whom he chooses that day, in the order of the file."""
    return tuple(one for one in _proofs() if one.award and at((one,), day))
