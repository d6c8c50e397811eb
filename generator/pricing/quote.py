"""The quote: explicit lines by lot, tax by declared regime, parts of each member, one total for the whole offer.

Every amount is in euros, rounded to the cent. Tax is computed once on the total of each regime in each lot; parts and
tranches share it to the cent, so that parts add up to lots and lots to the offer, and before tax + tax = with tax.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.foundation import money
from generator.pricing.tax import Tax, Taxed, merged

Group = Literal["animation", "meetings", "preparation", "expenses", "extras", "discount"]

# In the order in which they are printed.
GROUP_TITLES: dict[Group, str] = {
    "animation": "Séances",
    "preparation": "Préparation, suivi et supports",
    "meetings": "Réunions demandées",
    "expenses": "Frais annexes",
    "extras": "Autres prestations",
    "discount": "Remise",
}


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One line: `amount` = quantity × price, rounded half-up to the cent, before tax. Lines at 0 are kept."""

    key: str  # session, cadrage, bilan, evaluation, preparation, supports, km, km-<site>, meal, night, extra-1…
    group: Group
    label: str
    quantity: Decimal
    unit: str
    price: Decimal
    amount: Decimal
    regime: str = ""  # the VAT regime of this line
    lot: int | None = None
    tranche: str = ""  # key of its tranche; empty without tranches


@dataclass(frozen=True, slots=True)
class Share(Taxed):
    """The part of one party in a lot, or in the offer: parts add up to its total."""

    partner: str  # file of boilerplate/partners/; empty: us
    name: str
    services: str
    percent: Decimal | None  # share of a member of a groupement conjoint, None otherwise
    taxes: tuple[Tax, ...]
    subcontract: bool = False


@dataclass(frozen=True, slots=True)
class Tranche:
    """The price of one tranche of a lot; tranches add up to the lot."""

    key: str
    label: str
    firm: bool
    net: Decimal
    tax: Decimal

    @property
    def gross(self) -> Decimal:
        """With tax."""
        return self.net + self.tax


@dataclass(frozen=True, slots=True)
class Option(Taxed):
    """A service priced apart: never in a total of the quote."""

    key: str
    label: str
    lot: int | None
    lines: tuple[QuoteLine, ...]
    taxes: tuple[Tax, ...]


@dataclass(frozen=True, slots=True)
class LotQuote(Taxed):
    """The price of one lot; an offer without lots has one, whose number is None."""

    number: int | None
    title: str
    lines: tuple[QuoteLine, ...]
    taxes: tuple[Tax, ...]  # one a regime, ours first
    shares: tuple[Share, ...] = ()  # members of a groupement conjoint, subcontractors; empty when we are alone
    tranches: tuple[Tranche, ...] = ()
    others: tuple[QuoteLine, ...] = ()  # unit prices of what this lot does not count, which a buyer's list may ask

    @property
    def net_words(self) -> str:
        """The price before tax in words."""
        return money.in_words(self.net)

    @property
    def gross_words(self) -> str:
        """The price with tax in words."""
        return money.in_words(self.gross)

    @property
    def groups(self) -> tuple[tuple[str, tuple[QuoteLine, ...]], ...]:
        """The title and lines of each group that has lines, in the order of print."""
        return grouped(self.lines)

    def line(self, key: str) -> QuoteLine | None:
        """The line of this key, if the lot holds one."""
        return next((line for line in self.lines if line.key == key), None)

    def share(self, partner: str) -> Share | None:
        """The part of this partner ("" for us), if the lot is shared."""
        return next((share for share in self.shares if share.partner == partner), None)


@dataclass(frozen=True, slots=True)
class Year:
    """The price of one year of the contract under the revision; `factor` multiplies the first year's price."""

    number: int
    months: int
    net: Decimal
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Revision:
    """How the price moves; `years` is for information, and empty when nothing lets it be computed."""

    text: str  # one French sentence
    formula: str = ""
    terms: tuple[str, ...] = ()  # « S : indice… », what each symbol of the formula stands for
    source: str = ""
    assumed: bool = False  # whether `years` rests on a supposed change of the indices
    years: tuple[Year, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """The whole price; `rate` is None when no tax is due, then gross equals net. Options are in no total."""

    lines: tuple[QuoteLine, ...]
    net: Decimal  # total before tax
    rate: Decimal | None  # 20 for 20 %: that of our own regime, see `taxes`
    tax: Decimal
    gross: Decimal  # the one total of the offer, TTC
    regime: str
    mention: str  # the sentences that the law imposes, empty at the normal rate
    proof: str
    per_session: Decimal  # gross / sessions, rounded: for information
    valid_days: int
    payment_days: int
    lots: tuple[LotQuote, ...] = ()  # at least one
    options: tuple[Option, ...] = ()
    revision: Revision | None = None

    @property
    def groups(self) -> tuple[tuple[str, tuple[QuoteLine, ...]], ...]:
        """The title and lines of each group that has lines, in the order of print."""
        return grouped(self.lines)

    @property
    def taxes(self) -> tuple[Tax, ...]:
        """The total of each regime over all lots."""
        return merged(tax for lot in self.lots for tax in lot.taxes)

    @property
    def shares(self) -> tuple[Share, ...]:
        """The part of each party over all lots, in the order of their first lot."""
        found: dict[tuple[str, bool], list[Share]] = {}
        for share in (share for lot in self.lots for share in lot.shares):
            found.setdefault((share.partner, share.subcontract), []).append(share)
        return tuple(
            Share(
                partner,
                parts[0].name,
                parts[0].services,
                parts[0].percent if len({part.percent for part in parts}) == 1 else None,
                merged(tax for part in parts for tax in part.taxes),
                apart,
            )
            for (partner, apart), parts in found.items()
        )

    @property
    def taxed(self) -> bool:
        """Whether some tax is due on this price."""
        return any(tax.rate is not None for tax in self.taxes) or self.rate is not None

    def line(self, key: str) -> QuoteLine | None:
        """The first line of this key, if the quote holds one."""
        return next((line for line in self.lines if line.key == key), None)

    def lot(self, number: int | None) -> LotQuote:
        """The price of this lot; of the whole offer when it has no lots. Raises LookupError for an unknown lot."""
        for lot in self.lots:
            if lot.number == number or (len(self.lots) == 1 and None in {number, lot.number}):
                return lot
        raise LookupError(f"no lot {number}")

    def share(self, partner: str) -> Share | None:
        """The part of this partner over all lots ("" for us), if the price is shared."""
        return next((share for share in self.shares if share.partner == partner), None)


def grouped(lines: tuple[QuoteLine, ...]) -> tuple[tuple[str, tuple[QuoteLine, ...]], ...]:
    """The title and lines of each group that has lines, in the order of print."""
    split = ((title, tuple(line for line in lines if line.group == key)) for key, title in GROUP_TITLES.items())
    return tuple((title, lines) for title, lines in split if lines)
