"""The files of an offer on shelves, in the order in which a person looks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_SHELVES: Final = {
    "packet": "Dossier complet",
    "1-candidature": "À déposer : candidature",
    "2-offre": "À déposer : offre",
    "docx": "Documents Word",
    "other": "Tableur, calendrier et autres",
    "data": "Données de contrôle",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file of the output folder: its name there, its size in bytes, whether somebody edited it since the build."""

    name: str
    size: int
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files of one kind, under a title."""

    title: str
    files: tuple[File, ...]


def shelves(files: Iterable[File]) -> Iterator[Shelf]:
    """The files on their shelves; an empty shelf is left out."""
    placed: dict[str, list[File]] = {title: [] for title in _SHELVES.values()}
    for file in files:
        placed[_shelf(file.name)].append(file)
    for title, held in placed.items():
        if held:
            yield Shelf(title, tuple(held))


def _shelf(name: str) -> str:
    folder, _, rest = name.partition("/")
    part = rest.partition("/")[0]
    if folder == "depot" and part in _SHELVES:
        return _SHELVES[part]
    if not rest and name.startswith("dossier-") and name.endswith(".pdf"):
        return _SHELVES["packet"]
    if name.endswith(".docx"):
        return _SHELVES["docx"]
    return _SHELVES["data" if name.endswith(".json") else "other"]
