from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.forms.candidature import cases as copies
from generator.forms.engagement import copies as engaging
from generator.forms.facts import facts
from generator.forms.fill import Tick, entries, fill, findings
from generator.forms.spec import boxes as form_boxes
from generator.forms.spec import form
from tests.forms.conftest import changes


def boxes(filled, rubric: str) -> list[bool]:
    return [entry.ticked for where, entry in entries(filled) if where == rubric and isinstance(entry, Tick)]


@settings(max_examples=30, deadline=None)
@given(count=st.integers(0, 5), chosen=st.sets(st.integers(1, 5)))
def test_exactly_one_box_in_c_once_the_lots_are_said(make, count: int, chosen: set[int]) -> None:
    lots = [n for n in sorted(chosen) if n <= count]
    asked = [{"number": str(n), "title": f"Lot {n}"} for n in range(1, count + 1)]
    known = facts(*make(brief={"lots": asked}, offer={"lots": list(map(str, lots))}))
    filled = fill(form("dc1"), known)
    assert sum(boxes(filled, "C")) == (1 if lots or not count else 0)
    assert len(boxes(filled, "C")) == 3


@settings(max_examples=30, deadline=None)
@given(
    sme=st.sampled_from(["true", "false", None]),
    status=st.sampled_from(["salarié", "sous-traitant", "associé"]),
    confirmed=st.booleans(),
)
def test_the_number_of_boxes_never_changes(make, sme: str | None, status: str, confirmed: bool) -> None:
    change = {} if confirmed else {"offer": {"confirmations": []}}
    known = facts(*make(candidate={"sme": sme}, intervener={"status": status}, **change))
    for key, count in (("dc1", 12), ("dc2", 9)):
        filled = fill(form(key), known)
        assert sum(isinstance(entry, Tick) for _, entry in entries(filled)) == count
    assert boxes(fill(form("dc1"), known), "F1") == [confirmed]
    assert boxes(fill(form("dc2"), known), "F3") == [False]
    assert boxes(fill(form("dc2"), known), "C2") == [False] * 5


@pytest.mark.parametrize("situation", ["deux lots", "groupement conjoint", "groupement solidaire", "sous-traitance"])
def test_a_groupement_a_lot_or_a_subcontract_adds_no_box(make, cases, situation: str) -> None:
    known = facts(*make(**changes({"with": [situation]}, cases)))
    for key, count in (("dc1", 12), ("dc2", 9)):
        for copy in copies(key, known):
            assert sum(isinstance(entry, Tick) for _, entry in entries(fill(form(key), copy))) == count


def test_every_box_of_a_dc4_is_there_whatever_is_said(make, cases) -> None:
    known = facts(*make(**changes({"with": ["sous-traitance"]}, cases)))
    (copy,) = engaging("dc4", known)
    filled = fill(form("dc4"), copy)
    assert sum(isinstance(entry, Tick) for _, entry in entries(filled)) == len(form_boxes(form("dc4"))) == 16
    assert boxes(filled, "K1") == [True]
    assert boxes(filled, "F") == [False, False]


def test_filling_twice_gives_the_same(make) -> None:
    known = facts(*make())
    assert fill(form("dc2"), known) == fill(form("dc2"), known)


def test_a_missing_answer_points_to_its_line(make) -> None:
    files = make(candidate={"created": None, "exercises": []})
    problems = findings(fill(form("dc2"), facts(*files)))
    assert [(p.code, p.span) for p in problems] == [
        ("F502", files[2].span("exercises")),
        ("F501", files[2].span("created")),
    ]
    assert all(p.span and p.span.line > 1 for p in problems)
