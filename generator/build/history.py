"""The sources of an offer as git keeps them: a version put in a folder that is thrown away, and what it is called."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from generator.foundation import days
from generator.foundation.diagnostic import Rejected, Span, error
from generator.foundation.files import inside

USAGE, MISSING = 2, 3
_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: its short name and its day."""

    name: str
    day: date

    def __str__(self) -> str:
        return f"{self.name} du {days.long(self.day)}"


def revision(workspace: Path, asked: str) -> Revision:
    """The commit that « HEAD », a branch, a tag or a hash names; raises Rejected, also without git or repository."""
    _git(workspace, "rev-parse", "--git-dir")
    found = _run(workspace, "log", "-1", "--format=%h %cs", f"{asked}^{{commit}}", "--") if asked[:1] != "-" else None
    if found is None or found.returncode:
        hint = "donnez une version que git connaît (HEAD~1, une étiquette, une branche), ou un fichier .docx"
        raise Rejected([error("R122", None, f"version inconnue de git : « {asked} »", hint)], USAGE)
    name, day = found.stdout.decode().split()
    return Revision(name, date.fromisoformat(day))


@contextmanager
def sources_at(workspace: Path, client: str, version: Revision, everything: bool = False) -> Iterator[Path]:
    """A workspace that holds boilerplate/ and offers/<client>/ as they were; raises Rejected without that offer.

    With `everything`, the other offers too, and our program when it is kept beside them; what was deposited is left.
    """
    wanted = [name for name in (f"offers/{client}", "boilerplate") if _has(workspace, version, name)]
    if f"offers/{client}" not in wanted:
        said = f"l'offre « {client} » n'existe pas dans la version {version}"
        hint = "donnez une version plus récente (--against), ou un fichier .docx"
        raise Rejected([error("R123", Span(f"offers/{client}"), said, hint)], USAGE)
    if everything:
        wanted = ["offers", *wanted[1:], *(["generator"] if _has(workspace, version, "generator") else [])]
        wanted.append(":(exclude,glob)offers/*/deposit/**")
    packed = _git(workspace, "archive", "--format=tar", version.name, "--", *wanted)
    with TemporaryDirectory(prefix="offer-") as name:
        folder = Path(name)
        (folder / "boilerplate").mkdir()
        _unpack(packed, folder)
        yield folder


def recorded(workspace: Path, place: str) -> tuple[Revision, bool] | None:
    """The last commit that changed a folder, and whether it is still as that commit left it; None when none did."""
    done = _run(workspace, "log", "-1", "--format=%h %cs", "--", place)
    said = done.stdout.decode().split() if done and not done.returncode else []
    if len(said) != 2:
        return None
    state = _run(workspace, "status", "--porcelain", "--", place)
    return Revision(said[0], date.fromisoformat(said[1])), bool(state and not state.returncode and not state.stdout)


def standing(workspace: Path, client: str) -> tuple[str, bool]:
    """The commit that stands here, and whether the sources of an offer are those of this commit; empty without git."""
    done = _run(workspace, "rev-parse", "--verify", "HEAD")
    if done is None or done.returncode:
        return "", False
    said = (f"offers/{client}", "boilerplate", "generator")
    places = (*said, f":(exclude)offers/{client}/deposit", f":(exclude)offers/{client}/result.yaml")
    state = _run(workspace, "status", "--porcelain", "--", *places)
    return done.stdout.decode().strip(), bool(state and not state.returncode and not state.stdout)


def _has(workspace: Path, version: Revision, name: str) -> bool:
    listed = _run(workspace, "ls-tree", "--name-only", version.name, "--", name)
    return bool(listed and not listed.returncode and listed.stdout.strip())


def _unpack(packed: bytes, folder: Path) -> None:
    """Plain files only: no link, nothing outside the folder."""
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        for member in archive:
            path = inside(folder, member.name)
            data = archive.extractfile(member) if member.isfile() and path else None
            if data and path:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data.read())


def _git(workspace: Path, *arguments: str) -> bytes:
    """What git answers; raises Rejected when there is no git, no repository, or when it refuses."""
    done = _run(workspace, *arguments)
    if done is None:
        hint = "installez git, ou comparez avec un fichier : --against fichier.docx"
        raise Rejected([error("R120", None, "il manque le programme git", hint)], MISSING)
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        said = f"git ne peut pas lire ce dossier ({words[-1] if words else 'sans explication'})"
        hint = "cet espace de travail doit être dans un dépôt git ; sinon, --against fichier.docx"
        raise Rejected([error("R121", None, said, hint)], MISSING)
    return done.stdout


def _run(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """One run of git in the workspace, without a shell; None without git."""
    program = shutil.which("git")
    if program is None:
        return None
    return subprocess.run([program, *arguments], cwd=workspace, capture_output=True, check=False, timeout=_SECONDS)
