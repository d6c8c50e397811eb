"""Proper names in an old text: people after a civility, bodies after what they are (« centre hospitalier de … »)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import Field

from generator.foundation.diagnostic import Rejected
from generator.foundation.record import Line, Record, read_record
from generator.foundation.words import folded

DATA: Final = Path(__file__).parent / "data" / "names.yaml"
_GAP: Final = "[ \u00a0\u202f]+"
_UP: Final = "[A-ZÀ-ÖØ-ÞŒ]"
_WORD: Final = rf"(?:[dl]['’])?{_UP}(?:\.(?:-?{_UP}\.)*|[\w'’-]*\w|)(?!\w)"
_LINK: Final = "(?:de la |de l['’]|de |du |des |d['’])"
_INSIDE: Final = rf"(?:{_LINK}|la |le |les |sur |en |lès |sous |aux )"
_START: Final = re.compile(r"(?:^|[.!?:…|]\s*|^[\s#>*+-]+|^title: \")$")
_SHORTEST: Final = 4  # letters of an acronym that may be a name beside a body, without « de »


@dataclass(frozen=True, slots=True)
class Name:
    """A name read on a line, where it starts (from 0), and what it names alone (« Martin » of « Madame Martin »)."""

    text: str
    start: int
    bare: str
    person: bool


class _Words(Record):
    civilities: tuple[Line, ...] = Field(min_length=1, description="Civilités et titres")
    short: tuple[Line, ...] = Field(description="Civilités abrégées")
    institutions: tuple[Line, ...] = Field(min_length=1, description="Établissements et collectivités")
    acronyms: tuple[Line, ...] = Field(description="Sigles d'établissements")
    common: tuple[Line, ...] = Field(description="Mots à majuscule qui ne sont pas des noms")


@cache
def _words() -> _Words:
    loaded, problems = read_record(DATA, "generator/importers/data/names.yaml", _Words)
    if loaded is None:
        raise Rejected(problems, exit_code=70)
    return loaded.value


@cache
def _person() -> re.Pattern[str]:
    """A civility, then one to four capitalised words."""
    data = _words()
    told = f"(?i:{_any(data.civilities)})|{_any(data.short)}"
    return re.compile(rf"(?<!\w)(?:{told}){_GAP}(?P<name>{_LINK}?{_WORD}(?:[ \u00a0-]{_WORD}){{0,3}})")


@cache
def _body() -> re.Pattern[str]:
    """What a body is, two adjectives at most, then its name."""
    data = _words()
    told = f"(?i:{_any(data.institutions)})s?|{_any(data.acronyms)}"
    name = rf"(?:[«“\"] ?)?(?P<name>{_WORD}(?:[ \u00a0]{_INSIDE}?{_WORD}){{0,4}})"
    return re.compile(rf"(?<!\w)(?:{told}){_GAP}(?P<link>(?:[a-zà-ÿœ-]+ ){{0,2}}{_LINK})?{name}")


def _any(words: Iterable[str]) -> str:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", _GAP).replace("'", "['’]") for word in longest)


def names_in(line: str) -> Iterator[Name]:
    """The names on this line, those of people first; none of them overlap."""
    taken: list[range] = []
    for pattern, person in ((_person(), True), (_body(), False)):
        for found in pattern.finditer(line):
            here = range(*found.span())
            if _is_name(found, person) and not any(here.start < one.stop and one.start < here.stop for one in taken):
                taken.append(here)
                yield Name(found[0], here.start, _bare(found["name"]), person)


def _is_name(found: re.Match[str], person: bool) -> bool:
    """Not a duty (« Madame la Directrice »), not two bodies in a row, not an acronym beside a body (« service RH »)."""
    first = re.split(r"[ \u00a0-]", re.sub(r"^L[ea] ", "", _bare(found["name"])))[0]
    data = _words()
    if folded(first) in {folded(word) for word in data.common} or first in data.acronyms:
        return False
    return person or bool(found["link"]) or not (first.isupper() and len(first) <= _SHORTEST)


def _bare(name: str) -> str:
    return re.sub(rf"^(?:{_LINK}|[dl]['’])", "", name)


def again(line: str, bare: str, word: bool) -> Iterator[int]:
    """Where a name told elsewhere stands alone on this line, from 0.

    When it is also a `word` (« Petit »), a capital that begins a sentence tells nothing.
    """
    for found in re.finditer(rf"(?<![\w-]){re.escape(bare)}(?![\w-])", line):
        if not word or not _START.search(line[: found.start()]):
            yield found.start()
