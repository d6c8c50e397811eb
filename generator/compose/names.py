"""The names that blocks may use: the vocabulary of design, once, for every template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.compose.dossier import Inputs
from generator.compose.filters import plural
from generator.compose.template import offered
from generator.law.calendars import department
from generator.planning.schedule import EventKind, Schedule
from generator.pricing.quote import Quote


def names(inputs: Inputs, schedule: Schedule, quote: Quote) -> Mapping[str, Any]:
    """Every name of a block's template."""
    brief = inputs.brief.value

    @offered
    def fact(key: str) -> str | None:
        return brief.fact(key)

    @offered
    def meeting(kind: EventKind) -> Any:
        return schedule.meeting(kind)

    given: dict[str, Any] = {
        "brief": brief,
        "offer": inputs.offer.value,
        "candidate": inputs.candidate.value,
        "approach": inputs.approach.value,
        "schedule": schedule,
        "quote": quote,
        "lead": inputs.lead.file.value,
        "fact": fact,
        "meeting": meeting,
        "plural": offered(plural),
    }
    if inputs.substitute:
        given["substitute"] = inputs.substitute.file.value
    if brief.buyer.department and (place := department(brief.buyer.department)):
        given["department"] = place
    return given
