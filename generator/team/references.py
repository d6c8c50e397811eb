"""Chooses and orders the references of a CV for one brief: weighted words in common, each choice with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.brief.brief import Brief
from generator.brief.offer import Member
from generator.team.intervener import Intervener, Reference

MOST = 4
THEME, PROFILE, PLACE = 3, 2, 1
_KINDS = {THEME: "thèmes", PROFILE: "profil demandé", PLACE: "public et acheteur"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A reference and the words of the brief that it covers; `always` when the offer wants it whatever it covers."""

    reference: Reference
    covers: tuple[str, ...]
    always: bool = False


def wanted(brief: Brief) -> dict[str, int]:
    """The words that bring a reference near this brief, with their weight: themes 3, profile 2, the rest 1.

    They are those of the buyer, as they will be printed; case and apostrophes aside, each stands once.
    """
    words: dict[str, int] = {}
    first: dict[str, str] = {}
    audience = brief.service.audience
    groups = (
        (brief.service.themes, THEME),
        (brief.intervener.must + brief.intervener.plus, PROFILE),
        ((*audience.professions, brief.buyer.kind, "groupe ouvert" if audience.open_group else ""), PLACE),
    )
    for names, weight in groups:
        for name in names:
            if name:
                word = first.setdefault(plain(name), name)
                words[word] = max(weight, words.get(word, 0))
    return words


def plain(word: str) -> str:
    """The word as it is compared: lower case, straight apostrophe."""
    return word.lower().replace("’", "'")


def covered(reference: Reference, words: dict[str, int]) -> tuple[str, ...]:
    """The wanted words that this reference's tags hold, or that hold one of them, heaviest first."""
    found = [word for word in words if any(_holds(word, tag) or _holds(tag, word) for tag in reference.tags)]
    return tuple(sorted(found, key=lambda word: (-words[word], plain(word))))


def _holds(text: str, word: str) -> bool:
    """Whether a word of the text begins like this: « éducateur » is in « les éducateurs », « art » not in « part »."""
    return re.search(rf"(?<!\w){re.escape(plain(word))}", plain(text)) is not None


def chosen(person: Intervener, member: Member, brief: Brief) -> tuple[Chosen, ...]:
    """The references that the offer always wants, then up to four in all, greedily the one that adds most weight.

    The latest breaks ties; one that covers no word of the brief is left out; `never` removes one by its key.
    Greedy cover is deterministic and shows its reason.
    """
    words = wanted(brief)
    pool = [r for r in person.references if r.key not in member.never]
    picked = [Chosen(r, covered(r, words), always=True) for r in pool if r.key in member.always]
    rest = [r for r in pool if r.key not in member.always and covered(r, words)]
    while rest and len(picked) < MOST:
        seen = {word for choice in picked for word in choice.covers}
        best = max(rest, key=lambda r: (_gain(r, words, seen), r.end or 9999, r.start, r.key))
        rest.remove(best)
        picked.append(Chosen(best, covered(best, words)))
    return tuple(picked)


def _gain(reference: Reference, words: dict[str, int], seen: set[str]) -> int:
    """Ten times the weight of the words that no picked reference covers yet, and once that of all its words."""
    covers = covered(reference, words)
    return sum(words[word] * (1 if word in seen else 11) for word in covers)


def reason(choice: Chosen, brief: Brief) -> str:
    """Why this reference was taken: « thèmes : action collective ; profil demandé : animation de groupe »."""
    words = wanted(brief)
    told = [
        f"{kind} : {', '.join(same)}"
        for weight, kind in _KINDS.items()
        if (same := [word for word in choice.covers if words[word] == weight])
    ]
    return " ; ".join([*(["voulue par l'offre"] if choice.always else []), *told])


def gaps(picked: Iterable[Chosen], brief: Brief) -> tuple[str, ...]:
    """The themes and demands of the profile that no chosen reference covers, heaviest first."""
    seen = {word for choice in picked for word in choice.covers}
    left = {word: weight for word, weight in wanted(brief).items() if weight >= PROFILE and word not in seen}
    return tuple(sorted(left, key=lambda word: (-left[word], plain(word))))
