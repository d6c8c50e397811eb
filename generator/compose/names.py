"""The names that blocks may use: the vocabulary of design, once, for every template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.compose.dossier import Inputs, Person
from generator.compose.fault import Fault
from generator.compose.filters import plural
from generator.compose.template import offered
from generator.foundation.diagnostic import near_miss
from generator.law.calendars import department
from generator.law.references import references
from generator.library.runsheet import practised
from generator.planning.schedule import EventKind, Schedule
from generator.pricing.quote import Quote


@offered
def cite(key: str) -> str:
    """The words that a document prints for this text of law or recommendation."""
    if found := references().get(key):
        return found.cite
    hint = near_miss(key, references()) or "références : " + ", ".join(references())
    raise Fault(f"référence inconnue « {key} »", hint, "L215")


def names(inputs: Inputs, schedule: Schedule, quote: Quote) -> Mapping[str, Any]:
    """Every name of a block's template."""
    brief, offer = inputs.brief.value, inputs.offer.value
    approach = practised(inputs.approach.value, offer)

    @offered
    def fact(key: str) -> str | None:
        return brief.fact(key)

    @offered
    def meeting(kind: EventKind) -> Any:
        return schedule.meeting(kind)

    given: dict[str, Any] = {
        "brief": brief,
        "offer": offer,
        "candidate": inputs.candidate.value,
        "approach": approach,
        "run_sheet": approach.phases,
        "adapt": offer.adapt,
        "schedule": schedule,
        "quote": quote,
        "lead": inputs.lead.file.value,
        "people": tuple(person.file.value for person in animators(inputs, schedule)),
        "fact": fact,
        "meeting": meeting,
        "cite": cite,
        "plural": offered(plural),
    }
    if inputs.substitute:
        given["substitute"] = inputs.substitute.file.value
    if brief.buyer.department and (place := department(brief.buyer.department)):
        given["department"] = place
    return given


def animators(inputs: Inputs, schedule: Schedule) -> tuple[Person, ...]:
    """Who runs sessions, in the team's order; the lead when the schedule names nobody."""
    keys = {event.intervener for event in schedule.sessions} | {group.intervener for group in schedule.groups}
    return tuple(person for person in inputs.team if person.key in keys) or (inputs.lead,)
