"""Which field of which YAML file says the words that a reviewer changed, and what it would say then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from generator.brief.offer import Offer
from generator.compose.dossier import Inputs
from generator.compose.fields import Field, fields, section, standing
from generator.document.differences import WordEdit, word_edits
from generator.document.typography import french
from generator.foundation.record import parse_record
from generator.foundation.source import Source, Where, parse
from generator.foundation.words import telling
from generator.review.expressions import of_expression
from generator.review.specific import specific
from generator.review.typed import plainly, typed
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
    "section_of",
    "specific",
    "value_edits",
]

_SHORT: Final = 4  # characters: « 5 », « 15 », « deux » say nothing without the words around
_NAME: Final = 40  # characters of a text that names an entry: « cadrage », a group, a person
_NEXT: Final = 20  # characters after a number that say what it counts: « 15 participants »
_ASKED: Final = {"requirements", "assumptions"}  # the buyer's words and our reading of them: no document's data


@dataclass(frozen=True, slots=True)
class ValueEdit:
    """A value that a reviewer changed: the words as printed and as they are now.

    `field` is the best guess; `value` what its file would hold then, None unless field and value are both beyond doubt.
    """

    old: str
    new: str
    field: Field
    value: str | None


class _Claim(NamedTuple):
    """A field that may say what changed: how well (lower is better), at which place of the old text."""

    rank: tuple[int, int, int]
    place: tuple[int, int]
    field: Field


def origins(known: Sequence[Field], old: str, new: str, context: str = "") -> tuple[Field, ...]:
    """The fields that say the words which differ between `old` and `new`, best first.

    `old` and `new` are the same sentence, paragraph or row before and after; `context` is what tells such fields apart:
    the title above, the rest of the part. What the line itself says of a field counts first. A small number is the
    value of many fields: only those that the words around speak of are given.
    """
    return tuple(claim.field for claim in _claims(known, french(old), french(new), context))


def origin(known: Sequence[Field], old: str, new: str, context: str = "") -> Field | None:
    """The field that says the words changed, when one does better than all others; None when it can't be told."""
    return _best(_claims(known, french(old), french(new), context))


def value_edits(known: Sequence[Field], old: str, new: str, context: str = "") -> tuple[ValueEdit, ...]:
    """Each value that changed between two versions of a line, in the order of the line."""
    before, after = french(old), french(new)
    claims = _claims(known, before, after, context)
    done: dict[tuple[int, int], ValueEdit] = {}
    for claim in claims:
        start, end = claim.place
        if any(start < last and first < end for first, last in done):
            continue
        field = _best([other for other in claims if other.place == claim.place])
        now = _said_now(before, word_edits(before, after), start, end)
        value = typed(field.value, _cased(field, before[start:end], now), minutes=_minutes(field)) if field else None
        done[claim.place] = ValueEdit(before[start:end], now, field or claim.field, value)
    return tuple(done[place] for place in sorted(done))


def _best(claims: Sequence[_Claim]) -> Field | None:
    if not claims or (len(claims) > 1 and claims[0].rank == claims[1].rank):
        return None
    return claims[0].field


def _claims(known: Sequence[Field], before: str, after: str, context: str) -> list[_Claim]:
    """The fields that may say what changed, best first."""
    edits = word_edits(before, after)
    near, far = telling(before), telling(context)
    held = [field for field in known if field.path[0] not in _ASKED]
    touched = [(field, place) for field in held if (place := _touched(before, field, edits))]
    company = _company(held, before) if touched else {}
    found = []
    for field, (start, end) in touched:
        own = telling(f"{field.said} {field.name.replace('_', ' ')}")
        spoken = len(own & near) + 3 * len(own & telling(before[end : end + _NEXT]))
        names, others = company.get((field.file, field.path[:-1]), (frozenset(), frozenset()))
        spoken += 2 * len(names & near) + 2 * len(others - {field.path})
        remote = len(own & far) + 2 * len(names & far)
        if end - start > _SHORT or spoken or remote:
            found.append(_Claim((start - end, -spoken, -remote), (start, end), field))
    return sorted(found, key=lambda claim: (claim.rank, not claim.field.writable))


def _touched(text: str, field: Field, edits: Sequence[WordEdit]) -> tuple[int, int] | None:
    """The longest place that says this field and that an edit changes."""
    places = (match.span() for form in field.forms for match in standing(text, form))
    return max((place for place in places if _changes(edits, *place)), key=lambda p: p[1] - p[0], default=None)


def _changes(edits: Sequence[WordEdit], start: int, end: int) -> bool:
    return any(_within(edit, start, end) for edit in edits)


def _within(edit: WordEdit, start: int, end: int) -> bool:
    """Whether the edit takes or changes words of this range; an insertion counts inside it only."""
    if edit.start == edit.end:
        return start < edit.start < end
    return edit.start < end and start < edit.end


_Company = tuple[frozenset[str], frozenset[Where]]


def _company(known: Sequence[Field], text: str) -> dict[tuple[str, Where], _Company]:
    """For each mapping of a file: the telling words of its short texts; its fields that stand in the text."""
    made: dict[tuple[str, Where], _Company] = {}
    for field in known:
        owner = field.file, field.path[:-1]
        names, others = made.get(owner, (frozenset(), frozenset()))
        if isinstance(field.value, str) and len(field.value) <= _NAME and any(isinstance(k, int) for k in owner[1]):
            names |= telling(field.value)
        if any(len(form) > _SHORT and any(standing(text, form)) for form in field.forms):
            others |= {field.path}
        made[owner] = names, others
    return made


def changed(field: Field, old: str, new: str) -> str | None:
    """What the file would hold for the document to say `new` instead of `old`; None when no such value is clear."""
    before, after = french(old), french(new)
    edits = word_edits(before, after)
    for form in sorted(field.forms, key=len, reverse=True):
        for match in standing(before, form):
            if _changes(edits, *match.span()):
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
