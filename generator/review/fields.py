"""Which field of which YAML file says the words that a reviewer changed, and what it would say then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from generator.brief.offer import Offer
from generator.compose.dossier import Inputs
from generator.compose.fields import Field, fields, section, standing
from generator.foundation.record import parse_record
from generator.foundation.source import Source, parse
from generator.review.claims import Claim, claims
from generator.review.expressions import of_expression
from generator.review.specific import specific
from generator.review.value_words import Line, Place, line
from generator.review.yaml_edit import replaced

__all__ = [
    "Field",
    "ValueEdit",
    "applied",
    "changed",
    "fields",
    "of_expression",
    "origin",
    "origins",
    "section_near",
    "section_of",
    "specific",
    "value_edits",
]

_SHORT: Final = 4  # characters: « 5 », « 15 », « deux » say nothing without the words around
_HONOUR: Final = re.compile(r"\b(?:atteste|déclare|honneur)\b", re.IGNORECASE)
_BORDER: Final = re.compile(r" \| |[.!?…]\s")
_BOXES: Final = ("☐", "☒")
_COMPUTED: Final = {"planning", "cost", "bpu", "dqe", "dpgf"}  # documents whose figures and dates are computed


@dataclass(frozen=True, slots=True)
class ValueEdit:
    """A value that a reviewer changed: the words as printed and as they are now.

    `field` says them, or is the section where several fields do; `value` is what its file would hold then, None unless
    field and value are both beyond doubt.
    """

    old: str
    new: str
    field: Field
    value: str | None


def origins(known: Sequence[Field], old: str, new: str, context: str = "") -> tuple[Field, ...]:
    """The fields that say the words which differ between `old` and `new`, best first.

    `old` and `new` are the same sentence, paragraph or row before and after; `context` is what tells such fields apart:
    the title above, the rest of the part. What the line itself says of a field counts first. A small number is the
    value of many fields: only those that the words around speak of are given.
    """
    return tuple(claim.field for claim in claims(known, old, new, context))


def origin(known: Sequence[Field], old: str, new: str, context: str = "") -> Field | None:
    """The field that says the words changed, when one does better than all others; None when it can't be told."""
    return _best(claims(known, old, new, context))


def value_edits(known: Sequence[Field], old: str, new: str, context: str = "") -> tuple[ValueEdit, ...]:
    """Each value that changed between two versions of a line, in the order of the line."""
    if old[:1] in _BOXES and new[:1] in _BOXES and old[0] != new[0]:
        return _ticked(known, old, new)
    words = line(old, new)
    found = claims(known, old, new, context)
    done: dict[Place, ValueEdit] = {}
    for claim in found:
        start, end = claim.place
        if any(start < last and first < end for first, last in done):
            continue
        rivals = [other for other in found if other.place == claim.place]
        field = _best(rivals)
        value = _value(field, words, claim.place) if field else None
        done[claim.place] = ValueEdit(words.before[start:end], words.now(claim.place), field or _shared(rivals), value)
    return tuple(done[place] for place in sorted(done))


def _ticked(known: Sequence[Field], old: str, new: str) -> tuple[ValueEdit, ...]:
    """A box that declares something on honour: the signatory confirms it in his own list, no field ticks it."""
    place = next((field for field in known if field.path == ("confirmations",)), None)
    return (ValueEdit(old, new, place, None),) if place and _HONOUR.search(old) else ()


def _best(found: Sequence[Claim]) -> Field | None:
    if not found or (len(found) > 1 and found[0].rank == found[1].rank):
        return None
    return found[0].field


def _shared(found: Sequence[Claim]) -> Field:
    """The section that holds all those that do equally well; the first of them when they are of several files."""
    best = [claim.field for claim in found if claim.rank == found[0].rank]
    if len({field.file for field in best}) > 1:
        return best[0]
    size = next(i for i, keys in enumerate(zip(*(field.path for field in best), strict=False)) if len(set(keys)) > 1)
    return replace(best[0], path=best[0].path[:size], value=None, forms=(), writable=False)


def changed(field: Field, old: str, new: str) -> str | None:
    """What the file would hold for the document to say `new` instead of `old`; None when no such value is clear."""
    words = line(old, new)
    for form in sorted(field.forms, key=len, reverse=True):
        for match in standing(words.before, form):
            value = _value(field, words, match.span()) if words.touches(match.span()) else None
            if value is not None:
                return value
    return None


def _value(field: Field, words: Line, place: Place) -> str | None:
    return words.value(field.value, place, minutes=field.name.endswith("minutes"))


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


def section_near(inputs: Inputs, key: str, old: str, new: str) -> Field | None:
    """The section where the words that changed may come from; None when they are the program's own.

    They are near its data when the cell or the sentence where they stand says one of its values, or, where figures and
    dates are computed, any figure.
    """
    words = line(old, new)
    found = section_of(inputs, key)
    around = _around(words)
    if key in _COMPUTED and any(sign.isdigit() for sign in around):
        return found
    size = len(found.path)
    under = (f for f in fields(inputs) if f.file == found.file and f.path[:size] == found.path)
    told = any(len(form) > _SHORT and any(standing(around, form)) for field in under for form in field.forms)
    return found if told else None


def _around(words: Line) -> str:
    """The cell or the sentence of the words that changed; the whole line when several did."""
    if not words.edits:
        return words.before
    first, last = words.edits[0].start, words.edits[-1].end
    borders = [match.end() for match in _BORDER.finditer(words.before)]
    start = max((at for at in borders if at <= first), default=0)
    end = min((at for at in borders if at >= max(last, first + 1)), default=len(words.before))
    return words.before[start:end]


def named(field: Field) -> str:
    """« planning.place, offers/vienne/offer.yaml:21 »: the field, as a message names it."""
    place = re.sub(r":\d+$", "", f"{field.file}:{field.line}:{field.column}")
    return f"{field.name}, {place}" if field.name else place
