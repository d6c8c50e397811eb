"""Shows on a terminal that something is under way; nothing elsewhere."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext


def working(sentence: str) -> AbstractContextManager[object]:
    """A moving mark and this sentence on the error output while the block runs, when a person looks at it."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(sentence)
