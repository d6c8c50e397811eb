"""The events of a schedule as prices count them: planning and pricing know nothing of each other."""

from __future__ import annotations

from datetime import datetime

from generator.brief.offer import Offer
from generator.planning.schedule import Event, Schedule
from generator.pricing.volume import Outing


def outings(schedule: Schedule, offer: Offer, participants: int | None) -> tuple[Outing, ...]:
    """One outing for each event; `participants` is the size of a group that does not say its own."""
    sizes = {group.key: group.size for group in schedule.groups}
    return tuple(_outing(event, offer, sizes.get(event.group) or participants) for event in schedule.events)


def _outing(event: Event, offer: Offer, participants: int | None) -> Outing:
    length = datetime.combine(event.day, event.end) - datetime.combine(event.day, event.start)
    return Outing(
        event.kind,
        int(length.total_seconds()) // 60,
        event.lot,
        event.site,
        event.group,
        participants if event.kind == "session" else None,
        event.kind in offer.pricing.remote,
        event.day,
        event.intervener,
    )
