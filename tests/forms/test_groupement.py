"""Each fault of a groupement or a subcontract is told at its own line; nothing is told of a sound one."""

from __future__ import annotations

import pytest

from generator.forms.facts import Facts, facts
from generator.forms.groupement import consortium, lots, subcontracts
from tests.forms.conftest import Make

US = {"partner": None, "services": "séances", "amount": "60"}
THEM = {"partner": "atelier", "services": "bilans", "amount": "40"}
JOINT = {"form": "conjoint", "leader_liable": "true", "members": [US, THEM]}
GIVEN = {"partner": "cabinet", "services": "s", "amount": "900", "from": "2024-09-02", "to": "2024-09-21"}


def judged(known: Facts) -> list[tuple[str, str]]:
    """Code and place of each problem; each has a remedy."""
    found = (*lots(known), *consortium(known), *subcontracts(known))
    assert all(problem.hint for problem in found)
    return [(problem.code, str(problem.span)) for problem in found]


def place(known: Facts, *path: str | int) -> str:
    return str(known.offer.span(*path))


@pytest.mark.parametrize(
    ("group", "code", "path"),
    [
        (JOINT | {"leader": "cabinet"}, "F552", ("leader",)),
        (JOINT | {"leader_liable": None}, "F554", ("leader_liable",)),
        (JOINT | {"form": "solidaire"}, "F554", ("leader_liable",)),
        (JOINT | {"members": [US, THEM | {"lots": ["4"]}]}, "F555", ("members", 1, "lots")),
        (JOINT | {"members": [US, THEM | {"services": None}]}, "F557", ("members", 1)),
        (JOINT | {"members": [US | {"amount": None}, THEM]}, "F557", ("members", 0)),
        (JOINT | {"members": [US, THEM | {"interveners": ["qui"]}]}, "F553", ("members", 1, "interveners", 0)),
        (JOINT | {"members": [US, THEM, dict(THEM)]}, "F551", ("members", 2, "partner")),
        (JOINT | {"members": [THEM, THEM | {"partner": "cabinet"}], "leader": "atelier"}, "F550", ("members",)),
    ],
)  # fmt: skip
def test_each_fault_has_its_line(make: Make, group: dict[str, object], code: str, path: tuple[str | int, ...]) -> None:
    known = facts(*make(offer={"consortium": group}))
    assert judged(known) == [(code, place(known, "consortium", *path))]


def test_a_sound_groupement_says_nothing(make: Make) -> None:
    assert judged(facts(*make(offer={"consortium": JOINT, "subcontracts": [GIVEN]}))) == []


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        (GIVEN | {"to": "2024-09-01"}, "F571", "to"),
        (GIVEN | {"partner": "atelier"}, "F572", "partner"),
        (GIVEN | {"intervener": "alix"}, "F573", "intervener"),
        (GIVEN | {"intervener": "inconnu"}, "F553", "intervener"),
        (GIVEN | {"lots": ["4"]}, "F555", "lots"),
    ],
)
def test_each_fault_of_a_subcontract_has_its_line(make: Make, given: dict[str, object], code: str, path: str) -> None:
    known = facts(*make(offer={"consortium": JOINT, "subcontracts": [given]}))
    assert judged(known) == [(code, place(known, "subcontracts", 0, path))]
