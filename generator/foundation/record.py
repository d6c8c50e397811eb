"""Records: frozen pydantic values that come from YAML, each field read from the text that the file holds.

`Number` accepts `480,00`, `Day` wants `2023-09-11`, `Flag` takes oui/non, a `Line` keeps `01000` as it is.
Unknown keys are errors with a near miss. Nothing here knows a particular kind of file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from generator.foundation.diagnostic import Diagnostics, Span, error
from generator.foundation.misfits import misfits
from generator.foundation.source import Key, Source, parse, read_text


class Record(BaseModel):
    """A frozen value whose keys are exactly the declared ones."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # many are only parts of another


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[R]):
    """A record with the places of its file."""

    value: R
    source: Source

    def span(self, *path: Key) -> Span:
        """Where this value stands in its file."""
        return self.source.span(*path)


# --- field types -------------------------------------------------------------------------------


def _read(wanted: str, pattern: str, make: Callable[[str], Any], hint: Callable[[str], str]) -> BeforeValidator:
    """Reads a text of this shape with `make`; for another text, `hint` says what to write."""
    shape = re.compile(pattern)

    def validator(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = value.strip()
        if shape.fullmatch(text):
            with suppress(ValueError):
                return make(text)
        context = {"wanted": wanted, "read": text[:60], "hint": hint(text)}
        raise PydanticCustomError("unreadable", "{wanted}", context)

    return BeforeValidator(validator)


def _decimal(text: str) -> Decimal:
    return Decimal(re.sub("[ _\u00a0\u202f]", "", text).replace(",", "."))


def _flag(text: str) -> bool:
    return text.lower() in {"true", "oui"}


def _time(text: str) -> time:
    hour, minute = re.split("[:h]", text)
    return time(int(hour), int(minute.strip() or 0))


def _hint(words: str) -> Callable[[str], str]:
    return lambda _: words


def _day_hint(text: str) -> str:
    """The day as YAML wants it, when it is written as a French date."""
    if french := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        return f"écrivez année-mois-jour : {french[3]}-{int(french[2]):02}-{int(french[1]):02}"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return "ce jour n'existe pas : vérifiez le mois et le jour"
    return "écrivez année-mois-jour (exemple : 2023-09-11)"


# Also told to editors, in the schemas.
NUMBER_SHAPE = r"[+-]?(\d{1,12}|\d{1,3}([ _\u00a0\u202f]\d{3}){1,3})([.,]\d{1,6})?"
CLOCK_SHAPE = r"\d{1,2}(:\d{2}| ?h ?(\d{2})?)"

Whole = Annotated[
    int,
    _read("nombre entier attendu", r"[+-]?\d{1,9}", int, _hint("écrivez des chiffres seuls (exemple : 15)")),
]
Number = Annotated[
    Decimal,
    _read(
        "nombre attendu",
        NUMBER_SHAPE,
        _decimal,
        _hint("écrivez le nombre seul, sans unité (exemple : 480,00)"),
    ),
]
Day = Annotated[date, _read("date attendue", r"\d{4}-\d{2}-\d{2}", date.fromisoformat, _day_hint)]
Clock = Annotated[
    time,
    _read(
        "heure attendue",
        CLOCK_SHAPE,
        _time,
        _hint("écrivez heures:minutes (exemple : 9:00)"),
    ),
]
Flag = Annotated[bool, _read("oui ou non attendu", r"(?i)true|false|oui|non", _flag, _hint("écrivez true ou false"))]


def _line(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("empty_text", "texte vide")
    return " ".join(value.split()) if isinstance(value, str) else value


Line = Annotated[str, Field(max_length=5000), BeforeValidator(_line)]
"""One line of text, never empty, spaces folded."""


# --- reading -----------------------------------------------------------------------------------


def read_record(path: Path, file: str, model: type[R]) -> tuple[Loaded[R] | None, Diagnostics]:
    """The record in a YAML file, or every problem of that file; `file` is its name in messages."""
    text, problems = read_text(path, file)
    if problems:
        return None, problems
    return parse_record(text, file, model)


def parse_record(text: str, file: str, model: type[R], first_line: int = 1) -> tuple[Loaded[R] | None, Diagnostics]:
    """The record in this YAML text, which starts at `first_line` of its file (front matter: line 2)."""
    data, source, problems = parse("\n" * (first_line - 1) + text, file)
    if data is None and problems:
        return None, problems
    loaded, bad = make_record(data, source, model)
    seen = {problem.span for problem in problems}
    # What does not fit where the YAML is wrong is only its consequence.
    return (None if problems else loaded), (*problems, *(d for d in bad if d.span not in seen))


def make_record(data: Any, source: Source, model: type[R]) -> tuple[Loaded[R] | None, Diagnostics]:
    """The record made of plain data, or a diagnostic for each thing that does not fit."""
    if not isinstance(data, dict):
        hint = "voyez un fichier modèle, que « offer new » écrit"
        return None, (error("B100", source.span(), "des paires « clé: valeur » sont attendues ici", hint),)
    try:
        return Loaded(model.model_validate(data), source), ()
    except ValidationError as exc:
        return None, misfits(exc.errors(include_url=False), data, source, model)
