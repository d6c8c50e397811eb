"""How the buyer and the candidate's numbers are written, alike in every document."""

from __future__ import annotations

from generator.brief.brief import Buyer


def designation(buyer: Buyer) -> str:
    """The buyer's official name; failing that, what the published brief says of it and nothing more."""
    if buyer.name:
        return buyer.name
    kind = buyer.kind[:1].upper() + buyer.kind[1:]
    return f"{kind} – {buyer.place}" if buyer.place else kind


def spaced(number: str, *groups: int) -> str:
    """Digits in groups: « 000 123 455 00016 » with 3, 3, 3, 5."""
    parts, position = [], 0
    for size in groups:
        parts.append(number[position : position + size])
        position += size
    return " ".join(parts)
