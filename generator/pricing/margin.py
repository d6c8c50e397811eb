"""What an offer costs us and leaves us, from `boilerplate/costs.yaml`: for the author's terminal, never in a file.

No stage of a build reads this module or that file: what is not read can't be printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from generator.brief.offer import Offer
from generator.foundation import money
from generator.foundation.record import Day, Flag, Line, Number, Record
from generator.pricing.quote import LotQuote, Quote
from generator.pricing.tax import total
from generator.pricing.volume import Outing

Amount = Annotated[Number, Field(ge=0)]


class Costs(Record):
    """`boilerplate/costs.yaml`: what things cost us, before tax. Read by `offer price CLIENT --margin` only."""

    specimen: Flag = Field(default=False, description="true : données d'exemple")
    since: Day = Field(description="Coûts valables depuis")
    source: Line | None = Field(default=None, description="D'où viennent ces coûts")
    hour: Amount = Field(description="Heure d'un intervenant, charges comprises")
    people: dict[str, Amount] = Field(
        default_factory=dict, description="Heure d'un intervenant en particulier (fichier de interveners/, sans .yaml)"
    )
    preparation: Amount = Field(description="Heures de préparation et de suivi par séance")
    meeting: Amount = Field(default=Decimal(0), description="Heures de préparation par réunion")
    speed: Annotated[Number, Field(gt=0)] | None = Field(
        default=None, description="Vitesse moyenne en km/h, pour payer le temps de trajet ; absente : trajet non payé"
    )
    km: Amount = Field(description="Kilomètre")
    meal: Amount = Field(description="Repas")
    night: Amount = Field(description="Nuitée")
    supports: Amount = Field(default=Decimal(0), description="Supports remis, par lot")
    overhead: Annotated[Number, Field(ge=0, le=100)] = Field(
        default=Decimal(0), description="Frais de structure, en % du prix HT"
    )


@dataclass(frozen=True, slots=True)
class Margin:
    """What one lot, or the whole offer, costs and leaves, before tax."""

    title: str
    net: Decimal
    costs: tuple[tuple[str, Decimal], ...]

    @property
    def cost(self) -> Decimal:
        """All that it costs us."""
        return total(amount for _, amount in self.costs)

    @property
    def left(self) -> Decimal:
        """What remains."""
        return self.net - self.cost

    @property
    def percent(self) -> Decimal:
        """What remains, in % of the price."""
        return money.cents(self.left * 100 / self.net) if self.net else money.ZERO


def margins(quote: Quote, outings: tuple[Outing, ...], offer: Offer, costs: Costs) -> tuple[Margin, ...]:
    """The margin of each lot, then of the whole when there are several."""
    lead = next((member.intervener for member in offer.team if member.role == "lead"), "")
    outside = _outside(offer)
    ours = tuple(outing for outing in outings if outing.intervener not in outside)
    found = tuple(
        _margin(lot, _held(lot, ours, offer), costs, lead, _our_trips(lot, ours, outings, offer)) for lot in quote.lots
    )
    if len(found) == 1:
        return found
    labels = list(dict.fromkeys(label for margin in found for label, _ in margin.costs))
    sums = tuple((label, total(dict(margin.costs).get(label, money.ZERO) for margin in found)) for label in labels)
    return (*found, Margin("Ensemble des lots", quote.net, sums))


def _outside(offer: Offer) -> set[str]:
    """The interveners whom a partner pays: their price is in the partner's part."""
    members = offer.consortium.members if offer.consortium else ()
    paid = {key for member in members if member.partner for key in member.interveners}
    return paid | {sub.intervener for sub in offer.subcontracts if sub.intervener}


def _our_trips(lot: LotQuote, ours: tuple[Outing, ...], outings: tuple[Outing, ...], offer: Offer) -> Decimal:
    """Which part of the journeys of a lot our own people make: a partner's time on the road is in its price."""
    made = [sum(not outing.remote for outing in _held(lot, some, offer)) for some in (ours, outings)]
    return Decimal(made[0]) / made[1] if made[1] else Decimal(0)


def _held(lot: LotQuote, outings: tuple[Outing, ...], offer: Offer) -> tuple[Outing, ...]:
    """The events that this lot pays for, as the quote places them."""
    if lot.number is None or len(offer.lots) < 2:
        return outings
    first = lot.number == offer.lots[0]
    return tuple(o for o in outings if o.lot == lot.number or (first and o.lot not in offer.lots))


def _margin(lot: LotQuote, outings: tuple[Outing, ...], costs: Costs, lead: str, gone: Decimal) -> Margin:
    sessions = [outing for outing in outings if outing.kind == "session"]
    prepared = sum((_rate(o, costs, lead) * costs.preparation for o in sessions), Decimal(0))
    prepared += sum((_rate(o, costs, lead) * costs.meeting for o in outings if o.kind != "session"), Decimal(0))
    quantity = {key: _quantity(lot, key) for key in ("km", "meal", "night")}
    subs = total(share.net for share in lot.shares if share.subcontract)
    others = total(share.net for share in lot.shares if share.partner and not share.subcontract)
    rows = [
        ("Animation et réunions", sum((_rate(o, costs, lead) * o.minutes / 60 for o in outings), Decimal(0))),
        ("Préparation et suivi", prepared),
        ("Kilomètres", quantity["km"] * costs.km),
        ("Temps de trajet", quantity["km"] * gone / costs.speed * costs.hour if costs.speed else Decimal(0)),
        ("Repas", quantity["meal"] * costs.meal),
        ("Nuitées", quantity["night"] * costs.night),
        ("Supports", costs.supports),
        ("Frais de structure", lot.net * costs.overhead / 100),
        ("Sous-traitance", subs),
        ("Part des autres membres", others),
    ]
    title = f"Lot {lot.number}" if lot.number is not None else "Offre"
    return Margin(title, lot.net, tuple((label, money.cents(amount)) for label, amount in rows if amount))


def _rate(outing: Outing, costs: Costs, lead: str) -> Decimal:
    return costs.people.get(outing.intervener or lead, costs.hour)


def _quantity(lot: LotQuote, key: str) -> Decimal:
    return sum((line.quantity for line in lot.lines if line.key.split("-")[0] == key), Decimal(0))
