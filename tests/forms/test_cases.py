"""Runs tests/cases/forms.yaml: an offer in, the boxes, answers and findings of its forms out."""

from __future__ import annotations

from typing import Any

from generator.forms.candidature import candidature, cases as copies
from generator.forms.edition import chosen
from generator.forms.facts import facts
from generator.forms.fill import Entry, Field, Filled, Seat, Sheet, Tick, entries, fill

NAMES = ("dc1", "dc2", "attestation")


def flat(filled: Filled, kind: type[Entry]) -> list[tuple[str, Any]]:
    return [(rubric, entry) for rubric, entry in entries(filled) if isinstance(entry, kind)]


def ticked(filled: Filled) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for rubric, tick in flat(filled, Tick):
        if tick.ticked:
            found.setdefault(rubric, []).append(tick.label)
    return found


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def tables(filled: Filled, rubric: str) -> list[list[str]]:
    sheets = [sheet for where, sheet in flat(filled, Sheet) if where == rubric]
    return [[plain(text) for text in row] for sheet in sheets for row in (sheet.header, *sheet.rows)]


def check(filled: Filled, expected: dict[str, Any]) -> None:
    if "ticked" in expected:
        assert ticked(filled) == expected["ticked"]
    answers = {(rubric, field.label): plain(" / ".join(field.lines)) for rubric, field in flat(filled, Field)}
    for rubric, wanted in expected.get("fields", {}).items():
        assert {label: answers[rubric, label] for label in wanted} == wanted
    if "void" in expected:
        sections = [s for rubric in filled.rubrics for s in (rubric, *rubric.parts)]
        assert [s.id for s in sections if s.why] == expected["void"]
    for rubric, rows in expected.get("tables", {}).items():
        assert tables(filled, rubric) == rows
    remarks = {
        rubric: e.remark for rubric, e in entries(filled) if isinstance(e, Field | Tick | Seat) and e.remark
    }
    assert remarks.items() >= expected.get("remarks", {}).items()
    if "signature" in expected:
        assert [list(seat.lines) for _, seat in flat(filled, Seat)] == [expected["signature"]]


def test_case(case: Any, make: Any) -> None:
    expect = case["expect"]
    files = make(**case.get("change", {}))
    documents, problems = candidature(*files)
    known = facts(*files)
    filled = {key: [fill(chosen(key, known), copy) for copy in copies(key, known)] for key in known.pieces}
    if "documents" in expect:
        assert [document.key for document in documents] == expect["documents"]
    if "files" in expect:
        assert [document.slug for document in documents] == expect["files"]
    for name in set(NAMES) & set(expect):
        check(filled[name][0], expect[name])
    if "foot" in expect:
        assert {f.consultation for copy in filled.values() for f in copy} == {expect["foot"]}
    said = sorted(f"{p.code} {p.level} {p.span.file if p.span else ''}" for p in problems)
    assert said == sorted(expect["findings"]), "\n".join(map(str, problems))


def test_enough_cases(cases: Any) -> None:
    assert len(cases["cases"]) >= 25
