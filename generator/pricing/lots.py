"""The price of a lot: its lines, the part of each party under its own VAT regime, tax to the cent, its tranches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.brief.candidate import Candidate
from generator.brief.consortium import Subcontract
from generator.brief.offer import Offer
from generator.foundation import money
from generator.law import taxes
from generator.pricing.apportion import apportion
from generator.pricing.lines import Section, extra_line
from generator.pricing.quote import LotQuote, Option, QuoteLine, Share, Tranche
from generator.pricing.tax import Tax, merged, total

Partners = Mapping[str, Candidate]
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some money before tax of one party under one regime."""

    party: int
    regime: str
    net: Decimal


@dataclass(frozen=True, slots=True)
class _Party:
    partner: str
    name: str
    services: str
    percent: Decimal | None
    regime: str
    subcontract: bool = False


@dataclass(frozen=True, slots=True)
class Parties:
    """Who shares the price of a lot: us or the members of a groupement conjoint, then the subcontractors."""

    offer: Offer
    candidate: Candidate
    partners: Partners
    sub_nets: Mapping[int, Decimal]  # before tax, of each subcontract in this lot, by its place in the offer

    def members(self, lot: int | None) -> tuple[_Party, ...]:
        """Members with a share in this lot; we alone when the groupement is not conjoint or there is none."""
        ours = self.candidate.vat.regime
        alone = _Party("", self.candidate.name, "", None, ours)
        group = self.offer.consortium
        if group is None or group.form != "conjoint":
            return (alone,)
        shares = [s for s in group.members if s.amount is not None and (not s.lots or lot is None or lot in s.lots)]
        found = tuple(
            _Party(
                share.partner or "",
                self.name(share.partner or ""),
                share.services or "",
                share.amount,
                self.regime(share.partner or ""),
            )
            for share in shares
        )
        return found or (alone,)

    def subcontractors(self) -> tuple[tuple[_Party, Decimal], ...]:
        """Each subcontractor of this lot with the amount before tax."""
        own = self.offer.pricing.subcontract_vat == "own"
        ours = self.candidate.vat.regime
        return tuple(
            (self._subcontractor(sub, self.regime(sub.partner) if own else ours), self.sub_nets[place])
            for place, sub in enumerate(self.offer.subcontracts)
            if place in self.sub_nets
        )

    def _subcontractor(self, sub: Subcontract, regime: str) -> _Party:
        return _Party(sub.partner, self.name(sub.partner), sub.services, None, regime, subcontract=True)

    def regime(self, partner: str) -> str:
        """The VAT regime that this partner declares; ours when it is unknown, which `rules` refuses."""
        file = self.partners.get(partner) if partner else self.candidate
        return (file or self.candidate).vat.regime

    def name(self, partner: str) -> str:
        """The name of this partner."""
        file = self.partners.get(partner) if partner else self.candidate
        return file.name if file else partner


def subcontract_nets(offer: Offer, nets: Mapping[int | None, Decimal]) -> dict[int | None, dict[int, Decimal]]:
    """What each subcontract takes of each lot: its amount, shared by the lots' prices before tax among several."""
    found: dict[int | None, dict[int, Decimal]] = {lot: {} for lot in nets}
    for place, sub in enumerate(offer.subcontracts):
        lots = [lot for lot in nets if lot is None or not sub.lots or lot in sub.lots]
        parts = apportion(money.cents(sub.amount), [max(nets[lot], money.ZERO) for lot in lots])
        for lot, part in zip(lots, parts, strict=True):
            found[lot][place] = part
    return found


def lot_quote(title: str, sections: tuple[Section, ...], lines: tuple[QuoteLine, ...], parties: Parties) -> LotQuote:
    """The price of one lot; `lines` are those of its sections."""
    lot, ours = sections[0].lot, parties.candidate.vat.regime
    members, subs = parties.members(lot), parties.subcontractors()
    parts = _parts(lines, ours, members, subs)
    made = _taxed(parts, ours, parties.offer)
    everyone = (*members, *(party for party, _ in subs))
    shares = tuple(
        Share(one.partner, one.name, one.services, one.percent, tuple(t for i, t in made if i == n), one.subcontract)
        for n, one in enumerate(everyone)
    )
    whole = _by_regime(tuple(tax for _, tax in made))
    quote = LotQuote(lot, title, lines, whole, shares if len(everyone) > 1 else ())
    return replace(quote, tranches=_tranches(quote, sections, parties.offer))


