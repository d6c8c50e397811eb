"""A small brief and offer for the tests of the planning, changed by dotted paths."""

from collections.abc import Mapping

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.foundation.diagnostic import Diagnostics
from generator.foundation.record import Loaded
from generator.planning.plan import plan
from generator.planning.schedule import Schedule
from tests.quotes import Changes, load

BRIEF = """\
title: "Analyse des pratiques : action collective"
buyer: {name: null, kind: collectivité territoriale, department: "86", place: Vienne}
procedure: gré à gré
dates: {deadline: 2023-06-30, start: 2023-09-11, end: null}
service:
  themes: [action collective]
  audience: {professions: [éducateurs]}
  groups: 1
  participants: 15
  sessions:
    per_year: 5
    length: half_day
    minutes: null
    avoid: [school_holidays]
milestones:
  - {kind: cadrage, when: before_first, with: [l'intervenant, la DRRH, la DGA]}
  - {kind: bilan, when: midway, with: [l'intervenant, la DRRH]}
  - {kind: evaluation, when: after_last, with: [l'intervenant, la DRRH, la DGA]}
intervener: {profiles: [psychologue]}
pieces:
  - {piece: note}
  - {piece: planning}
requirements:
  - {id: R01, source: 1, topic: exchange, text: Échanger}
"""
OFFER = """\
date: 2023-06-26
town: Niort
approach: exemple
team:
  - {intervener: exemple, role: lead}
  - {intervener: specimen, role: substitute}
planning:
  from: 2023-09-11
  to: 2024-07-05
  weekdays: [jeudi]
  half_day: morning
  start: 9:00
  end: 12:30
  min_weeks: 5
  max_weeks: 11
  bilan_after: null
  place: Poitiers
  closed: []
  fixed: []
  absences: []
  meetings:
    - {kind: cadrage, from: 2023-09-04, to: 2023-09-08, start: 9:30, minutes: 90, place: sur place}
    - {kind: bilan, start: 9:30, minutes: 60, place: en visioconférence}
    - {kind: evaluation, start: 9:30, minutes: 90, place: sur place}
pricing: {km_per_trip: 152}
"""


def given(changes: Mapping[str, Changes] | None = None) -> tuple[Loaded[Brief], Loaded[Offer]]:
    """The brief and the offer, changed: `{"offer": {"planning.min_weeks": "9"}, "brief": {…}}`."""
    changes = changes or {}
    return (
        load(BRIEF, "brief.yaml", Brief, changes.get("brief")),
        load(OFFER, "offer.yaml", Offer, changes.get("offer")),
    )


def made(changes: Mapping[str, Changes] | None = None) -> tuple[Schedule | None, Diagnostics]:
    """The schedule of these files, changed, and its diagnostics."""
    return plan(*given(changes))


def planned(changes: Mapping[str, Changes] | None = None) -> Schedule:
    """The same, which must exist."""
    found, problems = made(changes)
    assert found, problems
    return found
