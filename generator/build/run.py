"""Builds one client's offer into `build/<client>/`, doing nothing when nothing changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from generator.build.kept import digests, edited, keep
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
    kept: tuple[tuple[str, str], ...] = ()  # files that a person had edited, each with its place in the workspace now


def build(workspace: Path, client: str, output: Path | None = None, force: bool = False) -> Result:
    """Builds the offer of `client`; raises Rejected (with its exit code) when nothing can be written.

    With `force`, files that a person edited are kept in offers/<client>/review/kept/; without, they stop the build.
    The fast path reads and hashes only: no heavy import, no lock, not one file touched.
    """
    folder = (output or workspace / "build") / client
    digest = inputs_digest(workspace, client)
    state = read_state(folder)
    if state.is_current(digest):
        files = (*state.written, MANIFEST)
        return Result(client, folder, files, (), known_findings(folder), unchanged=True)
    with exclusive(folder):
        recover(folder)
        if not force:
            refuse_edits(folder, client, {}, digests(workspace / _review(client)))
        return _built(workspace, client, folder, digest, force)


def _review(client: str) -> str:
    return f"offers/{client}/review"


def is_current(workspace: Path, client: str, output: Path | None = None) -> bool:
    """Whether a build of this offer would find nothing to do."""
    return read_state((output or workspace / "build") / client).is_current(inputs_digest(workspace, client))


def _built(workspace: Path, client: str, folder: Path, digest: str, force: bool) -> Result:
    from generator.build.inputs import read_inputs
    from generator.build.pipeline import finish

    give_back()
    inputs, problems = read_inputs(workspace, client)
    if inputs is None:
        raise Rejected(problems)
    outcome = finish(inputs, workspace, digest)
    if not outcome.files:
        raise Rejected(outcome.findings)
    review = workspace / _review(client)
    # Again: somebody may have saved meanwhile.
    found = edited(folder, outcome.files) if force else refuse_edits(folder, client, outcome.files, digests(review))
    kept = tuple(f"{_review(client)}/{name}" for name in keep(folder, found, review))
    changed = publish(folder, outcome.files)
    names = tuple(sorted(outcome.files))
    return Result(client, folder, names, changed, outcome.findings, kept=tuple(zip(found, kept, strict=True)))


def known_findings(folder: Path) -> Diagnostics:
    """The findings of the build that stands in this folder."""
    data = json.loads((folder / FINDINGS).read_text(encoding="utf-8"))
    return tuple(_finding(entry) for entry in data["findings"])


def _finding(entry: dict[str, object]) -> Diagnostic:
    file = entry.get("file")
    span = Span(str(file), int(str(entry["line"])), int(str(entry["column"]))) if file else None
    level, waived, family = Level(str(entry["level"])), str(entry.get("waived", "")), str(entry.get("family", ""))
    said, hint, where = str(entry["message"]), str(entry["hint"]), entry.get("source")
    source = Span(str(where["file"]), int(where["line"])) if isinstance(where, dict) else None
    return Diagnostic(str(entry["code"]), level, span, said, hint, waived, family, source)
