"""What became of an offer once it was judged: won or lost, scores by criterion, ranks, reasons (`result.yaml`)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.brief.terms import Key
from generator.foundation.record import Day, Flag, Line, Number, Record, Whole

Outcome = Literal["won", "lost", "pending", "abandoned"]


class Score(Record):
    """The points of one criterion, as the buyer's letter gives them."""

    criterion: Line = Field(description="Critère, dans les mots de l'acheteur")
    ours: Annotated[Number, Field(ge=0)] = Field(description="Notre note")
    out_of: Annotated[Number, Field(gt=0)] = Field(description="Note maximale")
    best: Annotated[Number, Field(ge=0)] | None = Field(default=None, description="Note de l'offre retenue")

    @model_validator(mode="after")
    def _within(self) -> Score:
        if max(self.ours, self.best or 0) > self.out_of:
            raise ValueError("une note dépasse la note maximale (out_of)")
        return self


class PriceRank(Record):
    """Where our price stood."""

    rank: Annotated[Whole, Field(ge=1)] = Field(description="Rang de notre prix, 1 : le moins cher")
    of: Annotated[Whole, Field(ge=1)] = Field(description="Nombre d'offres")
    winner: Annotated[Number, Field(ge=0)] | None = Field(default=None, description="Prix retenu, en euros TTC")

    @model_validator(mode="after")
    def _within(self) -> PriceRank:
        if self.rank > self.of:
            raise ValueError("le rang (rank) dépasse le nombre d'offres (of)")
        return self


class Reason(Record):
    """Why, in the buyer's words; with the blocks that it speaks of, if it speaks of one."""

    text: Line = Field(description="Motif, tel que l'acheteur l'écrit")
    blocks: tuple[Key, ...] = Field(default=(), description="Blocs concernés (leur id)")
    good: Flag = Field(default=False, description="true : un point fort ; false : une faiblesse")


class Decision(Record):
    """The buyer's decision, for the whole market or for one lot."""

    outcome: Outcome = Field(description="won, lost, pending (pas encore jugée) ou abandoned (sans suite)")
    on: Day | None = Field(default=None, description="Date de la décision")
    scores: tuple[Score, ...] = Field(default=(), description="Notes par critère")
    price: PriceRank | None = Field(default=None, description="Rang du prix")
    reasons: tuple[Reason, ...] = Field(default=(), description="Motifs")


class LotDecision(Decision):
    """The decision for one lot."""

    lot: Annotated[Whole, Field(ge=1)] = Field(description="Numéro du lot")


class Result(Decision):
    """`result.yaml`; with lots, the decision of each, and `outcome` says won as soon as one is."""

    lots: tuple[LotDecision, ...] = Field(default=(), description="Décisions par lot")

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """One decision a lot, or the only one."""
        return self.lots or (self,)
