"""Which field of which YAML file says the words that a reviewer changed, and what it would say then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from generator.brief.offer import Offer
from generator.compose.dossier import Inputs
from generator.compose.fields import Field, fields, section, standing
from generator.document.differences import WordEdit, word_edits
from generator.document.typography import french
from generator.foundation.record import parse_record
from generator.foundation.source import Source, parse
from generator.foundation.words import telling
from generator.review.expressions import of_expression
from generator.review.specific import specific
from generator.review.typed import plainly, typed
from generator.review.yaml_edit import replaced

__all__ = [
    "Field",
    "applied",
    "changed",
    "fields",
    "of_expression",
    "origin",
    "origins",
    "section_of",
    "specific",
]

_SHORT: Final = 4  # characters: « 5 », « 15 », « deux » say nothing without the words around
_NAME: Final = 40  # characters of a text that names an entry: « cadrage », a group, a person
_NEXT: Final = 20  # characters after a number that say what it counts: « 15 participants »
_ASKED: Final = {"requirements", "assumptions"}  # the buyer's words and our reading of them: no document's data
_Rank = tuple[int, int, int, int]


def origins(known: Sequence[Field], old: str, new: str, context: str = "") -> tuple[Field, ...]:
    """The fields that say the words which differ between `old` and `new`, best first.

    `old` and `new` are the same sentence, paragraph or cell before and after; `context` is what tells such fields
    apart: the label of the row, the title above. A small number is the value of many fields: only those that the words
    around speak of are given.
    """
    return tuple(field for _, field in _ranked(known, old, new, context))


def origin(known: Sequence[Field], old: str, new: str, context: str = "") -> Field | None:
    """The field that says the words changed, when one does better than all others; None when it can't be told."""
    found = _ranked(known, old, new, context)
    if not found or (len(found) > 1 and found[0][0][:3] == found[1][0][:3]):
        return None
    return found[0][1]


def _ranked(known: Sequence[Field], old: str, new: str, context: str) -> list[tuple[_Rank, Field]]:
    """The fields with their ranks: those that hold most of what changed, then those that the words around speak of."""
    before = french(old)
    edits = word_edits(before, french(new))
    around = telling(f"{context} {old}")
    siblings = _beside(known)
    found = []
    for order, field in enumerate(known):
        places = [match for form in field.forms for match in _touched(before, form, edits)]
        if places and field.path[0] not in _ASKED:
            size = max(len(match[0]) for match in places)
            own = telling(f"{field.said} {field.name.replace('_', ' ')}")
            spoken = len(own & around) + 2 * len(siblings.get(_entry(field), frozenset()) & around)
            spoken += max(3 * len(own & telling(before[match.end() :][:_NEXT])) for match in places)
            if size > _SHORT or spoken:
                found.append(((-size, -spoken, 0 if field.writable else 1, order), field))
    return sorted(found, key=lambda pair: pair[0])


def _touched(text: str, form: str, edits: Sequence[WordEdit]) -> Iterator[re.Match[str]]:
    """Each place of this form that an edit changes."""
    for match in standing(text, form):
        if any(_within(edit, match.start(), match.end()) for edit in edits):
            yield match


def _within(edit: WordEdit, start: int, end: int) -> bool:
    """Whether the edit takes or changes words of this range; an insertion at its very end or start adds to it."""
    if edit.start == edit.end:
        return start < edit.start < end
    return edit.start < end and start < edit.end


def _entry(field: Field) -> tuple[str, tuple[str | int, ...]]:
    """The entry of a list that the field belongs to."""
    last = max((i for i, key in enumerate(field.path) if isinstance(key, int)), default=-1)
    return field.file, field.path[: last + 1]


def _beside(known: Sequence[Field]) -> dict[tuple[str, tuple[str | int, ...]], frozenset[str]]:
    """The telling words of each entry of a list: « cadrage », the name of a group, that of a person."""
    told: dict[tuple[str, tuple[str | int, ...]], frozenset[str]] = {}
    for field in known:
        if isinstance(field.value, str) and len(field.value) <= _NAME and (entry := _entry(field))[1]:
            told[entry] = told.get(entry, frozenset()) | telling(field.value)
    return told


def changed(field: Field, old: str, new: str) -> str | None:
    """What the file would hold for the document to say `new` instead of `old`; None when no such value is clear."""
    before, after = french(old), french(new)
    edits = word_edits(before, after)
    for form in sorted(field.forms, key=len, reverse=True):
        for match in standing(before, form):
            if any(_within(edit, match.start(), match.end()) for edit in edits):
                said = _said_now(before, edits, match.start(), match.end())
                value = typed(field.value, _cased(field, match[0], said), minutes=_minutes(field)) if said else None
                if value is not None:
                    return value
    return None


def _minutes(field: Field) -> bool:
    return field.name.endswith("minutes")


def _cased(field: Field, was: str, now: str) -> str:
    """The new words, their first letter small again when only its place in a sentence made it a capital."""
    own = str(field.value)[:1]
    if isinstance(field.value, str) and own.islower() and was[:1] == own.upper():
        return now[:1].lower() + now[1:]
    return now


def _said_now(text: str, edits: Sequence[WordEdit], start: int, end: int) -> str:
    """What stands in the new text where old[start:end] did; empty when an edit runs over its ends unclearly."""
    done: list[str] = []
    at = start
    for edit in edits:
        if not _within(edit, start, end):
            continue
        before, after = text[edit.start : max(edit.start, start)], text[min(edit.end, end) : edit.end]
        said = edit.text
        if before and not said.startswith(before):
            return ""
        said = said[len(before) :]
        if after and not said.endswith(after):
            return ""
        said = said[: len(said) - len(after)]
        done += [text[at : max(edit.start, start)], said]
        at = min(edit.end, end)
    return plainly("".join([*done, text[at:end]]))


def applied(text: str, field: Field, value: str) -> str | None:
    """The text of the field's file with the field changed, everything else byte for byte.

    None when the field is not a plain scalar, counts from the notification (« T0 + 30 jours »), or when the offer would
    no longer be sound.
    """
    if _raw(text, field).startswith("T0"):
        return None
    made = replaced(text, Source(field.file), field.path, value)
    if made is None or not field.writable:
        return made
    return made if parse_record(made, field.file, Offer)[0] else None


def _raw(text: str, field: Field) -> str:
    data: Any = parse(text, field.file)[0]
    for key in field.path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return ""
    return data if isinstance(data, str) else ""


def section_of(inputs: Inputs, key: str) -> Field:
    """Where the data of a document made from data are: `key` is its piece (planning, cost, cv, dc1…)."""
    match key:
        case "planning":
            return section(inputs.offer, ("planning",), "Règles du planning")
        case "cost" | "bpu" | "dqe" | "dpgf":
            return section(inputs.offer, ("pricing",), "Prix de cette offre")
        case "cv":
            return section(inputs.lead.file, (), "Fiche de l'intervenant")
        case "note":
            return section(inputs.brief, ("pieces",), "Pièces demandées")
        case _:
            return section(inputs.candidate, (), "Fiche du candidat")


def named(field: Field) -> str:
    """« planning.place, offers/vienne/offer.yaml:21 »: the field, as a message names it."""
    place = re.sub(r":\d+$", "", f"{field.file}:{field.line}:{field.column}")
    return f"{field.name}, {place}" if field.name else place
