"""JSON Resume: what we write is read back to the same record; what others wrote becomes a draft that loses nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.foundation.record import parse_record, read_record
from generator.importers.resume import imported, plain_key
from generator.team.intervener import Evidence, Experience, Intervener, Reference, Training
from generator.writers.resume import resume, resume_json

FILES = sorted((Path(__file__).parents[2] / "boilerplate" / "interveners").glob("*.yaml"))


def back(person: Intervener) -> tuple[Intervener, tuple[str, ...]]:
    draft, problems = imported(resume_json(person), "cv.json")
    assert draft is not None
    assert not problems
    loaded, problems = parse_record(draft.text, "p.yaml", Intervener)
    assert loaded is not None, problems
    return loaded.value, (*draft.missing, *draft.left)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_of_the_team_comes_back_whole(path: Path) -> None:
    loaded, problems = read_record(path, path.name, Intervener)
    assert loaded is not None, problems
    assert back(loaded.value) == (loaded.value, ())


LINES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
TAGS = st.lists(st.sampled_from(["CESF", "pouvoir d'agir", "soin en EHPAD", "équipe"]), min_size=1, max_size=3)
YEARS = st.integers(1980, 2030)
TRAININGS = st.builds(
    Training,
    year=YEARS,
    title=LINES,
    institution=LINES,
    level=st.none() | LINES,
    hours=st.none() | st.integers(1, 900),
    kind=st.sampled_from(["initial", "app", "continuing"]),
)
PEOPLE = st.builds(
    Intervener,
    specimen=st.booleans(),
    name=LINES,
    title=LINES,
    profile=LINES,
    status=st.sampled_from(["salarié", "sous-traitant", "associé"]),
    summary=LINES,
    years=st.integers(0, 50),
    trainings=st.lists(TRAININGS, min_size=1, max_size=4).map(tuple),
    experiences=st.lists(
        st.builds(
            Experience,
            start=YEARS,
            end=st.none() | YEARS,
            title=LINES,
            employer=LINES,
            tasks=st.lists(LINES, max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    references=st.lists(
        st.builds(
            Reference,
            key=st.sampled_from(["ref-a", "ref-b"]),
            client=LINES,
            department=st.none() | LINES,
            start=YEARS,
            end=st.none() | YEARS,
            mission=LINES,
            audience=LINES,
            volume=st.none() | LINES,
            tags=TAGS.map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    evidence=st.lists(st.builds(Evidence, demand=LINES, proof=LINES), max_size=2).map(tuple),
    supervision=st.none() | LINES,
    ethics=st.none() | LINES,
    languages=st.lists(LINES, max_size=2).map(tuple),
    consent=st.none() | st.dates(),
    updated=st.none() | st.dates(),
)


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_any_record_comes_back_whole(person: Intervener) -> None:
    assert back(person) == (person, ())


def test_references_are_projects_and_years_are_dates() -> None:
    loaded, _ = read_record(FILES[0], FILES[0].name, Intervener)
    assert loaded is not None
    made = resume(loaded.value)
    assert "references" not in made  # in JSON Resume these are recommendations
    assert len(made["projects"]) == len(loaded.value.references)
    assert {key for section in made.values() if isinstance(section, list) for entry in section for key in entry} <= {
        *("name", "position", "startDate", "endDate", "highlights", "institution", "area", "issuer", "date", "entity"),
        *("description", "keywords", "language", "x_rank", "x_level", "x_hours", "x_kind", "x_key", "x_audience"),
        *("x_volume", "x_amount", "x_department", "x_proof"),
    }


FOREIGN = {
    "basics": {
        "name": "Ariel Factice",
        "label": "Psychologue",
        "email": "ariel@factice.example",
        "phone": "05 00 00 00 00",
        "location": {"address": "1 rue du Test", "city": "Niort"},
        "profiles": [{"network": "Réseau", "url": "https://reseau.example/ariel"}],
    },
    "work": [{"name": "Service social", "position": "Psychologue", "startDate": "2014-03-01", "summary": "Groupes",
              "highlights": ["Co-animation"], "location": "Poitiers"}],
    "education": [{"institution": "Université exemple", "studyType": "Master", "area": "psychologie", "endDate": "2010",
                   "score": "Bien"}],
    "projects": [{"name": "Groupe de parole", "description": "Parents", "startDate": "2020", "roles": ["animation"]}],
    "skills": [{"name": "Écoute", "level": "expert"}],
    "references": [{"name": "Une collègue", "reference": "Très bien"}],
    "interests": [{"name": "Chorale"}],
    "work_bis": "inconnu",
}  # fmt: skip


def test_a_foreign_file_becomes_a_draft_and_loses_nothing() -> None:
    draft, problems = imported(json.dumps(FOREIGN).encode(), "cv.json")
    assert draft is not None
    assert not problems
    assert draft.missing == (
        "profile", "status", "summary", "years", "references[0].client", "references[0].audience", "references[0].tags",
    )  # fmt: skip
    assert "title: Master psychologie" in draft.text
    assert "- Groupes\n  - Co-animation" in draft.text
    assert draft.left == (
        "education[0].score : Bien",
        "work[0].startDate : 2014-03-01",
        "work[0].location : Poitiers",
        "projects[0].description : Parents",
        "projects[0].roles[0] : animation",
        "skills[0].name : Écoute",
        "skills[0].level : expert",
        "basics.email : donnée personnelle, non recopiée",
        "basics.phone : donnée personnelle, non recopiée",
        "basics.location : donnée personnelle, non recopiée",
        "basics.profiles : donnée personnelle, non recopiée",
        "references[0].name : Une collègue",
        "references[0].reference : Très bien",
        "interests[0].name : Chorale",
        "work_bis : inconnu",
    )
    assert all(f"#   {line}" in draft.text for line in (*draft.missing, *draft.left))
    assert "factice.example" not in draft.text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"{", "cv.json:1:2: E922 ce fichier n'est pas du JSON lisible"),
        ("é".encode("latin-1"), "cv.json: E921 ce fichier n'est pas enregistré en UTF-8"),
        (b"[]", "cv.json: E923 ce fichier n'est pas un JSON Resume : il n'a pas de rubrique « basics »"),
        (b'{"basics": []}', "cv.json: E923 ce fichier n'est pas un JSON Resume : il n'a pas de rubrique « basics »"),
        (b"[" * 100_000, "cv.json: E922 ce fichier est trop imbriqué"),
    ],
)
def test_what_is_no_resume_is_refused(data: bytes, told: str) -> None:
    draft, problems = imported(data, "cv.json")
    assert draft is None
    assert [str(problem).split("\n")[0] for problem in problems] == [told]


@pytest.mark.parametrize("section", ["work", "education", "certificates", "projects", "skills", "languages", "meta"])
@pytest.mark.parametrize("value", [3, "texte", {"a": 1}, [1, "deux"], [{"zzz": [1]}]])
def test_odd_shapes_are_listed_not_lost(section: str, value: object) -> None:
    draft, problems = imported(json.dumps({"basics": {}, section: value}).encode(), "cv.json")
    assert draft is not None
    assert not problems
    assert draft.left


@pytest.mark.parametrize(("name", "key"), [("Noé Château-Fictif", "noe-chateau-fictif"), ("!!", "sans-nom")])
def test_keys_are_plain(name: str, key: str) -> None:
    assert plain_key(name) == key
