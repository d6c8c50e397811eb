"""The filters and functions that blocks may use: French dates, amounts, lists, plurals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from functools import wraps
from itertools import pairwise
from typing import Any, Final

from generator.compose.fault import Fault, unknown_value
from generator.document.typography import capital
from generator.foundation import days, money
from generator.planning.schedule import Event

_VOWELS = "aâàeéèêëiîïoôuûüyhœæ"


def text(value: Any) -> str:
    """What a value reads like in a French sentence; a list or a record has no such text."""
    match value:
        case None:
            raise unknown_value()
        case bool():
            return "oui" if value else "non"
        case int() | Decimal():
            return money.number(value)
        case float():
            return money.number(Decimal(str(value)))
        case date():
            return days.long(value)
        case time():
            return days.clock(value)
        case str():
            return value
        case _:
            hint = "ajoutez « | et » à une liste, ou choisissez un champ"
            raise Fault("on ne peut pas imprimer une liste ou une fiche entière", hint)


def joined(words: Iterable[Any], last: str) -> str:
    """« a, b et c » with `last` = « et »."""
    if isinstance(words, str):
        raise TypeError("a text is no list of words")
    items = [text(word) for word in words]
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
    return ("d'" if word[0].lower() in _VOWELS else "de ") + word


def plural(count: int | Decimal, one: str, many: str) -> str:
    """« 1 séance », « 5 séances »: French counts 0 and 1 as singular."""
    return f"{money.number(count)} {one if -2 < count < 2 else many}"


def words(value: int) -> str:
    """« cinq »."""
    from num2words import num2words

    return str(num2words(value, lang="fr"))


def weeks(events: Iterable[Event]) -> tuple[int, ...]:
    """Whole weeks from each event to the next: (8, 9, 8)."""
    return tuple((later.day - earlier.day).days // 7 for earlier, later in pairwise(events))


def euros(amount: Decimal | int) -> str:
    """« 1 234,56 € »."""
    return money.euros(Decimal(amount))


def first(items: Sequence[Any]) -> Any:
    """The first entry."""
    return items[0]


def last(items: Sequence[Any]) -> Any:
    """The last entry."""
    return items[-1]


def total(items: Iterable[Any], attribute: str | None = None) -> Any:
    """The sum of these numbers, or of this field of each entry."""
    if attribute and attribute.startswith("_"):
        raise AttributeError(attribute)
    return sum(getattr(item, attribute) if attribute else item for item in items)


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "day": days.long,
    "full_day": days.full,
    "short_day": days.short,
    "clock": days.clock,
    "after": days.after,
    "weeks": weeks,
    "duration": days.duration,
    "euros": euros,
    "number": money.number,
    "words": words,
    "et": et,
    "ou": ou,
    "de": de,
    "length": len,
    "first": first,
    "last": last,
    "min": min,
    "max": max,
    "sum": total,
    "lower": str.lower,
    "upper": str.upper,
    "capitalize": capital,
}
_WANTED: Final[Mapping[str, str]] = {
    "day": "une date",
    "full_day": "une date",
    "short_day": "une date",
    "clock": "une heure",
    "after": "une heure et des minutes, dans la journée",
    "weeks": "une liste de rendez-vous",
    "duration": "un nombre entier de minutes",
    "euros": "un montant",
    "number": "un nombre",
    "words": "un nombre entier",
    "et": "une liste",
    "ou": "une liste",
    "length": "une liste ou un texte",
    "first": "une liste qui n'est pas vide",
    "last": "une liste qui n'est pas vide",
    "min": "une liste de nombres qui n'est pas vide",
    "max": "une liste de nombres qui n'est pas vide",
    "sum": 'une liste de nombres, ou sum(attribute="champ")',
}
_UNFIT = (TypeError, ValueError, AttributeError, LookupError, ArithmeticError)


def guarded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, whose unknown or unfit values are faults of the template."""

    @wraps(function)
    def applied(value: Any, *arguments: Any, **options: Any) -> Any:
        if value is None:
            raise unknown_value()
        try:
            return function(value, *arguments, **options)
        except _UNFIT as exc:
            wanted = _WANTED.get(name, "un texte")
            raise Fault(f"le filtre « {name} » ne convient pas à cette valeur", f"il attend {wanted}") from exc

    return applied
