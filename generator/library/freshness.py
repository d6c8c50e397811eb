"""How fresh blocks are on a day: what has expired, what is due for review, what cites a text out of force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.foundation.days import long
from generator.foundation.diagnostic import Diagnostic, error, warning
from generator.law.references import in_force, references
from generator.library.block import Block
from generator.library.paper import Paper


def unfit(blocks: Iterable[Block], day: date) -> Iterator[Diagnostic]:
    """What makes these blocks unfit for an offer of that day: expired, or citing a text that does not hold."""
    for block in blocks:
        yield from expired(block, day)
        yield from out_of_force(block, day)


def stale(blocks: Iterable[Block], day: date) -> Iterator[Diagnostic]:
    """All that a person should look at in these blocks: the same, and the reviews that are due or can't be dated."""
    for block in blocks:
        yield from expired(block, day)
        yield from overdue(block, day)
        yield from out_of_force(block, day)


def expired(block: Block, day: date) -> Iterator[Diagnostic]:
    """A block past its last day."""
    last = block.head.expires
    if last and last < day:
        said = f"le bloc « {block.id} » a expiré le {long(last)}"
        yield error("L248", block.source.span("expires"), said, "relisez-le et reculez « expires », ou retirez-le")


def overdue(block: Block, day: date) -> Iterator[Diagnostic]:
    """A review that is due, or that nobody has dated."""
    head = block.head
    if head.review_months and not head.reviewed:
        said, hint = f"le bloc « {block.id} » n'a jamais été relu", "relisez-le et datez « reviewed »"
        yield warning("L249", block.source.span("review_months"), said, hint)
    elif head.review_due and head.review_due <= day:
        said = f"relecture du bloc « {block.id} » due depuis le {long(head.review_due)}"
        hint = f"relisez-le ({head.owner or 'sans responsable'}) et datez « reviewed »"
        yield warning("L249", block.source.span("reviewed"), said, hint)


def out_of_force(block: Block | Paper, day: date) -> Iterator[Diagnostic]:
    """Each text cited that does not hold on that day, or that nobody has checked."""
    for i, key in enumerate(block.head.cites):
        found, span = references()[key], block.source.span("cites", i)
        if not in_force(found, day):
            held = f"du {long(found.first)} au {long(found.last)}" if found.last else f"depuis le {long(found.first)}"
            said = f"« {key} » ({found.cite}) ne s'applique pas le {long(day)} : en vigueur {held}"
            yield error("L246", span, said, "retirez la citation, ou citez le texte qui vaut ce jour-là")
        elif found.unverified:
            said = f"« {key} » ({found.cite}) n'a pas été vérifiée dans le texte officiel"
            hint = (
                f"lisez-le ({found.source}) : si la phrase est juste, levez ce constat (waivers, L247) ; "
                "sinon corrigez-la, ou retirez le bloc (exclude)"
            )
            yield warning("L247", span, said, hint)
