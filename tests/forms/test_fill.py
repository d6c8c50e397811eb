from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.forms.facts import facts
from generator.forms.fill import Tick, entries, fill, findings
from generator.forms.spec import form


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
