"""Builds several offers, each in a process of its own when there are processors for it; results in the order asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.build.memory import collect_rarely
from generator.build.run import Result, build, is_current
from generator.foundation.diagnostic import Diagnostics, Rejected, blocks

MOST = 8  # processes: each holds some 250 MB


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one offer: its result, or None when nothing was written; the findings; the exit code."""

    client: str
    result: Result | None
    findings: Diagnostics
    exit_code: int


def build_each(
    workspace: Path, clients: tuple[str, ...], output: Path | None, together: bool = False, force: bool = False
) -> Iterator[Attempt]:
    """One attempt a client; with `together`, a last one, of no client: the people whom two of these offers engage.

    Offers that nothing changed are not worth a process: starting one costs more.
    """
    several = clients if len(clients) > 1 else ()
    stale = [client for client in several if not is_current(workspace, client, output)]
    workers = min(len(stale), os.cpu_count() or 1, MOST)
    if workers < 2:
        yield from (attempt(workspace, client, output, force) for client in clients)
        if together:
            yield engaged_twice(workspace, clients)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # « spawn » is what Windows and macOS do; fork would copy threads that are at work.
    with ProcessPoolExecutor(workers, get_context("spawn"), collect_rarely) as pool:
        jobs = {client: pool.submit(attempt, workspace, client, output, force) for client in stale}
        shared = pool.submit(engaged_twice, workspace, clients) if together else None
        for client in clients:
            yield jobs[client].result() if client in jobs else attempt(workspace, client, output, force)
        if shared:
            yield shared.result()


def engaged_twice(workspace: Path, clients: tuple[str, ...]) -> Attempt:
    """Who is engaged twice; no offer's own findings say it, so that its bytes depend on no other offer."""
    from generator.build.bookings import double_bookings

    return Attempt("", None, double_bookings(workspace, clients), 0)


def attempt(workspace: Path, client: str, output: Path | None, force: bool = False) -> Attempt:
    """One offer built; what a user got wrong is a value, so that it can cross from a process to another."""
    try:
        result = build(workspace, client, output, force)
    except Rejected as exc:
        return Attempt(client, None, exc.diagnostics, exc.exit_code)
    return Attempt(client, result, result.findings, 1 if blocks(result.findings) else 0)
