"""Every YAML file and every block of a workspace, read once."""

from __future__ import annotations

from pathlib import Path

from generator.build.schema import KINDS
from generator.foundation.diagnostic import Diagnostic, Diagnostics, ordered
from generator.foundation.record import read_record
from generator.library.blocks import read_blocks


def survey(workspace: Path) -> tuple[int, Diagnostics]:
    """How many files were read, and every problem found in them."""
    count = 0
    problems: list[Diagnostic] = []
    for kind in KINDS:
        for path in sorted(workspace.glob(kind.glob)) if kind.place.endswith(".yaml") else ():
            _, found = read_record(path, path.relative_to(workspace).as_posix(), kind.model)
            problems += found
            count += 1
    for folder in (workspace / "boilerplate" / "blocks", *sorted(workspace.glob("offers/*/blocks"))):
        blocks, found = read_blocks(folder, workspace)
        problems += found
        count += len({block.file for block in blocks} | {d.span.file for d in found if d.span})
    return count, ordered(problems)
