"""What a person saved over a file of ours: found before it is lost, copied to offers/<client>/review/kept/."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator.build.state import read_state
from generator.foundation.files import sha256

KEPT = "kept"


def edited(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Names of the files that a person saved over or put in our place, where writing `files` would lose their bytes.

    Without `files`, every file that was edited since it was built.
    """
    state = read_state(folder)
    ours = [name for name in state.edited if name not in files or (folder / name).read_bytes() != files[name]]
    unknown = [name for name in state.added if name in files and (folder / name).read_bytes() != files[name]]
    return (*ours, *unknown)


def digests(review: Path) -> frozenset[str]:
    """The sha256 of every file that is below offers/<client>/review/: their bytes can't be lost."""
    return frozenset(sha256(path.read_bytes()) for path in _all(review))


def keep(folder: Path, names: Collection[str], review: Path) -> tuple[str, ...]:
    """Copies these files to `review`/kept/, and gives where each one went, from `review`.

    No file there is ever replaced: the next free number is taken. Bytes that stand below `review` already are not
    copied again.
    """
    return tuple(keep_bytes(name, (folder / name).read_bytes(), review) for name in names)


def keep_bytes(name: str, data: bytes, review: Path) -> str:
    """Puts these bytes in `review`/kept/ under this name, or finds them below `review`; their place from `review`."""
    same = (path for path in _all(review) if path.stat().st_size == len(data) and path.read_bytes() == data)
    return (next(same, None) or _written(review / KEPT, name, data)).relative_to(review).as_posix()


def set_aside(path: Path, review: Path) -> str:
    """Moves a file of `review` to its kept/, unless another file there has its bytes; its place from `review`."""
    data = path.read_bytes()
    away = path.with_name(f".{path.name}.old")
    path.replace(away)
    others = (one for one in _all(review) if one != away and one.read_bytes() == data)
    kept = next(others, None) or _written(review / KEPT, path.name, data)
    away.unlink()
    return kept.relative_to(review).as_posix()


def _all(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _written(folder: Path, name: str, data: bytes) -> Path:
    """Writes the file under its name, else with a number; the file is whole or it is not there."""
    wanted = PurePosixPath(name)
    number = 1
    while True:
        path = folder / (wanted if number == 1 else wanted.with_stem(f"{wanted.stem}-{number}"))
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as handle:
                handle.write(data)
        except FileExistsError:
            number += 1
            continue
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return path
