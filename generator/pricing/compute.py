"""The quote computed: explicit lines from counts and rates, tax on their total, every amount to the cent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate, Vat
from generator.brief.offer import Offer
from generator.brief.pricing import Tranche
from generator.foundation import days, money
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, near_miss, ordered
from generator.foundation.record import Loaded
from generator.law import taxes
from generator.pricing.lines import Section, other_lines, section_lines
from generator.pricing.lots import Parties, lot_quote, option_quotes, subcontract_nets
from generator.pricing.places import misplaced, placed
from generator.pricing.prices import Prices, Rates
from generator.pricing.quote import LotQuote, Quote
from generator.pricing.revision import revision
from generator.pricing.rules import Case, findings
from generator.pricing.tax import mentions, merged, total
from generator.pricing.volume import Outing, Volume

Partners = tuple[tuple[str, Loaded[Candidate]], ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The records that a quote is made from, and the outings by lot."""

    brief: Brief
    offer: Offer
    candidate: Candidate
    partners: Mapping[str, Candidate]
    outings: Mapping[int | None, tuple[Outing, ...]]


def quote(
    brief: Loaded[Brief],
    offer: Loaded[Offer],
    candidate: Loaded[Candidate],
    prices: Loaded[Prices],
    outings: tuple[Outing, ...],
    partners: Partners = (),
) -> tuple[Quote | None, Diagnostics]:
    """The quote for these events, and what is wrong with it.

    None only when nothing can be counted: no session, or a day for which no VAT rule is known.
    """
    rates, problems = _rates(offer, prices)
    problems += misplaced(brief, offer, outings, partners)
    if taxes.rule(candidate.value.vat.regime, offer.value.date) is None:
        day = days.long(offer.value.date)
        problems += (
            error("M404", offer.span("date"), f"aucune règle de TVA connue au {day}", "corrigez la date"),
        )
    elif not any(outing.kind == "session" for outing in outings):
        problems += (
            error("M401", offer.span("planning"), "aucune séance à chiffrer", "complétez le planning"),
        )
    else:
        files = {key: file.value for key, file in partners}
        asked = _Asked(brief.value, offer.value, candidate.value, files, placed(offer.value, outings))
        made = _made(asked, rates)
        return made, ordered((*problems, *findings(Case(made, brief, offer, candidate, prices))))
    return None, ordered(problems)


def _rates(offer: Loaded[Offer], prices: Loaded[Prices]) -> tuple[dict[int | None, Rates], Diagnostics]:
    """The price list with the rates that this offer replaces, for each lot (None: where no lot says otherwise)."""
    pricing = offer.value.pricing
    kept, problems = _replaced(prices.value.rates, pricing.rates, offer, ("pricing", "rates"))
    found: dict[int | None, Rates] = {None: kept}
    for place, lot in enumerate(pricing.lots):
        found[lot.lot], more = _replaced(kept, lot.rates, offer, ("pricing", "lots", place, "rates"))
        problems += more
    return found, problems


def _replaced(
    rates: Rates, own: Mapping[str, Decimal], offer: Loaded[Offer], path: tuple[str | int, ...]
) -> tuple[Rates, Diagnostics]:
    """The rates with these instead; a key that the price list does not hold is refused."""
    known = tuple(Rates.model_fields)
    kept, problems = {}, list[Diagnostic]()
    for key, rate in own.items():
        span = offer.source.key(*path, key)
        if key not in known:
            hint = near_miss(key, known) or "tarifs possibles : " + ", ".join(known)
            problems.append(error("M402", span, f"tarif inconnu « {key} »", hint))
        elif rate < 0:
            said = f"le tarif « {key} » est négatif"
            problems.append(error("M403", span, said, "une remise va sous pricing.discounts"))
        else:
            kept[key] = rate
    return rates.model_copy(update=kept), tuple(problems)


# --- lots ----------------------------------------------------------------------------------------


def _made(asked: _Asked, rates: Mapping[int | None, Rates]) -> Quote:
    sections = {lot: tuple(_sections(asked, lot, rates.get(lot, rates[None]))) for lot in asked.outings}
    lines = {lot: tuple(line for part in parts for line in section_lines(part)) for lot, parts in sections.items()}
    nets = {lot: total(line.amount for line in found) for lot, found in lines.items()}
    subs = subcontract_nets(asked.offer, nets)
    mains = {lot: _section(asked, lot, rates.get(lot, rates[None]), None) for lot in asked.outings}
    lots = []
    for lot in asked.outings:
        parties = Parties(asked.offer, asked.candidate, asked.partners, subs[lot])
        made = lot_quote(_title(asked.brief, lot), sections[lot], lines[lot], parties)
        lots.append(replace(made, others=other_lines(mains[lot])))
    return _totals(asked, tuple(lots), mains)


def _title(brief: Brief, number: int | None) -> str:
    lot = brief.lot(number) if number is not None else None
    return lot.title if lot else ""


def _section(asked: _Asked, lot: int | None, rates: Rates, tranche: Tranche | None) -> Section:
    pricing, outings = asked.offer.pricing, asked.outings[lot]
    main = tranche is None or tranche == pricing.tranches[0]
    if tranche:
        days_in = [o for o in outings if o.day and tranche.first <= o.day <= tranche.last]
        outings = (*days_in, *(o for o in outings if main and not _dated(o, pricing.tranches)))
    volume = Volume(tuple(outings), pricing.daily_trip)
    alone = len(asked.outings) == 1
    return Section(
        asked.brief, pricing, rates, volume, asked.candidate.vat.regime, lot, tranche, main=main, alone=alone
    )


def _dated(outing: Outing, tranches: tuple[Tranche, ...]) -> bool:
    return any(outing.day and tranche.first <= outing.day <= tranche.last for tranche in tranches)


def _sections(asked: _Asked, lot: int | None, rates: Rates) -> Iterator[Section]:
    tranches = asked.offer.pricing.tranches
    for tranche in tranches or (None,):
        yield _section(asked, lot, rates, tranche)


def _totals(asked: _Asked, lots: tuple[LotQuote, ...], sections: Mapping[int | None, Section]) -> Quote:
    offer, vat = asked.offer, asked.candidate.vat
    net, tax = total(lot.net for lot in lots), total(lot.tax for lot in lots)
    rule = taxes.rule(vat.regime, offer.date)
    sessions = sum(outing.kind == "session" for found in asked.outings.values() for outing in found)
    moved = offer.pricing.revision
    said = mentions(merged(tax for lot in lots for tax in lot.taxes))
    return Quote(
        lines=tuple(line for lot in lots for line in lot.lines),
        net=net,
        rate=rule.rate if rule else None,
        tax=tax,
        gross=net + tax,
        regime=vat.regime,
        mention=said or (rule.mention or "" if rule else ""),
        proof=_proof(vat),
        per_session=money.cents((net + tax) / sessions),
        valid_days=offer.pricing.valid_days,
        payment_days=offer.pricing.payment_days,
        lots=lots,
        options=option_quotes(sections, offer),
        revision=revision(moved, asked.brief.contract, offer.planning, net) if moved else None,
    )


def _proof(vat: Vat) -> str:
    """The proof as it is printed, with its date unless its text already says it."""
    if not vat.proof or not vat.proof_date:
        return vat.proof or ""
    said = any(form(vat.proof_date) in vat.proof for form in (days.long, days.short))
    return vat.proof if said else f"{vat.proof} du {days.long(vat.proof_date)}"
