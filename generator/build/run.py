"""Builds one client's offer into `build/<client>/`, doing nothing when nothing changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from generator.build.memory import give_back
from generator.build.publish import exclusive, publish, recover, refuse_edits
from generator.build.state import FINDINGS, MANIFEST, inputs_digest, read_state
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Level, Rejected, Span


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did: names of the files written anew, and the findings; `unchanged` when there was nothing to do."""

    client: str
    folder: Path
    files: tuple[str, ...]
    changed: tuple[str, ...]
    findings: Diagnostics
    unchanged: bool = False


def build(workspace: Path, client: str, output: Path | None = None) -> Result:
    """Builds the offer of `client`; raises Rejected (with its exit code) when nothing can be written.

    The fast path reads and hashes only: no heavy import, no lock, not one file touched.
    """
    folder = (output or workspace / "build") / client
    digest = inputs_digest(workspace, client)
    state = read_state(folder)
    if state.is_current(digest):
        files = (*state.written, MANIFEST)
        return Result(client, folder, files, (), _known_findings(folder), unchanged=True)
    with exclusive(folder):
        recover(folder)
        refuse_edits(folder, client, {})
        return _built(workspace, client, folder, digest)


def is_current(workspace: Path, client: str, output: Path | None = None) -> bool:
    """Whether a build of this offer would find nothing to do."""
    return read_state((output or workspace / "build") / client).is_current(inputs_digest(workspace, client))


def _built(workspace: Path, client: str, folder: Path, digest: str) -> Result:
    from generator.build.inputs import read_inputs
    from generator.build.pipeline import finish

    give_back()
    inputs, problems = read_inputs(workspace, client)
    if inputs is None:
        raise Rejected(problems)
    outcome = finish(inputs, workspace, digest)
    if not outcome.files:
        raise Rejected(outcome.findings)
    refuse_edits(folder, client, outcome.files)  # again: somebody may have saved meanwhile
    changed = publish(folder, outcome.files)
    return Result(client, folder, tuple(sorted(outcome.files)), changed, outcome.findings)


def _known_findings(folder: Path) -> Diagnostics:
    data = json.loads((folder / FINDINGS).read_text(encoding="utf-8"))
    return tuple(_finding(entry) for entry in data["findings"])


def _finding(entry: dict[str, object]) -> Diagnostic:
    file = entry.get("file")
    span = Span(str(file), int(str(entry["line"])), int(str(entry["column"]))) if file else None
    return Diagnostic(str(entry["code"]), Level(str(entry["level"])), span, str(entry["message"]), str(entry["hint"]))
