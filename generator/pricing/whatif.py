"""What the total becomes when one thing changes: distance, sessions, rate, discount, VAT regime, participants.

For the author only: the same quote is computed anew, with nothing else changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.brief.pricing import Discount, Pricing
from generator.foundation.record import Loaded, Record
from generator.pricing.compute import Partners, quote
from generator.pricing.prices import Prices
from generator.pricing.quote import Quote
from generator.pricing.volume import Outing

R = TypeVar("R", bound=Record)
_REGIMES = {
    "exoneration_formation": "exonération de la formation",
    "franchise": "franchise en base",
    "taux_normal": "taux normal",
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What a quote is made from."""

    brief: Loaded[Brief]
    offer: Loaded[Offer]
    candidate: Loaded[Candidate]
    prices: Loaded[Prices]
    outings: tuple[Outing, ...]
    partners: Partners = ()

    def quote(self) -> Quote | None:
        """Its quote, None when nothing can be counted."""
        return quote(self.brief, self.offer, self.candidate, self.prices, self.outings, self.partners)[0]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing changed: the new totals, and how far they are from those of the offer."""

    label: str
    net: Decimal
    gross: Decimal
    net_step: Decimal
    gross_step: Decimal


def what_if(situation: Situation) -> tuple[Change, ...]:
    """Every change with its totals; one that leaves nothing to price is left out."""
    now = situation.quote()
    if now is None:
        return ()
    found = []
    for label, changed in _changes(situation, now):
        if new := changed.quote():
            found.append(Change(label, new.net, new.gross, new.net - now.net, new.gross - now.gross))
    return tuple(found)


def _changes(case: Situation, now: Quote) -> Iterator[tuple[str, Situation]]:
    pricing = case.offer.value.pricing
    yield "Kilomètres +10 %", _priced(case, **_distances(pricing, Decimal("1.1")))
    for lot in now.lots:
        where = f" (lot {lot.number})" if len(now.lots) > 1 else ""
        yield from _sessions(case, lot.number if len(now.lots) > 1 else None, where)
    for percent in (-5, 5):
        yield f"Tarif de la séance {percent:+d} %".replace("-", "−"), _rated(case, Decimal(100 + percent) / 100)
    for percent in (3, 5, 10):
        more = Discount(label="Remise", percent=Decimal(percent))
        yield f"Remise de {percent} % sur tout", _priced(case, discounts=(*pricing.discounts, more))
    for regime, name in _REGIMES.items():
        if regime != case.candidate.value.vat.regime:
            vat = case.candidate.value.vat.model_copy(update={"regime": regime})
            yield f"TVA : {name}", replace(case, candidate=_with(case.candidate, vat=vat))
    for step in (-1, 1):
        yield f"Un participant de {'plus' if step > 0 else 'moins'} par groupe", _peopled(case, step)
    kinds = tuple(dict.fromkeys(o.kind for o in case.outings if o.kind != "session" and not o.remote))
    if kinds:
        remote = tuple(replace(o, remote=o.remote or o.kind in kinds) for o in case.outings)
        yield "Réunions en visioconférence", replace(case, outings=remote)


def _with(loaded: Loaded[R], **values: Any) -> Loaded[R]:
    return Loaded(loaded.value.model_copy(update=values), loaded.source)


def _priced(case: Situation, **values: Any) -> Situation:
    pricing = case.offer.value.pricing.model_copy(update=values)
    return replace(case, offer=_with(case.offer, pricing=pricing))


def _distances(pricing: Pricing, factor: Decimal) -> dict[str, Any]:
    """Every distance of the offer, times this factor."""
    return {
        "km_per_trip": pricing.km_per_trip * factor,
        "sites": tuple(site.model_copy(update={"km": site.km * factor}) for site in pricing.sites),
        "lots": tuple(
            lot.model_copy(update={"km_per_trip": lot.km_per_trip * factor}) if lot.km_per_trip is not None else lot
            for lot in pricing.lots
        ),
    }


def _sessions(case: Situation, lot: int | None, where: str) -> Iterator[tuple[str, Situation]]:
    held = [outing for outing in case.outings if outing.kind == "session" and lot in {None, outing.lot}]
    if held:
        yield f"Une séance de plus{where}", replace(case, outings=(*case.outings, held[-1]))
        at = max(n for n, outing in enumerate(case.outings) if outing is held[-1])
        yield f"Une séance de moins{where}", replace(case, outings=(*case.outings[:at], *case.outings[at + 1 :]))


def _rated(case: Situation, factor: Decimal) -> Situation:
    """The rate of a session, wherever it is said, times this factor."""

    def own(rates: dict[str, Decimal]) -> dict[str, Decimal]:
        return {key: rate * factor if key == "session" else rate for key, rate in rates.items()}

    rates = case.prices.value.rates
    listed = rates.model_copy(update={"session": rates.session * factor})
    pricing = case.offer.value.pricing
    lots = tuple(lot.model_copy(update={"rates": own(lot.rates)}) for lot in pricing.lots)
    changed = _priced(case, rates=own(pricing.rates), lots=lots)
    return replace(changed, prices=_with(case.prices, rates=listed))


def _peopled(case: Situation, step: int) -> Situation:
    sized = (
        replace(outing, participants=max(1, outing.participants + step)) if outing.participants else outing
        for outing in case.outings
    )
    return replace(case, outings=tuple(sized))
