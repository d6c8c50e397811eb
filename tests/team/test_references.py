"""The references of a CV: which are chosen for a brief, in which order, why."""

# ruff: noqa: E501 - tables of cases are read better whole

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.brief.brief import Brief
from generator.brief.offer import Member
from generator.team.intervener import Intervener, Reference
from generator.team.references import MOST, chosen, covered, gaps, reason, wanted
from tests.quotes import BRIEF, load

PERSON = """\
specimen: true
name: Camille Exemple
title: Consultante
profile: consultant
status: associé
summary: Exemple.
years: 12
trainings: [{year: 2008, title: Master, institution: Université exemple, kind: initial}]
"""
WISHES: dict[str, Any] = {
    "service.themes": ["action collective", "mobilisation"],
    "service.audience.professions": ["CESF", "éducateurs"],
    "service.audience.open_group": "true",
    "intervener.must": ["animation de groupe"],
    "intervener.plus": ["pouvoir d’agir"],
}


def brief(**changes: Any) -> Brief:
    return load(BRIEF, "brief.yaml", Brief, WISHES | changes).value


def reference(key: str, *tags: str, start: int = 2020, end: int | None = 2022) -> dict[str, Any]:
    return {"key": key, "client": "Exemple", "start": str(start), "end": None if end is None else str(end),
            "mission": "Mission", "audience": "Public", "tags": list(tags)}  # fmt: skip


def person(*references: dict[str, Any]) -> Intervener:
    return load(PERSON, "p.yaml", Intervener, {"references": list(references)}).value


def picked(*references: dict[str, Any], always: tuple[str, ...] = (), never: tuple[str, ...] = ()) -> list[str]:
    member = Member(intervener="p", role="lead", always=always, never=never)
    return [choice.reference.key for choice in chosen(person(*references), member, brief())]


def test_what_a_brief_wants_has_a_weight() -> None:
    assert wanted(brief()) == {
        "action collective": 3, "mobilisation": 3, "animation de groupe": 2, "pouvoir d’agir": 2, "CESF": 1,
        "éducateurs": 1, "collectivité territoriale": 1, "groupe ouvert": 1,
    }  # fmt: skip
    assert "groupe ouvert" not in wanted(brief(**{"service.audience.open_group": None}))


def test_a_word_in_two_lists_keeps_its_heaviest_weight() -> None:
    assert wanted(brief(**{"intervener.must": ["Mobilisation"]}))["mobilisation"] == 3


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("action collective", ("action collective",)),
        ("éducateur", ("éducateurs",)),
        ("les éducateurs de rue", ("éducateurs",)),
        ("pouvoir d'agir", ("pouvoir d’agir",)),
        ("cesf", ("CESF",)),
        ("CESF", ("CESF",)),
        ("Action Collective", ("action collective",)),
        ("groupe", ("animation de groupe", "groupe ouvert")),
        ("ation", ()),
        ("tif", ()),
        ("santé", ()),
    ],
)
def test_a_tag_covers_words_that_begin_like_it(tag: str, words: tuple[str, ...]) -> None:
    entry = Reference.model_validate(reference("r", tag))
    assert covered(entry, wanted(brief())) == words


def test_the_reference_that_adds_most_comes_first() -> None:
    assert picked(
        reference("petit", "cesf"), reference("grand", "action collective", "cesf"), reference("autre", "mobilisation")
    ) == ["grand", "autre", "petit"]  # fmt: skip


def test_a_reference_that_covers_nothing_is_left_out() -> None:
    assert picked(reference("a", "santé"), reference("b", "cesf")) == ["b"]
    assert picked(reference("a", "santé")) == []
    assert picked() == []


def test_the_latest_breaks_ties() -> None:
    assert picked(
        reference("vieux", "cesf", end=2015), reference("en-cours", "cesf", end=None), reference("neuf", "cesf", end=2022)
    ) == ["en-cours", "neuf", "vieux"]  # fmt: skip


def test_four_at_most_but_what_the_offer_wants_always() -> None:
    many = [reference(f"r{n}", "cesf", start=2000 + n) for n in range(8)]
    assert len(picked(*many)) == MOST
    assert picked(*many, always=("r0", "r1", "r2", "r3", "r4")) == ["r0", "r1", "r2", "r3", "r4"]
    assert picked(*many, always=("r0",), never=("r7", "r6")) == ["r0", "r5", "r4", "r3"]


def test_what_is_always_wanted_needs_no_reason() -> None:
    member = Member(intervener="p", role="lead", always=("a",))
    (choice,) = chosen(person(reference("a", "santé")), member, brief())
    assert choice.covers == ()


TAGS = ["cesf", "action collective", "mobilisation", "pouvoir d'agir", "santé", "groupe"]


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.sets(st.sampled_from(TAGS), min_size=1), st.integers(2000, 2004)), max_size=7), st.randoms()
)
def test_the_order_of_the_file_does_not_matter(entries: list[tuple[set[str], int]], random: Any) -> None:
    made = [reference(f"r{n}", *sorted(tags), start=start) for n, (tags, start) in enumerate(entries)]
    shuffled = made.copy()
    random.shuffle(shuffled)
    assert picked(*made) == picked(*shuffled)
    assert len(set(picked(*made))) == len(picked(*made)) <= MOST


def test_each_choice_has_its_reason() -> None:
    member = Member(intervener="p", role="lead", always=("a",))
    someone = person(reference("a", "santé"), reference("b", "action collective", "pouvoir d'agir", "cesf"))
    asked = brief()
    assert [reason(choice, asked) for choice in chosen(someone, member, asked)] == [
        "voulue par l'offre",
        "thèmes : action collective ; profil demandé : pouvoir d’agir ; public et acheteur : CESF",
    ]


def test_the_gaps_are_themes_and_demands_heaviest_first() -> None:
    member = Member(intervener="p", role="lead")
    asked = brief()
    assert gaps(chosen(person(reference("a", "cesf")), member, asked), asked) == (
        "action collective", "mobilisation", "animation de groupe", "pouvoir d’agir",
    )  # fmt: skip
    assert gaps(chosen(person(reference("a", "mobilisation", "groupe")), member, asked), asked) == (
        "action collective", "pouvoir d’agir",
    )  # fmt: skip
