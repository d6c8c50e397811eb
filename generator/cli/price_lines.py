"""The quote as lines for a terminal, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.pricing.quote import LotQuote, Option, Quote, QuoteLine, Share
from generator.pricing.tax import Tax

Row = tuple[str, str, str, str, str]


def lines(quote: Quote) -> list[str]:
    """The lines by lot and group, then the totals, as aligned lines."""
    from generator.cli.columns import columns
    from generator.foundation.money import euros

    several = len(quote.lots) > 1
    rows: list[Row] = []
    for lot in quote.lots:
        rows += _lot(lot, several)
    if several:
        totals = (("Total HT, tous lots", quote.net), ("TVA, tous lots", quote.tax), ("Total TTC", quote.gross))
        rows += [_amount(label, euros(amount)) for label, amount in totals]
    for option in quote.options:
        rows += _option(option)
    mention = [f"  {quote.mention}"] if quote.mention else []
    return [
        *columns(rows, right=(1, 3, 4)),
        *mention,
        *_revision(quote),
        f"  Soit {euros(quote.per_session)} TTC par séance, tout compris.",
    ]


def _amount(label: str, amount: str) -> Row:
    return (label, "", "", "", amount)


def _lot(lot: LotQuote, several: bool) -> Iterator[Row]:
    from generator.foundation.money import euros
    from generator.pricing.quote import grouped

    if several:
        yield _amount(f"Lot {lot.number} – {lot.title}", "")
    for title, entries in grouped(lot.lines):
        yield _amount(title, "")
        yield from map(_line, entries)
    yield _amount("Total HT", euros(lot.net))
    for tax in lot.taxes:
        yield _amount(_tax_label(tax, len(lot.taxes) > 1), euros(tax.tax))
    yield _amount("Total TTC", euros(lot.gross))
    for tranche in lot.tranches:
        yield _amount(f"  dont {tranche.label}, TTC", euros(tranche.gross))
    for share in lot.shares:
        yield _amount(f"  dont {share.name}{' (sous-traitance)' if share.subcontract else ''}, TTC", euros(share.gross))


def _line(entry: QuoteLine) -> Row:
    from generator.foundation.money import euros, number, unit_price

    label = f"  {entry.label} [{entry.key}]"
    return (label, number(entry.quantity), entry.unit, unit_price(entry.price), euros(entry.amount))


def _tax_label(tax: Tax, several: bool) -> str:
    from generator.foundation.money import euros, number

    label = f"TVA {number(tax.rate)} %" if tax.rate is not None else "TVA non applicable"
    return f"{label} sur {euros(tax.net)}" if several else label


def _option(option: Option) -> Iterator[Row]:
    from generator.foundation.money import euros

    yield _amount(f"Option, hors du total : {option.label}", "")
    yield from map(_line, option.lines)
    yield _amount("Total TTC de l'option", euros(option.gross))


def _revision(quote: Quote) -> list[str]:
    from generator.foundation.money import euros

    if quote.revision is None:
        return []
    years = ", ".join(f"année {year.number} : {euros(year.net)} HT" for year in quote.revision.years)
    return [f"  {quote.revision.text}{f' ({years})' if years else ''}"]


# --- data ----------------------------------------------------------------------------------------


def data(quote: Quote) -> dict[str, object]:
    """The quote as plain data; amounts are texts with two decimals, so that no reader rounds them."""
    return {
        "lines": [_line_data(line) for line in quote.lines],
        "net": str(quote.net),
        "rate": None if quote.rate is None else str(quote.rate),
        "tax": str(quote.tax),
        "gross": str(quote.gross),
        "regime": quote.regime,
        "mention": quote.mention,
        "per_session": str(quote.per_session),
        "taxes": [_tax_data(tax) for tax in quote.taxes],
        "lots": [
            {
                "lot": lot.number,
                "title": lot.title,
                "net": str(lot.net),
                "tax": str(lot.tax),
                "gross": str(lot.gross),
                "taxes": [_tax_data(tax) for tax in lot.taxes],
                "shares": [_share_data(share) for share in lot.shares],
                "tranches": [
                    {"key": part.key, "net": str(part.net), "tax": str(part.tax), "gross": str(part.gross)}
                    for part in lot.tranches
                ],
            }
            for lot in quote.lots
        ],
        "options": [
            {"key": option.key, "lot": option.lot, "net": str(option.net), "gross": str(option.gross)}
            for option in quote.options
        ],
    }


def _line_data(line: QuoteLine) -> dict[str, object]:
    return {
        "key": line.key,
        "group": line.group,
        "label": line.label,
        "quantity": str(line.quantity),
        "unit": line.unit,
        "price": str(line.price),
        "amount": str(line.amount),
        "regime": line.regime,
        "lot": line.lot,
    }


def _tax_data(tax: Tax) -> dict[str, object]:
    rate = None if tax.rate is None else str(tax.rate)
    return {"regime": tax.regime, "rate": rate, "net": str(tax.net), "tax": str(tax.tax)}


def _share_data(share: Share) -> dict[str, object]:
    return {
        "partner": share.partner or None,
        "subcontract": share.subcontract,
        "net": str(share.net),
        "tax": str(share.tax),
        "gross": str(share.gross),
    }
