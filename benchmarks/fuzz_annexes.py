"""Opens every hostile annex of the tests in a process apart, and reports the slowest, the heaviest, and any that kills.

    python -m benchmarks.fuzz_annexes [part of a name]

A process opens several files, and another takes its place once it weighs much: what a file weighs is what its process
weighs at most while it opens it. Figures are of this machine; the promise is 10 s and 500 MB, and no crash.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from io import BytesIO
from pathlib import Path
from typing import Any

PATIENCE = 30.0  # seconds of a clock
HEAVY = 250  # megabytes from which a process has done its time
SHOWN = 12


def main(wanted: str = "") -> int:
    """Prints the figures; 1 when a promise is broken."""
    from tests.packet.hostile import cases

    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        file, worker = Path(folder) / "piece.pdf", None
        for name, make in cases():
            if wanted not in name:
                continue
            file.write_bytes(make())
            worker = worker or _Worker()
            row = {"name": name, "bytes": file.stat().st_size} | worker.open(file)
            rows.append(row)
            if row.get("dead") or row["peak"] > HEAVY:
                worker.stop()
                worker = None
        if worker:
            worker.stop()
    return _report(rows)


def _report(rows: list[dict[str, Any]]) -> int:
    bound = [row for row in rows if row.get("pages")]
    print(f"{len(rows)} fichiers : {len(bound)} reliés, {len(rows) - len(bound)} refusés")
    for title, key, unit in (("les plus lents", "seconds", "s"), ("les plus lourds", "peak", "Mo")):
        print(f"{title} :")
        for row in sorted(rows, key=lambda it: -it[key])[:SHOWN]:
            print(f"  {row[key]:8.2f} {unit}  {row['name']}  {row.get('said', '')}")
    broken = [row for row in rows if row.get("dead") or row.get("fault") or row["seconds"] > 10 or row["peak"] > 500]
    for row in broken:
        print(f"PROMESSE ROMPUE : {row}")
    return int(bool(broken))


class _Worker:
    """A process that opens the files it is told of."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.fuzz_annexes", "--work"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def open(self, file: Path) -> dict[str, Any]:
        """What became of this file."""
        assert self._process.stdin
        assert self._process.stdout
        timer = threading.Timer(PATIENCE, self._process.kill)
        timer.start()
        start = time.monotonic()
        try:
            self._process.stdin.write(f"{file}\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
        if not line:
            code = self._process.wait()
            return {"dead": code, "seconds": time.monotonic() - start, "peak": 0.0}
        answer: dict[str, Any] = json.loads(line)
        return answer

    def stop(self) -> None:
        """Ends it."""
        self._process.kill()
        self._process.wait()


def work() -> None:
    """Opens the files named on the standard input, one a line, and says what became of each, one a line."""
    from generator.foundation.diagnostic import Span
    from generator.packet.annexes import Foreign, bindable

    for line in sys.stdin:
        data = Path(line.strip()).read_bytes()
        start = time.process_time()
        try:
            file, problems = bindable(Foreign("piece.pdf", "Pièce"), data, Span("piece.yaml", 1, 1))
        except Exception as exc:  # noqa: BLE001 - a fuzzer is here for that
            answer: dict[str, Any] = {"fault": f"{type(exc).__name__}: {exc}"[:200]}
        else:
            answer = {"pages": len(file.sizes) if file else 0, "said": " ".join(one.code for one in problems)}
        answer |= {"seconds": time.process_time() - start, "peak": _peak()}
        if answer.get("pages"):
            answer |= _looked_at(file.leaves, answer["pages"])  # type: ignore[union-attr]
        print(json.dumps(answer), flush=True)


def _looked_at(leaves: bytes, pages: int) -> dict[str, str]:
    """What qpdf and pdfium find wrong with pages that were accepted."""
    import pikepdf
    import pypdfium2

    with pikepdf.open(BytesIO(leaves)) as pdf:
        faults = list(pdf.check_pdf_syntax())
    with pypdfium2.PdfDocument(leaves) as document:
        faults += [] if len(document) == pages else [f"{len(document)} pages"]
    return {"fault": str(faults[0])} if faults else {}


def _peak() -> float:
    """The most memory that this process held, or the one that draws for it, in megabytes."""
    import resource

    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


if __name__ == "__main__":
    if "--work" in sys.argv:
        work()
    else:
        raise SystemExit(main(*sys.argv[1:2]))
