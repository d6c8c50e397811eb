"""Facts asserted by blocks, held against what is asked, offered and practised."""

from __future__ import annotations

from typing import Any

import pytest

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.library.approach import Approach
from generator.library.assertions import Facts, contradicted, known_field
from generator.library.block import Block
from generator.library.blocks import parse_block
from generator.library.clashes import clashing, contrary
from tests.library.test_runsheet import SMALL
from tests.quotes import BRIEF, CANDIDATE, OFFER, load


def block(claim: str, name: str = "un", body: str = "Texte.") -> Block:
    text = f"---\nid: {name}\ntitle: Un\npart: method\ntopics: [exchange]\nasserts: [{{{claim}}}]\n---\n{body}\n"
    found, problems = parse_block(text, f"{name}.md")
    assert found, problems
    return found


def said(claim: str, **brief: Any) -> list[str]:
    facts = Facts(
        load(BRIEF, "brief.yaml", Brief, brief),
        load(OFFER, "offer.yaml", Offer),
        load(SMALL, "small.yaml", Approach),
        load(CANDIDATE, "candidate.yaml", Candidate),
    )
    return [str(found) for found in contradicted([block(claim)], facts)]


@pytest.mark.parametrize(
    "claim",
    [
        "field: service.participants, at_most: 15",
        "field: service.participants, at_least: 15, at_most: 15",
        "field: service.participants, equals: 15",
        "field: service.sessions.length, equals: half_day",
        "field: service.audience.professions, at_least: 1",
        "field: service.audience.voluntary, equals: true",  # the brief does not say: nothing is contradicted
        "field: service.sites.name, equals: x",  # a field of each entry has no one value
        "field: approach.phases, at_most: 5",
        "field: approach.group.max, equals: 8",
        "field: offer.planning.half_day, equals: morning",
        "field: offer.planning.from, equals: 2023-09-11",
        "field: candidate.specimen, equals: true",
    ],
)
def test_a_fact_that_holds_or_that_nobody_knows_contradicts_nothing(claim: str) -> None:
    assert said(claim) == []


def test_a_contradiction_names_both_places_and_blocks() -> None:
    assert said("field: service.participants, at_most: 8") == [
        "un.md:6:11: L245 « service.participants » : le bloc « un » suppose 8 au plus ; la demande dit 15 "
        "(brief.yaml:9:17)\n  aide : retirez le bloc (exclude: [un]), ou corrigez celui des deux qui a tort"
    ]


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("field: service.sessions.length, equals: day", "suppose « day » ; la demande dit half_day (brief.yaml:10:"),
        ("field: approach.minutes, at_least: 120", "suppose 120 au moins ; l'approche dit 90 (small.yaml:3:10)"),
        ("field: approach.phases, at_most: 4", "suppose 4 au plus ; l'approche dit 5 (small.yaml:"),
        ("field: candidate.specimen, equals: false", "suppose « false » ; le candidat dit true (candidate.yaml:1:"),
        ("field: offer.planning.half_day, equals: evening", "l'offre dit morning (offer.yaml:9:13)"),
    ],
)
def test_each_file_can_contradict(claim: str, told: str) -> None:
    found = said(claim)
    assert len(found) == 1
    assert told in found[0]


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("service.participants", True),
        ("service.participant", False),
        ("approach.minutes", True),
        ("approach.minute", False),
        ("approach", False),
        ("candidate.vat.regime", True),
        ("offer.planning.from", True),
        ("lead.name", False),
    ],
)
def test_only_fields_that_exist_can_be_asserted(path: str, known: bool) -> None:
    assert known_field(path) is known


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ("at_most: 8", "at_least: 9", True),
        ("at_most: 8", "at_least: 8", False),
        ("at_most: 8", "at_most: 15", False),
        ("equals: morning", "equals: Morning", False),
        ("equals: morning", "equals: evening", True),
        ("equals: morning", "at_least: 3", False),
    ],
)
def test_two_facts_that_no_value_meets_are_contrary(one: str, other: str, against: bool) -> None:
    claims = [block(f"field: service.participants, {claim}").head.asserts[0] for claim in (one, other)]
    assert contrary(claims[0], claims[1]) is contrary(claims[1], claims[0]) is against


def test_blocks_that_say_the_same_of_one_topic_are_told() -> None:
    text = "La parole du groupe circule librement. Personne ne juge les collègues présents."
    close = "La parole du groupe circule librement ici. Nul ne quitte la séance avant la synthèse finale."
    claim = "field: service.participants, at_most: 15"
    found = tuple(clashing([block(claim, "a", text), block(claim, "b", close), block(claim, "c", "Rien de commun.")]))
    assert [finding.code for finding in found] == ["L251"]
    assert found[0].message == "« a » et « b » (b.md) disent la même chose de exchange (50 %)"
