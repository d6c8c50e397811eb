"""What the labour code says of training papers: the words of the declaration, what an agreement holds."""

from __future__ import annotations

from datetime import date
from functools import cache

from pydantic import Field

from generator.foundation.record import Line, Record
from generator.law.dated import Period, at, read_data


class Wording(Period):
    """How the declaration of activity is written on an agreement."""

    words: Line = Field(description="Phrase, avec {number} et {of}")


class Mention(Period):
    """Something that an agreement must hold."""

    word: Line = Field(description="Mot cherché dans les titres")
    says: Line = Field(description="La mention, en clair")


class Mark(Period):
    """Something by which a service is known as training: one of the words is read in the offer."""

    words: tuple[Line, ...] = Field(min_length=1, description="Débuts de mots, dont un se lit dans l'offre")
    says: Line = Field(description="Ce que l'offre doit dire, en clair")


class _Training(Record):
    declaration: tuple[Wording, ...]
    of: dict[str, Line]
    agreement: tuple[Mention, ...]
    action: tuple[Mark, ...]


@cache
def _training() -> _Training:
    return read_data("training.yaml", _Training)


def declaration(number: str, region: str, day: date) -> str | None:
    """« déclaration d'activité enregistrée sous le numéro … » (R. 6351-6); None when the data has no words that day."""
    found = at(_training().declaration, day)
    if found is None:
        return None
    of = _training().of.get(region, f"d'{region}" if region[:1] in "AEÉIÎOU" else f"de {region}")
    return found.words.replace("{number}", number).replace("{of}", of)


def action_marks(day: date) -> tuple[Mark, ...]:
    """By what a service is known as an action of training that day (L. 6313-2)."""
    return tuple(mark for mark in _training().action if at((mark,), day))


def agreement_mentions(day: date) -> tuple[Mention, ...]:
    """What an agreement must hold that day (D. 6353-1)."""
    return tuple(mention for mention in _training().agreement if at((mention,), day))
