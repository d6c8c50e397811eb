"""What `offer blocks` prints: the shelf, what a search finds, why an offer takes each block, where blocks serve."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from generator.document.typography import capital

if TYPE_CHECKING:
    from generator.brief.brief import Requirement
    from generator.build.preview import Selection
    from generator.build.usage import Use
    from generator.foundation.diagnostic import Diagnostic
    from generator.library.block import Block
    from generator.library.select import Choice

PARTS = {
    "opening": "Ouverture",
    "objectives": "Objectifs",
    "method": "Méthode",
    "rhythm": "Rythme",
    "evaluation": "Évaluation",
    "closing": "Fin",
}
WIDTH = 110
_AGED = ("L248", "L246", "L249", "L247")  # expired, out of force, to review, unverified: the gravest first
_ITSELF = re.compile(r"\b[dl][ue] bloc « [^»]+ » ")
OUTCOMES = {"won": "gagnée", "lost": "perdue", "pending": "en attente", "abandoned": "sans suite"}


def shelf_lines(shelf: Iterable[Block]) -> Iterator[str]:
    """The blocks by part and rank."""
    from generator.cli.columns import columns

    blocks = tuple(shelf)
    for part, title in PARTS.items():
        here = sorted((b for b in blocks if b.head.part == part), key=lambda b: (b.head.rank, b.id))
        if here:
            yield click.style(f"{title} ({part})", bold=True)
            yield from columns((_marked(b), b.head.title, ", ".join(b.head.topics)) for b in here)


def hit_lines(hits: tuple[Block, ...]) -> Iterator[str]:
    """What a search found, likeliest first."""
    from generator.cli.columns import columns

    yield from columns((_marked(b), PARTS[b.head.part], b.head.title, ", ".join(b.head.topics)) for b in hits)
    if not hits:
        yield "Aucun bloc ne contient tous ces mots."


def _marked(block: Block) -> str:
    return f"{block.id} (brouillon)" if block.head.draft else block.id


def usage_lines(uses: Iterable[Use]) -> Iterator[str]:
    """Each block, then the offers that take it, with the section where it stands and what became of them."""
    for use in uses:
        yield click.style(use.block.id, bold=True) + ("" if use.offers else " : aucune offre")
        for each in use.offers:
            yield f"  {each.client}, « {each.section} »" + (f" : {OUTCOMES[each.outcome]}" if each.outcome else "")


def usage_data(use: Use) -> dict[str, object]:
    """The same as data."""
    return block_data(use.block) | {
        "offers": [{"client": o.client, "section": o.section, "outcome": o.outcome} for o in use.offers]
    }


def stale_lines(day: date, findings: Iterable[Diagnostic]) -> Iterator[str]:
    """What is to be looked at on that day, each reason once with the blocks that have it; what can't be read first."""
    from generator.foundation.days import long
    from generator.report.terminal import findings_lines

    found = tuple(findings)
    reasons: dict[tuple[str, str, str], list[str]] = {}
    for finding in found:
        if finding.code in _AGED and finding.span:
            reason = _ITSELF.sub("", finding.message)
            reasons.setdefault((finding.code, reason, finding.hint), []).append(PurePosixPath(finding.span.file).stem)
    aged = sum(map(len, reasons.values()))
    yield from (line for line, _ in findings_lines(each for each in found if each.code not in _AGED))
    told = f"{aged} points à revoir (chacun à sa ligne : --format json)" if aged else "rien à relire."
    yield f"Au {long(day)} : {told}"
    ranked = sorted(reasons.items(), key=lambda each: (_AGED.index(each[0][0]), -len(each[1]), each[0]))
    for (code, reason, hint), names in ranked:
        yield click.style(f"{capital(reason)} ({len(names)})", bold=True)
        yield from wrap(", ".join(names), WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
        yield f"  {code}  aide : {hint}"


def why_lines(selection: Selection) -> Iterator[str]:
    """Each block taken with its reasons, the demands without a block, then the blocks left with theirs."""
    texts = {demand.id: demand.text for demand in selection.demands}
    groups = [
        (title, [c for c in selection.choices if c.taken and c.block.head.part == p]) for p, title in PARTS.items()
    ]
    for title, choices in groups:
        yield from _group(title, choices, texts)
    yield from _unanswered(selection.unanswered)
    left = [choice for choice in selection.choices if not choice.taken]
    yield from _group(f"Blocs laissés ({len(left)})", left, texts)


def _group(title: str, choices: Collection[Choice], texts: Mapping[str, str]) -> Iterator[str]:
    if choices:
        yield click.style(title, bold=True)
    for choice in choices:
        yield from _choice(choice, texts)


def _choice(choice: Choice, texts: Mapping[str, str]) -> Iterator[str]:
    """The block with its reasons; the demands that it answers follow, each with its text."""
    answers = choice.answers if choice.taken else ()
    reasons = [reason for reason in choice.reasons if not (answers and reason.startswith("répond à"))]
    yield f"  {choice.block.id}" + (f" : {' ; '.join(reasons)}" if reasons else "")
    yield from (f"      {name} {texts[name]}" for name in answers)


def _unanswered(demands: tuple[Requirement, ...]) -> Iterator[str]:
    if not demands:
        yield click.style("Chaque demande qui attend un bloc en a un.", bold=True)
        return
    yield click.style(f"Demandes sans bloc ({len(demands)})", fg="red", bold=True)
    for demand in demands:
        yield f"  {demand.id} {demand.text}"
        yield f"      aide : écrivez un bloc dont « topics » contient « {demand.topic} »"


def block_data(block: Block) -> dict[str, object]:
    """A block as data."""
    head = block.head
    return {
        "id": block.id,
        "title": head.title,
        "part": head.part,
        "topics": list(head.topics),
        "owner": head.owner,
        "reviewed": head.reviewed.isoformat() if head.reviewed else None,
        "draft": head.draft,
        "file": block.file,
    }


def why_data(selection: Selection) -> dict[str, object]:
    """The choices of an offer as data."""
    return {
        "blocks": [
            block_data(choice.block)
            | {"taken": choice.taken, "reasons": list(choice.reasons), "answers": list(choice.answers)}
            for choice in selection.choices
        ],
        "requirements": [
            {
                "id": d.id,
                "text": d.text,
                "topic": d.topic,
                "piece": d.piece,
                "blocks": list(selection.answers(d)),
            }
            for d in selection.demands
        ],
        "unanswered": [demand.id for demand in selection.unanswered],
    }
