"""What an old text says of one buyer or one year: names, amounts, dates, addresses to be turned into variables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.foundation.days import MONTHS
from generator.foundation.diagnostic import Diagnostic, Span, warning
from generator.foundation.words import folded

_MONTHS: Final = "|".join(MONTHS)
_SHAPES: Final = (
    (re.compile(r"\d[\d .\u00a0\u202f]*(?:,\d+)?\s*(?:€|euros?\b)", re.IGNORECASE), "montant",
     "remplacez-le par {{ quote.gross | euros }}, ou retirez-le"),
    (re.compile(rf"\b(?:\d{{1,2}}(?:er)?\s+)?(?:{_MONTHS})\s+\d{{4}}\b", re.IGNORECASE), "date",
     "remplacez-la par {{ (schedule.sessions | first).day | day }} ou une autre date calculée, ou retirez-la"),
    (re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b"), "date", "remplacez-la par une date calculée, ou retirez-la"),
    (re.compile(r"\b(?:19|20)\d{2}\s*[-–/]\s*(?:19|20)?\d{2}\b"), "période", "retirez-la : le planning la donne"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w"), "adresse électronique", "remplacez-la par {{ candidate.email }}"),
    (re.compile(r"\b0\d(?:[ .]\d{2}){4}\b"), "téléphone", "remplacez-le par {{ candidate.phone }}"),
    (re.compile(r"\b\d{3}[ ]?\d{3}[ ]?\d{3}[ ]?\d{5}\b"), "SIRET", "remplacez-le par {{ candidate.siret }}"),
)  # fmt: skip


def remains(text: str, file: str, names: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Each thing of one buyer or one year in a block's text, at its line; `names` gives the remedy for each name."""
    for number, line in enumerate(text.split("\n"), 1):
        yield from _names(line, file, number, names)
        if line.startswith("::: figure"):
            continue
        for shape, what, hint in _SHAPES:
            for found in shape.finditer(line):
                yield warning("L260", Span(file, number, found.start() + 1), f"{what} « {found[0].strip()} »", hint)


def _names(line: str, file: str, number: int, names: Mapping[str, str]) -> Iterator[Diagnostic]:
    inside = folded(line)
    for name, hint in names.items():
        place = re.search(rf"(?<!\w){re.escape(folded(name))}(?!\w)", inside)
        if place:
            yield warning("L260", Span(file, number, place.start() + 1), f"nom « {name} »", hint)


def worth(names: Iterable[str | None]) -> tuple[str, ...]:
    """The names long enough to be looked for."""
    return tuple(dict.fromkeys(name for name in names if name and len(name) >= 3))
