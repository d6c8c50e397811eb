"""Builds an offer once more from the very sources of a kit, in memory or in a folder thrown away, and compares hashes.

Sources and program of now when they are the same; else those of the commit, by the program of now or by its own. That
is the commit noted in the kit, or the one that took in its archive.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from generator.build.history import recorded, revision, sources_at
from generator.build.state import inputs_digest, read_state
from generator.deposit.origins import Known, Origin
from generator.foundation.diagnostic import Rejected
from generator.foundation.files import sha256

_SECONDS: Final = 600


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What building again gave. `how` says from what, or why it could not be done; `same` files came out byte for byte.

    `other` came out otherwise or not at all: that proves nothing when the program is `newer` than the one that made
    them. `made` were written for the deposit alone, and are not compared.
    """

    how: str
    done: bool
    newer: bool = False
    same: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    made: int = 0

    @property
    def proven(self) -> bool:
        """Whether every file that a build makes came out again."""
        return self.done and bool(self.same) and not self.other


def rebuilt(workspace: Path, origin: Origin) -> Rebuilt:
    """Builds the sources of an origin again, and compares what it lists."""
    if (workspace / "offers" / origin.client).is_dir() and inputs_digest(workspace, origin.client) == origin.inputs:
        return _compared(origin, _built(workspace, origin.client), "depuis les sources d'aujourd'hui, les mêmes")
    found = Rebuilt("les sources ont changé, et le commit d'où elles venaient n'a pas été noté", False)
    for name in commits(workspace, origin):
        found = _from(workspace, origin, name)
        if found.done:
            break
    return found


def commits(workspace: Path, origin: Origin) -> Iterator[str]:
    """The commit that the origin names; then the one that took in its archive, perhaps with sources not yet kept."""
    if origin.commit:
        yield origin.commit
    if origin.deposit and (found := recorded(workspace, origin.place)):
        yield found[0].name


def _from(workspace: Path, origin: Origin, name: str) -> Rebuilt:
    try:
        version = revision(workspace, name)
        with sources_at(workspace, origin.client, version, everything=True) as folder:
            same = inputs_digest(folder, origin.client) == origin.inputs
            if not same and (folder / "generator").is_dir():
                return _by_its_own_program(folder, origin, f"depuis le commit {version}, par son propre programme")
            if not same and not origin.clean:
                return Rebuilt(_changed(origin), False)
            found = _compared(origin, _built(folder, origin.client), f"depuis le commit {version}")
            return replace(found, newer=not same)
    except Rejected as exc:
        return Rebuilt(exc.diagnostics[0].message, False)


def _changed(origin: Origin) -> str:
    commit = f"du commit {origin.commit[:12]}" if origin.commit else "d'un commit"
    return f"les sources n'étaient pas celles {commit}, elles avaient été modifiées depuis"


def _by_its_own_program(folder: Path, origin: Origin, how: str) -> Rebuilt:
    """Runs the program that the commit holds, in that folder and no other."""
    command = [sys.executable, "-m", "generator", "build", origin.client, "--workspace", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"}
    try:
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return Rebuilt(f"{how} : trop long, arrêté", False)
    built = folder / "build" / origin.client
    state = read_state(built)
    if state.digest != origin.inputs:
        return Rebuilt(_changed(origin) if state.digest else f"{how} : la construction n'a rien écrit", False)
    return _compared(origin, {name: (built / name).read_bytes() for name in state.written}, how)


def _built(workspace: Path, client: str) -> Mapping[str, bytes]:
    """Every file of a build, in memory."""
    from generator.build.inputs import read_inputs
    from generator.build.pipeline import finish

    inputs, problems = read_inputs(workspace, client)
    if inputs is None:
        raise Rejected(problems)
    return finish(inputs, workspace, inputs_digest(workspace, client)).files


def _compared(origin: Origin, files: Mapping[str, bytes], how: str) -> Rebuilt:
    digests = {name: sha256(data) for name, data in files.items()}
    ours = [known for known in origin.files if known.source]
    same = tuple(known.file for known in ours if digests.get(known.source) == _as_built(known))
    other = tuple(known.file for known in ours if known.file not in same)
    return Rebuilt(how, True, same=same, other=other, made=len(origin.files) - len(ours))


def _as_built(known: Known) -> str:
    return known.built or known.sha256
