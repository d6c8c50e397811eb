"""Runs a command as a whole process and measures it."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measure:
    """Medians over the runs: seconds of wall clock, peak resident memory in MB (0 where the system does not tell)."""

    seconds: float
    spread: float  # slowest minus fastest
    megabytes: float


def measured(
    command: Sequence[str], runs: int, before: Callable[[], None] = lambda: None, cwd: Path | None = None
) -> Measure:
    """The command run `runs` times, `before` called ahead of each."""
    times, peaks = [], []
    for _ in range(runs):
        before()
        start = time.perf_counter()
        peaks.append(_peak(command, cwd, {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}))
        times.append(time.perf_counter() - start)
    return Measure(statistics.median(times), max(times) - min(times), statistics.median(peaks))


def _peak(command: Sequence[str], cwd: Path | None, environment: Mapping[str, str]) -> float:
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if not hasattr(os, "wait4"):
        process.wait()
        return 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} : code {process.returncode}")
    return usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
