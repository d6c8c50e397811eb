"""Debian's chromium as a stranger: a real browser that opens our page, with the rules of axe-core."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_chromium = pytest.mark.skipif(
    not CHROMIUM or find_spec("axe_playwright_python") is None,
    reason="chromium manque (apt install chromium), ou le paquet axe-playwright-python (make test l'installe)",
)


@contextmanager
def browser() -> Iterator[Any]:
    """A browser that no network is needed for."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM)
        yield opened
        opened.close()


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong on this page, all its rules on."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    report = page.evaluate("axe.run()")
    assert len(report["passes"]) > 30  # it looked
    return [f"{rule['id']}: {node['html'][:200]}" for rule in report["violations"] for node in rule["nodes"]]
