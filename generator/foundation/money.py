"""Amounts: Decimal, rounded half-up to the cent, in one place."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    """The amount in euros rounded half-up to the cent."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def euros(amount: Decimal) -> str:
    """« 1 234,56 € » with the no-break spaces of French typography (U+202F between thousands, U+00A0 before €)."""
    from babel.numbers import format_currency  # noqa: PLC0415 - heavy, and many commands print no amount

    return format_currency(cents(amount), "EUR", locale="fr_FR")


def number(value: Decimal | int) -> str:
    """« 1 234,5 »: a French number without useless zeros."""
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(value, locale="fr_FR", decimal_quantization=False)


def in_words(amount: Decimal) -> str:
    """« quatre mille six cents euros et cinquante centimes »: the amount in full words."""
    from num2words import num2words  # noqa: PLC0415

    whole, rest = divmod(int(cents(amount) * 100), 100)
    words = num2words(whole, lang="fr")
    de = "d’" if whole >= 1_000_000 and whole % 1_000_000 == 0 else ""  # « un million d’euros »
    text = f"{words} {de}euro{'s' if whole > 1 else ''}"
    if rest:
        text += f" et {num2words(rest, lang='fr')} centime{'s' if rest > 1 else ''}"
    return text
