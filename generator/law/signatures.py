"""When a piece is signed if the buyer does not say: at the deposit, at the award, or never (`data/signatures.yaml`)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field

from generator.foundation.record import Line, Record
from generator.law.dated import Period, at, read_data


class Signing(Period):
    """When these pieces are signed during a period."""

    pieces: tuple[Line, ...] = Field(min_length=1, description="Pièces")
    when: Literal["deposit", "award", "never"] = Field(description="deposit, award ou never")
    because: Line = Field(description="Pourquoi")


class Certificate(Period):
    """What the texts want of a certificate that signs."""

    asked: Line = Field(description="Ce qui est demandé")


class Strength(Period):
    """What a key and a certificate must be worth, lengths in bits."""

    modulus: int = Field(gt=0, description="Plus petite clé RSA ou DSA")
    curve: int = Field(gt=0, description="Plus petite clé à courbe elliptique")
    broken: tuple[Line, ...] = Field(description="Empreintes que l'on sait imiter")


class _Signatures(Record):
    signatures: tuple[Signing, ...]
    certificates: tuple[Certificate, ...]
    strengths: tuple[Strength, ...]


@cache
def _known() -> _Signatures:
    return read_data("signatures.yaml", _Signatures)


def signing(piece: str, day: date) -> Signing | None:
    """When this piece is signed, for a consultation of that day; None when the data has nothing."""
    return at((one for one in _known().signatures if piece in one.pieces), day)


def certificate(day: date) -> Certificate | None:
    """What a certificate must be, that day; None when the data has nothing."""
    return at(_known().certificates, day)


def strength(day: date) -> Strength | None:
    """What a key and a certificate must be worth, that day; None when the data has nothing."""
    return at(_known().strengths, day)
