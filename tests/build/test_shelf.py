"""What the library says of each shipped offer, and of one that was spoiled."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.clients import clients
from generator.build.inputs import read_inputs
from generator.build.preview import selected
from generator.build.shelf import shelf_findings
from generator.foundation.diagnostic import Diagnostics, Level
from generator.library.select import select
from tests.workspaces import ROOT, changed, copied

CLIENTS = clients(ROOT)


def findings(workspace: Path, client: str = "vienne") -> Diagnostics:
    inputs, problems = read_inputs(workspace, client)
    assert inputs, problems
    regime = inputs.candidate.value.vat.regime
    brief, outline = inputs.brief.value, inputs.outline.value
    choices, _ = select(inputs.blocks, inputs.own_blocks, outline, brief, inputs.offer, regime)
    return shelf_findings(inputs, choices)


def test_there_are_offers_to_judge() -> None:
    assert len(CLIENTS) >= 5


@pytest.mark.parametrize("client", CLIENTS)
def test_nothing_of_the_library_blocks_a_shipped_offer(client: str) -> None:
    assert [str(found) for found in findings(ROOT, client) if found.level is Level.BLOCKING] == []


@pytest.mark.parametrize("client", CLIENTS)
def test_every_block_of_a_shipped_offer_is_explained(client: str) -> None:
    selection, problems = selected(ROOT, client)
    assert problems == ()
    assert selection
    assert [choice.block.id for choice in selection.choices if not choice.reasons] == []
    assert [demand.id for demand in selection.unanswered] == []
    assert all(selection.section(choice.block) for choice in selection.choices if choice.taken)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("offers/vienne/brief.yaml", "participants: 15", "participants: 5", "brief.yaml:28:17: L240 5 participants"),
        (
            "offers/vienne/brief.yaml",
            "facts:",
            "law: [csp-r2324-73]\nfacts:",
            "L215 référence inconnue « csp-r2324-73 »",
        ),
        ("offers/vienne/offer.yaml", "date: 2023-06-26", "date: 1990-06-26", "L246 « penal-223-6 »"),
        (
            "boilerplate/blocks/seance/seance-retours.md",
            "owner:",
            "expires: 2023-06-25\nowner:",
            "L248 le bloc « seance-retours » a expiré le 25 juin 2023",
        ),
        (
            "boilerplate/approaches/collective-action.yaml",
            "requires:\n",
            "requires:\n  - {text: DU de navigation, words: [navigation], hours: 35}\n",
            "L243 l'approche « Analyse des pratiques de l'action collective » attend : DU de navigation",
        ),
        (
            "boilerplate/blocks/seance/seance-retours.md",
            "owner:",
            "asserts: [{field: approach.minutes, at_most: 90}]\nowner:",
            "L245 « approach.minutes » : le bloc « seance-retours » suppose 90 au plus ; l'approche dit 210",
        ),
    ],
)
def test_each_slip_is_told(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    workspace = copied(tmp_path)
    changed(workspace, file, old, new)
    assert any(told in str(found) for found in findings(workspace)), findings(workspace)
