"""Progress is for eyes: a terminal sees it, a pipe does not."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = "import time\nfrom generator.cli.progress import working\nwith working('vienne'):\n    time.sleep(0.3)\n"


def test_nothing_goes_into_a_pipe():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True)
    assert done.stderr == done.stdout == b""


@pytest.mark.skipif(os.name != "posix", reason="un pseudo-terminal est un objet POSIX")
def test_a_terminal_shows_it():
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    subprocess.run([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=theirs, env=environment, check=True)
    os.close(theirs)
    assert "vienne" in os.read(ours, 10_000).decode("utf-8")
    os.close(ours)
