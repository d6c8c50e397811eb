"""The command `offer`: thin, the only place that prints and exits."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command and exits with its code (0 fine, 1 blocking, 2 usage, 3 missing program, 4 files, 70 bug, 130 interrupted)."""
    from generator.cli.run import run  # noqa: PLC0415 - click is loaded when a command runs

    sys.exit(run(sys.argv[1:]))
