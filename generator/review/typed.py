"""Reads back what a document prints: « 26 juin 2023 », « 9 h 30 », « 1 234,56 € », « quinze » as YAML holds them."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any, Final

from generator.foundation.days import MONTHS, WEEKDAYS

_DATE: Final = re.compile(
    rf"(?:(?:{'|'.join(WEEKDAYS)}) )?(\d{{1,2}})(?:er)? ({'|'.join(MONTHS)}) (\d{{4}})", re.IGNORECASE
)
_SHORT_DATE: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_CLOCK: Final = re.compile(r"(\d{1,2}) ?(?:h|:|heures?) ?(\d{2})?", re.IGNORECASE)
_LENGTH: Final = re.compile(r"(?:(\d{1,2}) ?(?:h|heures?))? ?(?:(\d{1,3}) ?(?:min|minutes?)?)?", re.IGNORECASE)
_AMOUNT: Final = re.compile(r"(-?\d{1,3}(?: \d{3})+|-?\d+)(?:[.,](\d{1,6}))? ?(?:€|euros?)?", re.IGNORECASE)
_MOST: Final = 200  # the largest number that is read in words


def typed(value: Any, text: str, *, minutes: bool = False) -> str | None:
    """What a file holds for a field of the kind of `value` to print `text`; None when the text is no such thing."""
    words = plainly(text)
    match value:
        case bool():
            return None
        case int():
            return _length(words) if minutes else _whole(words)
        case Decimal():
            return _number(words)
        case date():
            return _day(words)
        case time():
            return _clock(words)
        case str():
            return _text(value, text) or None
        case _:
            return None


def plainly(text: str) -> str:
    """One line with ordinary spaces."""
    return " ".join(text.split())


def _text(value: str, text: str) -> str:
    """The text with the signs that one types in a file: straight apostrophes where the old value had no other."""
    words = plainly(text).replace("…", "...") if "…" not in value and "..." in value else plainly(text)
    return words if "’" in value else words.replace("’", "'")


def _whole(text: str) -> str | None:
    if re.fullmatch(r"-?\d{1,3}(?: \d{3})*|-?\d{1,9}", text):
        return text.replace(" ", "")
    return _spelled().get(text.lower())


@cache
def _spelled() -> dict[str, str]:
    from num2words import num2words

    return {str(num2words(n, lang="fr")): str(n) for n in range(_MOST + 1)} | {"une": "1"}


def _number(text: str) -> str | None:
    found = _AMOUNT.fullmatch(text)
    if not found:
        return _whole(text)
    whole, rest = found[1].replace(" ", ""), (found[2] or "").rstrip("0")
    return f"{whole},{rest.ljust(2, '0') if '€' in text or 'euro' in text.lower() else rest}" if rest else whole


def _day(text: str) -> str | None:
    if found := _DATE.fullmatch(text):
        month = MONTHS.index(found[2].lower()) + 1
        return _iso(int(found[3]), month, int(found[1]))
    if found := _SHORT_DATE.fullmatch(text):
        return _iso(int(found[3]), int(found[2]), int(found[1]))
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _clock(text: str) -> str | None:
    found = _CLOCK.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return f"{int(found[1])}:{found[2] or '00'}"


def _length(text: str) -> str | None:
    found = _LENGTH.fullmatch(text)
    if not found or not (found[1] or found[2]):
        return _whole(text)
    return str(int(found[1] or 0) * 60 + int(found[2] or 0))
