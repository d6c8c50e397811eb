"""Files: hashes, zips with fixed bytes, paths that stay inside a folder, and those that a person names."""

from __future__ import annotations

import errno
import hashlib
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Final

from generator.foundation.diagnostic import Diagnostics, Span, error

MAX_UNZIPPED = 200_000_000
BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)
"""What opening a damaged zip raises: cut short, emptied, with a password, of a method unknown."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_REASONS: Final = {
    errno.ENOENT: "introuvable",
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EEXIST: "existe déjà",
    errno.ENOTDIR: "introuvable : un des dossiers du chemin est un fichier",
    errno.EISDIR: "c'est un dossier",
    errno.EMFILE: "trop de fichiers ouverts",
    errno.EFBIG: "fichier trop gros pour ce disque",
    errno.ENOSPC: "le disque est plein",
    errno.EROFS: "dossier en lecture seule",
    errno.ENAMETOOLONG: "nom trop long",
    errno.ELOOP: "le raccourci tourne en rond",
    errno.EIO: "le disque ne répond pas",
    122: "quota de disque dépassé",  # EDQUOT, which Windows does not name
}


def sha256(data: bytes) -> str:
    """The hexadecimal digest of these bytes."""
    return hashlib.sha256(data).hexdigest()


def zipped(parts: Mapping[str, bytes], first: str = "[Content_Types].xml") -> bytes:
    """A zip whose bytes depend on its parts only: sorted (`first` leads), not compressed, dated 1980.

    Deflate gives other bytes with other zlib versions, so parts are stored as they are.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts, key=lambda n: (n != first, n)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, parts[name])
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Every part of a zip by name. Raises zipfile.BadZipFile, also above MAX_UNZIPPED bytes unpacked."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNZIPPED:
            raise zipfile.BadZipFile("archive démesurée")
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}


def inside(folder: Path, relative: str) -> Path | None:
    """The real path of `relative` when it stays inside `folder` (links followed), else None."""
    if PurePosixPath(relative).is_absolute() or "\\" in relative:
        return None
    try:
        path = (folder / relative).resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links, a NUL
        return None
    return path if path.is_relative_to(folder.resolve()) else None


def why(exc: OSError) -> str:
    """What the system refused, in French; its own words for what is rare."""
    return _REASONS.get(exc.errno or 0, exc.strerror or str(exc))


def given(
    path: Path, largest: int, smaller: str = "allégez ses images, ou vérifiez que c'est le bon"
) -> tuple[bytes | None, Diagnostics]:
    """The bytes of a file that a person named on the command line, or why it can't be read.

    `largest` in bytes; `smaller` is the remedy for a larger one.
    """
    try:
        if path.is_dir():
            return None, (error("E926", Span(path.name), "c'est un dossier", "donnez le chemin d'un fichier"),)
        if path.stat().st_size > largest:
            said = f"fichier trop gros ({largest // 1_000_000} Mo au plus)"
            return None, (error("E927", Span(path.name), said, smaller),)
        return path.read_bytes(), ()
    except (FileNotFoundError, NotADirectoryError):
        said, hint = f"fichier introuvable : « {path} »", "vérifiez le nom, et le dossier où il est"
    except (OSError, ValueError) as exc:  # ValueError: a NUL in the name
        reason = why(exc) if isinstance(exc, OSError) else "nom impossible"
        said, hint = f"fichier illisible ({reason})", "vérifiez ses droits, et qu'aucun logiciel ne le tient ouvert"
    return None, (error("E926", Span(path.name), said, hint),)
