from __future__ import annotations

import pytest

from generator.forms.answers import ANSWERS, answer
from generator.forms.conditions import CONDITIONS, holds
from generator.forms.facts import facts
from generator.forms.grids import ROWS
from generator.forms.spec import NAMES, Blank, Box, Grid, Name, Say, boxes, form, rules, sections

LETTERS = {
    "dc1": ["A", "B", "C", "D", "E", "F", "F1", "F2", "F3", "G"],
    "dc2": [
        "A",
        "B",
        "C",
        "C1",
        "C2",
        "C3",
        "E",
        "E1",
        "E2",
        "E3",
        "F",
        "F1",
        "F2",
        "F3",
        "F4",
        "G",
        "G1",
        "G2",
        "H",
        "I",
    ],
}


@pytest.mark.parametrize("key", LETTERS)
def test_rubrics_are_the_official_ones_in_order(key: Name) -> None:
    assert [section.id for section in sections(form(key))] == LETTERS[key]


def test_boxes_are_counted_as_on_the_official_forms() -> None:
    assert len(boxes(form("dc1"))) == 12
    assert len(boxes(form("dc2"))) == 9
    assert boxes(form("attestation")) == ()


def test_each_edition_has_the_boxes_of_its_time() -> None:
    """`since` says which edition added a box."""
    seen = 0
    for spec in map(form, NAMES):
        for edition in spec.editions:
            if edition.boxes is not None:
                seen += 1
                there = [box for box in boxes(spec) if box.since is None or box.since <= edition.first]
                assert len(there) == edition.boxes
    assert seen == 3


def test_the_printed_edition_is_one_of_those_known() -> None:
    assert form("dc1").version in {edition.first for edition in form("dc1").editions}
    assert form("dc2").version in {edition.first for edition in form("dc2").editions}


def test_only_dc1_f1_and_the_signature_come_from_a_confirmation() -> None:
    declared = [
        (spec.key, box.statement) for spec in map(form, NAMES) for box in boxes(spec) if box.statement
    ]
    assert declared == [("dc1", "dc1_f1")]


@pytest.mark.parametrize("key", NAMES)
def test_every_name_in_a_form_is_known(key: Name, make) -> None:
    known = facts(*make())
    seen = 0
    for section in sections(form(key)):
        for item in section.items:
            seen += 1
            if isinstance(item, Blank):
                answer(item.source, known)
                if item.add or item.source not in ANSWERS:
                    known.span(item.add or item.source)
            if isinstance(item, Grid):
                assert item.table == "turnover" or item.table in ROWS
                assert sum(item.widths) == 100
            if isinstance(item, Blank | Box | Grid | Say) and item.when:
                holds(item.when, known)
        if section.when:
            holds(section.when, known)
            assert section.otherwise
    assert seen > 8


def test_every_condition_serves() -> None:
    every = [section for key in NAMES for section in sections(form(key))]
    holders = [holder for section in every for holder in (section, *section.items)]
    used = {getattr(holder, "when", None) for holder in holders} - {None}
    assert used == set(CONDITIONS)


def test_answers_without_a_value_say_where_to_add_one() -> None:
    """A computed answer is no field of a file: it needs `add`, unless it can't be missing."""
    for key in NAMES:
        for section in sections(form(key)):
            for item in section.items:
                if isinstance(item, Blank) and item.source.split(".")[0] in {"buyer", "consultation"}:
                    assert item.add, item.field


@pytest.mark.parametrize("key", NAMES)
def test_no_cerfa_and_no_approval(key: Name) -> None:
    text = form(key).model_dump_json()
    assert len(text) > 1000
    assert "cerfa" not in text.lower()
    assert "agré" not in text.lower()


def test_rules_have_a_source() -> None:
    known = (*rules().sme, *rules().lookback, *rules().declaration)
    assert len(known) >= 3
    assert all(period.source for period in known)
