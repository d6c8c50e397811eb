"""A person without a name: what is replaced, what is dropped, what stays."""

# ruff: noqa: E501 - tables of cases are read better whole

from __future__ import annotations

from typing import Any

import pytest

from generator.team.anonymous import anonymised, named_bodies, own_names
from generator.team.intervener import Intervener
from tests.quotes import load

PERSON = """\
specimen: true
name: Jo Modèle-Fictif
title: Consultante
profile: consultant
status: associé
summary: Exemple.
years: 12
trainings: [{year: 2008, title: Master, institution: École Rouge, kind: initial}]
experiences: [{start: 2010, end: null, title: Formatrice, employer: Structure Bleue, tasks: [Groupes]}]
references:
  - {key: r, client: Ville Verte, department: "79", start: 2020, end: null, mission: Mission, audience: Public, tags: [cesf]}
"""


def hidden(summary: str, **changes: Any) -> Intervener:
    someone = load(PERSON, "p.yaml", Intervener, {"summary": summary, **changes}).value
    return anonymised(someone, "Intervenant A", ("Notre Maison",))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Jo Modèle-Fictif anime.", "Intervenant A anime."),
        ("Modèle-Fictif anime.", "Intervenant A anime."),
        ("Un modèle de joie.", "Un modèle de joie."),
        ("Chez Structure Bleue puis Ville Verte.", "Chez un employeur puis un commanditaire."),
        ("Diplômée de École Rouge.", "Diplômée d'un organisme de formation."),
        ("Formée à la Ville Verte, pour l'École Rouge, au sein de la Structure Bleue.",
         "Formée à un commanditaire, pour un organisme de formation, au sein d'un employeur."),
        ("Chez Notre Maison.", "Chez l'organisme."),
        ("Écrire à jo@modele.example ou www.modele.example.", "Écrire à ou"),
        ("Appeler le 05 49 12 34 56 ou le +33 5 49 12 34 56.", "Appeler le ou le ."),
        ("Née le 3 mai 1970, elle anime.", ", elle anime."),
        ("Formatrice, née en 1970.", "Formatrice."),
        ("Journée en groupe, année en cours.", "Journée en groupe, année en cours."),
        ("12 groupes de 15, 5 séances de 2023.", "12 groupes de 15, 5 séances de 2023."),
    ],
)
def test_texts(said: str, shown: str) -> None:
    assert hidden(said).summary == shown


def test_every_text_at_any_depth() -> None:
    bare = hidden("x", evidence=[{"demand": "animation", "proof": "chez Ville Verte"}], supervision="avec Structure Bleue")
    assert bare.evidence[0].proof == "chez un commanditaire"
    assert bare.supervision == "avec un employeur"


def test_what_names_somebody_is_empty_and_the_rest_stays() -> None:
    bare = hidden("x")
    assert (bare.name, bare.years, bare.status) == ("Intervenant A", 12, "associé")
    assert bare.trainings[0].institution == ""
    assert bare.trainings[0].title == "Master"
    assert bare.experiences[0].employer == ""
    assert (bare.references[0].client, bare.references[0].department, bare.references[0].key) == ("", None, "r")


def test_what_would_tell() -> None:
    someone = load(PERSON, "p.yaml", Intervener).value
    assert own_names(someone) == ("Jo Modèle-Fictif", "Modèle-Fictif")
    assert named_bodies(someone) == ("Structure Bleue", "Ville Verte", "École Rouge")
