"""The lines of the published demand that a brief cites must exist: somebody will look there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.brief.brief import Brief
from generator.foundation.diagnostic import Diagnostic, Diagnostics, warning
from generator.foundation.record import Loaded, Record
from generator.foundation.source import Key

FIELD: Final = "source"


def cited_lines(brief: Loaded[Brief], text: str) -> Diagnostics:
    """Every `source` that is no line of this text; a rule, a piece, a demand, a fact may say one."""
    last = text.rstrip("\n").count("\n") + 1
    return tuple(_beyond(brief, last))


def _beyond(brief: Loaded[Brief], last: int) -> Iterator[Diagnostic]:
    for path, line in _cited(brief.value, ()):
        if not 1 <= line <= last:
            said = f"ligne {line} de la demande : {brief.value.source} n'a que {last} ligne{'s' if last > 1 else ''}"
            hint = "écrivez le numéro de la ligne qui le dit, ou corrigez « source » en tête de brief.yaml"
            yield warning("B136", brief.span(*path), said, hint)


def _cited(value: object, path: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], int]]:
    """Every line number that a record or its lists hold, with where it stands."""
    if isinstance(value, Record):
        for name, field in type(value).model_fields.items():
            held = getattr(value, name)
            here = (*path, field.alias or name)
            if name == FIELD and isinstance(held, int):
                yield here, held
            else:
                yield from _cited(held, here)
    elif isinstance(value, tuple):
        for i, entry in enumerate(value):
            yield from _cited(entry, (*path, i))
