"""The quote computed: explicit lines from counts and rates, tax on their total, every amount to the cent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate, Vat
from generator.brief.offer import Offer
from generator.brief.service import Sessions
from generator.foundation import days, money
from generator.foundation.diagnostic import Diagnostics, error, near_miss, ordered
from generator.foundation.record import Loaded
from generator.law import taxes
from generator.pricing.prices import Prices, Rates
from generator.pricing.quote import Group, Quote, QuoteLine
from generator.pricing.rules import Case, findings

_MEETINGS = {
    "cadrage": "Réunion de cadrage",
    "bilan": "Bilan intermédiaire",
    "evaluation": "Évaluation finale",
}


def quote(
    brief: Loaded[Brief],
    offer: Loaded[Offer],
    candidate: Loaded[Candidate],
    prices: Loaded[Prices],
    sessions: int,
    meetings: tuple[str, ...],
) -> tuple[Quote | None, Diagnostics]:
    """The quote for this many sessions (all groups) and these kinds of meetings, and what is wrong with it.

    None only when nothing can be counted: no session, or a day for which no VAT rule is known.
    """
    rates, problems = _rates(offer, prices)
    rule = taxes.rule(candidate.value.vat.regime, offer.value.date)
    if rule is None:
        day = days.long(offer.value.date)
        problems += (
            error("M404", offer.span("date"), f"aucune règle de TVA connue au {day}", "corrigez la date"),
        )
    if sessions < 1:
        problems += (
            error("M401", offer.span("planning"), "aucune séance à chiffrer", "complétez le planning"),
        )
    if rule is None or sessions < 1:
        return None, ordered(problems)
    lines = tuple(_lines(_Counts(brief.value, offer.value, sessions, meetings), rates))
    made = _totals(lines, rule, candidate.value.vat, offer.value, sessions)
    return made, ordered((*problems, *findings(Case(made, brief, offer, candidate, prices))))


def _rates(offer: Loaded[Offer], prices: Loaded[Prices]) -> tuple[Rates, Diagnostics]:
    """The price list with the rates that this offer replaces; a key that it does not hold is refused."""
    known = tuple(Rates.model_fields)
    kept, problems = {}, []
    for key, rate in offer.value.pricing.rates.items():
        span = offer.source.key("pricing", "rates", key)
        if key not in known:
            hint = near_miss(key, known) or "tarifs possibles : " + ", ".join(known)
            problems.append(error("M402", span, f"tarif inconnu « {key} »", hint))
        elif rate < 0:
            problems.append(
                error("M403", span, f"le tarif « {key} » est négatif", "une remise va sous pricing.extras")
            )
        else:
            kept[key] = rate
    return prices.value.rates.model_copy(update=kept), tuple(problems)


@dataclass(frozen=True, slots=True)
class _Counts:
    """What the lines are counted from."""

    brief: Brief
    offer: Offer
    sessions: int
    meetings: tuple[str, ...]

    @property
    def trips(self) -> int:
        """Journeys there and back: one a session, one a meeting that is not held remotely."""
        return self.sessions + sum(kind not in self.offer.pricing.remote for kind in self.meetings)


def _lines(counts: _Counts, rates: Rates) -> Iterator[QuoteLine]:
    length = _length(counts.brief.service.sessions)
    label = f"Séance d'analyse des pratiques{length}"
    yield _line("session", "animation", label, counts.sessions, "séance", rates.session)
    yield _line(
        "preparation",
        "preparation",
        "Préparation et suivi d'une séance",
        counts.sessions,
        "séance",
        rates.preparation,
    )
    yield _line("supports", "preparation", "Supports remis aux participants", 1, "forfait", rates.supports)
    yield from _meeting_lines(counts, rates)
    yield from _expense_lines(counts, rates)
    for index, extra in enumerate(counts.offer.pricing.extras, 1):
        yield _line(f"extra-{index}", "extras", extra.label, extra.quantity, extra.unit, extra.price)


def _meeting_lines(counts: _Counts, rates: Rates) -> Iterator[QuoteLine]:
    prices = {"cadrage": rates.cadrage, "bilan": rates.bilan, "evaluation": rates.evaluation}
    for kind, label in _MEETINGS.items():
        if number := counts.meetings.count(kind):
            remote = ", en visioconférence" if kind in counts.offer.pricing.remote else ""
            yield _line(kind, "meetings", label + remote, number, "réunion", prices[kind])


def _expense_lines(counts: _Counts, rates: Rates) -> Iterator[QuoteLine]:
    pricing = counts.offer.pricing
    yield _line("km", "expenses", _journeys(counts), counts.trips * pricing.km_per_trip, "km", rates.km)
    meals = counts.trips * pricing.meals_per_trip
    yield _line("meal", "expenses", "Restauration de l'intervenant", meals, "repas", rates.meal)
    yield _line("night", "expenses", "Hébergement de l'intervenant", pricing.nights, "nuitée", rates.night)


def _line(
    key: str, group: Group, label: str, quantity: Decimal | int, unit: str, price: Decimal
) -> QuoteLine:
    count = Decimal(quantity)
    return QuoteLine(key, group, label, count, unit, price, money.cents(count * price))


def _length(sessions: Sessions) -> str:
    if sessions.minutes:
        return f" ({days.duration(sessions.minutes)})"
    return {"half_day": " (demi-journée)", "day": " (journée)"}.get(sessions.length, "")


def _journeys(counts: _Counts) -> str:
    journeys = "aller et retour" if counts.trips == 1 else "allers et retours"
    distance = counts.offer.pricing.km_per_trip
    return (
        f"Déplacements : {counts.trips} {journeys} de {money.number(distance)} km"
        if distance
        else "Déplacements"
    )


def _totals(lines: tuple[QuoteLine, ...], rule: taxes.Rule, vat: Vat, offer: Offer, sessions: int) -> Quote:
    net = sum((line.amount for line in lines), money.ZERO)
    tax = money.cents(net * rule.rate / 100) if rule.rate is not None else money.ZERO
    return Quote(
        lines=lines,
        net=net,
        rate=rule.rate,
        tax=tax,
        gross=net + tax,
        regime=vat.regime,
        mention=rule.mention or "",
        proof=_proof(vat),
        per_session=money.cents((net + tax) / sessions),
        valid_days=offer.pricing.valid_days,
        payment_days=offer.pricing.payment_days,
    )


def _proof(vat: Vat) -> str:
    """The proof as it is printed, with its date unless its text already says it."""
    if not vat.proof or not vat.proof_date:
        return vat.proof or ""
    said = any(form(vat.proof_date) in vat.proof for form in (days.long, days.short))
    return vat.proof if said else f"{vat.proof} du {days.long(vat.proof_date)}"
