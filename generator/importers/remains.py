"""What an old text says of one buyer or one year: names, amounts, dates, addresses to be turned into variables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from generator.foundation.days import MONTHS
from generator.foundation.diagnostic import Diagnostic, Span, warning
from generator.foundation.words import folded
from generator.importers.names import Name, again, names_in

_MONTHS: Final = "|".join(MONTHS)
_GAP: Final = "[ \u00a0\u202f]"
_ALONE: Final = 4  # letters of a name that is looked for alone
_PERSON: Final = ("nom de personne", "retirez-le, ou dites sa fonction")
_BODY: Final = ("nom d'organisme", "retirez-le : un bloc ne nomme aucun organisme")
_SHAPES: Final = (
    (re.compile(r"\d[\d .\u00a0\u202f]*(?:,\d+)?\s*(?:€|euros?\b)", re.IGNORECASE), "montant",
     "remplacez-le par {{ quote.gross | euros }}, ou retirez-le"),
    (re.compile(rf"\b(?:\d{{1,2}}(?:er)?\s+)?(?:{_MONTHS})\s+\d{{4}}\b", re.IGNORECASE), "date",
     "remplacez-la par {{ (schedule.sessions | first).day | day }} ou une autre date calculée, ou retirez-la"),
    (re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b"), "date", "remplacez-la par une date calculée, ou retirez-la"),
    (re.compile(r"\b(?:19|20)\d{2}\s*[-–/]\s*(?:19|20)?\d{2}\b"), "période", "retirez-la : le planning la donne"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w"), "adresse électronique", "remplacez-la par {{ candidate.email }}"),
    (re.compile(rf"(?<!\d)(?:\+33{_GAP}?(?:\(0\){_GAP}?)?|0)[1-9](?:[-./]?{_GAP}?\d{{2}}){{4}}(?!\d)"), "téléphone",
     "remplacez-le par {{ candidate.phone }}"),
    (re.compile(rf"(?<!\d)\d{{3}}{_GAP}?\d{{3}}{_GAP}?\d{{3}}{_GAP}?\d{{5}}(?!\d)"), "SIRET",
     "remplacez-le par {{ candidate.siret }}"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A name that other lines tell, alone (« Martin »): whether a person's, whether the text has it as a word too."""

    bare: str
    person: bool
    word: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Names to look for: each with its remedy; those that may stay; those that other lines tell."""

    named: Mapping[str, str]
    kept: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()


def with_told(known: Known, texts: Iterable[str]) -> Known:
    """The same, and the names that these texts tell, to be found where they stand alone."""
    lines = [line for text in texts for line in text.split("\n") if not line.startswith("id: ")]  # made from titles
    found = (name for line in lines for name in names_in(line) if not _kept(name, known))
    told = {name.bare: name.person for name in found if len(name.bare) >= _ALONE and name.bare not in known.named}
    words = {word for line in lines for word in re.findall(r"\w+", line)}
    return replace(known, told=tuple(Told(bare, person, bare.lower() in words) for bare, person in told.items()))


def remains(text: str, file: str, known: Known) -> Iterator[Diagnostic]:
    """Each thing of one buyer, one person or one year in a block's text, at its line."""
    for number, line in enumerate(text.split("\n"), 1):
        for start, said, hint in _names(line, known):
            yield warning("L260", Span(file, number, start + 1), said, hint)
        if line.startswith("::: figure"):
            continue
        for shape, what, hint in _SHAPES:
            for found in shape.finditer(line):
                yield warning("L260", Span(file, number, found.start() + 1), f"{what} « {found[0].strip()} »", hint)


def named_files(file: str, known: Known) -> Iterator[Diagnostic]:
    """The names that a block's own id holds: its file is to be renamed."""
    own = PurePosixPath(file).stem
    for name in (*known.named, *(told.bare for told in known.told if not told.word)):
        key = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")
        if key and f"-{key}-" in f"-{own}-":
            yield warning(
                "L260", Span(file, 2), f"nom « {name} » dans l'identifiant", "renommez le fichier et son « id »"
            )


def _names(line: str, known: Known) -> Iterator[tuple[int, str, str]]:
    """The names that are known, then those that read as one, then those that another line tells; each place once."""
    letters = [(place, letter) for place, one in enumerate(line) for letter in folded(one)]  # « œ » gives two
    inside, taken = "".join(letter for _, letter in letters), set[int]()
    for name, hint in known.named.items():
        for found in re.finditer(rf"(?<!\w){re.escape(folded(name))}(?!\w)", inside):
            places = [place for place, _ in letters[found.start() : found.end()]]
            if taken.isdisjoint(places):
                taken.update(places)
                yield places[0], f"nom « {name} »", hint
    for each in names_in(line):
        here = set(range(each.start, each.start + len(each.text)))
        if not here & taken and not _kept(each, known):
            taken |= here
            what, hint = _PERSON if each.person else _BODY
            yield each.start, f"{what} « {each.text} »", hint
    for told in known.told:
        for start in again(line, told.bare, told.word):
            if start not in taken:
                what, hint = _PERSON if told.person else _BODY
                yield start, f"{what} « {told.bare} »", hint


def _kept(name: Name, known: Known) -> bool:
    said = folded(name.text)
    return any(one in said or said in one for one in map(folded, known.kept))


def worth(names: Iterable[str | None]) -> tuple[str, ...]:
    """The names long enough to be looked for."""
    return tuple(dict.fromkeys(name for name in names if name and len(name) >= 3))
