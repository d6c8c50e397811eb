"""The quote: explicit lines, tax by the declared regime, one total for the whole offer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Group = Literal["animation", "meetings", "preparation", "expenses", "extras"]

# In the order in which they are printed.
GROUP_TITLES: dict[Group, str] = {
    "animation": "Séances",
    "preparation": "Préparation, suivi et supports",
    "meetings": "Réunions demandées",
    "expenses": "Frais annexes",
    "extras": "Autres prestations",
}


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
    """Amounts are in euros, rounded to the cent; `rate` is None when no tax is due, then gross equals net."""

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

    @property
    def groups(self) -> tuple[tuple[str, tuple[QuoteLine, ...]], ...]:
        """The title and lines of each group that has lines, in the order of print."""
        split = (
            (title, tuple(line for line in self.lines if line.group == key))
            for key, title in GROUP_TITLES.items()
        )
        return tuple((title, lines) for title, lines in split if lines)

    def line(self, key: str) -> QuoteLine | None:
        """The line of this key, if the quote holds one."""
        return next((line for line in self.lines if line.key == key), None)
