"""Which blocks an offer takes, and why: conditions, topics asked, the offer's own choices, the client's own blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.foundation.diagnostic import Diagnostics, error, near_miss
from generator.foundation.record import Loaded
from generator.library.block import Block
from generator.library.conditions import unmet
from generator.library.outline import Outline


@dataclass(frozen=True, slots=True)
class Choice:
    """A block and the reasons for or against it; `answers` are the requirements whose topic it treats."""

    block: Block
    taken: bool
    reasons: tuple[str, ...]
    answers: tuple[str, ...] = ()


def select(
    library: Iterable[Block], own: Iterable[Block], outline: Outline, brief: Brief, offer: Loaded[Offer], regime: str
) -> tuple[tuple[Choice, ...], Diagnostics]:
    """Every block of the library and of the client, taken or not, in the order of a part: rank, then id."""
    common = {block.id: block for block in library}
    blocks = common | {block.id: block for block in own}
    replaced = {block.id for block in blocks.values() if block.client and block.id in common}
    choices = []
    for block in sorted(blocks.values(), key=lambda b: (b.head.rank, b.id)):
        choice = judge(block, brief, offer.value, outline.topics, regime)
        if block.id in replaced:
            choice = replace(choice, reasons=("remplace le bloc commun pour ce client", *choice.reasons))
        choices.append(choice)
    return tuple(choices), (*_unknown(offer, blocks), *_drafts(offer, blocks), *_both(offer))


def judge(block: Block, brief: Brief, offer: Offer, topics: frozenset[str], regime: str) -> Choice:
    """Whether this block serves this offer, with the reasons in French."""
    answers = tuple(r.id for r in brief.requirements if r.topic in block.head.topics)
    if block.head.draft:
        return Choice(block, False, ("brouillon : relisez-le, confirmez ses sujets, puis retirez « draft »",))
    if block.id in offer.exclude:
        return Choice(block, False, ("retiré par offer.yaml (exclude)",))
    if block.id in offer.include:
        return Choice(block, True, ("ajouté par offer.yaml (include)",), answers)
    if against := unmet(block.head.when, brief, offer, regime):
        return Choice(block, False, against)
    reasons = _reasons(block, answers, topics)
    return Choice(block, bool(reasons), reasons or ("aucun de ses sujets n'est demandé",), answers)


def _reasons(block: Block, answers: tuple[str, ...], topics: frozenset[str]) -> tuple[str, ...]:
    reasons = []
    if answers:
        reasons.append("répond à " + ", ".join(answers))
    if planned := sorted(topics & set(block.head.topics)):
        reasons.append("prévu par le plan : " + ", ".join(planned))
    if block.client:
        reasons.append("écrit pour ce client")
    return tuple(reasons)


def _unknown(offer: Loaded[Offer], blocks: dict[str, Block]) -> Diagnostics:
    return tuple(
        error(
            "L220",
            offer.span(key, i),
            f"bloc inconnu « {name} »",
            near_miss(name, blocks) or "« offer blocks » les liste",
        )
        for key in ("include", "exclude")
        for i, name in enumerate(getattr(offer.value, key))
        if name not in blocks
    )


def _drafts(offer: Loaded[Offer], blocks: dict[str, Block]) -> Diagnostics:
    hint = "relisez-le et retirez « draft », ou retirez-le d'offer.yaml"
    return tuple(
        error("L222", offer.span("include", i), f"bloc « {name} » ajouté, mais encore en brouillon", hint)
        for i, name in enumerate(offer.value.include)
        if name in blocks and blocks[name].head.draft
    )


def _both(offer: Loaded[Offer]) -> Diagnostics:
    return tuple(
        error(
            "L221", offer.span("include", i), f"bloc « {name} » à la fois ajouté et retiré", "choisissez l'un des deux"
        )
        for i, name in enumerate(offer.value.include)
        if name in offer.value.exclude
    )
