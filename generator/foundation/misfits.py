"""What does not fit a record, said in French: the name as the person wrote it, what was read, what would fit.

pydantic finds the problems; its own sentences are English and name types, so none of them is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.foundation.diagnostic import Diagnostic, Diagnostics, closest, error, near_miss
from generator.foundation.source import Key, Source

_LONGEST = 60
Loc = tuple[int | str, ...]
Model = type[BaseModel]


def misfits(errors: list[ErrorDetails], data: Any, source: Source, model: Model) -> Diagnostics:
    """A diagnostic for each error; a missing key is left out when an unknown one is its near miss."""
    found = [_Misfit(e, data, source, model) for e in errors]
    meant = {(*m.loc[:-1], closest(str(m.loc[-1]), m.siblings)) for m in found if m.kind == "extra_forbidden"}
    kept = [m for m in found if not (m.kind == "missing" and m.loc in meant)]
    # A list whose entries do not fit is short of them, which is no news.
    inside = {m.loc[:-n] for m in kept for n in range(1, len(m.loc))}
    return tuple(m.told() for m in kept if not (m.kind == "too_short" and m.loc in inside))


@dataclass(frozen=True, slots=True)
class _Misfit:
    """One error of pydantic with the record and the file that it is about."""

    error: ErrorDetails
    data: Any
    source: Source
    model: Model

    @property
    def loc(self) -> Loc:
        return self.error["loc"]

    @property
    def kind(self) -> str:
        return self.error["type"]

    @property
    def context(self) -> dict[str, Any]:
        return self.error.get("ctx", {})

    @property
    def siblings(self) -> dict[str, FieldInfo]:
        """The fields of the record that holds the wrong key."""
        return _by_key(self.model, self.loc[:-1])

    @property
    def path(self) -> tuple[Key, ...]:
        return _path(self.loc, self.data)

    @property
    def meaning(self) -> str:
        """What the field holds, in the words of its record; for an entry of a list, what the list holds."""
        last = max((i for i, step in enumerate(self.loc) if isinstance(step, str)), default=None)
        field = None if last is None else _by_key(self.model, self.loc[:last]).get(str(self.loc[last]))
        return (field.description if field else "") or ""

    def told(self) -> Diagnostic:
        match self.kind:
            case "extra_forbidden":
                return self._unknown()
            case "missing":
                return self._missing()
            case "literal_error":
                code, sentence, hint = _choice(self.error["input"], self.context)
            case _:
                code, sentence, hint = "B102", *self._sentence()
        name = f"« {_said(self.path)} » : " if self.path else ""
        return error(code, self.source.span(*self.path), name + sentence, hint)

    def _unknown(self) -> Diagnostic:
        name = str(self.loc[-1])
        hint = near_miss(name, self.siblings) or "clés possibles : " + ", ".join(self.siblings)
        return error("B103", self.source.key(*self.path), f"clé inconnue « {name[:_LONGEST]} »", hint)

    def _missing(self) -> Diagnostic:
        where = f" dans « {_said(self.path)} »" if self.path else ""
        meaning = f" ({self.meaning})" if self.meaning else ""
        said, hint = f"clé manquante « {self.loc[-1]} »{where}", f"ajoutez « {self.loc[-1]}: … »{meaning}"
        return error("B101", self.source.key(*self.path), said, hint)

    def _sentence(self) -> tuple[str, str]:
        """The sentence and its hint."""
        read, context = self.error["input"], self.context
        if self.kind == "value_error":
            return _refused(context.get("error"))
        if read is None:
            return (
                "valeur manquante",
                "écrivez [] pour une liste vide" if self.kind == "tuple_type" else self.meaning,
            )
        if "wanted" in context:
            return f"{context['wanted']}, lu « {context['read']} »", str(context["hint"])
        sentence = _SENTENCES.get(self.kind, "valeur inattendue").format(**context)
        shown = f", lu « {read[:_LONGEST]} »" if isinstance(read, str) and self.kind not in _UNREAD else ""
        shape = _SHAPES.get(str(context.get("pattern")), self.meaning)
        if self.kind == "model_type" and not isinstance(read, list):
            return sentence + shown, "allez à la ligne et écrivez ses clés : " + ", ".join(
                _by_key(self.model, self.loc)
            )
        return sentence + shown, _instead(self.kind, read) or shape


def _refused(problem: object) -> tuple[str, str]:
    """What a record says of values that do not go together, and its remedy, when it gives one."""
    said, *hints = (*getattr(problem, "args", ()),) or ("valeur inattendue",)
    either = str(said).startswith("donnez") and " ou " in str(said)
    other = "écrivez l'un des deux, et lui seul" if either else "corrigez l'une de ces valeurs"
    return str(said), str(hints[0]) if hints else other


def _choice(read: Any, context: dict[str, Any]) -> tuple[str, str, str]:
    """The code, sentence and hint for a value that is none of the words allowed."""
    expected = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    possible = "valeurs possibles : " + ", ".join(expected)
    if read is None or read == "":
        return "B102", "valeur manquante", possible
    if not isinstance(read, str):
        return "B102", "un seul mot attendu", possible
    return "B104", f"valeur inconnue « {read[:_LONGEST]} »", _or_near(read, expected, possible)


def _or_near(read: str, expected: list[str], possible: str) -> str:
    meant = near_miss(read, expected)
    return f"{meant} ({possible})" if meant else possible


# --- sentences -----------------------------------------------------------------------------------

_PAIRS = "paires « clé: valeur » attendues"
_SENTENCES: dict[str, str] = {
    "string_type": "texte attendu",
    "int_type": "nombre entier attendu",
    "decimal_type": "nombre attendu",
    "date_type": "date attendue",
    "time_type": "heure attendue",
    "bool_type": "oui ou non attendu",
    "tuple_type": "liste attendue",
    "dict_type": _PAIRS,
    "model_type": _PAIRS,
    "empty_text": "texte vide",
    "string_too_long": "texte trop long ({max_length} caractères au plus)",
    "too_short": "liste trop courte ({min_length} au moins)",
    "too_long": "liste trop longue ({max_length} au plus)",
    "greater_than": "doit être supérieur à {gt}",
    "greater_than_equal": "doit être au moins {ge}",
    "less_than": "doit être inférieur à {lt}",
    "less_than_equal": "doit être au plus {le}",
    "string_pattern_mismatch": "forme inattendue",
}
_UNREAD = {"empty_text", "string_too_long", "tuple_type"}
# The shapes that several records share; for the others the field's description says what is expected.
_SHAPES: dict[str, str] = {
    r"^[a-z0-9-]+$": "minuscules sans accent, chiffres et tirets seulement",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "minuscules sans accent, chiffres et tirets seulement",
    r"^[a-z0-9_]+$": "minuscules sans accent, chiffres et « _ » seulement",
    r"^[a-z][a-z0-9_]*$": "minuscules sans accent, chiffres et « _ » seulement",
    r"^[a-zA-Z0-9À-ÖØ-öø-ÿŒœ'’ -]+$": "lettres, chiffres, espaces, tirets et apostrophes seulement",
    r"^\d{5}$": "cinq chiffres, sans espace",
    r"^\d{11}$": "onze chiffres, sans espace",
    r"^\d{14}$": "quatorze chiffres, sans espace",
}


def _instead(kind: str, read: Any) -> str:
    """What to write when a list, a pair or a text stands for something else."""
    match kind, read:
        case "tuple_type", str():
            return f"mettez des crochets, sans guillemets : [{read[:_LONGEST].strip('[]')}]"
        case "tuple_type", dict():
            return "commencez chaque entrée par un tiret « - »"
        case "string_type", dict() if len(read) == 1:
            key, value = next(iter(read.items()))
            return f'mettez le texte entre guillemets : "{key} : {value}"' if isinstance(value, str) else ""
        case (("dict_type" | "model_type"), list()):
            return "retirez les tirets ou les crochets"
        case _, dict() | list() if kind.endswith("_type"):
            return "écrivez une seule valeur, sans tiret, crochet ni deux-points"
        case _:
            return ""


# --- places --------------------------------------------------------------------------------------


def _path(loc: Loc, data: Any) -> tuple[Key, ...]:
    """The part of pydantic's location that exists as keys of the file."""
    path: list[Key] = []
    for step in loc:
        known = isinstance(data, dict) and step in data
        if known or (isinstance(data, list) and isinstance(step, int) and step < len(data)):
            data = data[step]
            path.append(step)
    return tuple(path)


def _said(path: tuple[Key, ...]) -> str:
    """The path as a person reads it: « sessions › 2 › title », counting from 1."""
    return " › ".join(str(step + 1) if isinstance(step, int) else step[:_LONGEST] for step in path)


def _by_key(model: Model, loc: Loc) -> dict[str, FieldInfo]:
    """The fields, by key of the file, of the record that stands at this location."""
    for step in loc:
        field = _keys(model).get(str(step))
        model = next(_records(field.annotation), model) if field else model
    return _keys(model)


def has_field(model: Model, path: str) -> bool:
    """Whether `dates.start` is a field of this record."""
    for step in path.split("."):
        field = _keys(model).get(step)
        if field is None:
            return False
        model = next(_records(field.annotation), BaseModel)
    return True


def _keys(model: Model) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _records(annotation: Any) -> Iterator[Model]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _records(argument)
