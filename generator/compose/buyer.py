"""The buyer in words: its name when it is known, else what the published demand says of it, never an invention."""

from __future__ import annotations

from generator.brief.brief import Brief


def buyer_words(brief: Brief) -> str:
    """« Département de … » or « Collectivité territoriale – Vienne »."""
    buyer = brief.buyer
    if buyer.name:
        return buyer.name
    kind = buyer.kind[:1].upper() + buyer.kind[1:]
    return f"{kind} – {buyer.place}" if buyer.place else kind