def _parts(
    lines: tuple[QuoteLine, ...], ours: str, members: tuple[_Party, ...], subs: tuple[tuple[_Party, Decimal], ...]
) -> list[_Part]:
    """The price before tax by party and regime; a subcontractor is paid out of our own part."""
    weights = [member.percent or HUNDRED for member in members]
    us = next((n for n, member in enumerate(members) if not member.partner), 0)
    paid = total(amount for _, amount in subs)
    parts = []
    for regime in dict.fromkeys((ours, *(line.regime for line in lines))):
        net = total(line.amount for line in lines if line.regime == regime)
        for n, part in enumerate(apportion(net, weights)):
            kept = part - paid if regime == ours and n == us else part
            parts.append(_Part(n, members[n].regime if regime == ours else regime, kept))
    first = len(members)
    return parts + [_Part(first + n, party.regime, amount) for n, (party, amount) in enumerate(subs)]


def _taxed(parts: list[_Part], ours: str, offer: Offer) -> list[tuple[int, Tax]]:
    """Each party's tax: computed once on the whole of a regime, then shared to the cent."""
    found: dict[int, Tax] = {}
    for regime in dict.fromkeys((ours, *(part.regime for part in parts))):
        mine = [(n, part) for n, part in enumerate(parts) if part.regime == regime]
        rule = taxes.rule(regime, offer.date)
        rate, mention = (rule.rate, rule.mention or "") if rule else (None, "")
        net = total(part.net for _, part in mine)
        tax = money.cents(net * rate / HUNDRED) if rate is not None else money.ZERO
        weights = [max(part.net, money.ZERO) for _, part in mine]
        for (n, part), own in zip(mine, apportion(tax, weights), strict=True):
            found[n] = Tax(regime, rate, part.net, own, mention)
    return [(part.party, found[n]) for n, part in enumerate(parts) if part.net or part.regime == ours]


def _by_regime(parts: tuple[Tax, ...]) -> tuple[Tax, ...]:
    kept = tuple(tax for tax in merged(parts) if tax.net)
    return kept or merged(parts)[:1]


def _tranches(quote: LotQuote, sections: tuple[Section, ...], offer: Offer) -> tuple[Tranche, ...]:
    """The tranches of a lot: their lines, and the lot's tax shared by what their lines are taxed."""
    named = [section.tranche for section in sections if section.tranche]
    nets = [total(line.amount for line in quote.lines if line.tranche == tranche.key) for tranche in named]
    rules = {regime: taxes.rule(regime, offer.date) for regime in {line.regime for line in quote.lines}}
    rates = {regime: rule.rate if rule and rule.rate is not None else money.ZERO for regime, rule in rules.items()}
    due = [sum((x.amount * rates[x.regime] for x in quote.lines if x.tranche == t.key), Decimal(0)) for t in named]
    weights = due if any(due) else nets
    shared = apportion(quote.tax, [max(weight, money.ZERO) for weight in weights])
    return tuple(
        Tranche(tranche.key, tranche.label, tranche.kind == "firm", net, tax)
        for tranche, net, tax in zip(named, nets, shared, strict=True)
    )


def option_quotes(sections: Mapping[int | None, Section], offer: Offer) -> tuple[Option, ...]:
    """Each option of the offer, priced on its own."""
    found = []
    for option in offer.pricing.options:
        section = sections.get(option.lot) or next(iter(sections.values()))
        lines = tuple(
            extra_line(extra, f"{option.key}-{place}", section) for place, extra in enumerate(option.lines, 1)
        )
        lines = tuple(replace(line, regime=line.regime or section.regime) for line in lines)
        parts = [_Part(0, line.regime, line.amount) for line in lines]
        made = _by_regime(tuple(tax for _, tax in _taxed(parts, section.regime, offer)))
        found.append(Option(option.key, option.label, section.lot, lines, made))
    return tuple(found)

