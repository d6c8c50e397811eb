"""Chooses and orders the references of a CV for one brief: weighted words in common, each choice with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from generator.brief.brief import Brief
from generator.brief.offer import Member
from generator.team.intervener import Intervener, Reference

MOST = 4


@dataclass(frozen=True, slots=True)
class Chosen:
    """A reference and the words of the brief that it covers."""

    reference: Reference
    covers: tuple[str, ...]
    forced: bool = False


def wanted(brief: Brief) -> dict[str, int]:
    """The words that bring a reference near this brief, with their weight: themes 3, profile 2, the rest 1."""
    words: dict[str, int] = {}
    audience = brief.service.audience
    groups = (
        (brief.service.themes, 3),
        (brief.intervener.must + brief.intervener.plus, 2),
        ((*audience.professions, brief.buyer.kind, "groupe ouvert" if audience.open_group else ""), 1),
    )
    for names, weight in groups:
        for name in names:
            if name:
                words[name.lower()] = max(weight, words.get(name.lower(), 0))
    return words


def covered(reference: Reference, words: dict[str, int]) -> tuple[str, ...]:
    """The wanted words that this reference's tags hold, heaviest first."""
    found = [word for word in words if any(tag in word or word in tag for tag in reference.tags)]
    return tuple(sorted(found, key=lambda word: (-words[word], word)))


def chosen(person: Intervener, member: Member, brief: Brief) -> tuple[Chosen, ...]:
    """At most four references: those the offer always wants, then greedily the one that adds most weight.

    The latest breaks ties; one that covers no word of the brief is left out; `never` removes one by its key.
    Greedy cover is deterministic and shows its reason.
    """
    words = wanted(brief)
    pool = [r for r in person.references if r.key not in member.never]
    picked = [Chosen(r, covered(r, words), True) for r in pool if r.key in member.always]
    rest = [r for r in pool if r.key not in member.always and covered(r, words)]
    while rest and len(picked) < MOST:
        seen = {word for choice in picked for word in choice.covers}
        best = max(rest, key=lambda r: (_gain(r, words, seen), r.end or 9999, r.start, r.key))
        rest.remove(best)
        picked.append(Chosen(best, covered(best, words)))
    return tuple(picked)


def _gain(reference: Reference, words: dict[str, int], seen: set[str]) -> float:
    covers = covered(reference, words)
    return sum(words[w] for w in covers if w not in seen) + 0.1 * sum(words[w] for w in covers)
