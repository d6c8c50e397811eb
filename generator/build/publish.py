"""Publishes a build: written aside, then swapped in whole; what a person edited or added is never lost.

`build/.<client>.new` is written, `build/<client>` steps aside to `build/.<client>.old`, the new folder takes its
name. A build that is killed leaves the old folder, or an `.old` one that the next build puts back.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from generator.build.kept import edited
from generator.build.state import read_state
from generator.foundation.diagnostic import Diagnostic, Rejected, Span, error
from generator.foundation.files import sha256

EXIT_FILES = 4


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Holds the lock of an output folder, freed by the system if we are killed; a second build of it is refused."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f".{folder.name}.lock").open("a", encoding="utf-8") as handle:
        if not _lock(handle):
            message = "une autre construction de cette offre est en cours"
            hint = "attendez qu'elle se termine, puis relancez"
            raise Rejected([error("E905", Span(f"build/{folder.name}"), message, hint)], EXIT_FILES)
        yield


def _lock(handle: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def recover(folder: Path) -> None:
    """Puts back the old folder when a build was killed between the two renames, and clears what a killed build left."""
    new, old = _aside(folder)
    if old.exists() and not folder.exists():
        old.rename(folder)
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)


def refuse_edits(
    folder: Path, client: str, files: Mapping[str, bytes], known: Collection[str] = frozenset()
) -> tuple[str, ...]:
    """Stops when writing these files would lose what a person saved: one of ours edited, or one that we do not know.

    Edits whose sha256 is `known` stop nothing: a review or a freeze has taken them. Their names are given back.
    """
    found = edited(folder, files)
    if lost := [name for name in found if sha256((folder / name).read_bytes()) not in known]:
        raise Rejected([_edit(folder, client, name) for name in lost], EXIT_FILES)
    return found


def _edit(folder: Path, client: str, name: str) -> Diagnostic:
    message = "ce fichier a été modifié depuis sa construction : il n'est pas écrasé"
    place = f"build/{client}" if folder.parent.name == "build" else folder.as_posix()
    path = f'"{place}/{name}"' if " " in place + name else f"{place}/{name}"
    force = f"« offer build {client} --force » le garde dans offers/{client}/review/kept/, puis reconstruit"
    review = f"« offer review {client} {path} » dit ce qui a changé (avec --apply, le reporte dans les sources) ; "
    return error("E904", Span(f"build/{client}/{name}"), message, (review if name.endswith(".docx") else "") + force)


def publish(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Writes every file aside, carries over what people added, swaps; returns the names whose bytes changed."""
    new, old = _aside(folder)
    before = {name: (folder / name).read_bytes() for name in files if (folder / name).is_file()}
    try:
        for name, data in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for name in (name for name in read_state(folder).added if name not in files):
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / name, new / name)
        swap(folder, new, old)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return tuple(name for name, data in files.items() if before.get(name) != data)


def swap(folder: Path, new: Path, old: Path) -> None:
    """Puts `new` in the place of `folder`; what stood there comes back when that fails."""
    if folder.exists():
        folder.replace(old)
    try:
        new.replace(folder)
    except OSError:
        if old.exists() and not folder.exists():
            old.replace(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _aside(folder: Path) -> tuple[Path, Path]:
    return folder.parent / f".{folder.name}.new", folder.parent / f".{folder.name}.old"
