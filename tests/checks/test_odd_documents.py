"""The checks of the note, the planning and the price read whatever a person left in Word: none of them ever stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from random import Random
from typing import Any

import pytest

from generator.checks.finished import Finished, Printed
from generator.checks.note import rows as note
from generator.checks.planning import rows as planning
from generator.checks.price import rows as price
from generator.document.plain import plain
from generator.document.tree import Cell, Document, Row, Table, Text

CHECKS = (*note.FAMILY.checks, *planning.FAMILY.checks, *price.FAMILY.checks)
ODD = (
    "",
    " ",
    "€",
    "12",
    "31 février 2024",
    "99 h 99",
    "9 h",
    "1 234 567,891 €",
    "-",
    "séance",
    "1er mai 2035",
    "٣ h",
    "²",
)


def mangled(value: Any, random: Random) -> Any:
    """The same tree with words replaced, cells and rows gone, rows and columns added."""
    match value:
        case Text():
            return replace(value, value=random.choice(ODD)) if random.random() < 0.1 else value
        case Row():
            cells = [mangled(cell, random) for cell in value.cells]
            if cells and random.random() < 0.1:
                cells.pop(random.randrange(len(cells)))
            return replace(value, cells=tuple(cells), strong=value.strong ^ (random.random() < 0.1))
        case Table():
            kept = [mangled(row, random) for row in value.rows if random.random() > 0.1]
            return replace(value, rows=(*kept, Row((Cell(()),))) if random.random() < 0.2 else tuple(kept))
        case tuple():
            return tuple(mangled(each, random) for each in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: mangled(getattr(value, f.name), random) for f in fields(value) if f.init})
        case _:
            return value


def with_each(finished: Finished, change: Callable[[Document], Document]) -> Finished:
    def one(printed: Printed) -> Printed:
        tree = change(printed.tree)
        return replace(printed, tree=tree, words=plain(tree))

    return replace(finished, printed=tuple(map(one, finished.printed)), aside=tuple(map(one, finished.aside)))


@pytest.mark.parametrize("client", ["vienne", "creches", "camsp", "departement"])
@pytest.mark.parametrize("seed", range(6))
def test_mangled_documents_are_judged(client, seed, finished_of):
    spoiled = with_each(finished_of(client), lambda tree: mangled(tree, Random(seed)))
    found = [finding for check in CHECKS for finding in check.findings(spoiled)]
    assert found
    assert all(finding.message and finding.hint and finding.span for finding in found)


def test_nothing_printed_is_judged(finished):
    gone = replace(finished, printed=(), aside=(), files={})
    assert {code for check in CHECKS for code in (f.code for f in check.findings(gone))} <= {"C825"}


def test_documents_without_parts_are_judged(finished):
    bare = with_each(finished, lambda tree: replace(tree, parts=(), cover=()))
    assert {f.code for check in CHECKS for f in check.findings(bare)} >= {"C802", "C904", "C908", "C910", "C920"}
