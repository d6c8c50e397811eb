"""The filters and functions that blocks may use: French dates, amounts, lists, plurals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from generator.foundation import days, money
from generator.planning.schedule import Event

_VOWELS = "aâàeéèêëiîïoôuûüyhœæ"


def joined(words: Iterable[Any], last: str) -> str:
    """« a, b et c » with `last` = « et »."""
    items = [str(word) for word in words]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def et(words: Iterable[Any]) -> str:
    """« CESF, puéricultrices et éducateurs »."""
    return joined(words, "et")


def ou(words: Iterable[Any]) -> str:
    """« psychologue, consultant ou formateur »."""
    return joined(words, "ou")


def de(word: str) -> str:
    """« de Poitiers », « d'insertion »."""
    return ("d'" if word[:1].lower() in _VOWELS else "de ") + word


def plural(count: int | Decimal, one: str, many: str) -> str:
    """« 1 séance », « 5 séances »: French counts 0 and 1 as singular."""
    return f"{money.number(count)} {one if -2 < count < 2 else many}"


def words(value: int) -> str:
    """« cinq »."""
    from num2words import num2words  # noqa: PLC0415 - one block in ten needs it

    return str(num2words(value, lang="fr"))


def weeks(events: Iterable[Event]) -> tuple[int, ...]:
    """Whole weeks from each event to the next: (8, 9, 8)."""
    return tuple((later.day - earlier.day).days // 7 for earlier, later in pairwise(events))


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "day": days.long,
    "full_day": days.full,
    "short_day": days.short,
    "clock": days.clock,
    "after": days.after,
    "weeks": weeks,
    "duration": days.duration,
    "euros": money.euros,
    "number": money.number,
    "words": words,
    "et": et,
    "ou": ou,
    "de": de,
}


