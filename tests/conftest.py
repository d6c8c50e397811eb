"""Values that many tests share: the shipped offer, composed and finished once for each process."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Finished offers stay for the whole session, and each collection has the Java of veraPDF collect too: seldom will do.
gc.set_threshold(200_000, 10, 100)


@pytest.fixture(scope="session")
def inputs():
    """Everything read for the shipped offer."""
    from generator.build.inputs import read_inputs

    read, problems = read_inputs(ROOT, "vienne")
    assert read is not None, "\n".join(map(str, problems))
    return read


@pytest.fixture(scope="session")
def dossier(inputs):
    """The shipped offer, composed and marked."""
    from generator.build.neighbours import beside
    from generator.build.pipeline import dossier_of
    from generator.compose.compose import stamped

    composed, problems = dossier_of(inputs)
    assert composed is not None, "\n".join(map(str, problems))
    return beside(stamped(composed, problems), ROOT)[0]


@pytest.fixture(scope="session")
def product(dossier):
    """Every file of the shipped offer, in memory."""
    from generator.build.binding import attached
    from generator.build.produce import produce

    made = produce(dossier, lambda: attached(dossier.inputs, ROOT))
    assert not made.problems
    return made


@pytest.fixture(scope="session")
def finished(product):
    """What the checks look at, for the shipped offer."""
    return product.finished


@pytest.fixture(scope="session")
def finished_of(finished):
    """The finished offer of any shipped client, made once."""
    from generator.build.binding import attached
    from generator.build.inputs import read_inputs
    from generator.build.neighbours import beside
    from generator.build.pipeline import dossier_of
    from generator.build.produce import produce
    from generator.compose.compose import stamped

    made = {"vienne": finished}

    def of(client: str):
        if client not in made:
            read, problems = read_inputs(ROOT, client)
            assert read is not None, problems
            composed, problems = dossier_of(read)
            assert composed is not None, problems
            composed, _ = beside(stamped(composed, problems), ROOT)
            made[client] = produce(composed, lambda: attached(read, ROOT)).finished
        return made[client]

    return of
