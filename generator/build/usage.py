"""Where the blocks of the library serve, in which offers and with which result; which clash; which to review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.brief.offer import Offer
from generator.brief.result import Outcome
from generator.build.clients import clients
from generator.build.preview import Selection, library, selected
from generator.build.results import read_result
from generator.foundation.diagnostic import Diagnostic, Diagnostics, ordered
from generator.foundation.record import read_record
from generator.library.block import Block
from generator.library.blocks import read_blocks
from generator.library.clashes import clashing
from generator.library.freshness import stale


@dataclass(frozen=True, slots=True)
class Served:
    """An offer that takes a block, the section of its note where it stands, what became of it if that is known."""

    client: str
    section: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Use:
    """A block of the library and the offers that take it."""

    block: Block
    offers: tuple[Served, ...]


def uses(workspace: Path) -> tuple[tuple[Use, ...], Diagnostics]:
    """Every block of the library with the offers that take it, and the problems of offers that can't be read."""
    shelf, problems = library(workspace)
    selections, more = _selections(workspace)
    outcomes: dict[str, Outcome | None] = {}
    results: list[Diagnostic] = []
    for client in selections:
        result, slips = read_result(workspace, client)
        outcomes[client] = result.value.outcome if result else None
        results += slips
    made = tuple(Use(block, tuple(_served(block, selections, outcomes))) for block in shelf)
    return made, ordered((*problems, *more, *results))


def _served(block: Block, selections: dict[str, Selection], outcomes: dict[str, Outcome | None]) -> Iterator[Served]:
    for client, selection in selections.items():
        if any(each.id == block.id and not each.client for each in _taken(selection)):
            yield Served(client, selection.section(block), outcomes[client])


def clashes(workspace: Path) -> Diagnostics:
    """What is wrong between two blocks of a same offer, said once for all offers; problems of offers aside."""
    selections, problems = _selections(workspace)
    found = (clash for selection in selections.values() for clash in clashing(_taken(selection)))
    return ordered((*problems, *found))


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


def _taken(selection: Selection) -> tuple[Block, ...]:
    return tuple(choice.block for choice in selection.choices if choice.taken)


def _selections(workspace: Path) -> tuple[dict[str, Selection], Diagnostics]:
    """The blocks of each offer, by client, and the problems of those that can't be read."""
    made: dict[str, Selection] = {}
    problems: list[Diagnostic] = []
    for client in clients(workspace):
        selection, slips = selected(workspace, client)
        if selection is None:
            problems += slips
        else:
            made[client] = selection
    return made, tuple(problems)
