"""What a form is filled from: the offer's files, the member or subcontractor it is about, its lots, its amounts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.consortium import Subcontract
from generator.brief.offer import Offer
from generator.forms.parties import Partners, Party, leading, parties
from generator.forms.spec import Name
from generator.foundation.diagnostic import Span
from generator.foundation.record import Loaded
from generator.pricing.quote import Quote
from generator.team.intervener import Intervener

People = tuple[tuple[str, Intervener], ...]
PIECES: dict[str, tuple[Name, ...]] = {
    "forms": ("dc1", "dc2"),
    "attestation": ("attestation",),
    "both": ("dc1", "dc2", "attestation"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that an answer may come from; `quote` is None in the candidature, which holds no price."""

    brief: Loaded[Brief]
    offer: Loaded[Offer]
    us: Loaded[Candidate]
    candidate: Loaded[Candidate]  # whom this form is about: us, a member, a subcontractor
    leader: Loaded[Candidate]  # the mandataire; us when we answer alone
    pieces: tuple[Name, ...]
    members: tuple[Party, ...]  # one, us, when we answer alone
    partners: Partners = ()
    people: People = ()
    member: str = ""  # the key of the member that this form is about
    lots: tuple[int, ...] = ()  # the lots that this form is about
    given: int | None = None  # the place of its subcontract in the offer
    quote: Quote | None = None
    several: tuple[str, ...] = ()  # what tells this form from its like: « lot-1 », a member's key
    about: tuple[str, ...] = ()  # the same in French, for its title

    @property
    def day(self) -> date:
        """The day on which rules are judged: the offer's own."""
        return self.offer.value.date

    @property
    def grouped(self) -> bool:
        """Whether a groupement answers."""
        return self.offer.value.consortium is not None

    @property
    def subcontract(self) -> Subcontract | None:
        """The subcontract that this form declares."""
        return None if self.given is None else self.offer.value.subcontracts[self.given]

    def span(self, source: str) -> Span:
        """Where this value, or its nearest parent, stands: `candidate` is the file of whom the form is about."""
        name, *path = source.split(".")
        if name == "subcontract" and self.given is not None:
            return self.offer.span("subcontracts", self.given, *path)
        if name == "member":
            keys = [m.key for m in self.members if m.share]
            place = ("consortium", "members", keys.index(self.member)) if self.member in keys else ("team",)
            return self.offer.span(*place, *path)
        return self.file(name).span(*path)

    def value(self, source: str) -> object:
        """The value of this field; None when it, or what holds it, is not known."""
        name, *path = source.split(".")
        found: object = self.subcontract if name == "subcontract" else self.file(name).value
        for step in path:
            found = None if found is None else getattr(found, step)
        return found

    def file(self, name: str) -> Loaded[Any]:
        """The file of that name: brief, offer, or one of the candidates."""
        files: dict[str, Loaded[Any]] = {
            "brief": self.brief,
            "offer": self.offer,
            "us": self.us,
            "candidate": self.candidate,
            "leader": self.leader,
        }
        return files[name]


def facts(
    brief: Loaded[Brief],
    offer: Loaded[Offer],
    candidate: Loaded[Candidate],
    interveners: tuple[Intervener, ...],
    partners: Partners = (),
    quote: Quote | None = None,
) -> Facts:
    """The facts of one offer, about us and all its lots; `interveners` in the order of the offer's team."""
    members = parties(offer.value, candidate, partners)
    keys = (member.intervener for member in offer.value.team)
    return Facts(
        brief=brief,
        offer=offer,
        us=candidate,
        candidate=candidate,
        leader=leading(offer.value, members).file if members else candidate,
        pieces=PIECES[offer.value.candidature],
        members=members,
        partners=partners,
        people=tuple(zip(keys, interveners, strict=False)),
        lots=offer.value.lots,
        quote=quote,
    )


def of_member(known: Facts, member: Party) -> Facts:
    """The same, about this member and the lots in which it takes part; one that is not us is told by its key."""
    apart = (member.key,) if member.key else ()
    named = (member.name,) if known.grouped else ()
    return replace(
        known,
        candidate=member.file,
        member=member.key,
        lots=tuple(lot for lot in known.lots if member.answers(lot)) or known.lots,  # none is F555, told once
        several=(*known.several, *apart),
        about=(*known.about, *named),
    )


def by_lot(known: Facts) -> tuple[Facts, ...]:
    """The same, once for each of its lots when the offer answers several."""
    if len(known.offer.value.lots) < 2:
        return (known,)
    return tuple(
        replace(known, lots=(lot,), several=(*known.several, f"lot-{lot}"), about=(f"lot n° {lot}", *known.about))
        for lot in known.lots
    )
