"""Blocks that have had their day, and texts that no longer or do not yet hold."""

from __future__ import annotations

from datetime import date

import pytest

from generator.law.references import in_force, references
from generator.library.block import Block
from generator.library.blocks import parse_block
from generator.library.freshness import stale, unfit
from generator.library.search import found


def block(head: str, name: str = "cadre", title: str = "Le cadre") -> Block:
    text = f"---\nid: {name}\ntitle: {title}\npart: method\ntopics: [safe_frame]\n{head}---\nUne règle écrite.\n"
    made, problems = parse_block(text, f"{name}.md")
    assert made, problems
    return made


@pytest.mark.parametrize(
    ("head", "on", "told"),
    [
        ("reviewed: 2023-01-31\nreview_months: 1\n", "2023-02-27", ""),
        ("reviewed: 2023-01-31\nreview_months: 1\n", "2023-02-28", "L249 relecture du bloc « cadre » due depuis le"),
        ("reviewed: 2023-01-31\n", "2050-01-01", ""),
        ("review_months: 12\n", "2000-01-01", "L249 le bloc « cadre » n'a jamais été relu"),
        ("expires: 2023-06-30\n", "2023-06-30", ""),
        ("expires: 2023-06-30\n", "2023-07-01", "L248 le bloc « cadre » a expiré le 30 juin 2023"),
        ("cites: [csp-r2324-37]\n", "2021-09-01", ""),
        ("cites: [csp-r2324-37]\n", "2021-08-31", "L246 « csp-r2324-37 » (article R. 2324-37"),
        ("cites: [has-camsp-2015]\n", "2024-01-01", "L247 « has-camsp-2015 »"),
    ],
)
def test_what_is_stale_depends_on_the_day_given(head: str, on: str, told: str) -> None:
    findings = [f"{f.code} {f.message}" for f in stale([block(head)], date.fromisoformat(on))]
    assert len(findings) == bool(told)
    assert all(finding.startswith(told) for finding in findings)


def test_a_build_minds_expiry_and_law_but_not_reviews() -> None:
    old = block("reviewed: 2020-01-01\nreview_months: 1\nexpires: 2021-01-01\ncites: [arrete-29-07-2022]\n")
    assert [f.code for f in unfit([old], date(2022, 1, 1))] == ["L248", "L246"]
    assert [f.code for f in stale([old], date(2022, 1, 1))] == ["L248", "L249", "L246"]


def test_every_reference_is_dated_sourced_and_printable() -> None:
    known = references()
    assert len(known) >= 14
    assert len({reference.cite for reference in known.values()}) == len(known)
    for key, reference in known.items():
        assert in_force(reference, reference.first), key
        assert not reference.cite.endswith("."), key
        assert reference.cite[0].islower(), "it is printed inside a sentence"


def test_a_search_puts_titles_first_and_wants_every_word() -> None:
    blocks = [block("", "a", "Autre"), block("", "b", "La règle"), block("", "c", "Règlement")]
    assert [each.id for each in found(blocks, "RÈGLE")] == ["b", "c", "a"]
    assert [each.id for each in found(blocks, "regle autre")] == ["a"]
    assert found(blocks, "regle zzz") == found(blocks, "  ") == ()
