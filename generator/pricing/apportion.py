"""An amount shared out to the cent: the parts always add up to it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from generator.foundation import money


def apportion(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The parts of this amount by weight, in cents, by largest remainder (first come when remainders are equal).

    The first gets all when no weight counts. Weights must not be negative.
    """
    whole = sum(weights, Decimal(0))
    if not weights:
        return ()
    if not whole:
        return (amount, *(money.ZERO for _ in weights[1:]))
    exact = [amount * weight / whole for weight in weights]
    parts = [part.quantize(money.CENT, rounding=ROUND_DOWN) + money.ZERO for part in exact]
    left = int((amount - sum(parts, money.ZERO)) / money.CENT)
    order = sorted(range(len(parts)), key=lambda i: (-abs(exact[i] - parts[i]), i))
    for i in order[: abs(left)]:
        parts[i] += money.CENT if left > 0 else -money.CENT
    return tuple(parts)
