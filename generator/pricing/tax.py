"""Totals with their tax: what each VAT regime asks, added up the same way for a lot, a part, an option, an estimate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.foundation import money


@dataclass(frozen=True, slots=True)
class Tax:
    """What one VAT regime asks on one total; `rate` in percent, None when no tax is due."""

    regime: str
    rate: Decimal | None
    net: Decimal
    tax: Decimal
    mention: str = ""  # the sentence that the law imposes, empty at the normal rate

    @property
    def gross(self) -> Decimal:
        """With tax."""
        return self.net + self.tax


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum, 0.00 for nothing."""
    return sum(amounts, money.ZERO)


def merged(taxes: Iterable[Tax]) -> tuple[Tax, ...]:
    """One tax a regime, amounts added, in the order in which regimes come."""
    found: dict[str, Tax] = {}
    for tax in taxes:
        known = found.get(tax.regime)
        found[tax.regime] = (
            Tax(tax.regime, tax.rate, known.net + tax.net, known.tax + tax.tax, tax.mention) if known else tax
        )
    return tuple(found.values())


def mentions(taxes: Iterable[Tax]) -> str:
    """The sentences of these regimes, each once."""
    return " ; ".join(dict.fromkeys(tax.mention for tax in taxes if tax.mention and tax.net))


class Taxed:
    """Whatever has a price by regime: `taxes` holds one a regime, ours first."""

    __slots__ = ()
    taxes: tuple[Tax, ...]

    @property
    def net(self) -> Decimal:
        """Before tax."""
        return total(tax.net for tax in self.taxes)

    @property
    def tax(self) -> Decimal:
        """The tax."""
        return total(tax.tax for tax in self.taxes)

    @property
    def gross(self) -> Decimal:
        """With tax."""
        return self.net + self.tax

    @property
    def rate(self) -> Decimal | None:
        """The one rate; None when no tax is due, the highest when there are several."""
        return max((tax.rate for tax in self.taxes if tax.rate is not None), default=None)

    @property
    def mention(self) -> str:
        """The sentences that the law imposes."""
        return mentions(self.taxes)
