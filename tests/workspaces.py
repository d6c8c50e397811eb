"""Copies of the shipped workspace, to be spoiled at will."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.compose.dossier import Dossier

ROOT = Path(__file__).resolve().parent.parent


def copied(target: Path, *clients: str) -> Path:
    """A workspace of its own: boilerplate/ of this repository, and these offers, Vienne's when none is named."""
    shutil.copytree(ROOT / "boilerplate", target / "boilerplate")
    for client in clients or ("vienne",):
        shutil.copytree(ROOT / "offers" / client, target / "offers" / client)
    return target


def changed(workspace: Path, file: str, old: str, new: str) -> None:
    """Replaces a passage that must be there."""
    path = workspace / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def composed(workspace: Path) -> Dossier:
    """Vienne's offer in this workspace, composed."""
    inputs, problems = read_inputs(workspace, "vienne")
    assert inputs is not None, problems
    dossier, _ = dossier_of(inputs)
    assert dossier is not None
    return dossier


def offer(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def tree_bytes(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
