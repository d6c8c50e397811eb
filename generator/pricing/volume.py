"""What the schedule makes us do, counted in every unit in which a price can be said."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from generator.brief.pricing import Unit
from generator.foundation import money

OutingKind = Literal["session", "cadrage", "bilan", "evaluation"]

# As units are written in a price; the plural is not used in a column.
UNIT_WORDS: dict[Unit, str] = {
    "session": "séance",
    "half_day": "demi-journée",
    "hour": "heure",
    "person": "participant",
    "km": "km",
    "trip": "déplacement",
    "group": "groupe",
    "flat": "forfait",
}
# Up to four hours is one half-day, the usual bound of training calendars.
_HALF_DAY = 240


@dataclass(frozen=True, slots=True)
class Outing:
    """One planned event: a session or a meeting, for which somebody goes somewhere unless it is remote."""

    kind: OutingKind
    minutes: int
    lot: int | None = None
    site: str = ""  # key of the site of the brief
    group: str = ""  # key of the group; empty when there is one
    participants: int | None = None
    remote: bool = False
    day: date | None = None
    intervener: str = ""


@dataclass(frozen=True, slots=True)
class Volume:
    """Outings that are priced together: those of one lot, or of one tranche of it."""

    outings: tuple[Outing, ...]
    daily: bool = False  # one journey a day, site and intervener

    def of(self, *kinds: OutingKind) -> Volume:
        """The outings of these kinds."""
        return Volume(tuple(outing for outing in self.outings if outing.kind in kinds), self.daily)

    @property
    def sessions(self) -> int:
        """How many sessions."""
        return sum(outing.kind == "session" for outing in self.outings)

    @property
    def trips(self) -> tuple[Outing, ...]:
        """One outing for each journey there and back."""
        gone = tuple(outing for outing in self.outings if not outing.remote)
        if not self.daily:
            return gone
        days = {(o.day, o.site, o.intervener): o for o in reversed(gone) if o.day}
        return (*(o for o in gone if not o.day), *reversed(days.values()))

    def at(self, sites: Collection[str]) -> tuple[Outing, ...]:
        """The journeys to these sites."""
        return tuple(outing for outing in self.trips if outing.site in sites)

    def people(self) -> int | None:
        """How many participants, each group counted once; None when one of them is unknown."""
        sizes: dict[str, int | None] = {}
        for outing in self.outings:
            known = sizes.get(outing.group)
            sizes[outing.group] = max(known or 0, outing.participants) if outing.participants else known
        return None if None in sizes.values() else sum(size or 0 for size in sizes.values())

    def count(self, unit: Unit) -> Decimal | None:
        """This volume in a unit, without journeys in kilometres; None when the number of people is unknown."""
        match unit:
            case "session":
                return Decimal(len(self.outings))
            case "half_day":
                return Decimal(sum(-(-outing.minutes // _HALF_DAY) for outing in self.outings))
            case "hour":
                hours = Decimal(sum(outing.minutes for outing in self.outings)) / 60
                return Decimal(int(money.cents(hours) * 100)) / 100
            case "person":
                people = self.people()
                return None if people is None else Decimal(people)
            case "trip":
                return Decimal(len(self.trips))
            case "group":
                return Decimal(len({outing.group for outing in self.outings}))
            case "flat" | "km":
                return Decimal(1)
