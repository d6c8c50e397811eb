"""Bad days: a killed build, a full disk, a locked folder, two builds at once, hostile text and annexes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.workspaces import ROOT, changed, copied, offer, tree_bytes

posix = pytest.mark.skipif(os.name != "posix", reason="signaux et limites d'un système POSIX")


@posix
def test_kill_dash_nine_leaves_the_old_output(tmp_path):
    workspace = copied(tmp_path)
    assert offer("build", "vienne", cwd=workspace).returncode == 0
    before = tree_bytes(workspace / "build" / "vienne")
    changed(workspace, "offers/vienne/offer.yaml", "valid_days: 120", "valid_days: 90")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for delay in (0.3, 0.7, 1.0, 1.3):
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "build", "vienne"],
            cwd=workspace,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()
        if process.returncode == -signal.SIGKILL:
            assert tree_bytes(workspace / "build" / "vienne") == before
    done = offer("build", "vienne", cwd=workspace)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [p.name for p in (workspace / "build").iterdir() if p.is_dir()] == ["vienne"]


@posix
def test_a_disk_that_refuses_to_write_leaves_the_old_output(tmp_path):
    workspace = copied(tmp_path)
    assert offer("build", "vienne", cwd=workspace).returncode == 0
    before = tree_bytes(workspace / "build" / "vienne")
    changed(workspace, "offers/vienne/offer.yaml", "valid_days: 120", "valid_days: 90")
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)); "
        "from generator.cli.run import run; sys.exit(run(['build', 'vienne']))"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", program],
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 4, done.stdout + done.stderr
    assert "E901" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree_bytes(workspace / "build" / "vienne") == before


def test_a_folder_that_is_not_one_is_said(tmp_path):
    workspace = copied(tmp_path)
    (workspace / "build").write_text("un fichier, pas un dossier", encoding="utf-8")
    done = offer("build", "vienne", cwd=workspace)
    assert done.returncode == 4
    assert "E901" in done.stderr
    assert "Traceback" not in done.stderr


@posix
def test_a_read_only_folder_is_said(tmp_path):
    """Root writes anywhere, so the build drops to another user once everything is loaded."""
    workspace = copied(tmp_path)
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from generator.cli.run import run\n"
        "code = run(['build', 'vienne', '--output', 'warm'])\n"
        "Path('locked').mkdir(); Path('locked').chmod(0o500)\n"
        "if os.geteuid() == 0: os.seteuid(65534)\n"
        "sys.exit(run(['build', 'vienne', '--output', 'locked']))\n"
    )
    for folder in (workspace, *workspace.parents):
        if folder.stat().st_uid == os.geteuid() and folder != folder.parent:
            folder.chmod(folder.stat().st_mode | 0o055)
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 4, done.stdout[-500:] + done.stderr[-2000:]
    assert "accès refusé" in done.stderr
    assert not list((workspace / "locked").iterdir())


def test_two_builds_at_once_lose_nothing(tmp_path):
    workspace = copied(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "generator", "build", "vienne"]
    both = [
        subprocess.Popen(
            command, cwd=workspace, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=120)[0].decode("utf-8") for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 0], [0, 4]), outputs
    if codes == [0, 4]:
        assert any("E905" in output for output in outputs)
    assert offer("build", "vienne", cwd=workspace).returncode == 0


HOSTILE = 'A & B < C > D # E $ F * G _ H [ I ] " J \\ K ` L 😀 M'


def test_hostile_text_comes_out_literally_everywhere(tmp_path):
    """In a title, names, a value of a block: the same signs in Word and in PDF, and no structure made of them."""
    from generator.build.binding import attached
    from generator.build.inputs import read_inputs
    from generator.build.pipeline import dossier_of
    from generator.build.produce import produce
    from generator.checks.agreement.reading import same_text

    workspace = copied(tmp_path)
    quoted = f"'{HOSTILE}'"
    changed(
        workspace,
        "offers/vienne/brief.yaml",
        "Dispositif d'analyse des pratiques professionnelles pour l'action collective – Vienne",
        "TITLE",
    )
    changed(workspace, "offers/vienne/brief.yaml", "title: TITLE", f"title: {quoted}")
    changed(workspace, "boilerplate/candidate.yaml", "name: Organisme Exemple", f"name: {quoted}")
    changed(
        workspace, "boilerplate/interveners/camille-exemple.yaml", "name: Camille Exemple", f"name: {quoted}"
    )
    changed(workspace, "offers/vienne/brief.yaml", "served: public en insertion sociale", f"served: {quoted}")
    inputs, problems = read_inputs(workspace, "vienne")
    assert inputs is not None, "\n".join(map(str, problems))
    dossier, problems = dossier_of(inputs)
    assert dossier is not None
    finished = produce(dossier, lambda: attached(inputs, workspace)).finished
    seen = 0
    for printed in finished.printed:
        words = " ".join(printed.words).replace("\u202f", " ").replace("\u00a0", " ")
        seen += HOSTILE in words
    assert seen >= 6, [p.docx for p in finished.printed]
    assert same_text(finished) == ()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: path.unlink(), "W740"),
        (lambda path: path.write_bytes(b"not a PDF at all"), "W742"),
        (lambda path: path.write_bytes(b""), "W744"),
    ],
)
def test_a_bad_annex_is_named_and_the_rest_is_written(tmp_path, spoil, code):
    workspace = copied(tmp_path)
    spoil(workspace / "boilerplate" / "annexes" / "assurance.pdf")
    done = offer("build", "vienne", cwd=workspace)
    assert done.returncode == 1, done.stdout + done.stderr
    assert code in done.stdout
    assert "boilerplate/annexes/assurance.yaml:5:7" in done.stdout
    assert (workspace / "build" / "vienne" / "dossier-vienne.pdf").exists()


def test_a_title_of_five_thousand_characters_is_printed(tmp_path):
    workspace = copied(tmp_path)
    long = "Analyse des pratiques " * 227  # 4,994 characters
    changed(
        workspace,
        "offers/vienne/brief.yaml",
        "title: Dispositif d'analyse des pratiques professionnelles pour l'action collective – Vienne",
        f"title: {long.strip()}",
    )
    done = offer("build", "vienne", cwd=workspace)
    assert done.returncode == 0, done.stdout + done.stderr
