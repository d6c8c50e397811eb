"""`offer report` and `offer build --report`: what is written, what is said, with which exit code."""

from __future__ import annotations

import json

from tests.workspaces import changed, copied, offer


def test_the_page_is_written_and_told(tmp_path):
    workspace = copied(tmp_path)
    done = offer("report", "--on", "2023-06-28", cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Page de toutes les offres : ")
    assert done.stdout.endswith("index.html (1 à construire)\n")
    page = (workspace / "build/index.html").read_text(encoding="utf-8")
    assert "il reste 4 jours" in page
    assert "Jours comptés du mercredi 28 juin 2023" in page


def test_a_build_writes_it_when_asked_and_keeps_its_exit_code(tmp_path):
    workspace = copied(tmp_path)
    changed(workspace, "offers/vienne/offer.yaml", "approach:", "aproach:")
    done = offer("build", "vienne", cwd=workspace)
    assert done.returncode == 1
    assert not (workspace / "build/index.html").exists()
    done = offer("build", "vienne", "--report", cwd=workspace)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].endswith("index.html (1 à corriger)")
    done = offer("build", "vienne", "--report", "--format", "json", cwd=workspace)
    assert json.loads(done.stdout)[0]["client"] == "vienne"  # nothing but JSON


def test_elsewhere(tmp_path):
    workspace = copied(tmp_path / "espace")
    done = offer("report", "--output", str(tmp_path / "ailleurs"), cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "ailleurs/index.html").is_file()
    assert not (workspace / "build").exists()


def test_wrong_usage(tmp_path):
    workspace = copied(tmp_path)
    done = offer("report", "--on", "28/06/2023", cwd=workspace)
    assert done.returncode == 2
    assert "année-mois-jour" in done.stderr
