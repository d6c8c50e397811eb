"""The clients of a workspace."""

from __future__ import annotations

from pathlib import Path


def clients(workspace: Path) -> tuple[str, ...]:
    """The names of the folders of offers/ that hold a brief or an offer."""
    folders = (
        path.parent for name in ("brief.yaml", "offer.yaml") for path in (workspace / "offers").glob(f"*/{name}")
    )
    return tuple(sorted({folder.name for folder in folders}))
