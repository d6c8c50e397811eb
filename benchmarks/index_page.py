"""`python -m benchmarks.index_page`: the page of all offers with 5 and 200 of them, copies of the shipped one.

Written anew, written again (nothing to draw), its size, and opened in chromium when it is there.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from pathlib import Path

from generator.build.dashboard import write_page
from generator.build.run import build
from generator.foundation.files import sha256

ROOT = Path(__file__).resolve().parent.parent
CLIENT = "vienne"


def main() -> None:
    """Prints one line a size of workspace."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        shutil.copytree(ROOT / "boilerplate", workspace / "boilerplate")
        shutil.copytree(ROOT / "offers" / CLIENT, workspace / "offers" / CLIENT)
        build(workspace, CLIENT)
        done = 1
        for count in (5, 200):
            for number in range(done, count):
                copied(workspace, f"client-{number:03}")
            done = count
            told(workspace, count)


def copied(workspace: Path, client: str) -> None:
    """Another client with the same build, under its own name and with its own people, engaged once."""
    shutil.copytree(workspace / "offers" / CLIENT, workspace / "offers" / client)
    target = workspace / "build" / client
    shutil.copytree(workspace / "build" / CLIENT, target)
    (target / f"dossier-{CLIENT}.pdf").rename(target / f"dossier-{client}.pdf")
    known = new = ""
    for name in ("summary.json", "manifest.json"):
        data = json.loads((target / name).read_text(encoding="utf-8"))
        for held in data.get("held", ()):
            held["intervener"] = client
        text = json.dumps({**data, "client": client}, ensure_ascii=False)
        text = text.replace(f"dossier-{CLIENT}.pdf", f"dossier-{client}.pdf").replace(known, new)
        (target / name).write_text(text, encoding="utf-8")
        known, new = sha256((workspace / "build" / CLIENT / name).read_bytes()), sha256(text.encode())


def told(workspace: Path, count: int) -> None:
    """The figures of this many offers, in seconds of processor."""
    shutil.rmtree(workspace / "build" / "index.files", ignore_errors=True)
    first, again = timed(workspace), timed(workspace)
    size = (workspace / "build" / "index.html").stat().st_size / 1e6
    print(
        f"page de {count:3} offres : {first:6.2f} s écrite avec ses images, {again:6.2f} s sans rien à dessiner "
        f"({again / count * 1000:.1f} ms par offre), {size:5.2f} Mo{opened(workspace / 'build' / 'index.html')}"
    )


def timed(workspace: Path) -> float:
    """Processor time of one page."""
    start = time.process_time()
    write_page(workspace)
    return time.process_time() - start


def opened(page: Path) -> str:
    """How long chromium takes to load the page, and to search it."""
    from tests.browser import CHROMIUM, browser

    if not CHROMIUM:
        return " (chromium absent)"
    with browser() as chromium:
        window = chromium.new_page()
        window.goto(page.as_uri())
        timing = "(() => { const t = performance.getEntriesByType('navigation')[0]; return t.loadEventEnd; })()"
        loaded = window.evaluate(timing) / 1000
        search = """() => { const start = performance.now(), field = document.getElementById('mots');
            field.value = 'aucune'; field.dispatchEvent(new Event('input')); document.body.offsetHeight;
            return performance.now() - start; }"""
        return f", ouverte en {loaded:.2f} s, filtrée en {window.evaluate(search):.0f} ms"


if __name__ == "__main__":
    main()
