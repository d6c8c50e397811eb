"""The commit that a kit comes from, and whether its sources are as that commit says."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.build.history import standing

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git absent")


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Essai", "-c", "user.email=essai@organisme.example", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def workspace(tmp_path):
    for name in ("offers/lyon/brief.yaml", "offers/other/brief.yaml", "boilerplate/candidate.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a: 1\n", encoding="utf-8")
    return tmp_path


def test_without_git_or_commit_nothing_is_known(workspace):
    assert standing(workspace, "lyon") == ("", False)
    git(workspace, "init", "-q")
    assert standing(workspace, "lyon") == ("", False)


@pytest.mark.parametrize(
    ("changed", "clean"),
    [
        ("", True),
        ("offers/lyon/brief.yaml", False),
        ("offers/lyon/blocks/new.md", False),
        ("boilerplate/candidate.yaml", False),
        ("offers/other/brief.yaml", True),  # another offer is not what this one is made of
        ("offers/lyon/deposit/2026-01-02-1142/deposit.yaml", True),  # nor is what was handed in
        ("offers/lyon/result.yaml", True),
        ("depot/lyon/depot.json", True),
    ],
)
def test_a_commit_is_clean_while_the_sources_of_the_offer_are_its_own(workspace, changed, clean):
    git(workspace, "init", "-q")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-q", "-m", "first")
    if changed:
        (workspace / changed).parent.mkdir(parents=True, exist_ok=True)
        (workspace / changed).write_text("a: 2\n", encoding="utf-8")
    assert standing(workspace, "lyon") == (git(workspace, "rev-parse", "HEAD"), clean)
