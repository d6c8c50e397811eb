"""Where an approach contradicts the brief, and what settles it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.foundation.diagnostic import Level
from generator.library.approach import Approach
from generator.library.coherence import Asked, Conflict, Shown, conflicts, unqualified
from tests.library.test_runsheet import SMALL
from tests.quotes import BRIEF, OFFER, load

FITTING = {"service.participants": "8", "service.sessions.per_year": "12"}


def asked(brief: dict[str, Any] | None = None, offer: dict[str, Any] | None = None, **approach: Any) -> Asked:
    return Asked(
        "demo",
        load(BRIEF, "brief.yaml", Brief, FITTING | (brief or {})),
        load(OFFER, "offer.yaml", Offer, {"planning.end": "11:00"} | (offer or {})),
        load(SMALL, "small.yaml", Approach, approach),
    )


def only(found: tuple[Conflict, ...]) -> tuple[str, str, dict[str, int]]:
    assert len(found) == 1
    return str(found[0].finding).split("\n")[0], found[0].finding.hint, dict(found[0].remedy)


def test_what_fits_is_no_conflict() -> None:
    assert conflicts(asked()) == ()


def test_eight_people_against_fifteen_makes_two_subgroups() -> None:
    said, hint, remedy = only(conflicts(asked({"service.participants": "15"})))
    assert said == (
        "brief.yaml:9:17: L240 15 participants demandés ; l'approche « Petits groupes » tient de 4 à 8 personnes "
        "(small.yaml:4:8)"
    )
    assert hint == (
        "« offer adapt demo » écrit « adapt: {subgroups: 2} » dans offer.yaml ; sinon, choisissez une approche dont "
        "le groupe convient"
    )
    assert remedy == {"subgroups": 2}
    assert conflicts(asked({"service.participants": "15"}, {"adapt": remedy_text(remedy)})) == ()


def remedy_text(remedy: dict[str, int]) -> dict[str, str]:
    return {key: str(value) for key, value in remedy.items()}


@pytest.mark.parametrize(
    ("people", "remedy"), [("3", {}), ("9", {"subgroups": 2}), ("30", {"subgroups": 4}), ("49", {})]
)
def test_the_fewest_subgroups_that_hold_are_proposed(people: str, remedy: dict[str, int]) -> None:
    found = conflicts(asked({"service.participants": people}))
    assert [conflict.finding.code for conflict in found] == ["L240"]
    assert found[0].remedy == remedy
    assert ("offer adapt" in found[0].finding.hint) is bool(remedy)


def test_subgroups_that_are_too_small_are_told() -> None:
    said, _, remedy = only(conflicts(asked({"service.participants": "9"}, {"adapt": {"subgroups": "3"}})))
    assert "3 sous-groupes en feraient 3" in said
    assert remedy == {}


def test_an_hour_and_a_half_against_a_half_day() -> None:
    hour_and_half = {"lengths": {"min": "80", "max": "120"}}
    said, _, remedy = only(conflicts(asked(None, {"planning.end": "12:30"}, **hour_and_half)))
    assert said == (
        "brief.yaml:10:35: L241 séances de 3 h 30 au planning pour une demi-journée demandée ; "
        "l'approche « Petits groupes » tient de 1 h 20 à 2 h (small.yaml:3:10)"
    )
    assert remedy == {"minutes": 210, "situations": 2}
    settled = {"planning.end": "12:30", "adapt": remedy_text(remedy)}
    assert conflicts(asked(None, settled, **hour_and_half)) == ()


def test_an_adaptation_that_the_plan_belies_is_told() -> None:
    said, _, remedy = only(conflicts(asked(None, {"adapt": {"minutes": "90"}})))
    assert said == "offer.yaml:1:1: L241 « adapt » dit 1 h 30, le planning 2 h (offer.yaml:11:8)"
    assert remedy == {}


def test_more_situations_than_time_allows_are_told() -> None:
    found = conflicts(asked(None, {"adapt": {"situations": "4"}}))
    assert [conflict.finding.code for conflict in found] == ["L244"]
    assert "4 situations en 2 h" in found[0].finding.message


def test_a_rhythm_that_the_approach_does_not_keep() -> None:
    said, _, remedy = only(conflicts(asked({"service.sessions.per_year": "4"})))
    assert said.startswith("brief.yaml:10:24: L242 4 séances par an, soit une toutes les 9 à 13 semaines ; l'approche")
    assert remedy == {"min_weeks": 9, "max_weeks": 13}
    assert conflicts(asked({"service.sessions.per_year": "4"}, {"adapt": remedy_text(remedy)})) == ()
    told = {"service.sessions.min_weeks": "1", "service.sessions.max_weeks": "1"}
    said, _, remedy = only(conflicts(asked(told)))
    assert "une séance chaque semaine" in said
    assert remedy == {"min_weeks": 1, "max_weeks": 1}


def test_the_dates_planned_are_held_against_the_approach() -> None:
    """Twelve sessions a year suit an approach of 3 to 6 weeks; a gap of eleven weeks between two of them does not."""
    fitting = asked(rhythm={"min_weeks": "3", "max_weeks": "6"})
    assert conflicts(replace(fitting, weeks=(3, 5, 6))) == ()
    said, hint, remedy = only(conflicts(replace(fitting, weeks=(5, 11, 4))))
    place = fitting.offer.span("planning", "max_weeks")
    assert said == (
        f"{place}: L242 au planning, une séance toutes les 4 à 11 semaines (été mis à part) ; l'approche « Petits "
        f"groupes » en veut une toutes les 3 à 6 semaines ({fitting.approach.span('rhythm')})"
    )
    assert "« adapt: {min_weeks: 3, max_weeks: 11} »" in hint
    assert remedy == {}
    adapted = asked(None, {"adapt": {"min_weeks": "3", "max_weeks": "11"}}, rhythm={"min_weeks": "3", "max_weeks": "6"})
    assert conflicts(replace(adapted, weeks=(5, 11, 4))) == ()


@pytest.mark.parametrize(
    ("shown", "missing"),
    [
        ([], "n'en dit rien"),
        ([Shown("Formation à l'approche SYSTEMIQUE", 120)], "n'en montre que 120 h sur 350"),
        ([Shown("Approche systémique", 200), Shown("Systémique, second cycle", 150), Shown("Anglais", 900)], ""),
    ],
)
def test_a_qualification_is_read_in_the_leads_file(shown: list[Shown], missing: str) -> None:
    wanted = [{"text": "formation systémique", "words": ["systémique"], "hours": "350"}]
    found = tuple(unqualified(asked(requires=wanted), 0, "Camille Exemple", shown))
    assert [finding.level for finding in found] == ([Level.WARNING] if missing else [])
    assert all(finding.message.count(f"Camille Exemple {missing}") == 1 for finding in found)


def test_each_group_has_its_length() -> None:
    groups = [{"key": "un", "name": "Un"}, {"key": "deux", "name": "Deux", "end": "15:00"}]
    said, _, _ = only(conflicts(asked(None, {"planning.groups": groups})))
    assert "séances de 6 h au planning" in said
