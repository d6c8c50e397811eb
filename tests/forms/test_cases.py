"""Runs tests/cases/forms.yaml: an offer in, the boxes, answers and findings of its forms out."""

from __future__ import annotations

from typing import Any

from generator.forms.candidature import candidature
from generator.forms.candidature import cases as candidature_copies
from generator.forms.edition import chosen
from generator.forms.engagement import copies as engaging_copies
from generator.forms.engagement import demanded, engagement
from generator.forms.facts import Facts, facts
from generator.forms.fill import Entry, Field, Filled, Seat, Sheet, Tick, entries, fill
from tests.forms.conftest import changes, priced


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
    if "edition" in expected:
        assert str(filled.spec.version) == expected["edition"]
    if "boxes" in expected:
        assert len(flat(filled, Tick)) == int(expected["boxes"])
    if "signatures" in expected:
        assert [list(seat.lines) for _, seat in flat(filled, Seat)] == expected["signatures"]
    if "signature" in expected:
        assert [list(seat.lines) for _, seat in flat(filled, Seat)] == [expected["signature"]]


def test_case(case: Any, cases: Any, make: Any) -> None:
    expect = case["expect"]
    files = make(**changes(case, cases))
    documents, problems = candidature(*files)
    brief, offer, candidate, people, partners = files
    price = priced(files, case.get("price", "10000"))
    more, others = engagement(brief, offer, candidate, partners, people, price)
    made = filled(facts(*files), facts(*files, quote=price))
    if "documents" in expect:
        assert [document.key for document in documents] == expect["documents"]
    if "files" in expect:
        assert [document.slug for document in (*documents, *more)] == expect["files"]
    assert [document.slug for document in (*documents, *more)] == list(made)
    for name, wanted in expect.items():
        if name in made:
            check(made[name], wanted)
        elif name == "foot":
            assert {one.consultation for one in made.values()} == {wanted}
        else:
            assert name in {"documents", "files", "findings"}, name
    said = sorted(f"{p.code} {p.level} {p.span.file if p.span else ''}" for p in (*problems, *others))
    assert said == sorted(expect["findings"]), "\n".join(map(str, (*problems, *others)))


def filled(declared: Facts, engaged: Facts) -> dict[str, Filled]:
    """Every form of the offer by its file name, filled as the two stages do."""
    cases = [(key, copy) for key in declared.pieces for copy in candidature_copies(key, declared)]
    cases += [(key, copy) for key in demanded(engaged) for copy in engaging_copies(key, engaged)]
    return {slug(one): one for one in (fill(chosen(key, copy), copy) for key, copy in cases)}


def slug(one: Filled) -> str:
    return "-".join((one.spec.slug, *one.several))


def test_enough_cases(cases: Any) -> None:
    assert len(cases["cases"]) >= 78
