"""The pictures that blocks show: PNG files beside them, named by « ::: figure photo.png »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, near_miss
from generator.foundation.files import why
from generator.library.block import Block

LARGEST: Final = 5_000_000  # bytes
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_FIGURE: Final = re.compile(r"^:::\s*figure\s+(\S+\.\S+)")
_NAME: Final = re.compile(r"[\w-]+(\.[\w-]+)*\.png")

Pictures = tuple[tuple[str, bytes], ...]


def pictures_of(block: Block, folder: Path) -> tuple[Pictures, Diagnostics]:
    """The bytes of each picture that this block of `folder` names, and what is wrong with them."""
    found: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for number, line in enumerate(block.body.split("\n"), block.first_line):
        if figure := _FIGURE.match(line):
            name, span = figure[1], Span(block.file, number, figure.start(1) + 1)
            data, slips = _read(folder, name, span)
            problems += slips
            found[name] = data
    return tuple(found.items()), tuple(problems)


def _read(folder: Path, name: str, span: Span) -> tuple[bytes, tuple[Diagnostic, ...]]:
    wrong = tuple(_wrong(folder, name, span))
    if wrong:
        return b"", wrong
    try:
        data = (folder / name).read_bytes()
    except OSError as exc:
        said = f"image « {name} » illisible ({why(exc)})"
        return b"", (error("L217", span, said, "vérifiez les droits d'accès du fichier"),)
    if not data.startswith(_PNG):
        return b"", (error("L217", span, f"« {name} » n'est pas une image PNG", "enregistrez-la de nouveau en PNG"),)
    return data, ()


def _wrong(folder: Path, name: str, span: Span) -> Iterator[Diagnostic]:
    """What forbids this name, or the file that has it."""
    path = folder / name
    if not _NAME.fullmatch(name):
        hint = "donnez le nom d'un fichier PNG du même dossier, sans chemin ni espace"
        yield error("L217", span, f"image « {name[:60]} » refusée", hint)
    elif not path.is_file():
        known = sorted(each.name for each in folder.glob("*.png"))
        hint = near_miss(name, known) or "placez le fichier à côté du bloc"
        yield error("L217", span, f"image introuvable « {name} »", hint)
    elif path.stat().st_size > LARGEST:
        hint = "réduisez-la : 1 600 points de large suffisent"
        yield error("L217", span, f"image « {name} » trop lourde (5 Mo au plus)", hint)
