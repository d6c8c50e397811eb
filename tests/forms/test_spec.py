from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.brief.pieces import FORMS, PieceDemand
from generator.forms.answers import ANSWERS, IDENTITY, answer
from generator.forms.conditions import CONDITIONS, holds
from generator.forms.facts import facts
from generator.forms.grids import ROWS
from generator.forms.spec import DATA, NAMES, Blank, Box, Grid, Name, Say, boxes, editions, form, rules, sections

SUBCONTRACT = {"partner": "cabinet", "services": "s", "amount": "900", "from": "2024-09-02", "to": "2024-09-21"}
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
    "dc4": [*"ABCDEFGHIJ", "J1", "J2", "K", "K1", "K2", *"LMN"],
    "attri1": ["A", "B", "B1", "B2", "B3", "B4", "B5", "C", "C1", "C2", "D"],
}


@pytest.mark.parametrize("key", LETTERS)
def test_rubrics_are_the_official_ones_in_order(key: Name) -> None:
    assert [section.id for section in sections(form(key))] == LETTERS[key]


def test_boxes_are_counted_as_on_the_official_forms() -> None:
    assert len(boxes(form("dc1"))) == 12
    assert len(boxes(form("dc2"))) == 9
    assert boxes(form("attestation")) == ()


def test_each_edition_has_the_boxes_of_its_time() -> None:
    counted = {
        (spec.key, str(edition.first)): (edition.boxes, len(boxes(spec)))
        for key in NAMES
        for spec in editions(key)
        for edition in spec.editions
        if edition.first == spec.version and edition.boxes is not None
    }
    assert counted == {
        ("dc1", "2019-04-01"): (12, 12),
        ("dc2", "2019-04-01"): (8, 8),
        ("dc2", "2023-11-21"): (9, 9),
    }


def test_the_printed_edition_is_one_of_those_known() -> None:
    dated = [spec for key in NAMES for spec in editions(key) if spec.version]
    assert len(dated) == 5
    assert all(spec.version in {edition.first for edition in spec.editions} for spec in dated)


def test_rubrics_did_not_move_from_2019_to_2023() -> None:
    old, new = editions("dc2")
    assert [section.id for section in sections(old)] == [section.id for section in sections(new)]
    lost = {box.box for box in boxes(new)} - {box.box for box in boxes(old)}
    assert [("pénitentiaire" in label) for label in lost] == [True]


def test_only_declarations_on_honour_come_from_a_confirmation() -> None:
    declared = [
        (spec.key, box.statement) for spec in map(form, NAMES) for box in boxes(spec) if box.statement
    ]
    assert declared == [("dc1", "dc1_f1"), ("dc4", "dc4_k1")]


@pytest.mark.parametrize("key", NAMES)
def test_every_name_in_a_form_is_known(key: Name, make) -> None:
    known = replace(facts(*make(offer={"subcontracts": [SUBCONTRACT]})), given=0)
    seen = 0
    for section in sections(form(key)):
        for item in section.items:
            seen += 1
            if isinstance(item, Blank):
                answer(item.source, known)
                described = item.source.partition(".")[2] in IDENTITY
                if item.add or not (described or item.source in ANSWERS):
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
    """But for the title of a rubric of the DC4: the buyer approves how a subcontractor is paid, and nothing else."""
    text = form(key).model_dump_json().lower().replace("agrément des conditions de paiement du sous-traitant", "")
    assert len(text) > 1000
    assert "cerfa" not in text
    assert "agré" not in text


def test_rules_have_a_source() -> None:
    table = rules()
    known = (*table.sme, *table.lookback, *table.declaration, *table.direct_payment, *table.whole_months)
    assert len(known) >= 5
    assert all(period.source for period in known)


def test_each_file_is_one_edition_of_its_form() -> None:
    files = sorted(path.name for path in DATA.glob("*.yaml") if path.name != "rules.yaml")
    assert len(files) == sum(len(editions(key)) for key in NAMES) == 7


def newer(folder: Path) -> Path:
    """The data with one file more: the DC1 of 2030, which has another title."""
    shutil.copytree(DATA, folder)
    text = (folder / "dc1-2019.yaml").read_text(encoding="utf-8")
    edition = "  - {from: 2030-01-01, source: exemple, note: exemple}\n"
    text = text.replace("version: 2019-04-01", "version: 2030-01-01").replace("rubrics:\n", edition + "rubrics:\n", 1)
    (folder / "dc1-2030.yaml").write_text(text.replace("DC1 – Lettre", "DC1 de 2030 – Lettre"), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("day", "imposed", "title"),
    [
        (date(2029, 12, 31), None, "DC1 – Lettre de candidature"),
        (date(2030, 1, 1), None, "DC1 de 2030 – Lettre de candidature"),
        (date(2031, 5, 2), date(2019, 4, 1), "DC1 – Lettre de candidature"),
        (date(2024, 5, 2), date(2030, 1, 1), "DC1 de 2030 – Lettre de candidature"),
        (date(2031, 5, 2), date(2025, 2, 18), "DC1 de 2030 – Lettre de candidature"),  # not held: the one in force
        (date(2010, 1, 1), None, "DC1 – Lettre de candidature"),  # before all: the oldest
    ],
)
def test_adding_a_file_is_enough_for_a_new_edition(
    tmp_path: Path, day: date, imposed: date | None, title: str
) -> None:
    folder = newer(tmp_path / "data")
    assert [spec.version for spec in editions("dc1", folder)] == [date(2019, 4, 1), date(2030, 1, 1)]
    assert form("dc1", day, imposed, folder).title == title


def test_only_an_official_form_has_an_edition() -> None:
    assert PieceDemand.model_validate({"piece": "dc4", "edition": "2023-10-12"}).edition == date(2023, 10, 12)
    with pytest.raises(ValueError, match="« edition » ne vaut que pour un formulaire officiel : dc1, dc2, dc4, attri1"):
        PieceDemand.model_validate({"piece": "cv", "edition": "2023-10-12"})
    assert set(FORMS) == {key for key in NAMES if form(key).version}
