"""Where the blocks of the library serve, in which offers and with which result; which clash; which to review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.brief.offer import Offer
from generator.brief.result import Outcome
from generator.build.clients import clients
from generator.build.preview import library, selected
from generator.build.results import read_result
from generator.foundation.diagnostic import Diagnostic, Diagnostics, ordered
from generator.foundation.record import read_record
from generator.library.block import Block
from generator.library.blocks import read_blocks
from generator.library.clashes import clashing
from generator.library.freshness import stale


@dataclass(frozen=True, slots=True)
class Served:
    """An offer that takes a block, and what became of it, if that is known."""

    client: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Use:
    """A block of the library and the offers that take it."""

    block: Block
    offers: tuple[Served, ...]


def uses(workspace: Path) -> tuple[tuple[Use, ...], Diagnostics]:
    """Every block of the library with the offers that take it, and the problems of offers that can't be read."""
    shelf, problems = library(workspace)
    taken, more = _taken(workspace)
    outcomes: dict[str, Outcome | None] = {}
    results: list[Diagnostic] = []
    for client in taken:
        result, slips = read_result(workspace, client)
        outcomes[client] = result.value.outcome if result else None
        results += slips
    made = tuple(Use(block, tuple(_served(block, taken, outcomes))) for block in shelf)
    return made, ordered((*problems, *more, *results))


def _served(block: Block, taken: dict[str, tuple[Block, ...]], outcomes: dict[str, Outcome | None]) -> Iterator[Served]:
    for client, blocks in taken.items():
        if any(each.id == block.id and not each.client for each in blocks):
            yield Served(client, outcomes[client])


def clashes(workspace: Path) -> Diagnostics:
    """What is wrong between two blocks of a same offer, said once for all offers; problems of offers aside."""
    taken, problems = _taken(workspace)
    return ordered((*problems, *(found for blocks in taken.values() for found in clashing(blocks))))


def stale_blocks(workspace: Path, on: date | None) -> tuple[date | None, Diagnostics]:
    """The day judged, that of the last offer when none is given, and what is to be reviewed; no day without offers."""
    shelf, problems = library(workspace)
    names = clients(workspace)
    offers = [read_record(workspace / f"offers/{c}/offer.yaml", f"offers/{c}/offer.yaml", Offer)[0] for c in names]
    day = on or max((offer.value.date for offer in offers if offer), default=None)
    if day is None:
        return None, problems
    found: list[Diagnostic] = [*problems, *stale(shelf, day)]
    for client in names:
        own, slips = read_blocks(workspace / "offers" / client / "blocks", workspace, client=True)
        found += (*slips, *stale(own, day))
    return day, ordered(found)


def _taken(workspace: Path) -> tuple[dict[str, tuple[Block, ...]], Diagnostics]:
    """The blocks that each offer takes, by client."""
    taken: dict[str, tuple[Block, ...]] = {}
    problems: list[Diagnostic] = []
    for client in clients(workspace):
        selection, slips = selected(workspace, client)
        if selection is None:
            problems += slips
        else:
            taken[client] = tuple(choice.block for choice in selection.choices if choice.taken)
    return taken, tuple(problems)
