"""A small brief, offer, company file and price list for the tests of prices, changed by dotted paths."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, TypeVar

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.foundation.diagnostic import Diagnostics
from generator.foundation.record import Loaded, Record, make_record
from generator.foundation.source import parse
from generator.library.theme import Theme
from generator.pricing.compute import quote
from generator.pricing.prices import Prices
from generator.pricing.quote import Quote
from generator.pricing.volume import Outing

R = TypeVar("R", bound=Record)

BRIEF = """\
title: "Analyse des pratiques : action collective"
buyer: {name: null, kind: collectivité territoriale, department: "86"}
procedure: gré à gré
dates: {deadline: 2023-07-02, start: 2023-09-11}
service:
  themes: [action collective]
  audience: {professions: [éducateurs]}
  groups: 1
  participants: 15
  sessions: {per_year: 5, length: half_day}
intervener: {profiles: [psychologue]}
pieces:
  - {piece: note}
  - {piece: cost, tax: ttc, includes: [déplacement, hébergement, restauration]}
requirements:
  - {id: R01, source: 1, topic: exchange, text: Échanger}
"""
OFFER = """\
date: 2023-06-26
town: Niort
approach: exemple
team: [{intervener: exemple, role: lead}]
planning:
  from: 2023-09-11
  to: 2024-07-05
  weekdays: [jeudi]
  half_day: morning
  start: 9:00
  end: 12:30
  place: Poitiers
pricing:
  rates: {}
  km_per_trip: 152
annexes: [attestation-tva]
"""
CANDIDATE = """\
specimen: true
name: Organisme Exemple
legal_form: SARL
address: {street: 1 rue de l'Exemple, postcode: "79000", town: Niort}
email: contact@organisme-exemple.example
phone: "05 36 49 12 34"
siret: "00012345500016"
nda: {number: "75790000079", prefect: Nouvelle-Aquitaine}
vat:
  regime: exoneration_formation
  proof: attestation n° 3511
  proof_date: 2019-03-04
  annex: attestation-tva
signatory: {name: Dominique Exemple, capacity: gérante}
"""
PRICES = """\
since: 2023-01-01
rates:
  session: 590,00
  preparation: 120,00
  cadrage: 180,00
  bilan: 150,00
  evaluation: 220,00
  km: 0,41
  meal: 17,50
  night: 70,00
  supports: 150,00
"""
THEME = 'primary: "1F3A5F"\naccent: "B4532A"\nsoft: "F3EEE7"\ngrey: "595959"\nsize: 11\n'
MEETINGS = ("cadrage", "bilan", "evaluation")
Changes = Mapping[str, Any]


def load(text: str, file: str, model: type[R], changes: Changes | None = None) -> Loaded[R]:
    """The record in this YAML, where `changes` replaces « vat.regime » and the like (entries by index)."""
    data, source, problems = parse(text, file)
    assert not problems, problems
    loaded, misfits = make_record(changed(data, changes or {}), source, model)
    assert loaded, misfits
    return loaded


def changed(data: Any, changes: Changes) -> Any:
    data = deepcopy(data)
    for path, value in changes.items():
        *parents, last = path.split(".")
        place = data
        for step in parents:
            place = place[int(step)] if isinstance(place, list) else place[step]
        place[int(last) if isinstance(place, list) else last] = value
    return data


def theme() -> Theme:
    return load(THEME, "theme.yaml", Theme).value


def made(
    changes: Mapping[str, Changes] | None = None, sessions: int = 5, meetings: tuple[str, ...] = MEETINGS
) -> tuple[Quote | None, Diagnostics]:
    """The quote of these files, changed: `{"offer": {"pricing.nights": "1"}, "candidate": {…}, …}`."""
    remote = (changes or {}).get("offer", {}).get("pricing.remote", ())
    return priced(changes or {}, events(sessions, meetings, remote))


def events(sessions: int = 5, meetings: Sequence[str] = MEETINGS, remote: Sequence[str] = ()) -> tuple[Outing, ...]:
    """Sessions of 3 h 30 for 15 people, and meetings of one hour and a half."""
    held = tuple(Outing("session", 210, participants=15) for _ in range(sessions))
    return (*held, *(Outing(kind, 90, remote=kind in remote) for kind in meetings))


def priced(
    changes: Mapping[str, Changes], outings: tuple[Outing, ...], partners: Mapping[str, Changes] | None = None
) -> tuple[Quote | None, Diagnostics]:
    """The quote of these files and events; `partners` are the company file, changed, by key."""
    return quote(
        load(BRIEF, "brief.yaml", Brief, changes.get("brief")),
        load(OFFER, "offer.yaml", Offer, changes.get("offer")),
        load(CANDIDATE, "candidate.yaml", Candidate, changes.get("candidate")),
        load(PRICES, "prices.yaml", Prices, changes.get("prices")),
        outings,
        tuple((key, load(CANDIDATE, f"{key}.yaml", Candidate, own)) for key, own in (partners or {}).items()),
    )


def quoted(
    changes: Mapping[str, Changes] | None = None, sessions: int = 5, meetings: tuple[str, ...] = MEETINGS
) -> Quote:
    """The same, which must exist."""
    found, problems = made(changes, sessions, meetings)
    assert found, problems
    return found
