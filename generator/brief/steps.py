"""The milestones that we keep before a deadline: our habits (`boilerplate/steps.yaml`), and those that are done."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from generator.brief.terms import Key
from generator.foundation.record import Day, Line, Record, Whole


class Step(Record):
    """A milestone, counted backwards from the deadline: in working days, or in hours before the hour."""

    key: Key = Field(description="Nom court, que « progress » d'offer.yaml reprend")
    title: Line = Field(description="Ce qui est alors fait")
    days: Annotated[Whole, Field(ge=1, le=120)] | None = Field(
        default=None, description="Jours ouvrés avant la date limite"
    )
    hours: Annotated[Whole, Field(ge=1, le=72)] | None = Field(
        default=None, description="Ou bien : heures avant l'heure limite"
    )

    @model_validator(mode="after")
    def _one_count(self) -> Step:
        if (self.days is None) == (self.hours is None):
            raise ValueError("donnez « days » (jours ouvrés), ou bien « hours »")
        return self


USUAL = (
    Step(key="pieces", title="Attestations et pièces de tiers demandées", days=15),
    Step(key="draft", title="Projet complet construit, prix compris", days=10),
    Step(key="review", title="Relectures dans Word reprises", days=6),
    Step(key="signature", title="Pièces signées, pouvoirs compris", days=3),
    Step(key="deposit", title="Offre déposée", days=1),
    Step(key="margin", title="Dernière heure pour un dépôt complet", hours=4),
)


class Steps(Record):
    """`boilerplate/steps.yaml`; without it, six usual milestones."""

    steps: tuple[Step, ...] = Field(default=USUAL, description="Jalons, du premier au dernier")

    @model_validator(mode="after")
    def _once(self) -> Steps:
        keys = [step.key for step in self.steps]
        if twice := next((key for key in keys if keys.count(key) > 1), None):
            raise ValueError(f"le jalon « {twice} » est donné deux fois", "retirez-en un, ou changez sa clé (key)")
        return self


class StepDone(Record):
    """A milestone that this offer has passed."""

    step: Key = Field(description="Nom court du jalon (boilerplate/steps.yaml)")
    on: Day = Field(description="Jour où il a été tenu")
