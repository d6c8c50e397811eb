"""The fields that may say the words of a line which changed, best first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from generator.compose.fields import Field, standing
from generator.foundation.source import Where
from generator.foundation.words import telling
from generator.review.value_words import Line, Place, line

_SHORT: Final = 4  # characters: « 5 », « 15 », « deux » say nothing without the words around
_NAME: Final = 40  # characters of a text that names an entry: « cadrage », a group, a person
_NEXT: Final = 20  # characters after a number that say what it counts: « 15 participants »
_SAID_OF_ALL: Final = telling("exemple")  # in what schemas tell of a field
_UNITS: Final = {
    "_weeks": "semaine",
    "_days": "jour",
    "_months": "mois",
    "years": "an",
    "_hours": "h",
    "minutes": "min",
}
_TIMED: Final = re.compile(r"\d\s*(?:h|min)")
_ASKED: Final = {"requirements", "assumptions"}  # the buyer's words and our reading of them: no document's data
_LABELS: Final = "includes"  # what the price holds: the labels of the price sheet are the program's own
_MONTH: Final = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_OF_TIME: Final = re.compile(rf"(?:er)?\s(?:h\b|{_MONTH})")
_BEFORE: Final = re.compile(r"(?:^|[|,:;(]\s?|\b(?:et|ou)\s)$")
_AFTER: Final = re.compile(r"\s?(?:$|[|,:;.)]|(?:et|ou)\b)")


class Claim(NamedTuple):
    """A field that may say what changed: how well (lower is better), at which place of the old text."""

    rank: tuple[int, int, int, int]
    place: Place
    field: Field


def claims(known: Sequence[Field], old: str, new: str, context: str) -> list[Claim]:
    """The fields that may say what changed, best first."""
    words = line(old, new)
    before = words.before
    far = telling(context)
    held = [field for field in known if field.path[0] not in _ASKED and _LABELS not in field.path]
    touched = [(field, place) for field in held if (place := _touched(words, field)) and _meant(field, before, place)]
    owners = {_owner(field) for field, _ in touched}
    company = _company([field for field in held if _owner(field) in owners], before)
    found = []
    for field, (start, end) in touched:
        near = telling(f"{before[:start]} {before[end:]}")  # its own words say nothing of what is around
        own = telling(f"{field.said} {field.name.replace('_', ' ')}") - _SAID_OF_ALL
        spoken = len(own & near) + 3 * len(own & telling(before[end : end + _NEXT]))
        names, others = company.get(_owner(field), (frozenset(), frozenset()))
        names -= telling(before[start:end])
        spoken += 2 * len(names & near) + 2 * len(others - {field.path})
        remote = len(own & far) + 2 * len(names & far)
        if spoken or remote or end - start > _SHORT:
            found.append(Claim((start - end, -spoken, -remote, _far(field)), (start, end), field))
    return sorted(found, key=lambda claim: (claim.rank, not claim.field.writable))


def _owner(field: Field) -> tuple[str, Where]:
    """The mapping that holds the field, or the list of plain values that it is of."""
    last = max((i for i, key in enumerate(field.path) if isinstance(key, str)), default=0)
    return field.file, field.path[:last]


def _meant(field: Field, text: str, place: Place) -> bool:
    return _counted(field, text, place) if isinstance(field.value, int | Decimal) else _alone(field, text, place)


def _counted(field: Field, text: str, place: Place) -> bool:
    """Whether a number there may count what the field counts: « cinq séances » is no number of weeks.

    An amount is followed by its sign, and a number in letters by what it counts: « deux » stands in many texts.
    """
    said, after = text[place[0] : place[1]], text[place[1] :]
    if "€" in field.printed or "rates" in field.path:
        return "€" in said or re.match(r"\s*(?:€|euros?\b)", after) is not None
    if unit := next((unit for key, unit in _UNITS.items() if field.name.endswith(key)), ""):
        return _TIMED.search(said) is not None or re.match(rf"\s*(?:\|\s*)?(?:{unit})", after) is not None
    if _OF_TIME.match(after):
        return False
    own = telling(f"{field.said} {field.name.replace('_', ' ')}")
    return any(sign.isdigit() for sign in said) or bool(own & telling(after[:_NEXT]))


def _alone(field: Field, text: str, place: Place) -> bool:
    """Whether common words of a list stand there as an entry: « l'intervenant » is in many texts that no list makes.

    An entry stands between commas, fills a cell, or got a capital where a line begins.
    """
    listed = not field.writable and any(isinstance(key, int) for key in field.path)
    if not (listed and isinstance(field.value, str) and field.value[:1].islower()) or text[place[0]].isupper():
        return True
    return _BEFORE.search(text[: place[0]]) is not None and _AFTER.match(text[place[1] :]) is not None


def _far(field: Field) -> int:
    """How far a field is from what a document says first: an entry of a list, a paper in annex repeat a name."""
    return any(isinstance(key, int) for key in field.path) + 2 * ("/annexes/" in field.file)


def _touched(words: Line, field: Field) -> Place | None:
    """The longest place that says this field and that changed."""
    places = (match.span() for form in field.forms for match in standing(words.before, form))
    return max(filter(words.touches, places), key=lambda place: place[1] - place[0], default=None)


_Company = tuple[frozenset[str], frozenset[Where]]


def _company(known: Sequence[Field], text: str) -> dict[tuple[str, Where], _Company]:
    """For each mapping of a file: the telling words of its short texts; its fields that stand in the text."""
    made: dict[tuple[str, Where], _Company] = {}
    for field in known:
        owner = _owner(field)
        names, others = made.get(owner, (frozenset(), frozenset()))
        if isinstance(field.value, str) and len(field.value) <= _NAME and any(isinstance(k, int) for k in owner[1]):
            names |= telling(field.value)
        if any(len(form) > _SHORT and any(standing(text, form)) for form in field.forms):
            others |= {field.path}
        made[owner] = names, others
    return made
