"""What a build was made from and what it wrote: digest of the inputs, hash of every output, in manifest.json."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Any

import generator

MANIFEST = "manifest.json"
FINDINGS = "findings.json"
SUMMARY = "summary.json"
_IGNORED = {"__pycache__", ".DS_Store", "Thumbs.db", "result.yaml"}  # a result comes after: no document says it


@dataclass(frozen=True, slots=True)
class State:
    """The state of `build/<client>/` as its manifest tells and as the disk shows."""

    written: tuple[str, ...]  # every file that the manifest lists
    digest: str  # of the inputs that made it; empty when nothing was built
    edited: tuple[str, ...]  # files whose bytes are no longer those that were written
    missing: tuple[str, ...]
    added: tuple[str, ...]  # files that somebody put there

    def is_current(self, digest: str) -> bool:
        """Whether a build of these inputs would write the same files again."""
        return bool(digest) and self.digest == digest and not self.edited and not self.missing


def inputs_digest(workspace: Path, client: str) -> str:
    """One hash of everything an offer is made from: program, boilerplate/, offers/<client>/; not where they are."""
    return inputs_digests(workspace, (client,))[client]


def inputs_digests(workspace: Path, clients: Iterable[str]) -> dict[str, str]:
    """The same for several offers: what they share is read once."""
    shared = hashlib.sha256(_program())
    _add(shared, workspace / "boilerplate")
    digests = {}
    for client in clients:
        digest = shared.copy()
        _add(digest, workspace / "offers" / client, _is_said)
        digests[client] = digest.hexdigest()
    return digests


def _is_said(path: PurePath) -> bool:
    """Whether documents depend on this file of an offer: not what was deposited, or reviewed and only kept."""
    if path.parts[0] == "deposit":
        return False
    return path.parts[0] != "review" or path.parts[1] == "frozen" or (len(path.parts) == 2 and path.suffix == ".yaml")


@cache
def _program() -> bytes:
    """The hash of this program, which doesn't change while it runs."""
    digest = hashlib.sha256(generator.__version__.encode())
    _add(digest, Path(generator.__file__).parent)
    return digest.digest()


def _add(digest: hashlib._Hash, root: Path, wanted: Callable[[PurePath], bool] = lambda _: True) -> None:
    """Adds every file below a folder that is wanted: its name, its size, its bytes."""
    for path in (path for path in _files(root) if wanted(path.relative_to(root))):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)


def _files(root: Path) -> Iterable[Path]:
    return sorted(
        p
        for p in root.rglob("*")
        if p.is_file() and not _IGNORED & set(p.relative_to(root).parts) and not p.name.startswith(("~$", ".~lock"))
    )


def read_state(folder: Path) -> State:
    """The state of an output folder."""
    manifest = read_manifest(folder)
    written: Mapping[str, str] = {entry["file"]: entry["sha256"] for entry in manifest["files"]}
    on_disk = {p.relative_to(folder).as_posix(): p for p in _files(folder)} if folder.is_dir() else {}
    edited = [
        n for n, p in on_disk.items() if n in written and hashlib.sha256(p.read_bytes()).hexdigest() != written[n]
    ]
    missing = [name for name in written if name not in on_disk]
    added = [name for name in on_disk if name not in written and name != MANIFEST]
    return State(tuple(sorted(written)), manifest["inputs"], tuple(edited), tuple(missing), tuple(added))


def read_manifest(folder: Path) -> Any:
    """The digest and the files of an output folder; none when it has no manifest, or one that is not ours."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = [{"file": str(entry["file"]), "sha256": str(entry["sha256"])} for entry in data["files"]]
        return {"inputs": str(data["inputs"]), "files": files}
    except (OSError, ValueError, KeyError, TypeError):
        return {"inputs": "", "files": []}
