"""How long a public buyer may take to pay, in days, by its kind (R. 2192-10 and R. 2192-11 CCP)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated

from pydantic import Field

from generator.foundation.record import Line, Record, Whole
from generator.law.dated import Period, at, read_data


class Term(Period):
    """The longest term that a contract of these buyers may give."""

    words: tuple[Line, ...] = Field(default=(), description="Mots de la nature ou du nom ; vide : tous les autres")
    who: Line = Field(description="Ces acheteurs, en clair, avec l'article")
    days: Annotated[Whole, Field(ge=1)] = Field(description="Jours")


class _Payment(Record):
    terms: tuple[Term, ...]


@cache
def _payment() -> _Payment:
    return read_data("payment.yaml", _Payment)


def longest_term(buyer: str, day: date) -> Term | None:
    """The longest term for a buyer of these words (kind and name) on that day; None when the data has none."""
    known = buyer.casefold().replace("’", "'")
    rows = _payment().terms
    return at((row for row in rows if not row.words or any(word in known for word in row.words)), day)
