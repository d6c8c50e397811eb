"""The names by which a client of the workspace is known, from the head of its brief as YAML says it.

A name is kept when it belongs to somebody: a common noun (« Antenne », « Site principal », « Nord ») tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from generator.checks.leftovers.facts import spellings
from generator.checks.leftovers.lexicon import lexicon
from generator.compose.neighbours import Kind, Telltale
from generator.foundation.phrases import bare, words
from generator.law.calendars import department

_LONG: Final = 4  # letters of a word that tells something
_TOLD: Final = 3  # such words in a name without a proper noun (« Direction de la petite enfance »)
_FIGURES: Final = re.compile(r"\d")
_UP: Final = r"(?<!\w)[A-ZÀ-ÖØ-ÞŒ][\w’'-]*"
_PROPER: Final = re.compile(rf"{_UP}(?:[ \u00a0](?:(?:de|du|des|la|le|les|sur|en|lès|sous|et) |[dl]['’])*{_UP})*")


def known_by(head: Mapping[str, Any], client: str) -> tuple[Telltale, ...]:
    """Everything that this brief names; whatever is not as a brief should be is passed over."""
    found = dict.fromkeys(_named(head))
    return tuple(Telltale(name, kind, words(name).spelled, (client,)) for name, kind in found)


def identified(file: Mapping[str, Any], kind: Kind) -> Iterator[Telltale]:
    """The name, the identifiers and the addresses of a person or a partner of the shelf, in their usual writings."""
    for key in ("name", "trade_name", "email"):
        yield from _telltales(file.get(key), kind)
    for number in (file.get("siret"), file.get("phone"), file.get("iban"), _at(file, "nda", "number")):
        if isinstance(number, str):
            for written in _written(re.sub(r"\W", "", number)):
                yield from _telltales(written, kind)


def _telltales(name: Any, kind: Kind) -> Iterator[Telltale]:
    if isinstance(name, str) and words(name).spelled:
        yield Telltale(name, kind, words(name).spelled)


def _written(number: str) -> set[str]:
    """A number in one piece, and in the groups that documents print: SIRET, telephone, IBAN."""
    groups = {14: (3, 3, 3, 5), 10: (2,) * 5, 9: (3, 3, 3)}.get(len(number), (4,) * 9)
    cuts = [sum(groups[:i]) for i in range(len(groups) + 1)]
    pieces = [number[start:end] for start, end in pairwise(cuts) if number[start:end]]
    return {number, " ".join(pieces)}


def _named(head: Mapping[str, Any]) -> Iterator[tuple[str, Kind]]:
    yield from _buyer(head)
    for name in _texts(head.get("reference")):
        if _FIGURES.search(name) and len(name) > _LONG:
            yield name, "référence"
    for site in _list(_at(head, "service", "sites")):
        for name in _texts(site.get("name") if isinstance(site, dict) else None):
            yield from _offices(name, "site")
            yield from ((one, "site") for one in (proper(name),) if one)
    for name in _texts(head.get("title")):
        yield from _acronyms(name)
        yield from ((one, "lieu") for one in (proper(name),) if one)
    for fact in _list(head.get("facts")):
        for value in _texts(fact.get("value") if isinstance(fact, dict) else None):
            yield from ((one, "fait") for one in (proper(f"– {value}" if value[:1].isupper() else value),) if one)


def _buyer(head: Mapping[str, Any]) -> Iterator[tuple[str, Kind]]:
    for name in _texts(_at(head, "buyer", "name")):
        plain = spellings(name)[1].strip()
        yield from ((one, "acheteur") for one in (plain, proper(plain)) if one)
    for name in _texts(_at(head, "buyer", "place")):
        yield from ((one, "lieu") for one in (proper(name) or name,) if _capital(one))
    for code in _texts(_at(head, "buyer", "department")):
        if place := department(code):
            yield place.name, "lieu"
    for name in _texts(_at(head, "buyer", "services")):
        yield from _offices(name, "service")


def _offices(name: str, kind: Kind) -> Iterator[tuple[str, Kind]]:
    """A service or a site: its name if it tells something, its acronym."""
    yield from _acronyms(name)
    plain = spellings(name)[1].strip()
    telling = sum(len(word) >= _LONG for word in words(plain).spelled)
    if telling >= _TOLD and plain[:1].isupper():
        yield plain, kind


def _acronyms(name: str) -> Iterator[tuple[str, Kind]]:
    """« DRRH » of « Direction des Ressources … (DRRH) », « CAMSP »: three capitals or more, save common ones."""
    for word in words(name).spelled:
        if word.isupper() and len(word) >= 3 and word.isalpha() and bare(word) not in lexicon().capitals:
            yield word, "sigle"


def proper(name: str) -> str:
    """What is proper in a name, after its first word: « Exemple-sur-Loire » of « Commune d'Exemple-sur-Loire »."""
    plain = spellings(name)[1].strip()
    rest = plain.partition(" ")[2]
    common = lexicon().capitals
    for found in _PROPER.finditer(rest):
        said = words(found[0]).spelled
        telling = [word for word in said if bare(word) not in common and len(word) >= _LONG and not word.isupper()]
        if telling:
            return found[0]
    return ""


def _capital(name: str) -> bool:
    return any(word[0].isupper() for word in words(name).spelled)


def _at(data: Mapping[str, Any], *keys: str) -> Any:
    """The value below these keys; None as soon as one is missing."""
    value: Any = data
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    """One text, or the texts of a list."""
    return [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str) and text.strip()]
