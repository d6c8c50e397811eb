"""The plan or the blocks of one offer, each from the fewest files; errors elsewhere hide none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.brief.brief import Brief, Requirement
from generator.brief.offer import Offer
from generator.build.inputs import read_inputs
from generator.build.promised import promised
from generator.build.workforce import workforce
from generator.compose.chapters import Chapter, chapter_of, chapters
from generator.foundation.diagnostic import Diagnostics, blocks, ordered
from generator.foundation.record import Loaded, read_record
from generator.library.block import Block
from generator.library.blocks import read_blocks
from generator.library.select import Choice, select
from generator.planning.keep import Kept
from generator.planning.plan import plan
from generator.planning.schedule import Schedule


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


@dataclass(frozen=True, slots=True)
class Selection:
    """The blocks of one offer, taken or left, and the demands of its brief."""

    choices: tuple[Choice, ...]
    demands: tuple[Requirement, ...]
    chapters: tuple[Chapter, ...]

    def section(self, block: Block) -> str:
        """The title of the note's section where this block stands; empty without one."""
        home = chapter_of(block, self.chapters)
        return home.title if home else ""

    def answers(self, demand: Requirement) -> tuple[str, ...]:
        """The ids of the blocks taken that answer this demand."""
        return tuple(choice.block.id for choice in self.choices if choice.taken and demand.id in choice.answers)

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
    choices, problems = select(inputs.blocks, inputs.own_blocks, inputs.outline.value, brief, inputs.offer, regime)
    return Selection(choices, brief.requirements, chapters(inputs.outline.value, brief)), problems


def library(workspace: Path) -> tuple[tuple[Block, ...], Diagnostics]:
    """Every block that all offers share."""
    return read_blocks(workspace / "boilerplate" / "blocks", workspace)


def _asked(workspace: Path, client: str) -> tuple[Loaded[Brief] | None, Loaded[Offer] | None, Diagnostics]:
    names = [f"offers/{client}/{name}.yaml" for name in ("brief", "offer")]
    brief, bad_brief = read_record(workspace / names[0], names[0], Brief)
    offer, bad_offer = read_record(workspace / names[1], names[1], Offer)
    return brief, offer, bad_brief + bad_offer
