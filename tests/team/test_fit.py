"""How a person fits the demanded profile."""

from __future__ import annotations

from typing import Any

import pytest

from generator.brief.brief import Profile
from generator.team.fit import Fit, accepted, diploma, fit, qualification
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


def proving(*demands: str) -> Intervener:
    evidence = tuple(SACHA.evidence[0].model_copy(update={"demand": words, "proof": words}) for words in demands)
    return SACHA.model_copy(update={"evidence": evidence})


@pytest.mark.parametrize(
    ("demand", "held", "yes"),
    [
        ("analyse des pratiques", "animation de groupes d'analyse des pratiques", True),
        ("Analyse de la pratique", "analyse des pratiques professionnelles", True),
        ("animation de groupes d'analyse des pratiques", "animation de groupe", False),
        ("animation de groupes d'analyse des pratiques", "analyse des pratiques", False),
        ("protection de l’enfance", "Protection de l'Enfance et familles", True),
        ("éducateur spécialisé", "travail avec des éducatrices spécialisées", True),
        ("economie sociale", "structures de l'économie sociale", True),
        ("petite enfance", "enfance en danger", False),
        ("art", "partage", False),
        ("RH", "droit du travail et RH", True),
        ("RH", "droit du travail", False),
        ("de la", "de la famille", False),
    ],
)
def test_an_evidence_that_says_every_word_of_a_demand_shows_it(demand: str, held: str, yes: bool) -> None:
    assert fit(proving(held), profile(must=(demand,))) == (Fit(demand, held if yes else "", False),)


def test_the_very_words_come_first_then_the_nearest() -> None:
    long, near, exact = "analyse des pratiques en crèche et en EHPAD", "analyse des pratiques en crèche", "la crèche"
    person = proving(long, near, exact)
    assert [each.proof for each in fit(person, profile(must=("analyse des pratiques", "La crèche")))] == [near, exact]


def test_nothing_asked_nothing_told() -> None:
    assert fit(SACHA, profile()) == ()


@pytest.mark.parametrize(("name", "yes"), [("psychologue", True), ("FORMATEUR", True), ("consultant", False)])
def test_a_profile_is_accepted_in_the_buyers_words(name: str, yes: bool) -> None:
    person = SACHA.model_copy(update={"profile": name})
    assert accepted(person, profile()) is yes


def trained(title: str, level: str | None = None) -> Intervener:
    training = SACHA.trainings[0].model_copy(update={"title": title, "level": level, "year": 2008})
    return SACHA.model_copy(update={"trainings": (training,)})


@pytest.mark.parametrize(
    ("title", "level", "asked", "yes"),
    [
        ("Diplôme d'État d'éducateur de jeunes enfants", None, "diplôme d'État d'éducateur de jeunes enfants", True),
        ("Diplôme d’État d’éducatrice de jeunes enfants", None, "éducateur de jeunes enfants", True),
        ("Diplôme d'État d'éducateur spécialisé", None, "éducateur de jeunes enfants", False),
        ("Master de psychologie sociale", "niveau 7", "psychologue", True),
        ("Master en sciences de l'éducation", "niveau 7", "master II sciences de l'éducation", True),
        ("Licence de sociologie", "niveau 6", "niveau 7", False),
        ("Licence de sociologie", "niveau 6", "niveau 5 au moins", True),
        ("Licence de psychologie", "niveau 6", "psychologie, niveau 7", False),
        ("Master de droit", "niveau 7", "psychologie, niveau 7", False),
        ("Master de droit", None, "niveau 7", False),
        ("Master de droit", "niveau 7", "diplôme d'État", False),
        ("Master en sciences de l'éducation", None, "éducateur", False),
        ("Diplôme d'État de puéricultrice", None, "puériculture", True),
        ("Diplôme d'État d'infirmière", None, "infirmiers", True),
        ("Diplôme d'État d'éducatrice spécialisée", None, "éducateur spécialisé", True),
        ("Diplôme d'État d'assistante de service social", None, "assistant de service social", True),
        ("Diplôme d'État de psychomotricienne", None, "psychomotricien", True),
    ],
)
def test_a_diploma_is_one_of_those_accepted(title: str, level: str | None, asked: str, yes: bool) -> None:
    assert diploma(trained(title, level), ("doctorat", asked)) == (f"{title} (2008)" if yes else "")


def test_evidence_in_the_buyers_very_words_counts_as_a_diploma() -> None:
    assert diploma(SACHA, ("doctorat", "animation de groupe")) == "huit ans de co-animation"


def test_years_and_diploma_come_first_with_their_proofs() -> None:
    asked = profile(years=5, diplomas=("master", "doctorat"), must=("domaine social",))
    assert fit(SACHA, asked) == (
        Fit("5 ans d'expérience au moins", "11 ans d'analyse des pratiques", False),
        Fit("diplôme : master ou doctorat", "Master (2008)", False),
        Fit("domaine social", "", False),
    )


def test_too_few_years_and_no_diploma_have_no_proof() -> None:
    assert qualification(SACHA, profile(years=12, diplomas=("doctorat",))) == (
        Fit("12 ans d'expérience au moins", "", False),
        Fit("diplôme : doctorat", "", False),
    )
