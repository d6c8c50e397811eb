"""Records: frozen pydantic values that come from YAML, and French sentences for what does not fit.

A field's type reads the text that YAML gave: `Number` accepts `480,00`, `Day` wants `2023-09-11`, `Flag` takes oui/non, a `Line`
keeps `01000` as it is. Unknown keys are errors with a near miss. Nothing here knows a particular kind of file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, near_miss
from generator.foundation.source import Key, Source, parse, read_text


class Record(BaseModel):
    """A frozen value whose keys are exactly the declared ones."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False, arbitrary_types_allowed=False)


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


def _read(kind: str, pattern: str, make: Callable[[str], Any], hint: str) -> BeforeValidator:
    shape = re.compile(pattern)

    def validator(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = value.strip()
        if shape.fullmatch(text):
            try:
                return make(text)
            except ValueError:
                pass
        raise PydanticCustomError("not_a_" + kind, "{wanted} ; lu « {read} »", {"wanted": hint, "read": text[:60]})  # noqa: EM101

    return BeforeValidator(validator)


def _decimal(text: str) -> Decimal:
    return Decimal(re.sub("[ _\u00a0\u202f]", "", text).replace(",", "."))


def _flag(text: str) -> bool:
    return text.lower() in {"true", "oui"}


def _time(text: str) -> time:
    hour, minute = re.split("[:h]", text)
    return time(int(hour), int(minute or 0))


Whole = Annotated[int, _read("whole", r"[+-]?\d{1,9}", int, "nombre entier attendu (exemple : 15)")]
Number = Annotated[
    Decimal,
    _read("number", r"[+-]?\d{1,3}([ _\u00a0\u202f]?\d{3})*([.,]\d{1,6})?|[+-]?\d{1,12}([.,]\d{1,6})?", _decimal,
          "nombre attendu (exemple : 480,00)"),
]
Day = Annotated[date, _read("day", r"\d{4}-\d{2}-\d{2}", date.fromisoformat, "date attendue, année-mois-jour (exemple : 2023-09-11)")]
Clock = Annotated[time, _read("clock", r"\d{1,2}[:h](\d{2})?", _time, "heure attendue (exemple : 9:00)")]
Flag = Annotated[bool, _read("flag", r"(?i)true|false|oui|non", _flag, "oui ou non attendu (true ou false)")]


def _line(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("empty_text", "texte vide")
    return " ".join(value.split()) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_line), Field(max_length=5000)]
"""One line of text, never empty, spaces folded."""


# --- reading -----------------------------------------------------------------------------------


def read_record(path: Path, file: str, model: type[R]) -> tuple[Loaded[R] | None, Diagnostics]:
    """The record in a YAML file, or every problem of that file; `file` is its name in messages."""
    text, problems = read_text(path, file)
    if problems:
        return None, problems
    return parse_record(text, file, model)


def parse_record(text: str, file: str, model: type[R], first_line: int = 1) -> tuple[Loaded[R] | None, Diagnostics]:
    """The record in this YAML text. `first_line` is where the text starts in its file (front matter starts at line 2)."""
    padded = "\n" * (first_line - 1) + text
    data, source, problems = parse(padded, file)
    if data is None and problems:
        return None, problems
    loaded, misfits = make_record(data, source, model)
    return (None if problems else loaded), (*problems, *misfits)


def make_record(data: Any, source: Source, model: type[R]) -> tuple[Loaded[R] | None, Diagnostics]:
    """The record made of plain data, or a diagnostic for each thing that does not fit."""
    if not isinstance(data, dict):
        return None, (error("B100", source.span(), "des paires « clé: valeur » sont attendues ici", "voyez schema/ ou « offer new »"),)
    try:
        return Loaded(model.model_validate(data), source), ()
    except ValidationError as exc:
        return None, tuple(_diagnostic(e, data, source, model) for e in exc.errors(include_url=False))


def _path(loc: tuple[int | str, ...], data: Any) -> tuple[Key, ...]:
    """The part of pydantic's location that exists as keys of the file."""
    path: list[Key] = []
    for step in loc:
        if isinstance(data, dict) and step in data:
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            continue
        path.append(step)
    return tuple(path)


