"""A copy of one offer's sources, on which a review tries what it will write."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.compose.dossier import Dossier
from generator.foundation.diagnostic import Diagnostics, Level, Rejected
from generator.foundation.source import read_text


def composed(workspace: Path, client: str) -> Dossier:
    """The offer as its sources say it now; raises Rejected when it can't be composed."""
    return judged(workspace, client)[0]


def judged(workspace: Path, client: str) -> tuple[Dossier, Diagnostics]:
    """The same, with everything that composing finds."""
    inputs, problems = read_inputs(workspace, client)
    if inputs is None:
        raise Rejected(problems)
    dossier, more = dossier_of(replace(inputs, frozen=()))
    if dossier is None:
        raise Rejected((*problems, *more))
    return dossier, (*problems, *more)


def blocking(problems: Diagnostics) -> set[tuple[str, str]]:
    """What blocks, wherever it stands: code and sentence."""
    return {(problem.code, problem.message) for problem in problems if problem.level is Level.BLOCKING}


def text_of(workspace: Path, file: str) -> str:
    """The text of a file of the workspace; empty when there is none."""
    path = workspace / file
    return read_text(path, file)[0] if path.is_file() else ""


@contextmanager
def scratch(workspace: Path, client: str) -> Iterator[Path]:
    """A copy of the sources of one offer, thrown away afterwards."""
    with TemporaryDirectory(prefix="offer-") as folder:
        copy = Path(folder)
        shutil.copytree(workspace / "boilerplate", copy / "boilerplate")
        shutil.copytree(
            workspace / "offers" / client, copy / "offers" / client, ignore=shutil.ignore_patterns("*.docx", "*.pdf")
        )
        yield copy


def put(workspace: Path, texts: dict[str, str], files: dict[str, bytes]) -> None:
    """Writes files, each whole or not at all."""
    for file, data in {**{name: text.encode("utf-8") for name, text in texts.items()}, **files}.items():
        path = workspace / file
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(path.name + ".new")
        new.write_bytes(data)
        new.replace(path)
