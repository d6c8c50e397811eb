"""A finished file that was damaged, emptied or swapped is told by the check that opens it, and stops no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.checks.table import CHECKS, judge
from generator.foundation.diagnostic import Level
from generator.foundation.files import sha256
from tests.checks import spoils

KINDS = ("docx", "xlsx", "ics", "pdf")


def _damages(data: bytes, other: bytes) -> dict[str, bytes]:
    half = len(data) // 2
    return {
        "garbage": b"nothing that opens\n",
        "empty": b"",
        "truncated": data[: len(data) * 3 // 4],
        "overwritten": data[:half] + bytes(200) + data[half + 200 :],
        "swapped": other,
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("damage", ["garbage", "empty", "truncated", "overwritten", "swapped"])
def test_every_check_survives(finished_of, kind, damage):
    built = finished_of("camsp")
    recorded = {name: sha256(data) for name, data in built.files.items()}
    names = [name for name in built.files if name.endswith(f".{kind}")]
    others = [*names[1:], names[0]] if len(names) > 1 else ["dc1.docx"]
    files = {
        name: _damages(built.files[name], built.files[other])[damage] if name in names else data
        for name, data in built.files.items()
        for other in (others[names.index(name)] if name in names else name,)
    }
    printed = tuple(replace(one, pdf_bytes=files.get(one.pdf, b"")) for one in built.printed)
    found = judge(replace(built, files=files, printed=printed, recorded=recorded))
    codes = {finding.code for finding in found}
    told = {"docx": "C973", "xlsx": "C991", "ics": "C991", "pdf": "C965"}[kind]
    if (damage == "swapped" and kind != "ics") or (damage == "overwritten" and kind in {"pdf", "ics"}):
        told = "C973"  # it opens, and is another file, or one of which a page is lost
    assert told in codes


@pytest.mark.parametrize("damage", ["garbage", "empty", "truncated", "overwritten"])
def test_only_one_check_speaks_of_a_damaged_sheet(finished_of, damage):
    built = finished_of("vienne")
    name = "fiche-financiere.xlsx"
    files = {**built.files, name: _damages(built.files[name], b"")[damage]}
    spoken = {
        finding.code
        for check in CHECKS
        for finding in check.findings(replace(built, files=files))
        if name in str(finding.span)
    }
    assert spoken == {"C991"}


@pytest.mark.parametrize(
    ("code", "spoil", "level"),
    [
        ("C973", "note_resaved", Level.INFO),
        ("C973", "insurance_swapped", Level.BLOCKING),
        ("C973", "form_under_the_name_of_the_note", Level.BLOCKING),
        ("C973", "insurance_damaged", Level.WARNING),
        ("C973", "label_changed_in_the_sheet", Level.WARNING),
        ("C972", "sheet_deleted", Level.WARNING),
        ("C972", "packet_deleted", Level.BLOCKING),
        ("C995", "hidden_words", Level.BLOCKING),
        ("C995", "quote_in_the_footer", Level.BLOCKING),
        ("C995", "new_text_box", Level.WARNING),
    ],
)
def test_how_grave_it_is(finished_of, code, spoil, level):
    check = next(check for check in CHECKS if check.id == code)
    assert [found.level for found in check.findings(getattr(spoils, spoil)(finished_of("vienne")))] == [level]
