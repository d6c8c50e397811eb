"""What the law says of handing in an offer: too late, twice, with a backup copy (`data/deposit.yaml`)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field

from generator.foundation.record import Line, Record
from generator.law.dated import Period, at, read_data

Key = Literal["late", "again", "backup", "backup_form", "scan"]


class DepositRule(Period):
    """A sentence that a person who hands in must know, while it holds."""

    key: Key = Field(description="De quoi il s'agit")
    says: Line = Field(description="Ce que dit le texte, en une ou deux phrases")

    @property
    def cited(self) -> str:
        """Its source, as it is printed beside it: what was not read in the official text says so."""
        return f"{self.source}{', à relire dans le texte officiel' if self.unverified else ''}"


class _Deposit(Record):
    rules: tuple[DepositRule, ...]


@cache
def _deposit() -> tuple[DepositRule, ...]:
    return read_data("deposit.yaml", _Deposit).rules


def deposit_rule(key: Key, day: date) -> DepositRule | None:
    """What holds on that day; None when the data has nothing."""
    return at((one for one in _deposit() if one.key == key), day)
