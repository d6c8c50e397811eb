"""Files: hashes, zips with fixed bytes, and paths that stay inside a folder."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath

MAX_UNZIPPED = 200_000_000
_EPOCH = (1980, 1, 1, 0, 0, 0)


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
