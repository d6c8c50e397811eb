"""Who answers: us alone, or the members of a groupement d'entreprises, each with its own file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.brief.candidate import Candidate
from generator.brief.consortium import Share
from generator.brief.offer import Offer
from generator.foundation.record import Loaded

Partners = tuple[tuple[str, Loaded[Candidate]], ...]


@dataclass(frozen=True, slots=True)
class Party:
    """One who answers; `key` is the name of its file in boilerplate/partners/, empty for us."""

    key: str
    file: Loaded[Candidate]
    share: Share | None = None  # None: we answer alone

    @property
    def name(self) -> str:
        """Its legal name."""
        return self.file.value.name

    def answers(self, lot: int) -> bool:
        """Whether it takes part in this lot."""
        return self.share is None or not self.share.lots or lot in self.share.lots


def parties(offer: Offer, candidate: Loaded[Candidate], partners: Partners) -> tuple[Party, ...]:
    """The members in the offer's order; us alone when there is no groupement. A name without a file is left out."""
    if offer.consortium is None:
        return (Party("", candidate),)
    files = dict(partners)
    shares = {share.partner: share for share in reversed(offer.consortium.members)}  # the first, if named twice
    named = ((share, files.get(share.partner) if share.partner else candidate) for share in reversed(shares.values()))
    return tuple(Party(share.partner or "", file, share) for share, file in named if file)


def leading(offer: Offer, members: tuple[Party, ...]) -> Party:
    """The mandataire: the member that the offer names, the first one when it names none of them."""
    key = (offer.consortium.leader if offer.consortium else None) or ""
    return next((member for member in members if member.key == key), members[0])


def listed(names: Sequence[str]) -> str:
    """« A, B et C »."""
    return " et ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def designated(candidate: Candidate) -> str:
    """« Nom commercial (Dénomination sociale) », or the one name when there is one."""
    trade = candidate.trade_name
    return f"{trade} ({candidate.name})" if trade and trade != candidate.name else candidate.name
