"""Plain words, from `data/*.yaml`: those that name nobody, those that every brief says, those said for one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Final, TypeVar

from pydantic import Field

from generator.foundation.diagnostic import Rejected
from generator.foundation.phrases import bare, phrase
from generator.foundation.record import Flag, Line, Record, Whole, read_record

DATA: Final = Path(__file__).parent / "data"
R = TypeVar("R", bound=Record)


class Words(Record):
    """`data/words.yaml`."""

    capitals: tuple[Line, ...] = Field(description="Mots à majuscule qui ne sont le nom de personne")
    plain: tuple[Line, ...] = Field(description="Mots que toute demande dit, sans rien dire d'elle")
    idioms: tuple[Line, ...] = Field(description="Locutions dont un mot seul ne veut rien dire")
    twins: tuple[tuple[Line, ...], ...] = Field(description="Mots employés l'un pour l'autre dans les titres")


class Threshold(Record):
    """A limit that we set, and why."""

    percent: Annotated[Whole, Field(ge=1, le=100)] = Field(description="Part du texte, en %")
    because: Line = Field(description="Pourquoi cette limite")


class General(Record):
    """`data/general.yaml`."""

    source: Line = Field(description="D'où vient la règle")
    unverified: Flag = Field(default=False, description="true : connu par une source secondaire")
    note: Threshold = Field(description="Note entière, au-delà de quoi elle est dite trop générale")
    section: Threshold = Field(description="Section sans un fait de la demande, au-delà de quoi elle est dite générale")
    least_words: Annotated[Whole, Field(ge=1)] = Field(
        description="Mots d'une section au-dessous desquels on ne dit rien"
    )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of `data/words.yaml`, bare; twins as they are written, each beside its bare forms."""

    capitals: frozenset[str]
    plain: frozenset[str]
    idioms: re.Pattern[str]
    twins: tuple[tuple[tuple[str, frozenset[str]], ...], ...]


@cache
def lexicon() -> Lexicon:
    """The plain words."""
    read = read_data("words.yaml", Words)
    return Lexicon(
        frozenset(word for text in read.capitals for word in phrase(text)),
        frozenset(word for text in read.plain for word in phrase(text)),
        re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, sorted(read.idioms, key=len, reverse=True)))})\b"),
        tuple(tuple((word, frozenset({bare(word), bare(f"{word}s")})) for word in group) for group in read.twins),
    )


@cache
def general() -> General:
    """When a note is too general."""
    return read_data("general.yaml", General)


def read_data(name: str, model: type[R]) -> R:
    """A data file of this family; a fault in it is a bug of ours and raises."""
    loaded, problems = read_record(DATA / name, f"generator/checks/leftovers/data/{name}", model)
    if loaded is None:
        raise Rejected(problems, exit_code=70)
    return loaded.value
