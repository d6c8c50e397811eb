"""The plan, the price or the blocks of one offer, each from the fewest files; errors elsewhere hide none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.brief.brief import Brief, Requirement
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.build.inputs import read_inputs
from generator.build.outings import outings
from generator.build.promised import promised
from generator.build.workforce import workforce
from generator.foundation.diagnostic import Diagnostics, blocks, ordered
from generator.foundation.record import Loaded, read_record
from generator.library.block import Block
from generator.library.blocks import read_blocks
from generator.library.select import Choice, select
from generator.planning.keep import Kept
from generator.planning.plan import plan
from generator.planning.schedule import Schedule
from generator.pricing.compute import quote
from generator.pricing.prices import Prices
from generator.pricing.quote import Quote


def planned(workspace: Path, client: str, kept: Kept | None = None) -> tuple[Schedule | None, Diagnostics]:
    """The schedule of an offer, from its files and its team's; it keeps the dates of `kept`, else of planned.yaml."""
    brief, offer, problems = _asked(workspace, client)
    if not brief or not offer:
        return None, problems
    workers, taken = workforce(workspace, offer.value)
    told, slips = promised(workspace, client)
    if blocks((*taken, *slips)):
        return None, (*taken, *slips)
    schedule, found = plan(brief, offer, workers, kept or told)
    return schedule, (*taken, *slips, *found)


def priced(workspace: Path, client: str) -> tuple[Quote | None, Diagnostics]:
    """The quote of an offer; none without a schedule, from which the quantities come."""
    brief, offer, problems = _asked(workspace, client)
    candidate, bad_candidate = read_record(*_boilerplate(workspace, "candidate"), Candidate)
    prices, bad_prices = read_record(*_boilerplate(workspace, "prices"), Prices)
    problems += bad_candidate + bad_prices
    if not (brief and offer and candidate and prices):
        return None, problems
    schedule, slips = planned(workspace, client)
    if schedule is None:
        return None, slips
    events = outings(schedule, offer.value, brief.value.service.participants)
    partners, bad_partners = _partners(workspace, offer.value)
    found, slips = quote(brief, offer, candidate, prices, events, partners)
    return found, (*bad_partners, *slips)


def _partners(workspace: Path, offer: Offer) -> tuple[tuple[tuple[str, Loaded[Candidate]], ...], Diagnostics]:
    """The files of the members and subcontractors that exist; `quote` says which one it misses."""
    members = [member.partner for member in offer.consortium.members] if offer.consortium else []
    names = [name for name in dict.fromkeys((*members, *(sub.partner for sub in offer.subcontracts))) if name]
    files = {name: f"boilerplate/partners/{name}.yaml" for name in names}
    read = {
        name: read_record(workspace / file, file, Candidate)
        for name, file in files.items()
        if (workspace / file).is_file()
    }
    found = tuple((name, loaded) for name, (loaded, _) in read.items() if loaded)
    return found, tuple(problem for _, problems in read.values() for problem in problems)


@dataclass(frozen=True, slots=True)
class Selection:
    """The blocks of one offer, taken or left, and the demands of its brief."""

    choices: tuple[Choice, ...]
    demands: tuple[Requirement, ...]

    def answers(self, demand: Requirement) -> tuple[str, ...]:
        """The ids of the blocks taken that answer this demand."""
        return tuple(
            choice.block.id for choice in self.choices if choice.taken and demand.id in choice.answers
        )

    @property
    def unanswered(self) -> tuple[Requirement, ...]:
        """The demands that want a block and have none."""
        return tuple(demand for demand in self.demands if demand.topic and not self.answers(demand))


def selected(workspace: Path, client: str) -> tuple[Selection | None, Diagnostics]:
    """Each block of the library and of the client, taken or left, with the reasons."""
    inputs, problems = read_inputs(workspace, client)
    if inputs is None:
        return None, ordered(problems)
    brief, regime = inputs.brief.value, inputs.candidate.value.vat.regime
    choices, problems = select(
        inputs.blocks, inputs.own_blocks, inputs.outline.value, brief, inputs.offer, regime
    )
    return Selection(choices, brief.requirements), problems


def library(workspace: Path) -> tuple[tuple[Block, ...], Diagnostics]:
    """Every block that all offers share."""
    return read_blocks(workspace / "boilerplate" / "blocks", workspace)


def _asked(workspace: Path, client: str) -> tuple[Loaded[Brief] | None, Loaded[Offer] | None, Diagnostics]:
    names = [f"offers/{client}/{name}.yaml" for name in ("brief", "offer")]
    brief, bad_brief = read_record(workspace / names[0], names[0], Brief)
    offer, bad_offer = read_record(workspace / names[1], names[1], Offer)
    return brief, offer, bad_brief + bad_offer


def _boilerplate(workspace: Path, name: str) -> tuple[Path, str]:
    file = f"boilerplate/{name}.yaml"
    return workspace / file, file
