"""The figures of a line: dates, times, amounts, numbers, in one form however they are typed."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from generator.foundation.days import MONTHS, WEEKDAYS

_MOST: Final = 100  # the largest number that is read in words
_UNITS: Final = "demi-journées?|jours?|semaines?|mois|trimestres?|années?|ans?|heures?|minutes?|min"
_VALUE: Final = re.compile(
    r"(?P<short>\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b)"
    r"|(?P<iso>\b\d{4}-\d\d-\d\d\b)"
    r"|\b(?P<hour>\d{1,2}) ?(?:h(?:eures?)?\b|:(?=\d\d\b)|h(?=\d)) ?(?P<past>[0-5]\d\b)?"
    r"|(?P<number>\d(?: ?\d)*(?:,\d{1,9})?)(?:er\b)?"
    rf"|\b(?P<word>{'|'.join((*WEEKDAYS, *MONTHS))}|{_UNITS}|matin|après-midi|ht|ttc)\b"
    r"|(?P<sign>%|k€|m€)"
    r"|\b(?P<spelled>[^\W\d_]{2,}(?:-[^\W\d_]+)*)\b",
    re.IGNORECASE,
)
_SPACES: Final = re.compile("[ \u00a0\u202f]+")


def figures(text: str) -> tuple[str, ...]:
    """What a text counts, dates or prices, in its order: « Jeudi 07/12/2023, 9h00 » gives jeudi, 7, décembre, 2023, 9h.

    Two texts with the same figures differ by their words only. A unit of time is a figure too (60 jours, 60 mois).
    """
    plain = _SPACES.sub(" ", text.replace("’", "'"))
    return tuple(figure for found in _VALUE.finditer(plain) for figure in _read(found))


def _read(found: re.Match[str]) -> tuple[str, ...]:
    held = found[0].lower()
    match found.lastgroup:
        case "short":
            day, month, year = re.split("[/.]", held)
            return _day(day, month, year)
        case "iso":
            year, month, day = held.split("-")
            return _day(day, month, year)
        case "hour" | "past":
            past = found["past"]
            return (f"{int(found['hour'])}h{past if past and past != '00' else ''}",)
        case "number":
            whole, _, rest = found["number"].replace(" ", "").partition(",")
            return (f"{whole},{rest.rstrip('0')}".rstrip(","),)
        case "word":
            return (held if held in (*MONTHS, *WEEKDAYS, "mois", "ht", "ttc") else held.rstrip("s"),)
        case "sign":
            return (held,)
        case _:
            return (_spelled()[held],) if held in _spelled() else ()


def _day(day: str, month: str, year: str) -> tuple[str, ...]:
    name = MONTHS[int(month) - 1] if 1 <= int(month) <= len(MONTHS) else month
    return str(int(day)), name, year


@cache
def _spelled() -> dict[str, str]:
    """« deux » to « cent », « mille »; « un » and « une » count nothing for sure."""
    from num2words import num2words

    known = {str(num2words(number, lang="fr")): str(number) for number in range(2, _MOST + 1)}
    return known | {"cents": "100", "mille": "1000"}
