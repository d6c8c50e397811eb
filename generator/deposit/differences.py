"""How a file differs from ours, in French: pages, parts of a Word file or of an archive, bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from io import BytesIO
from typing import Final

from generator.deposit.texts import texts
from generator.foundation.files import BROKEN, sha256, unzipped
from generator.readers.pdf import sheets

_CHUNK: Final = 1 << 16
_COUNTED: Final = 1_000  # differing bytes; beyond, how many says nothing more
_NAMED: Final = 6  # pages or parts; beyond, they are only counted


def differences(ours: bytes, theirs: bytes) -> tuple[str, ...]:
    """What differs, the gravest first: two files that are not equal always give at least one sentence."""
    if ours == theirs:
        return ()
    return (*_content(ours, theirs), *_bytes(ours, theirs))


def same_parts(ours: bytes, theirs: bytes) -> bool:
    """Whether two archives hold the same files, names and bytes, though they are not the same archive."""
    mine, other = parts(ours), parts(theirs)
    return bool(mine) and mine == other


def likeness(ours: bytes, theirs: bytes) -> float:
    """How much of our file the other one holds, from 0 to 1: pages with the same text, or parts with the same bytes."""
    if theirs[:5] == b"%PDF-" == ours[:5]:
        mine, other = _pages(ours), set(texts(theirs))
        said = [text for text in mine if text]
        return sum(text in other for text in said) / len(said) if said else 0.0
    mine_parts, other_parts = parts(ours), parts(theirs)
    if mine_parts and other_parts:
        return sum(other_parts.get(name) == digest for name, digest in mine_parts.items()) / len(mine_parts)
    return 0.0


def parts(data: bytes) -> dict[str, str]:
    """The digest of each file in an archive, by name; empty for what is no archive, or a damaged one."""
    return {name: sha256(part) for name, part in unpacked(data).items()}


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of an archive; none for a damaged one, or one with two files of one name: which one is read varies."""
    if data[:2] != b"PK":
        return {}
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
        return unzipped(data) if len(names) == len({name.casefold() for name in names}) else {}
    except BROKEN:
        return {}


def _content(ours: bytes, theirs: bytes) -> Iterator[str]:
    if ours[:5] == b"%PDF-":
        yield from _in_pages(_pages(ours), texts(theirs))
    elif mine := parts(ours):
        yield from _in_parts(mine, parts(theirs))


def _pages(data: bytes) -> tuple[str, ...]:
    return tuple(" ".join(sheet.text.split()) for sheet in sheets(data))


def _in_pages(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    if not theirs:
        yield "le fichier ne s'ouvre plus, ou trop lentement pour être lu"
        return
    if len(ours) != len(theirs):
        yield f"{_many(len(theirs), 'page')} au lieu de {len(ours)}"
    gone: list[int] = []
    new: list[int] = []
    other: list[int] = []
    for kind, first, last, start, end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        both = min(last - first, end - start) if kind == "replace" else 0
        if kind != "equal":
            other += range(first + 1, first + both + 1)
            gone += range(first + both + 1, last + 1)
            new += range(start + both + 1, end + 1)
    for said, pages in (("il manque", gone), ("en trop :", new), ("le texte n'est plus le même :", other)):
        if pages:
            yield f"{said} {_numbered(pages)}"
    if not (gone or new or other):
        yield "le texte de chaque page est resté le même"


def _in_parts(ours: dict[str, str], theirs: dict[str, str]) -> Iterator[str]:
    if not theirs:
        yield "le fichier ne s'ouvre plus, ou deux fichiers y portent le même nom"
        return
    told = (
        ("changé", [name for name in ours if name in theirs and ours[name] != theirs[name]]),
        ("absent", [name for name in ours if name not in theirs]),
        ("ajouté", [name for name in theirs if name not in ours]),
    )
    for word, names in told:
        if names:
            yield f"{word} : {some(names)}"
    if ours == theirs:
        yield "l'archive a été refaite, ses fichiers sont les mêmes"


def _bytes(ours: bytes, theirs: bytes) -> Iterator[str]:
    if len(ours) != len(theirs):
        yield f"{len(theirs)} octets au lieu de {len(ours)}"
        return
    first, count = -1, 0
    for start in range(0, len(ours), _CHUNK):
        mine, other = ours[start : start + _CHUNK], theirs[start : start + _CHUNK]
        if mine != other:
            places = [place for place, (a, b) in enumerate(zip(mine, other, strict=True)) if a != b]
            first, count = (start + places[0] if first < 0 else first), count + len(places)
        if count > _COUNTED:
            break
    said = f"plus de {_COUNTED} octets diffèrent" if count > _COUNTED else _differ(count)
    yield f"même taille, {said} (le premier : n° {first + 1})"


def _differ(count: int) -> str:
    return "1 octet diffère" if count == 1 else f"{count} octets diffèrent"


def _numbered(pages: list[int]) -> str:
    return ("les pages " if len(pages) > 1 else "la page ") + some([str(page) for page in pages])


def some(names: Sequence[str]) -> str:
    """« a, b, c et 4 autres »."""
    shown, more = names[:_NAMED], len(names) - _NAMED
    return ", ".join(shown) + (f" et {more} autre{'s' if more > 1 else ''}" if more > 0 else "")


def _many(count: int, word: str) -> str:
    return f"{count} {word}" + ("s" if count > 1 else "")
