"""The facts that blocks take for granted, held against what is asked and offered: a contradiction names both places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.foundation.diagnostic import Diagnostic, error
from generator.foundation.misfits import has_field
from generator.foundation.money import number
from generator.foundation.record import Loaded, Record
from generator.library.approach import Approach
from generator.library.block import Assertion, Block

_OTHERS: Final[Mapping[str, type[Record]]] = {"approach": Approach, "offer": Offer, "candidate": Candidate}
_SUBJECTS: Final = {"approach": "l'approche", "offer": "l'offre", "candidate": "le candidat"}


def known_field(path: str) -> bool:
    """Whether this path is a field of the brief, or of the approach, the offer or the candidate by their name."""
    head, _, rest = path.partition(".")
    if head in _OTHERS:
        return has_field(_OTHERS[head], rest)
    return has_field(Brief, path)


@dataclass(frozen=True, slots=True)
class Facts:
    """What assertions are held against."""

    brief: Loaded[Brief]
    offer: Loaded[Offer]
    approach: Loaded[Approach]
    candidate: Loaded[Candidate]

    def of(self, path: str) -> tuple[Loaded[Any], tuple[str, ...], str]:
        """The file that holds this field, the field's path in it, and how that file is called in a sentence."""
        head, *rest = path.split(".")
        others: Mapping[str, Loaded[Any]] = {
            "offer": self.offer,
            "approach": self.approach,
            "candidate": self.candidate,
        }
        if head in others:
            return others[head], tuple(rest), _SUBJECTS[head]
        return self.brief, (head, *rest), "la demande"


def contradicted(blocks: Iterable[Block], facts: Facts) -> Iterator[Diagnostic]:
    """Each assertion of these blocks that does not hold; what nobody knows contradicts nothing."""
    for block in blocks:
        for i, assertion in enumerate(block.head.asserts):
            loaded, path, who = facts.of(assertion.field)
            value = _value(loaded.value, path)
            if value is None or holds(assertion, value):
                continue
            place = loaded.span(*path)
            said = f"le bloc « {block.id} » suppose {expected(assertion)} ; {who} dit {shown(value)} ({place})"
            hint = f"retirez le bloc (exclude: [{block.id}]), ou corrigez celui des deux qui a tort"
            yield error("L245", block.source.span("asserts", i), f"« {assertion.field} » : {said}", hint)


def holds(assertion: Assertion, value: Any) -> bool:
    """Whether a value agrees with the assertion; a list counts its entries."""
    if assertion.equals is not None and shown(value).lower() != assertion.equals.lower():
        return False
    size = Decimal(len(value)) if isinstance(value, tuple) else value
    if not isinstance(size, int | Decimal):
        return assertion.at_least is None and assertion.at_most is None
    over = assertion.at_most is not None and size > assertion.at_most
    return not over and not (assertion.at_least is not None and size < assertion.at_least)


def expected(assertion: Assertion) -> str:
    """« 15 au plus », « 5 au moins », « 2 », « half_day »."""
    if assertion.at_least is not None and assertion.at_least == assertion.at_most:
        return number(assertion.at_least)
    parts = [f"« {assertion.equals} »"] if assertion.equals is not None else []
    parts += [f"{number(assertion.at_least)} au moins"] if assertion.at_least is not None else []
    parts += [f"{number(assertion.at_most)} au plus"] if assertion.at_most is not None else []
    return ", ".join(parts)


def shown(value: Any) -> str:
    """The value as a file writes it; a list as its number of entries."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return number(value)
        case tuple():
            return str(len(value))
        case _:
            return str(value)


def _value(record: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        if record is None or isinstance(record, tuple):
            return None
        record = getattr(record, _attribute(record, name))
    return record


def _attribute(record: Record, key: str) -> str:
    """The attribute that holds this key of the file."""
    return next((name for name, field in type(record).model_fields.items() if (field.alias or name) == key), key)
