"""A text names a département in so many words; a river, a region or a number of lot is none."""

from __future__ import annotations

import pytest

from generator.law.calendars import departments
from generator.law.places import named_departments


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Dispositif d'analyse des pratiques – Vienne", ["86"]),
        ("Vienne (86)", ["86"]),
        ("dans la Haute-Vienne, non ailleurs", []),
        ("en Haute-Vienne", ["87"]),
        ("le conseil départemental de l’Ain et celui du Jura", ["01"]),
        ("Maison départementale des personnes handicapées de la Vienne", ["86"]),
        ("La Réunion", ["974"]),
        ("Nord", ["59"]),
        ("Crèches – secteur Nord", []),
        ("Petite enfance – Nord", []),
        ("Lot 1 – Vendée", ["85"]),
        ("Département du Lot 2", []),
        ("Région des Pays de la Loire", []),
        ("Communauté de communes des bords de la Vienne", []),
        ("heure de Paris, rue de Paris", []),
    ],
)
def test_what_names_a_department(text: str, codes: list[str]) -> None:
    assert [one.code for one in named_departments(text)] == codes


def test_each_department_is_known_by_its_forms() -> None:
    for one in departments():
        assert named_departments(f"conseil départemental {one.of}") == (one,), one.name
        assert named_departments(f"une équipe {one.within}.") == (one,), one.name
        assert named_departments(one.name) == (one,), one.name
