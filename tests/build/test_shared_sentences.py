"""A note answers one buyer: no two shipped notes may say the same, whatever the figures in their sentences."""

from __future__ import annotations

import re
from itertools import permutations

import pytest

from generator.build.clients import clients
from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.document.plain import plain
from tests.workspaces import ROOT

MOST = 60  # percent


def sentences(client: str) -> list[str]:
    """The sentences of a note of four words or more, figures left out."""
    inputs, problems = read_inputs(ROOT, client)
    assert inputs is not None, problems
    dossier, problems = dossier_of(inputs)
    assert dossier is not None, problems
    note = dossier.document("note")
    assert note is not None
    said = [sentence for text in plain(note) for sentence in re.split(r"(?<=[.!?…])\s+|\t", text)]
    return [re.sub(r"\d+", "#", " ".join(one.split())) for one in said if len(one.split()) >= 4]


@pytest.fixture(scope="module")
def notes() -> dict[str, list[str]]:
    return {client: sentences(client) for client in clients(ROOT)}


def test_each_note_says_enough(notes):
    assert {client: len(said) for client, said in notes.items() if len(said) < 80} == {}


def test_no_two_notes_share_most_of_their_sentences(notes):
    shared = {
        (one, other): round(100 * sum(sentence in set(notes[other]) for sentence in notes[one]) / len(notes[one]))
        for one, other in permutations(notes, 2)
    }
    assert {pair: part for pair, part in shared.items() if part > MOST} == {}, shared
