"""Every value that the files of an offer hold, with its place and the ways in which a document may print it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from generator.compose.dossier import Inputs
from generator.document.typography import french
from generator.foundation import days, money
from generator.foundation.record import Loaded, Record
from generator.foundation.source import Where

_OFFER: Final = "offer.yaml"
# Values of a closed list, or names of files, that a document never prints as they are.
_CODES: Final = {"key", "source", "annex", "schema", "interveners", "site", "sites", "skills", "tags", "law", "changes"}
_PRINTED_CODES: Final = {"weekdays", "form", "status", "department"}


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a file, or a whole section of it (`value` None). `forms` are its texts in a document, `printed` first.

    `said` is what the field is, in French, as its schema tells. `writable`: a scalar of `offer.yaml`.
    """

    file: str
    line: int
    column: int
    path: Where
    value: Any
    forms: tuple[str, ...] = ()
    said: str = ""
    writable: bool = False

    @property
    def name(self) -> str:
        """« planning.meetings[0].place »."""
        words = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in self.path)
        return "".join(words).removeprefix(".")

    @property
    def printed(self) -> str:
        """The value as documents print it most."""
        return self.forms[0] if self.forms else ""


def loaded_files(inputs: Inputs) -> tuple[Loaded[Any], ...]:
    """Every file of this offer whose values a document may print, the client's own first."""
    people = (person.file for person in inputs.team)
    partners = (partner for _, partner in inputs.partners)
    annexes = (annex for _, annex in inputs.annexes)
    shared = (inputs.candidate, inputs.prices, inputs.approach, inputs.outline)
    return (inputs.offer, inputs.brief, *people, *partners, *shared, *annexes)


def fields(inputs: Inputs) -> tuple[Field, ...]:
    """Every scalar of every file read for the offer, in the order of the files."""
    return tuple(field for loaded in loaded_files(inputs) for field in fields_of(loaded))


def fields_of(loaded: Loaded[Any]) -> Iterator[Field]:
    """Every scalar of one file that its YAML holds."""
    yield from _walk(loaded, loaded.value, (), "", True)


def section(loaded: Loaded[Any], path: Where, said: str = "") -> Field:
    """A part of a file, or the nearest one above that the file holds."""
    while path and path not in loaded.source.values:
        path = path[:-1]
    span = loaded.source.key(*path)
    return Field(span.file, span.line, span.column, path, None, said=said)


def field_at(loaded: Loaded[Any], path: Where) -> Field | None:
    """The scalar at this place of a file; None for a section, or for a place that the file does not hold."""
    return next((field for field in fields_of(loaded) if field.path == path), None)


def field_named(inputs: Inputs, file: str, name: str) -> Field | None:
    """The scalar of that name (« planning.place ») in that file."""
    found = (loaded for loaded in loaded_files(inputs) if loaded.source.file == file)
    return next((field for loaded in found for field in fields_of(loaded) if field.name == name), None)


def _walk(loaded: Loaded[Any], value: Any, path: Where, said: str, shown: bool) -> Iterator[Field]:
    match value:
        case Record():
            for name, key, told, code in _keys(type(value)):
                yield from _walk(loaded, getattr(value, name), (*path, key), told, shown and not code)
        case tuple() | list():
            for index, entry in enumerate(value):
                yield from _walk(loaded, entry, (*path, index), said, shown)
        case dict():
            for key, entry in value.items():
                yield from _walk(loaded, entry, (*path, key), said, shown)
        case None:
            pass
        case _:
            if path not in loaded.source.values:
                return
            span = loaded.span(*path)
            writable = span.file.endswith(f"/{_OFFER}")
            forms = spoken(value, str(next((k for k in reversed(path) if isinstance(k, str)), ""))) if shown else ()
            yield Field(span.file, span.line, span.column, path, value, forms, said, writable)


@cache
def _keys(model: type[Record]) -> tuple[tuple[str, str, str, bool], ...]:
    """Each field of a record: its name, its key in YAML, what it is, whether it is a code that no document prints."""
    return tuple(
        (name, info.alias or name, info.description or "", _code(info.alias or name, info.annotation))
        for name, info in model.model_fields.items()
    )


def _code(key: str, annotation: Any) -> bool:
    return key not in _PRINTED_CODES and (key in _CODES or _closed(annotation))


def _closed(annotation: Any) -> bool:
    """Whether this type is a closed list of words."""
    origin = get_origin(annotation)
    if origin is Literal:
        return True
    inner = get_args(annotation)[:1] if origin is Annotated else get_args(annotation)
    return bool(inner) and any(_closed(each) for each in inner)


def spoken(value: Any, key: str = "") -> tuple[str, ...]:
    """The texts by which a document may say a value, in French typography, the most usual first.

    `key` is its field: minutes are durations, what counts months or weeks may be spelled out.
    """
    match value:
        case bool():
            return ()
        case int():
            forms = [days.duration(value), f"{value} minutes"] if key.endswith("minutes") and value >= 0 else []
            return tuple(map(french, (*forms, money.number(value), *_spelled(value))))
        case Decimal():
            return tuple(map(french, (money.euros(value), money.unit_price(value), money.number(value))))
        case date():
            return tuple(map(french, (days.long(value), days.full(value), days.short(value))))
        case time():
            return tuple(map(french, (days.clock(value), f"{value.hour} h {value.minute:02d}", f"{value:%H:%M}")))
        case str():
            return (french(value),)
        case _:
            return ()


def _spelled(value: int) -> tuple[str, ...]:
    from num2words import num2words

    return (str(num2words(value, lang="fr")),) if 1 < value <= 100 else ()


def says(text: str, words: str) -> bool:
    """Whether these words stand whole in the text, whatever the case and the kind of spaces; « 5 » is not in « 15 »."""
    wanted = r"\s+".join(map(re.escape, french(words).split()))
    return (
        bool(wanted)
        and re.search(rf"(?<!\w)(?<!\d[.,])(?:{wanted})(?!\w|[.,]\d)", french(text), re.IGNORECASE) is not None
    )
