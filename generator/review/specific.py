"""The words of a text that belong to one client: they keep an edit out of the library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import Final

from generator.compose.dossier import Inputs
from generator.compose.fields import Field, fields_of, standing
from generator.document.typography import french

# Where this buyer, its places and its history are told; what any buyer may say (themes, skills, demands) is not here.
_OWN: Final = re.compile(
    r"title|reference|buyer\.(?:name|kind|place|services.*)|lots\[\d+\]\.title|facts.*|questions.*\.(?:question|answer)"
    r"|service\.(?:place|sites.*|audience\.(?:professions.*|served))|town"
    r"|planning\.(?:.*\.)?(?:place|name)|consortium.*\.services|subcontracts.*|pricing\.extras.*|engagement\.accepted.*"
)
_NAMES: Final = re.compile(r"buyer\.(?:name|place)|.*sites\[\d+\]\.(?:name|town)|town|.*\.place|title|facts.*")
_PROPER: Final = re.compile(r"(?<!^)\b[A-ZÀ-ÖØ-Ý](?:[\w’-]*\w)?\b")
_FIRST: Final = re.compile(r"^[A-ZÀ-ÖØ-Ý][\w’-]+")
_MONTH: Final = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_FIGURES: Final = re.compile(
    rf"\d{{1,2}}(?:er)?\s(?:{_MONTH})(?:\s\d{{4}})?|\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d[\d\s]*(?:,\d+)?\s?(?:€|euros)"
)
_LARGEST = 10  # smaller numbers belong to no client


def specific(inputs: Inputs, text: str) -> tuple[str, ...]:
    """The words of this text that belong to this client only: buyer, places, reference, people, figures.

    In the order of the text, each once. Any amount and any date is a client's own.
    """
    shown = french(text)
    found = [match.span() for match in _FIGURES.finditer(shown)]
    found += [
        match.span()
        for words in set(_words(inputs))
        for match in standing(shown, words)
        if match[0][:1].isupper() or not words[:1].isupper() or " " in words  # « exemple » is no name
    ]
    longest: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not longest or end > longest[-1][1]:
            longest.append((start, end))
    return tuple(dict.fromkeys(" ".join(shown[start:end].split()) for start, end in longest))


def _words(inputs: Inputs) -> Iterator[str]:
    for person in inputs.team:
        name = person.file.value.name
        yield from (french(name), *french(name).split())
    for loaded in (inputs.brief, inputs.offer):
        for field in fields_of(loaded):
            yield from _of(field)


def _of(field: Field) -> Iterator[str]:
    """The words by which this field may be told; proper names inside a longer text tell it too."""
    match field.value:
        case bool():
            return
        case str() if _OWN.fullmatch(field.name):
            said = french(field.value)
            yield said
            yield from (word for word in _PROPER.findall(said) if len(word) > 1)
            if _NAMES.fullmatch(field.name) and field.name != "title":
                yield from _FIRST.findall(said)
        case date() | time():
            yield from field.forms
        case int() | Decimal() if field.value >= _LARGEST:
            yield from (form for form in field.forms if form[:1].isdigit())
        case _:
            return
