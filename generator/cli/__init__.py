"""The command `offer`: thin, the only place that prints and exits."""

from __future__ import annotations

import gc
import sys

from generator.build.memory import collect_rarely


def main() -> None:
    """Runs the command and exits with its code.

    0 fine, 1 blocking finding, 2 wrong usage, 3 missing program, 4 files, 70 bug, 130 interrupted.
    """
    collect_rarely()
    from generator.cli.run import run  # click is loaded when a command runs

    code = run(sys.argv[1:])
    gc.freeze()  # nothing left to collect at exit
    sys.exit(code)
