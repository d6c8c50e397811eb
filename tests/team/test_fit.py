"""How a person fits the demanded profile."""

from __future__ import annotations

from typing import Any

import pytest

from generator.brief.brief import Profile
from generator.team.fit import Fit, accepted, fit
from generator.team.intervener import Intervener
from tests.quotes import load

PERSON = """\
specimen: true
name: Sacha Spécimen
title: Psychologue
profile: Psychologue
status: salarié
summary: Exemple.
years: 11
trainings: [{year: 2008, title: Master, institution: Université exemple, kind: initial}]
evidence:
  - {demand: animation de groupe, proof: huit ans de co-animation}
  - {demand: "Pouvoir d'agir", proof: "sensibilisation de 21 heures"}
"""
SACHA = load(PERSON, "sacha.yaml", Intervener).value


def profile(**changes: Any) -> Profile:
    return Profile(profiles=("psychologue", "formateur"), **changes)


def test_each_demand_has_its_proof_or_none_demanded_ones_first() -> None:
    asked = profile(must=("Animation de groupe", "domaine social"), plus=("pouvoir d’agir",))
    assert fit(SACHA, asked) == (
        Fit("Animation de groupe", "huit ans de co-animation", False),
        Fit("domaine social", "", False),
        Fit("pouvoir d’agir", "sensibilisation de 21 heures", True),
    )


def test_nothing_asked_nothing_told() -> None:
    assert fit(SACHA, profile()) == ()


@pytest.mark.parametrize(("name", "yes"), [("psychologue", True), ("FORMATEUR", True), ("consultant", False)])
def test_a_profile_is_accepted_in_the_buyers_words(name: str, yes: bool) -> None:
    person = SACHA.model_copy(update={"profile": name})
    assert accepted(person, profile()) is yes
