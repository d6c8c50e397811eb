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
    here = {sha256(path.read_bytes()): path for path in _all(review)}
    went: list[str] = []
    for name in names:
        data = (folder / name).read_bytes()
        path = here.get(sha256(data)) or _written(review / KEPT, name, data)
        here[sha256(data)] = path
        went.append(path.relative_to(review).as_posix())
    return tuple(went)


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
