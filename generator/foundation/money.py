"""Amounts: Decimal, rounded half-up to the cent, in one place."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    """The amount in euros rounded half-up to the cent (away from zero when negative); zero has no sign."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP) + ZERO


def euros(amount: Decimal) -> str:
    """« 1 234,56 € » with the no-break spaces of French typography: U+202F in thousands, U+00A0 before €."""
    from babel.numbers import format_currency

    return format_currency(cents(amount), "EUR", locale="fr_FR")


def unit_price(amount: Decimal) -> str:
    """« 0,529 € »: two decimals at least, and the others when the price has them."""
    from babel.numbers import format_currency

    return format_currency(amount, "EUR", locale="fr_FR", decimal_quantization=False)


def number(value: Decimal | int) -> str:
    """« 1 234,5 »: a French number without useless zeros."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale="fr_FR", decimal_quantization=False)


def in_words(amount: Decimal) -> str:
    """« quatre mille six cents euros et cinquante centimes »: the amount, rounded to the cent, in words."""
    whole, rest = divmod(int(abs(cents(amount)) * 100), 100)
    said = [_counted(whole, "euro")] if whole or not rest else []
    if rest:
        said.append(_counted(rest, "centime"))
    return ("moins " if cents(amount) < 0 else "") + " et ".join(said)


def _counted(count: int, unit: str) -> str:
    from num2words import num2words

    de = "d’" if count >= 1_000_000 and count % 1_000_000 == 0 else ""  # « un million d’euros »
    return f"{num2words(count, lang='fr')} {de}{unit}{'s' if count > 1 else ''}"
