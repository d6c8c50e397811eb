"""What the law says of prices: VAT regimes and their mentions, thresholds of purchase, public travel scales.

Figures and words are in `data/*.yaml`, with their dates and sources. A day that the data does not cover gives
None, never a guess.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from generator.foundation.record import Line, Number, Record
from generator.law.dated import Period, at, consecutive, read_data


class Rule(Period):
    """What a VAT regime asks during a period: its rate in percent (None: no tax), the words to print."""

    rate: Number | None = Field(default=None, description="Taux en % ; vide si aucune taxe n'est due")
    mention: Line | None = Field(default=None, description="Mention imposée ; vide si aucune")


class Regime(Record):
    """A VAT regime."""

    key: Line = Field(description="Nom dans candidate.yaml")
    name: Line = Field(description="Nom du régime")
    proof: Line | None = Field(default=None, description="Justificatif à détenir ; vide si aucun")
    rules: tuple[Rule, ...] = Field(min_length=1, description="Règles, dans l'ordre du temps")

    @model_validator(mode="after")
    def _in_order(self) -> Regime:
        consecutive(self.rules)
        return self


class Euros(Period):
    """An amount in euros."""

    euros: Number = Field(description="Montant en euros")


class Threshold(Record):
    """An amount at which a duty starts or a licence ends."""

    key: Line = Field(description="Nom court")
    name: Line = Field(description="Ce qu'il déclenche")
    tax: Literal["ht", "ttc"] = Field(description="Montant HT ou TTC")
    values: tuple[Euros, ...] = Field(min_length=1, description="Montants, dans l'ordre du temps")

    @model_validator(mode="after")
    def _in_order(self) -> Threshold:
        consecutive(self.values)
        return self


class _Vat(Record):
    regimes: tuple[Regime, ...]


class _Thresholds(Record):
    thresholds: tuple[Threshold, ...]


@cache
def _regimes() -> dict[str, Regime]:
    return {regime.key: regime for regime in read_data("vat.yaml", _Vat).regimes}


@cache
def _thresholds(file: str) -> dict[str, Threshold]:
    return {threshold.key: threshold for threshold in read_data(file, _Thresholds).thresholds}


def rule(regime: str, day: date) -> Rule | None:
    """The rule of this VAT regime on this day; None when the data has none."""
    return at(_regimes()[regime].rules, day)


def mention(regime: str, day: date) -> str | None:
    """The sentence that a quote must bear that day: empty at the normal rate, None when no rule is known."""
    found = rule(regime, day)
    return None if found is None else found.mention or ""


def mentions() -> tuple[str, ...]:
    """Every sentence of every regime, at any time, each once."""
    found = (rule.mention for regime in _regimes().values() for rule in regime.rules if rule.mention)
    return tuple(dict.fromkeys(found))


def rate(regime: str, day: date) -> Decimal | None:
    """The VAT rate in percent, None when no tax is due. Raises LookupError when no rule is known that day."""
    found = rule(regime, day)
    if found is None:
        raise LookupError(f"no VAT rule for {regime} on {day}")
    return found.rate


def proof(regime: str) -> str:
    """The document that the regime's holder must be able to show, empty when there is none."""
    return _regimes()[regime].proof or ""


def threshold(key: str, day: date) -> Decimal | None:
    """The threshold in euros in force that day (HT, but for the few that `thresholds.yaml` says TTC)."""
    found = at(_thresholds("thresholds.yaml")[key].values, day)
    return found.euros if found else None


def travel_ceiling(key: str, day: date) -> Euros | None:
    """The highest public rate that day for a rate of prices.yaml (`km`, `meal`, `night`), with its source."""
    found = _thresholds("travel.yaml").get(key)
    return at(found.values, day) if found else None
