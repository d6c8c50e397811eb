"""What the forms are filled from: the offer's three files, its team, its candidature's pieces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.forms.spec import Name, in_force, rules
from generator.foundation.diagnostic import Span
from generator.foundation.record import Loaded
from generator.team.intervener import Intervener, Reference

Lines = tuple[tuple[str, ...], ...]
PIECES: dict[str, tuple[Name, ...]] = {
    "forms": ("dc1", "dc2"),
    "attestation": ("attestation",),
    "both": ("dc1", "dc2", "attestation"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that an answer may come from; a price is not among it."""

    brief: Loaded[Brief]
    offer: Loaded[Offer]
    candidate: Loaded[Candidate]
    pieces: tuple[Name, ...]
    team: Lines = ()  # name, title, experience
    references: Lines = ()  # period, client, mission; the most recent first
    subcontractors: Lines = ()  # name, title, capacity

    @property
    def day(self) -> date:
        """The day on which rules are judged: the offer's own."""
        return self.offer.value.date

    def span(self, source: str) -> Span:
        """Where this value, or its nearest parent, stands: `candidate.siret` is in the company file."""
        name, *path = source.split(".")
        return self.file(name).span(*path)

    def file(self, name: str) -> Loaded[Any]:
        """The file of that name: brief, offer or candidate."""
        files: dict[str, Loaded[Any]] = {
            "brief": self.brief,
            "offer": self.offer,
            "candidate": self.candidate,
        }
        return files[name]


def facts(
    brief: Loaded[Brief],
    offer: Loaded[Offer],
    candidate: Loaded[Candidate],
    interveners: Iterable[Intervener],
) -> Facts:
    """The facts of one offer; a reference that the offer forbids is left out."""
    people = tuple(interveners)
    never = {key for member in offer.value.team for key in member.never}
    return Facts(
        brief=brief,
        offer=offer,
        candidate=candidate,
        pieces=PIECES[offer.value.candidature],
        team=tuple((p.name, p.title, _experience(p)) for p in people),
        references=_references(people, offer.value.date, never),
        subcontractors=tuple(
            (p.name, p.title, "sous-traitant") for p in people if p.status == "sous-traitant"
        ),
    )


def _experience(person: Intervener) -> str:
    return f"{person.years} an{'s' if person.years > 1 else ''} d'analyse des pratiques"


def _references(people: tuple[Intervener, ...], day: date, never: set[str]) -> Lines:
    oldest = day.year - in_force(rules().lookback, day).references
    kept = [
        reference
        for person in people
        for reference in person.references
        if reference.key not in never
        and reference.start <= day.year
        and (reference.end or day.year) >= oldest
    ]
    kept.sort(key=lambda r: (-(r.end or day.year), -r.start, r.client))
    return tuple(dict.fromkeys((_period(r, day), r.client, _mission(r)) for r in kept))


def _period(reference: Reference, day: date) -> str:
    if reference.end is None or reference.end > day.year:
        return f"depuis {reference.start}"
    return str(reference.start) if reference.end == reference.start else f"{reference.start}-{reference.end}"


def _mission(reference: Reference) -> str:
    details = [f"public : {reference.audience}", *([reference.volume] if reference.volume else [])]
    return f"{reference.mission} ({' ; '.join(details)})"
