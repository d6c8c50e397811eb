"""Does a document name a town, a département or an institution that this offer knows nothing of?

What was copied from an answer that is not in the workspace bears no name that we could look for; but « le CCAS de … »,
« les séances ont lieu à … », « zone C » say whose it was. A doubt, since a reference may be told in a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.checks.agreement.facts import plainly
from generator.checks.agreement.known import Known
from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.checks.leftovers.marks import around
from generator.compose.dossier import Inputs
from generator.foundation.phrases import phrase
from generator.law.calendars import department, zone_of

_OF_OTHERS: Final = frozenset({"cv", "dc2"})  # pieces that tell what was done for others
_UP: Final = r"[A-ZÀ-ÖØ-ÞŒ][\w'-]+"
_NAME: Final = rf"(?P<name>(?:(?:La|Le|Les|L')[ ]?)?{_UP}(?:[ -](?:(?:sur|en|lès|sous|et|de|du|la)[ -])*{_UP})*)"
_WHOSE: Final = re.compile(
    r"\b(?P<who>(?:[Cc]ommune|[Vv]ille|[Mm]airie|[Mm]unicipalité|[Dd]épartement|[Mm]étropole|[Rr]égion|CCAS|CIAS|CHU|EHPAD|IME"
    r"|[Cc]ommunauté(?: de communes| d'agglomération| urbaine)?|[Aa]gglomération"
    r"|[Cc]entre hospitalier(?: universitaire)?|[Hh]ôpital|[Cc]onseil départemental|[Cc]onseil régional|[Aa]cadémie"
    r"|[Cc]rèche))"
    rf" (?:de la |de l'|de |du |des |d'){_NAME}"
)
_WHERE: Final = re.compile(
    r"\b(?P<who>(?:séances?|réunions?|rencontres?|ateliers?|groupes?)(?: [^.;:,\n]{1,30})? "
    r"(?:(?:ont|a|auront|aura) lieu|se (?:tien\w+|déroul\w+)|se réunit|se réunissent))"
    rf" (?:dans vos locaux |dans nos locaux )?à {_NAME}"
)
_ZONE: Final = re.compile(r"\b(?P<who>[Zz]one) (?P<name>[ABC])\b")
_SIGNS: Final = (
    "ommune", "ille d", "airie", "ité d", "épartement", "étropole", "égion", "CAS ", "CIAS ", "CHU ", "EHPAD ", "IME ",
    "gglomération", "ospitalier", "ôpital", "onseil", "cadémie", "rèche", " à ", "one A", "one B", "one C",
)  # fmt: skip


def places_unknown(finished: Finished) -> tuple[Verdict, ...]:
    """No document says a place or an institution that neither the brief, nor the offer, nor our files name."""
    known = Known(finished.dossier)
    ours = f" {' '.join(phrase(_text(finished.dossier.inputs, known)))} "
    zones = set(_zones(finished))
    found: dict[str, list[tuple[Printed, str, str]]] = {}
    for printed in finished.written:
        for line in () if printed.key in _OF_OTHERS else printed.words:
            for said, name in _named(plainly(line)) if any(sign in line for sign in _SIGNS) else ():
                strange = name not in zones and bool(zones) if len(name) == 1 else _unknown(name, ours)
                if strange:
                    found.setdefault(said, []).append((printed, line, name))
    return tuple(_verdict(finished, said, places) for said, places in found.items())


def _named(line: str) -> Iterator[tuple[str, str]]:
    """The words that name somebody, and the name."""
    for pattern in (_WHOSE, _WHERE):
        yield from ((found[0], found["name"]) for found in pattern.finditer(line))
    if "acances" in line or "scolaire" in line or "calendrier" in line:
        yield from ((found[0], found["name"]) for found in _ZONE.finditer(line))


def _unknown(name: str, ours: str) -> bool:
    return f" {' '.join(phrase(name))} " not in ours


def _text(inputs: Inputs, known: Known) -> str:
    """All that our own data and the published text say, with the names of their départements."""
    codes = [inputs.brief.value.buyer.department, *(site.department for site in inputs.brief.value.service.sites)]
    firms = (inputs.candidate.value, *(partner.value for _, partner in inputs.partners))
    codes += [firm.address.postcode[: 3 if firm.address.postcode.startswith("97") else 2] for firm in firms]
    names = (found.name for code in codes if code and (found := department(code)))
    return " | ".join((known.texts, inputs.neighbours.source, *names))


def _zones(finished: Finished) -> Iterator[str]:
    """The school zones of this offer: the buyer's and its sites'; none when one of them is not known."""
    brief = finished.dossier.inputs.brief.value
    codes = {brief.buyer.department, *(site.department for site in brief.service.sites)} - {None}
    yield from (zone for code in codes if code and (zone := zone_of(code)))


def _verdict(finished: Finished, said: str, places: list[tuple[Printed, str, str]]) -> Verdict:
    printed, line, name = places[0]
    files = dict.fromkeys(one.docx for one, _, _ in places)
    more = f" ; {len(places)} passages, dans {', '.join(files)}" if len(places) > 1 else ""
    what = (
        "n'est pas la zone scolaire de cette demande"
        if len(name) == 1
        else "n'est nommé ni dans la demande, ni dans l'offre"
    )
    return Verdict(
        finished.place(printed.docx),
        f"« {said} » {what} : « {around(plainly(line), said)} »{more}",
        "si ce passage vient d'une autre réponse, remplacez ce nom par une variable ; s'il est de cette demande, "
        "écrivez-le dans brief.yaml",
        Passage(printed.docx.removesuffix(".docx"), line),
    )
