"""Every value that the files of an offer hold, with its place and the ways in which a document may print it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from generator.brief.designation import designation, spaced
from generator.compose.dossier import Inputs
from generator.document.typography import french
from generator.foundation import days
from generator.foundation import money as amounts
from generator.foundation.record import Loaded, Record
from generator.foundation.source import Where

_OFFER: Final = "offer.yaml"
# Names of files, keys and places in workbooks: a document never prints these texts as they are.
_CODES: Final = """
always annex annexes anonymous approach because between cell changes column documents exclude field file id include
intervener interveners key law leader line never outline partner piece ready row sheet site skills source symbol tags
topic topics version words
"""
_PRINTED_CHOICES: Final = {"weekdays", "form", "status"}  # closed lists whose words are French
_COUNTED: Final = re.compile(r"€|euros?\b|prix|montant|tarif|coût", re.IGNORECASE)


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
    """Every scalar of every file read for the offer, in the order of the files; then what stands for those unsaid.

    The name of a buyer who has none yet is printed by his kind and place. The declarations on honour are a list of
    `offer.yaml`, empty at first: no scalar of another file makes them.
    """
    said = (field for loaded in loaded_files(inputs) for field in fields_of(loaded))
    return (*said, *_unnamed(inputs), confirmations(inputs))


def _unnamed(inputs: Inputs) -> Iterator[Field]:
    """The buyer's name when the brief gives none."""
    buyer = inputs.brief.value.buyer
    if not buyer.name:
        path, printed = ("buyer", "name"), designation(buyer)
        span = inputs.brief.span(*path)
        yield Field(span.file, span.line, span.column, path, printed, (french(printed),), "Nom de l'acheteur")


def confirmations(inputs: Inputs) -> Field:
    """Where the signatory confirms what a form declares on his honour."""
    return replace(section(inputs.offer, ("confirmations",), "Déclarations sur l'honneur"), path=("confirmations",))


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
            for name, key, told, closed in _keys(type(value)):
                yield from _walk(loaded, getattr(value, name), (*path, key), told, shown and not closed)
        case tuple() | list():
            for index, entry in enumerate(value):
                yield from _walk(loaded, entry, (*path, index), said, shown)
        case dict():
            for key, entry in value.items():
                yield from _walk(loaded, entry, (*path, key), said, shown)
        case None:
            pass
        case _:
            if path in loaded.source.values:
                span = loaded.span(*path)
                forms = _forms(value, path, said) if shown else ()
                yield Field(span.file, span.line, span.column, path, value, forms, said, _is_offer(span.file))


def _is_offer(file: str) -> bool:
    return file.endswith(f"/{_OFFER}")


@cache
def _keys(model: type[Record]) -> tuple[tuple[str, str, str, bool], ...]:
    """Each field of a record: its name, its key in YAML, what it is, whether it is a closed list of English words."""
    return tuple(
        (name, key, info.description or "", key not in _PRINTED_CHOICES and _closed(info.annotation))
        for name, info in model.model_fields.items()
        for key in [info.alias or name]
    )


def _closed(annotation: Any) -> bool:
    """Whether this type is a closed list of words."""
    origin = get_origin(annotation)
    if origin is Literal:
        return True
    inner = get_args(annotation)[:1] if origin is Annotated else get_args(annotation)
    return any(_closed(each) for each in inner)


def _forms(value: Any, path: Where, said: str) -> tuple[str, ...]:
    key = next((key for key in reversed(path) if isinstance(key, str)), "")
    if isinstance(value, str | int) and key in _code_keys():
        return ()
    made = spoken(value, minutes=key.endswith("minutes"), money=_COUNTED.search(said) is not None)
    return (french(spaced(value, 3, 3, 3, 5)), *made) if key == "siret" else made


@cache
def _code_keys() -> frozenset[str]:
    return frozenset(_CODES.split())


@lru_cache(maxsize=20_000, typed=True)  # True is no 1
def spoken(value: Any, *, minutes: bool = False, money: bool = False) -> tuple[str, ...]:
    """The texts by which a document may say a value, in French typography, the most usual first.

    `minutes` are durations; a small number may be spelled out; what is not `money` may be printed as an amount too.
    """
    match value:
        case bool():
            return ()
        case int():
            forms = [days.duration(value), f"{value} minutes"] if minutes and value >= 0 else []
            return tuple(map(french, (*forms, amounts.number(value), *_spelled(value))))
        case Decimal():
            forms = [amounts.euros(value), amounts.unit_price(value), amounts.number(value)]
            return tuple(dict.fromkeys(map(french, forms if money else forms[::-1])))
        case date():
            return tuple(map(french, (days.long(value), days.full(value), days.short(value))))
        case time():
            minute = f"{value.hour} h {value.minute:02d}"
            return tuple(dict.fromkeys(map(french, (days.clock(value), minute, f"{value:%H:%M}"))))
        case str():
            return (french(value),)
        case _:
            return ()


def _spelled(value: int) -> tuple[str, ...]:
    from num2words import num2words

    return (str(num2words(value, lang="fr")),) if 1 < value <= 100 else ()


def says(text: str, words: str) -> bool:
    """Whether these words stand whole in the text, whatever the case and the kind of spaces; « 5 » is not in « 15 »."""
    return next(standing(french(text), french(words)), None) is not None


def standing(text: str, words: str) -> Iterator[re.Match[str]]:
    """Each place of the text where these words stand whole; both are in French typography already."""
    first = words.split(maxsplit=1)[:1]
    if not first or first[0].lower() not in text.lower():  # most fields: no pattern is made for them
        return iter(())
    return _whole(words).finditer(text)


@lru_cache(maxsize=20_000)
def _whole(words: str) -> re.Pattern[str]:
    wanted = r"\s+".join(map(re.escape, words.split()))
    # No digit goes on before or after: neither « 1 » nor « 234 » stands in « 1 234,56 ».
    before, after = r"(?<!\w)(?<!\d[.,\u202f])", r"(?!\w|[.,\u202f]\d)"
    return re.compile(f"{before}(?:{wanted}){after}", re.IGNORECASE)
