"""The kits of a workspace, `depot/<client>/`: read, and written whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.build.publish import EXIT_FILES, exclusive, recover, swap
from generator.deposit.proof import FILE, Proof, read_proof
from generator.foundation.diagnostic import Rejected, Span, error

FOLDER = "depot"
_NOT_OURS = {".DS_Store", "Thumbs.db", "desktop.ini"}


def kit_folder(workspace: Path, client: str) -> Path:
    """Where the kit of an offer stands."""
    return workspace / FOLDER / client


def kit_files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path with « / », without what desktops and Word leave there."""
    found = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and path.name not in _NOT_OURS and not path.name.startswith(("~$", ".~lock")):
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def read_kit(workspace: Path, client: str) -> tuple[dict[str, bytes], Proof]:
    """Every file of the kit as it stands (`deposit.proof.slips` says what was changed), and its proof.

    Raises Rejected when there is no kit, or no proof that can be read.
    """
    folder = kit_folder(workspace, client)
    put_back(folder)
    files, place = kit_files(folder), Span(f"{FOLDER}/{client}")
    again = f"« offer deposit {client} » l'écrit"
    if not files:
        raise Rejected([error("E930", place, f"pas de dossier de dépôt pour « {client} »", again)], EXIT_FILES)
    proof = read_proof(files.get(FILE, b""))
    if proof is None or proof.client != client:
        said = f"{FILE} manque, ou ne se lit plus : on ne sait plus ce que ces fichiers sont"
        hint = f"rangez ce dossier ailleurs ; {again} de nouveau"
        raise Rejected([error("E931", place, said, hint)], EXIT_FILES)
    return files, proof


def put_back(folder: Path) -> None:
    """Puts back the kit that a killed run had moved away: it may be signed, so it is never lost."""
    if not folder.exists() and (folder.parent / f".{folder.name}.old").exists():
        with exclusive(_build(folder)):
            recover(folder)


def write_kit(workspace: Path, client: str, files: Mapping[str, bytes]) -> Path:
    """Writes the whole kit aside, then swaps it in: exactly these files, or those that stood there."""
    folder = kit_folder(workspace, client)
    with exclusive(_build(folder)):
        new, old = folder.parent / f".{client}.new", folder.parent / f".{client}.old"
        recover(folder)
        try:
            for name, data in files.items():
                path = new / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            swap(folder, new, old)
        except OSError:
            shutil.rmtree(new, ignore_errors=True)
            raise
    return folder


def _build(folder: Path) -> Path:
    """The build whose lock a kit takes: no kit is written from one that is going on, and no lock stands in depot/."""
    return folder.parent.parent / "build" / folder.name
