"""Words that the parts of the planning document share."""

from __future__ import annotations

from datetime import date

from generator.compose.filters import words
from generator.document.tree import Paragraph, Text
from generator.foundation import days
from generator.planning.schedule import Event

IN_WORDS = 16
_FEASTS = {"Ascension", "Assomption", "Noël", "Toussaint"}


def paragraph(*runs: Text | str) -> Paragraph:
    """A paragraph of these runs."""
    return Paragraph(tuple(Text(run) if isinstance(run, str) else run for run in runs))


def lower(label: str) -> str:
    """A common noun inside a sentence; feasts keep their capital."""
    return label if label in _FEASTS else label[:1].lower() + label[1:]


def capitalised(place: str) -> str:
    """A place at the start of a cell."""
    return place[:1].upper() + place[1:]


def hours(event: Event) -> str:
    """« de 9 h à 12 h 30 »."""
    return f"de {days.clock(event.start)} à {days.clock(event.end)}"


def counted(number: int, noun: str, masculine: bool = False) -> str:
    """« une réunion », « cinq séances », « un groupe », « 24 séances »: in words up to sixteen."""
    if number == 1:
        return f"{'un' if masculine else 'une'} {noun}"
    return f"{words(number) if number <= IN_WORDS else number} {noun}s"


def from_notification(event: Event, notified: date) -> str:
    """« T0 + 45 jours », « T0 », « T0 - 3 jours »: the distance from the notification expected."""
    apart = (event.day - notified).days
    if not apart:
        return "T0"
    return f"T0 {'+' if apart > 0 else '−'} {abs(apart)} jour{'s' if abs(apart) > 1 else ''}"
