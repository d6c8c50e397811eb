"""The texts of a stranger's PDF, read by a process of its own: what would hang or kill pdfium ends that one, not ours.

Costs 0.1 s or 0.2 s, and only when a file is not known by its hash.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

import generator

_SECONDS: Final = 8  # for the whole file
_MEMORY: Final = 700_000_000  # bytes that the process may reserve, where the system can hold it to that
_START: Final = "import sys; sys.path.insert(0, sys.argv[1]); from generator.deposit.texts import serve; serve()"


@lru_cache(maxsize=4)
def texts(data: bytes) -> tuple[str, ...]:
    """The text of each page; none when the file does not open, or takes too long."""
    root = str(Path(generator.__file__).resolve().parent.parent)
    command = [sys.executable, "-I", "-c", _START, root]
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=_SECONDS)
        return tuple(json.loads(done.stdout)) if done.returncode == 0 else ()
    except (subprocess.TimeoutExpired, ValueError, OSError):
        return ()


def serve() -> None:
    """What the other process does: reads a PDF, and writes the texts of its pages."""
    from generator.readers.pdf import sheets

    _hold_memory()
    found = [" ".join(sheet.text.split()) for sheet in sheets(sys.stdin.buffer.read())]
    sys.stdout.buffer.write(json.dumps(found).encode())


def _hold_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
