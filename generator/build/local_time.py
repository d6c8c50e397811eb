"""On which clock the moments of an offer are told: that of its consultation."""

from __future__ import annotations

from pathlib import Path

from generator.brief.brief import Brief
from generator.foundation.files import inside
from generator.foundation.record import read_record
from generator.law.zones import PARIS, local_zone


def zone_of(workspace: Path, client: str) -> str:
    """The zone of a consultation; Paris when its brief can't be read."""
    file = f"offers/{client}/brief.yaml"
    path = inside(workspace / "offers", f"{client}/brief.yaml")
    brief, _ = read_record(path, file, Brief) if path and path.is_file() else (None, ())
    return zone(brief.value) if brief else PARIS


def zone(brief: Brief) -> str:
    """The zone that a brief says, else that of legal time where its buyer is."""
    return brief.dates.zone or local_zone(brief.buyer.department)
