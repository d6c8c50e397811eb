"""Amounts, accounts and durations of the forms that engage: what an acte d'engagement and a DC4 say in figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from generator.brief.candidate import Candidate
from generator.brief.consortium import Subcontract
from generator.brief.designation import spaced
from generator.brief.offer import Offer
from generator.document.typography import capital
from generator.forms.facts import Facts
from generator.forms.parties import Partners
from generator.forms.people import Lines
from generator.forms.spec import in_force, rules
from generator.foundation.days import months_after, short
from generator.foundation.money import cents, euros, in_words, number
from generator.foundation.record import Loaded
from generator.law import taxes
from generator.pricing.quote import LotQuote, Quote, Share
from generator.pricing.tax import Tax

Answer = tuple[str, ...]


def subcontracted(given: Subcontract, regime: str, day: date) -> Tax | None:
    """The amount of a subcontract under the subcontractor's own VAT regime; None when no rule is known that day."""
    rule = taxes.rule(regime, day)
    if rule is None:
        return None
    tax = cents(given.amount * (rule.rate or Decimal(0)) / 100)
    return Tax(regime, rule.rate, cents(given.amount), tax, rule.mention or "")


def priced(facts: Facts) -> tuple[Tax, ...]:
    """The amounts that this form is about, one a VAT regime: those of its subcontract, its lot, or the whole offer."""
    if facts.subcontract is not None:
        part = subcontracted(facts.subcontract, facts.candidate.value.vat.regime, facts.day)
        return (part,) if part else ()
    return offered(facts).taxes if facts.quote else ()


def offered(facts: Facts) -> LotQuote | Quote:
    """The price of the lot that this form is about, or of the whole offer. Raises LookupError without a quote."""
    if facts.quote is None:
        raise LookupError("no quote in a candidature")
    numbers = {lot.number for lot in facts.quote.lots}
    return facts.quote.lot(facts.lots[0]) if len(facts.lots) == 1 and facts.lots[0] in numbers else facts.quote


def _net(facts: Facts) -> Decimal:
    return sum((part.net for part in priced(facts)), Decimal(0))


def _tax(facts: Facts) -> Decimal:
    return sum((part.tax for part in priced(facts)), Decimal(0))


def _written(amount: Callable[[Facts], Decimal], write: Callable[[Decimal], str]) -> Callable[[Facts], Answer]:
    return lambda facts: (write(amount(facts)),) if priced(facts) else ()


def _rate(facts: Facts) -> Answer:
    """The rate, or why no tax is due: a line a regime, with its amount when there are several."""
    parts = priced(facts)
    several = len(parts) > 1
    return tuple(
        (f"{number(part.rate)} %" if part.rate is not None else part.mention or "Aucune taxe n'est due")
        + (f" ({euros(part.net)} HT)" if several else "")
        for part in parts
    )


def months(first: date, last: date) -> int:
    """How many months from the first to the last day, both included; a month begun counts (DC4, rubric I)."""
    count = 1
    while months_after(first, count) <= last:
        count += 1
    return count


def _months(facts: Facts) -> Answer:
    given = facts.subcontract
    if given is None or given.last < given.first or in_force(rules().whole_months, facts.day).rounding != "up":
        return ()
    return (f"{months(given.first, given.last)} mois",)


def _period(facts: Facts) -> Answer:
    given = facts.subcontract
    return (f"Du {short(given.first)} au {short(given.last)}",) if given else ()


def _processing(facts: Facts) -> Answer:
    held = facts.subcontract.personal_data if facts.subcontract else None
    if held is None:
        return ()
    if not held.processed:
        return ("Aucun traitement de données à caractère personnel n'est confié au sous-traitant.",)
    return ("Le sous-traitant traite des données à caractère personnel (règlement (UE) 2016/679, article 28).",)


def _accepted(facts: Facts) -> Answer:
    return tuple(one.name for one in facts.offer.value.engagement.accepted)


def _duration(count: int | None) -> Answer:
    return () if count is None else (f"{count} mois",)


def _contract(facts: Facts) -> Answer:
    contract = facts.brief.value.contract
    return _duration(contract.months if contract else None)


def _renewal(facts: Facts) -> Answer:
    contract = facts.brief.value.contract
    return _duration(contract.renewal_months if contract else None)


def account(iban: str | None) -> Answer:
    """An IBAN in groups of four, as on a bank's slip."""
    if iban is None:
        return ()
    bare = iban.replace(" ", "")
    return (spaced(bare, *([4] * -(-len(bare) // 4))),)


PRICED: Mapping[str, Callable[[Facts], Answer]] = {
    "price.rate": _rate,
    "price.net": _written(_net, euros),
    "price.net_words": _written(_net, in_words),
    "price.tax": _written(_tax, euros),
    "price.gross": _written(lambda facts: _net(facts) + _tax(facts), euros),
    "price.gross_words": _written(lambda facts: _net(facts) + _tax(facts), in_words),
    "candidate.account": lambda facts: account(facts.candidate.value.iban),
    "subcontract.months": _months,
    "subcontract.period": _period,
    "subcontract.processing": _processing,
    "engagement.accepted": _accepted,
    "contract.months": _contract,
    "contract.renewal_months": _renewal,
}


# --- tables --------------------------------------------------------------------------------------


def parts(facts: Facts) -> Lines:
    """Member, services and amount before tax, of those who share this price in a groupement conjoint."""
    if facts.quote is None:
        return ()
    price = offered(facts)
    if shared := _members(price):
        return tuple((share.name, capital(share.services), euros(net)) for share, net in shared)
    alone = (m for m in facts.members if m.share and (not facts.lots or any(map(m.answers, facts.lots))))
    return tuple((m.name, capital(m.share.services or ""), euros(price.net)) for m in alone if m.share)


def _members(price: LotQuote | Quote) -> tuple[tuple[Share, Decimal], ...]:
    """The members and their amounts before tax; what we subcontract is part of ours, as the buyer sees it."""
    given = sum((share.net for share in price.shares if share.subcontract), Decimal(0))
    held = (share for share in price.shares if not share.subcontract)
    return tuple((share, share.net + (given if not share.partner else 0)) for share in held)


def engaged(offer: Offer, partners: Partners, quote: Quote) -> set[Decimal]:
    """Every amount that only these forms print: members' parts, subcontracts under the subcontractor's VAT regime."""
    files = dict(partners)
    prices: tuple[LotQuote | Quote, ...] = (quote, *quote.lots)
    nets = {net for price in prices for _, net in _members(price)}
    given = ((one, files[one.partner].value.vat.regime) for one in offer.subcontracts if one.partner in files)
    taxed = (subcontracted(one, regime, offer.date) for one, regime in given)
    return nets | {amount for part in taxed if part for amount in (part.net, part.tax, part.gross)}


def paid(facts: Facts) -> tuple[Loaded[Candidate], ...]:
    """Whose account is paid: each member of a groupement conjoint that takes part; the mandataire or us otherwise."""
    group = facts.offer.value.consortium
    each = (m.file for m in facts.members if not facts.lots or any(map(m.answers, facts.lots)))
    return tuple(each) if group and group.form == "conjoint" else (facts.leader,)


def accounts(facts: Facts) -> Lines:
    """Name, bank and IBAN of each account; what is not known stays blank."""
    files = (file.value for file in paid(facts))
    return tuple((file.name, file.bank or "", "".join(account(file.iban))) for file in files)
