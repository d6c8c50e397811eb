"""How a person fits the demanded profile: each demand with the proof found in the file."""

from __future__ import annotations

from dataclasses import dataclass

from generator.brief.brief import Profile
from generator.team.intervener import Intervener
from generator.team.references import plain


@dataclass(frozen=True, slots=True)
class Fit:
    """A demand in the buyer's words; `proof` is empty when the file shows nothing."""

    words: str
    proof: str
    plus: bool


def fit(person: Intervener, profile: Profile) -> tuple[Fit, ...]:
    """Each demand of the profile, the demanded ones first, then the pluses."""
    proofs = {plain(evidence.demand): evidence.proof for evidence in person.evidence}
    demands = [(words, False) for words in profile.must] + [(words, True) for words in profile.plus]
    return tuple(Fit(words, proofs.get(plain(words), ""), plus) for words, plus in demands)


def accepted(person: Intervener, profile: Profile) -> bool:
    """Whether this person's profile is one of those that the buyer accepts."""
    return plain(person.profile) in map(plain, profile.profiles)
