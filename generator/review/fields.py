"""Which field of which YAML file says the words that a reviewer changed, and what it would say then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from generator.compose.dossier import Inputs
from generator.compose.fields import Field, field_at, fields, says, section
from generator.document.typography import french
from generator.foundation.record import Loaded, Record
from generator.foundation.source import Where
from generator.foundation.words import telling

__all__ = ["Field", "changed", "fields", "of_expression", "origins", "section_of", "specific"]


def origins(known: Sequence[Field], old: str, new: str, context: str = "") -> tuple[Field, ...]:
    """The fields that say the words which `old` holds and `new` says otherwise, best first.

    `old` and `new` are the same sentence or paragraph before and after; `context` is what stands around: the
    paragraph, the label of its row, its heading.
    """
    before, after = french(old), french(new)
    around = telling(f"{context} {old}")
    found = []
    for order, field in enumerate(known):
        held = [form for form in field.forms if says(before, form) and not says(after, form)]
        if held:
            score = (max(map(len, held)), len(telling(field.said) & around))
            found.append(((-score[0], -score[1], order), field))
    return tuple(field for _, field in sorted(found, key=lambda pair: pair[0]))


def changed(field: Field, old: str, new: str) -> str | None:
    """What the file would say for its document to say `new` instead of `old`; None when no such value is clear."""
    if not isinstance(field.value, str):
        return None
    if french(old) == french(field.value):
        return _typed(new)
    return None


def _typed(text: str) -> str:
    """The text with the signs that one types in a file: ordinary spaces, straight apostrophe."""
    return re.sub("[\u00a0\u202f]", " ", text).replace("’", "'").strip()


def section_of(inputs: Inputs, key: str) -> Field:
    """Where the data of a document made from data are: `key` is its piece (planning, cost, cv, dc1…)."""
    match key:
        case "planning":
            return section(inputs.offer, ("planning",), "Règles du planning")
        case "cost" | "bpu" | "dqe" | "dpgf":
            return section(inputs.offer, ("pricing",), "Prix de cette offre")
        case "cv":
            return section(inputs.lead.file, (), "Intervenant")
        case "note":
            return section(inputs.brief, ("pieces",), "Pièces demandées")
        case _:
            return section(inputs.candidate, (), "Le candidat")


def of_expression(inputs: Inputs, expression: str, old: str = "") -> Field | None:
    """The field behind a `{{ … }}` of a block; the nearest section for what is computed; None when it has no file.

    `old` is what the expression printed: it tells one entry of a list from another.
    """
    found = re.search(r'fact\("([^"]+)"\)', expression)
    if found:
        for index, fact in enumerate(inputs.brief.value.facts):
            if fact.key == found[1]:
                return field_at(inputs.brief, ("facts", index, "value"))
    names = re.search(r"[a-z_]+(?:\.[a-z_]+)*", expression)
    root, *rest = names[0].split(".") if names else [""]
    files: dict[str, Loaded[Any]] = {
        "brief": inputs.brief,
        "offer": inputs.offer,
        "candidate": inputs.candidate,
        "approach": inputs.approach,
        "lead": inputs.lead.file,
    }
    if inputs.substitute:
        files["substitute"] = inputs.substitute.file
    if root in files:
        return _reached(files[root], rest, old)
    if root in {"schedule", "event", "group", "meeting", "sheet"}:
        return section(inputs.offer, ("planning",), "Règles du planning")
    return section(inputs.offer, ("pricing",), "Prix de cette offre") if root == "quote" else None


def _reached(loaded: Loaded[Any], names: Sequence[str], old: str) -> Field | None:
    """The scalar at the end of these attributes, or the section where they end."""
    path: Where = ()
    value: Any = loaded.value
    for name in names:
        if not isinstance(value, Record) or name not in type(value).model_fields:
            break
        path = (*path, type(value).model_fields[name].alias or name)
        value = getattr(value, name)
    exact = field_at(loaded, path)
    if exact:
        return exact
    said = [f for f in fields_under(loaded, path) if french(old) in f.forms]
    return said[0] if len(said) == 1 else section(loaded, path)


def fields_under(loaded: Loaded[Any], path: Where) -> tuple[Field, ...]:
    """The scalars of one section of a file."""
    from generator.compose.fields import fields_of

    return tuple(field for field in fields_of(loaded) if field.path[: len(path)] == path)


def specific(inputs: Inputs, text: str) -> tuple[str, ...]:
    """The words of this text that belong to this client only: buyer, places, reference, people, figures."""
    own = {inputs.offer.source.file, inputs.brief.source.file, *(person.file.source.file for person in inputs.team)}
    shown = french(text)
    said = (field for field in fields(inputs) if field.file in own)
    return tuple(dict.fromkeys(form for f in said for form in f.forms[:1] if len(form) > 2 and says(shown, form)))