def _said(path: tuple[Key, ...]) -> str:
    """The path as a person reads it: « sessions › 2 › title », counting from 1."""
    return " › ".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _diagnostic(e: ErrorDetails, data: Any, source: Source, model: type[Record]) -> Diagnostic:
    loc, kind, ctx = e["loc"], e["type"], e.get("ctx", {})
    path = _path(loc, data)
    if kind == "extra_forbidden":
        name = str(loc[-1])
        hint = near_miss(name, _known_keys(model, loc[:-1])) or _keys_hint(model, loc[:-1])
        return error("B103", source.key(*path), f"clé inconnue « {name} »", hint)
    if kind == "missing":
        where = f" dans « {_said(path)} »" if path else ""
        return error("B101", source.key(*path), f"clé manquante « {loc[-1]} »{where}", f"ajoutez « {loc[-1]}: … »")
    span = source.span(*path)
    name = f"« {_said(path)} » : " if path else ""
    if kind in {"literal_error", "enum"}:
        expected = re.findall(r"'([^']*)'", str(ctx.get("expected", "")))
        if e["input"] is None:
            return error("B102", span, f"{name}valeur manquante", "valeurs possibles : " + ", ".join(expected))
        hint = near_miss(str(e["input"]), expected) or "valeurs possibles : " + ", ".join(expected)
        return error("B104", span, f"{name}valeur inconnue « {e['input']} »", hint)
    return error("B102", span, name + _sentence(e), _hint(e))


_SENTENCES: dict[str, str] = {
    "string_type": "texte attendu",
    "int_type": "nombre entier attendu",
    "decimal_type": "nombre attendu",
    "date_type": "date attendue",
    "time_type": "heure attendue",
    "bool_type": "oui ou non attendu",
    "tuple_type": "liste attendue",
    "list_type": "liste attendue",
    "dict_type": "paires « clé: valeur » attendues",
    "model_type": "paires « clé: valeur » attendues",
    "string_too_long": "texte trop long ({max_length} caractères au plus)",
    "string_too_short": "texte trop court",
    "too_short": "liste trop courte ({min_length} au moins)",
    "too_long": "liste trop longue ({max_length} au plus)",
    "greater_than": "doit être supérieur à {gt}",
    "greater_than_equal": "doit être au moins {ge}",
    "less_than": "doit être inférieur à {lt}",
    "less_than_equal": "doit être au plus {le}",
    "string_pattern_mismatch": "forme inattendue",
}


def _sentence(e: ErrorDetails) -> str:
    ctx = e.get("ctx", {})
    if e["input"] is None and e["type"].endswith("_type"):
        return "valeur manquante"
    if template := _SENTENCES.get(e["type"]):
        return template.format(**ctx)
    if e["type"] == "value_error":
        return str(ctx.get("error", e["msg"]))
    return e["msg"]


def _hint(e: ErrorDetails) -> str:
    if e["type"] in {"tuple_type", "list_type"} and isinstance(e["input"], str):
        return f"mettez des crochets : [{e['input'][:40]}]"
    if e["type"] == "string_pattern_mismatch":
        return f"lu « {str(e['input'])[:60]} »"
    return ""


def _fields(model: Any, loc: tuple[int | str, ...]) -> dict[str, Any]:
    """The fields of the record that stands at this location, as far as types tell."""
    for step in loc:
        if isinstance(step, int):
            continue
        info = _by_key(model).get(step)
        inner = next(_records(info.annotation), None) if info else None
        if inner:
            model = inner
    return _by_key(model)


def _by_key(model: Any) -> dict[str, Any]:
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _records(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _records(argument)


def _known_keys(model: type[Record], loc: tuple[int | str, ...]) -> list[str]:
    return list(_fields(model, loc))


def _keys_hint(model: type[Record], loc: tuple[int | str, ...]) -> str:
    keys = _known_keys(model, loc)
    return "clés possibles : " + ", ".join(keys) if keys else "supprimez-la"
