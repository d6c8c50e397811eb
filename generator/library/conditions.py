"""The conditions of a block: which of them do not hold for an offer, said in French; what is unknown does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.brief.terms import Slot
from generator.foundation.words import holds_one
from generator.library.block import Count, When

Test = tuple[object, str]
"""Whether a condition holds, and what to say when it does not."""


def unmet(when: When, brief: Brief, offer: Offer, regime: str) -> tuple[str, ...]:
    """The conditions that do not hold; what the brief leaves unknown does not hold."""
    tests = (*_answered(when, offer, regime), *_asked(when, brief), *_sized(when, brief))
    return tuple(reason for holds, reason in tests if not holds)


def _asked(when: When, brief: Brief) -> Iterator[Test]:
    """What the brief says of the buyer, the audience and the meetings."""
    service, audience = brief.service, brief.service.audience
    kinds = {milestone.kind for milestone in brief.milestones}
    themes, laws = _lower(when.themes), ", ".join(when.law)
    yield not themes or themes & _lower(service.themes), f"réservé aux thèmes {', '.join(when.themes)}"
    yield when.voluntary in {None, audience.voluntary}, _case("participation volontaire", audience.voluntary)
    yield when.open_group in {None, audience.open_group}, _case("groupe ouvert", audience.open_group)
    yield when.milestone in {None, *kinds}, f"la réunion « {when.milestone} » n'est pas demandée"
    yield not when.buyer or holds_one(brief.buyer.kind, when.buyer), f"réservé aux acheteurs {', '.join(when.buyer)}"
    yield not when.law or set(when.law) & set(brief.law), f"la demande n'invoque pas {laws}"


def _sized(when: When, brief: Brief) -> Iterator[Test]:
    """How much is bought: length, groups, people, sites, years, lots."""
    service, contract = brief.service, brief.contract
    months = contract.months + contract.renewals * (contract.renewal_months or 0) if contract else 0
    lengths = ", ".join(when.length)
    yield not when.length or service.sessions.length in when.length, f"réservé aux durées {lengths}"
    yield _within(when.groups, service.groups), _case("nombre de groupes", service.groups)
    yield _within(when.participants, service.participants), _case("nombre de participants", service.participants)
    yield when.sites in {None, len(service.sites) > 1}, "plusieurs sites : autre cas"
    yield when.years in {None, months > 12}, _case("plus d'un an", contract)
    yield when.lots in {None, bool(brief.lots)}, "marché alloti : autre cas"


def _answered(when: When, offer: Offer, regime: str) -> Iterator[Test]:
    """How we answer: approach, moment, people, partners, adaptation."""
    approaches, slots, bent = ", ".join(when.approach), ", ".join(when.slot), set(offer.adapt.model_fields_set)
    yield not when.approach or offer.approach in when.approach, f"réservé à l'approche {approaches}"
    yield not when.slot or set(when.slot) & _slots(offer), f"réservé à ces moments : {slots}"
    yield when.interveners in {None, _several(offer)}, "plusieurs intervenants : autre cas"
    yield when.consortium in {None, offer.consortium is not None}, "réponse en groupement : autre cas"
    yield when.subcontract in {None, bool(offer.subcontracts)}, "sous-traitance : autre cas"
    yield not when.adapt or set(when.adapt) & bent, f"l'offre n'adapte pas l'approche ({', '.join(when.adapt)})"
    yield not when.regime or regime in when.regime, f"réservé au régime de TVA {', '.join(when.regime)}"


def _within(count: Count | None, number: int | None) -> bool:
    return count is None or (number is not None and count.holds(number))


def _case(what: str, stated: object) -> str:
    """Why it does not hold: what the brief states is otherwise, or it states nothing."""
    return f"{what} : la demande ne le précise pas" if stated is None else f"{what} : autre cas"


def _slots(offer: Offer) -> set[Slot]:
    """The moments of the plan's sessions."""
    planning = offer.planning
    return {planning.half_day, *(group.half_day for group in planning.groups if group.half_day)}


def _several(offer: Offer) -> bool:
    named = {key for group in offer.planning.groups for key in group.interveners}
    return len(named) > 1


def _lower(words: Iterable[str]) -> set[str]:
    return {word.lower() for word in words}
