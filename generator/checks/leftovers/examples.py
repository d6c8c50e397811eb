"""Does an offer that no longer says « specimen: true » still hold example data?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from pydantic import Field

from generator.checks.finished import Finished, Verdict
from generator.checks.leftovers.lexicon import read_data
from generator.checks.leftovers.marks import around
from generator.checks.leftovers.texts import said
from generator.compose.dossier import Inputs
from generator.foundation.diagnostic import Span
from generator.foundation.record import Flag, Line, Record
from generator.foundation.source import Source

_GAP: Final = r"[\s.\u00a0\u202f-]?"


class _Signs(Record):
    domains: tuple[Line, ...] = Field(description="Domaines réservés aux exemples")
    domains_source: Line = Field(description="Qui les réserve")
    phones: tuple[Line, ...] = Field(description="Débuts de numéros réservés aux fictions")
    phones_source: Line = Field(description="Qui les réserve")
    unverified: Flag = Field(default=False, description="true : à relire dans le texte officiel")
    numbers: tuple[Line, ...] = Field(description="Débuts d'identifiants des données livrées")
    names: tuple[Line, ...] = Field(description="Noms livrés")
    words: tuple[Line, ...] = Field(description="Mots qui disent qu'une donnée est un exemple")


@cache
def _shape() -> re.Pattern[str]:
    """Any of these signs; figures may be parted as documents part them."""
    signs = read_data("examples.yaml", _Signs)
    figures = (*signs.phones, *signs.numbers)
    return re.compile(
        "|".join(
            (
                rf"[\w-]+(?:{'|'.join(map(re.escape, signs.domains))})\b",
                rf"(?<!\w)(?:{'|'.join(_GAP.join(map(re.escape, one)) for one in figures)})",
                rf"(?<=\w[ \u00a0])(?<![a-zà-ÿ][.:;] )\b(?<!par )(?:{'|'.join(signs.names)})\b(?! :)",
                rf"(?i:(?<!\w)(?:{'|'.join(map(re.escape, signs.words))})(?!\w))",
            )
        )
    )


def example_data(finished: Finished) -> tuple[Verdict, ...]:
    """No example data in a file of ours that says it is none, nor in a document when none of them is an example."""
    inputs = finished.dossier.inputs
    found = [
        Verdict(
            span,
            f"{span.file} dit « specimen: false » et garde une donnée d'exemple : « {sign} »",
            "remplacez-la par la vraie, ou remettez « specimen: true »",
        )
        for span, sign in _in_records(inputs)
    ]
    return tuple(found) if found or inputs.specimen else _in_documents(finished)


def _in_records(inputs: Inputs) -> Iterator[tuple[Span, str]]:
    """The first sign of each file that is not an example."""
    for candidate in (inputs.candidate, *(partner for _, partner in inputs.partners)):
        yield from () if candidate.value.specimen else _signs(candidate.value, candidate.source)
    for person in inputs.team:
        yield from () if person.file.value.specimen else _signs(person.file.value, person.file.source)
    for _, annex in inputs.annexes:
        yield from () if annex.value.specimen else _signs(annex.value, annex.source)


def _signs(record: Record, source: Source) -> Iterator[tuple[Span, str]]:
    for key, value in record.model_dump(by_alias=True).items():
        for text in value.values() if isinstance(value, dict) else (value,):
            if isinstance(text, str) and _shape().search(text):
                yield source.span(key), text
                return


def _in_documents(finished: Finished) -> tuple[Verdict, ...]:
    """The first sign of each file."""
    verdicts: dict[str, Verdict] = {}
    for each in said(finished):
        if each.file not in verdicts and (found := _shape().search(each.text)):
            verdicts[each.file] = Verdict(
                finished.place(each.file),
                f"donnée d'exemple dans une offre réelle : « {found[0]} », dans « {around(each.text, found[0])} »",
                "remplacez-la par la vraie à sa source",
                each.passage,
            )
    return tuple(verdicts.values())
