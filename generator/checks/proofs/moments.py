"""The days on which a proof serves: handing in, signature of the contract, first and last event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.checks.finished import Finished
from generator.foundation import days
from generator.foundation.days import months_after


@dataclass(frozen=True, slots=True)
class Moments:
    """`signature` is supposed to be the first event when nobody knows it: it can't be later; `known` tells."""

    deadline: date
    signature: date
    known: bool
    first: date
    last: date

    @property
    def signing(self) -> str:
        """« à la signature (8 juillet 2024) », or that its day is not known."""
        if self.known:
            return f"à la signature ({days.long(self.signature)})"
        return f"au premier rendez-vous ({days.long(self.signature)}, la date de signature n'est pas connue)"


def moments(finished: Finished) -> Moments:
    """The moments of this offer; the buyer's date of award comes before the notification that we suppose."""
    inputs = finished.dossier.inputs
    dates, offer = inputs.brief.value.dates, inputs.offer.value
    deadline = dates.deadline or offer.date
    events = [event.day for event in finished.dossier.schedule.events]
    first, last = min(events, default=deadline), max(events, default=deadline)
    award = dates.award or offer.planning.notification
    return Moments(deadline, award or first, award is not None, first, last)


def too_old(issued: date, months: int, day: date) -> bool:
    """Whether a proof issued then is no longer « de moins de N mois » on that day."""
    return months_after(issued, months) <= day
