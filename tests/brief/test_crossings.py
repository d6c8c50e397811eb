"""A brief that contradicts itself is refused where it does, with every contradiction at once."""

from __future__ import annotations

from generator.brief.brief import Brief
from generator.brief.crossings import crossings
from generator.foundation.record import parse_record

SOUND = """\
title: Analyse des pratiques
buyer: {name: Commune d'Exemple, kind: commune, department: "86"}
procedure: procédure adaptée
lots: [{number: 1, title: Nord}, {number: 2, title: Sud}]
dates: {deadline: 2024-03-15, start: 2024-09-02}
service:
  themes: [accueil]
  audience: {professions: [agents d'accueil]}
  groups: 3
  participants: 12
  sessions: {per_year: 5, length: half_day, min_weeks: 3, max_weeks: 6}
  sites: [{key: nord, name: Site nord, groups: 2, lot: 1}, {key: sud, name: Site sud, lot: 2}]
intervener: {profiles: [formateur]}
criteria:
  - {name: Prix, weight: 40}
  - {name: Méthode, weight: 60, lot: 1}
  - {name: Méthode, weight: 60, lot: 2}
pieces: [{piece: note}]
questions: [{id: Q1, on: 2024-02-20, question: Combien de sites ?, answer: Deux., changes: [R01]}]
requirements: [{id: R01, source: 1, text: Un groupe par site, topic: sites}]
"""


def found(text: str) -> list[str]:
    brief, problems = parse_record(text, "brief.yaml", Brief)
    assert brief is not None, problems
    return [f"{problem.code} {problem.span}" for problem in crossings(brief)]


def test_a_sound_brief_says_nothing():
    assert found(SOUND) == []


def test_each_contradiction_is_said_on_its_line():
    assert found(SOUND.replace("key: sud", "key: nord")) == ["B130 brief.yaml:12:66"]
    assert found(SOUND.replace("groups: 3", "groups: 4")) == ["B132 brief.yaml:9:11"]
    assert found(SOUND.replace("groups: 2, lot: 1", "groups: 2, lot: 7")) == ["B131 brief.yaml:12:56"]
    assert found(SOUND.replace("weight: 40", "weight: 30")) == ["B133 brief.yaml:15:3", "B133 brief.yaml:15:3"]
    assert found(SOUND.replace("changes: [R01]", "changes: [R09]")) == ["B134 brief.yaml:19:93"]
    assert found(SOUND.replace("min_weeks: 3", "min_weeks: 7")) == ["B135 brief.yaml:11:70"]
    twice = SOUND.replace("topic: sites}]", "topic: sites}, {id: R01, source: 2, text: Le même, topic: sites}]")
    assert found(twice) == ["B130 brief.yaml:20:83"]


def test_all_of_them_come_at_once():
    spoiled = SOUND.replace("groups: 3", "groups: 4").replace("changes: [R01]", "changes: [R09]")
    assert [entry.split()[0] for entry in found(spoiled)] == ["B132", "B134"]


def test_weights_that_are_not_all_known_are_not_added_up():
    assert found(SOUND.replace("weight: 40", "weight: null")) == []
