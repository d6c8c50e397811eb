"""The buyer's estimate (DQE): our unit prices times its quantities, for comparison only; and unit prices in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from generator.brief.pricing import Pricing
from generator.foundation import money
from generator.law import taxes
from generator.pricing.lines import discount_lines
from generator.pricing.quote import LotQuote, Quote, QuoteLine
from generator.pricing.tax import Tax, Taxed, total


@dataclass(frozen=True, slots=True)
class Estimate(Taxed):
    """The estimate of one lot: our lines with the buyer's quantities where it gives them."""

    number: int | None
    title: str
    lines: tuple[QuoteLine, ...]
    taxes: tuple[Tax, ...]


def estimates(quote: Quote, pricing: Pricing, day: date) -> tuple[Estimate, ...]:
    """One estimate for each lot; where the buyer imposes no quantity, it is the price itself."""
    return tuple(_estimate(lot, quote, pricing, day) for lot in quote.lots)


def unit_lines(lot: LotQuote | Estimate) -> tuple[QuoteLine, ...]:
    """The lines of a lot that have a unit price, each once: tranches share them, discounts have none."""
    found: dict[str, QuoteLine] = {}
    for line in lot.lines:
        if line.group != "discount":
            found.setdefault(line.key, line)
    return tuple(found.values())


def unit_label(line: QuoteLine) -> str:
    """The designation without the number of journeys, which no unit price holds."""
    if not line.label.startswith("Déplacements"):
        return line.label
    return "Déplacement, par kilomètre" + line.label.removeprefix("Déplacements").partition(" :")[0]


def with_tax(line: QuoteLine, day: date) -> Decimal:
    """The unit price with the tax of its regime, to the cent."""
    rule = taxes.rule(line.regime, day)
    rate = rule.rate if rule and rule.rate is not None else Decimal(0)
    return money.cents(line.price * (100 + rate) / 100)


def _estimate(lot: LotQuote, quote: Quote, pricing: Pricing, day: date) -> Estimate:
    alone = len(quote.lots) == 1
    imposed = {entry.line: entry.quantity for entry in pricing.dqe if alone or entry.lot == lot.number}
    if not imposed:
        return Estimate(lot.number, lot.title, lot.lines, lot.taxes)
    options = [x for option in quote.options if alone or option.lot == lot.number for x in option.lines]
    lines = tuple(
        _counted(line, imposed[line.key]) if line.key in imposed else line
        for line in (*_joined(lot), *(other for other in (*lot.others, *options) if other.key in imposed))
    )
    kept = tuple(d for d in pricing.discounts if alone or d.lot == lot.number or (d.lot is None and d.percent))
    lines = (*lines, *discount_lines(kept, lines))
    return Estimate(lot.number, lot.title, lines, _taxes(lines, day))


def _joined(lot: LotQuote) -> tuple[QuoteLine, ...]:
    """The lines of a lot, tranches put together."""
    found = []
    for line in unit_lines(lot):
        same = [one for one in lot.lines if one.key == line.key]
        quantity = sum((one.quantity for one in same), Decimal(0))
        found.append(replace(line, quantity=quantity, amount=total(one.amount for one in same)))
    return tuple(found)


def _counted(line: QuoteLine, quantity: Decimal) -> QuoteLine:
    return replace(line, label=unit_label(line), quantity=quantity, amount=money.cents(quantity * line.price))


def _taxes(lines: tuple[QuoteLine, ...], day: date) -> tuple[Tax, ...]:
    found = []
    for regime in dict.fromkeys(line.regime for line in lines):
        net = total(line.amount for line in lines if line.regime == regime)
        rule = taxes.rule(regime, day)
        rate = rule.rate if rule else None
        tax = money.cents(net * rate / 100) if rate is not None else money.ZERO
        found.append(Tax(regime, rate, net, tax, rule.mention or "" if rule else ""))
    return tuple(found)


def price_in_words(price: Decimal) -> str:
    """A unit price in words; below the cent every decimal is kept: « zéro virgule cinq cent vingt-neuf euro »."""
    if price == money.cents(price):
        return money.in_words(price)
    from num2words import num2words

    whole, _, decimals = f"{price.normalize():f}".partition(".")
    zeros = len(decimals) - len(decimals.lstrip("0"))
    said = [num2words(int(whole), lang="fr"), "virgule", *["zéro"] * zeros, num2words(int(decimals), lang="fr")]
    return f"{' '.join(said)} euro{'s' if abs(price) >= 2 else ''}"
