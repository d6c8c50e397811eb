"""Is no group larger than the buyer admits, and than what the note says of itself and of its room?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from generator.checks.cells import fold
from generator.checks.finished import Finished, Passage, Verdict
from generator.checks.note_text import own_words
from generator.checks.planning.printed import planning_of
from generator.compose.filters import plural, words

_PEOPLE: Final = r"(?:personnes|participants|participantes|professionnels|professionnelles|agents|membres)"
_PRINTED: Final = re.compile(rf"\b(\d{{1,3}}) {_PEOPLE}")
_SPEAKS: Final = re.compile(r"au plus|maximum|plus de|au-delà|limité|[sS]alle")  # no other sentence is looked at
_LARGEST: Final = 60  # numbers written out in a text about groups


def groups_fit(finished: Finished) -> tuple[Verdict, ...]:
    """Printed groups are within the brief's size; the note neither refuses them nor asks for too small a room."""
    return (*_printed(finished), *_refused(finished))


def _printed(finished: Finished) -> Iterator[Verdict]:
    """Sizes that the planning prints, against the most that the buyer admits."""
    planned, brief = planning_of(finished), finished.dossier.inputs.brief
    most, where = brief.value.service.participants, brief.span("service", "participants")
    if planned is None or most is None:
        return
    found = [(m[0], int(m[1]), said) for said in planned.printed.words for m in _PRINTED.finditer(fold(said))]
    found += [
        (f"{cell} participants ({line.cells[0]})", int(cell), line.words)
        for _, line in planned.groups
        for cell in line.cells
        if cell.isdecimal()
    ]
    for told, (size, said) in {told: (size, said) for told, size, said in found}.items():
        if size > most:
            yield Verdict(
                finished.place(planned.printed.docx),
                f"planning imprimé : {told}, {most} au plus selon la demande ({where})",
                "réduisez ce groupe, ou ouvrez-en un de plus",
                planned.passage(said),
            )


def _refused(finished: Finished) -> Iterator[Verdict]:
    """« Nous refusons les groupes de plus de huit »: a limit of the note that a group of this offer goes beyond."""
    note = next((p for p in finished.printed if p.key == "note"), None)
    schedule, adapt = finished.dossier.schedule, finished.dossier.inputs.offer.value.adapt
    sizes = [group.size for group in schedule.groups if group.size]
    if note is None or not sizes:
        return
    smallest = -(-max(sizes) // (adapt.subgroups or 1))  # a limit may speak of a subgroup
    for said in own_words(note):
        for limit in _limits(fold(said)) if _SPEAKS.search(said) else ():
            if limit < smallest:
                people = plural(max(sizes), "participant", "participants")
                shares = f" en {adapt.subgroups} sous-groupes" if adapt.subgroups else ""
                yield Verdict(
                    finished.place(note.docx),
                    f"la note s'en tient à {limit} personnes, le groupe compte {people}{shares}",
                    "corrigez ce passage, ou choisissez un bloc et une approche faits pour ce groupe",
                    Passage(note.docx.removesuffix(".docx"), said),
                )


def _limits(said: str) -> Iterator[int]:
    """The most people of whom a sentence speaks."""
    for pattern in _patterns():
        for found in pattern.finditer(said):
            number = next(filter(None, found.groups()))
            yield int(number) if number.isdecimal() else _numbers()[number]


@cache
def _numbers() -> dict[str, int]:
    return {words(number): number for number in range(2, _LARGEST + 1)}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Limits as texts say them: « huit personnes au plus », « jamais plus de huit », « une salle où 15 personnes »."""
    spelt = sorted(_numbers(), key=len, reverse=True)
    number = rf"\b(\d{{1,2}}|{'|'.join(map(re.escape, spelt))})\b"
    of_group = r"(?:groupes?|cercle|séances?|ateliers?)"
    return (
        re.compile(rf"{number} {_PEOPLE} (?:au plus|au maximum|maximum)\b"),
        re.compile(rf"(?:jamais|pas|refusons) (?:[^.;]{{0,40}} )?(?:plus de|au-delà de|à plus de) {number} {_PEOPLE}"),
        re.compile(rf"{of_group} (?:est |sont )?(?:limités?|limitée?s?) à {number}(?: {_PEOPLE})?"),
        re.compile(rf"salle [^.;]{{0,30}}{number} (?:personnes|participants) (?:tiennent|peuvent)"),
    )
