"""How the price moves from year to year, and what that makes over the firm length of the contract."""

from __future__ import annotations

from decimal import Decimal

from generator.brief.brief import Contract
from generator.brief.planning import Planning
from generator.brief.pricing import Revision as Asked
from generator.foundation import money
from generator.pricing.apportion import apportion
from generator.pricing.quote import Revision, Year

_YEAR = 12


def revision(asked: Asked, contract: Contract | None, planning: Planning, net: Decimal) -> Revision:
    """The revision in words, and the price before tax of each year when a percent and a length are known.

    A planning shorter than the contract prices one part of it, which the other years repeat.
    """
    source = asked.source or ""
    if asked.kind == "firm":
        return Revision("Les prix sont fermes pendant toute la durée du marché.", source=source)
    said = "Les prix sont révisés chaque année par la formule du marché."
    if asked.kind == "percent":
        said = f"Les prix sont révisés de {_signed(asked.percent)} à chaque date anniversaire du marché."
    years = _years(asked.percent, contract, planning, net) if asked.percent is not None and contract else ()
    terms = tuple(f"{term.symbol} : {term.index}" for term in asked.terms)
    return Revision(said, formula(asked), terms, source, asked.kind == "formula", years)


def formula(asked: Asked) -> str:
    """« P = P0 × (0,15 + 0,85 × S / S0) », empty when the revision has no formula."""
    if not asked.terms:
        return ""
    parts = [money.number(asked.fixed)] if asked.fixed else []
    parts += [f"{money.number(term.weight)} × {term.symbol} / {term.symbol}0" for term in asked.terms]
    return f"P = P0 × ({' + '.join(parts)})"


def _signed(percent: Decimal | None) -> str:
    value = percent or Decimal(0)
    return f"{'+' if value >= 0 else '−'}{money.number(abs(value))} %"


def _years(percent: Decimal, contract: Contract, planning: Planning, net: Decimal) -> tuple[Year, ...]:
    lengths = [min(_YEAR, contract.months - done) for done in range(0, contract.months, _YEAR)]
    planned = max(1, round((planning.last - planning.first).days / 365))
    weights = [Decimal(months) for months in lengths]
    whole = net if planned >= len(lengths) else money.cents(net * contract.months / (_YEAR * planned))
    factors = [(1 + percent / 100) ** place for place in range(len(lengths))]
    return tuple(
        Year(number, months, money.cents(part * factor), factor)
        for number, (months, part, factor) in enumerate(
            zip(lengths, apportion(whole, weights), factors, strict=True), 1
        )
    )
