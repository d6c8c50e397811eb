"""The quote: explicit lines, tax by the declared regime, one total for the whole offer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Group = Literal["animation", "meetings", "preparation", "expenses", "extras"]


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One line: `amount` = quantity × price, rounded half-up to the cent, before tax. Lines at 0 are kept."""

    key: str  # session, cadrage, bilan, evaluation, preparation, supports, km, meal, night, extra-1…
    group: Group
    label: str
    quantity: Decimal
    unit: str
    price: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Quote:
    """Every amount is in euros, rounded to the cent; `rate` is None when no tax is due, then gross equals net."""

    lines: tuple[QuoteLine, ...]
    net: Decimal  # total before tax
    rate: Decimal | None  # 20 for 20 %
    tax: Decimal
    gross: Decimal  # the one total of the offer, TTC
    regime: str
    mention: str  # the sentence that the law imposes, empty at the normal rate
    proof: str
    per_session: Decimal  # gross / sessions, rounded: for information
    valid_days: int
    payment_days: int
