"""Help and refusals are French sentences that say what to do; the exit code says what kind of trouble."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import generator
from generator.cli.commands import COMMANDS
from generator.cli.run import run

ROOT = Path(__file__).parent.parent.parent
ENGLISH = re.compile(
    r"(?i)\b(usage|options?:? \[|show|commands?|arguments?:|error|try|missing|such|invalid|got|choose|must)\b"
)


@pytest.mark.parametrize("command", ["", *COMMANDS, "blocks new", "blocks import"])
def test_every_help_page_is_french(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command.split(), "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Utilisation : offer")
    assert "Affiche cette aide." in out
    assert not ENGLISH.search(re.sub(r"Options:|--[a-z]+", "", out)), out


def test_help_lists_every_command_and_no_command_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    out = capsys.readouterr().out
    assert len(COMMANDS) >= 9
    assert all(re.search(rf"^  {name} +\S", out, re.MULTILINE) for name in COMMANDS)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"offer {generator.__version__}\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("plna", "commande inconnue « plna »\n  aide : vouliez-vous dire « plan » ?"),
        ("zzz", "commande inconnue « zzz »\n  aide : commandes : build, check"),
        ("--versin", "option inconnue « --versin »\n  aide : vouliez-vous dire « --version » ?"),
        ("schema --chek", "option inconnue « --chek »\n  aide : vouliez-vous dire « --check » ?"),
        ("schema --check=3", "l'option « --check » ne prend pas de valeur"),
        ("plan vienne --format", "l'option « --format » attend une valeur"),
        (
            "plan vienne --format xml",
            "valeur inconnue pour « --format »\n  aide : valeurs possibles : text, json",
        ),
        ("plan", "il manque CLIENT"),
        ("init", "il manque DOSSIER"),
        ("new a b", "en trop dans la commande : « b »"),
        ("plan viene", "client inconnu « viene »"),
        ("blocks import", "il manque FICHIER"),
        ("blocks import a.docx --level 9", "valeur inconnue pour « --level »\n  aide : valeurs possibles : 1, 2, 3, 4"),
        ("blocks new essai --topic a --part milieu", "valeur inconnue pour « --part »"),
        ("blocks --why viene", "aide : vouliez-vous dire « vienne » ?"),
        ("price vienne -w nulle-part", "« nulle-part » n'est pas un espace de travail"),
    ],
)
def test_wrong_usage_is_told_in_french(
    line: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(line.split()) == 2
    seen = capsys.readouterr()
    assert seen.out == ""
    assert said in seen.err
    assert "--help » donne le mode d'emploi." in seen.err
    assert not ENGLISH.search(seen.err), seen.err


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("blocks --search", "offer blocks"),
        ("blocks --why viene", "offer blocks"),
        ("blocks import a.docx --level", "offer blocks import"),
        ("blocks new essai --topic", "offer blocks new"),
        ("cv import a.json --key", "offer cv import"),
        ("price viene", "offer price"),
        ("plan vienne --format", "offer plan"),
        ("zzz", "offer"),
    ],
)
def test_wrong_usage_refers_to_the_help_of_its_own_command(
    line: str, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(line.split()) == 2
    assert f"  « {command} --help » donne le mode d'emploi." in capsys.readouterr().err.splitlines()


def test_outside_a_workspace_the_command_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["plan", "vienne"]) == 2
    assert "offer init DOSSIER" in capsys.readouterr().err


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | environment,
    )


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from generator.cli.run import run; run(['--help']); print(*sorted(sys.modules))"
    loaded = set(python("-c", code).stdout.splitlines()[-1].split())
    assert "click" in loaded
    heavy = {"pydantic", "yaml", "jinja2", "docx", "typst", "pikepdf", "pypdf", "lxml", "babel", "rich"}
    assert loaded & heavy == set()


def test_the_program_runs_as_a_module_with_its_exit_code() -> None:
    done = python("-m", "generator", "plan", "viene")
    assert done.returncode == 2
    assert "vouliez-vous dire « vienne » ?" in done.stderr


def test_french_comes_out_whole_in_an_ascii_locale() -> None:
    done = python("-m", "generator", "--help", PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0
    assert "Réponses aux appels d'offres" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_closed_pipe_is_no_error() -> None:
    code = (
        "import os, sys; r, w = os.pipe(); os.close(r); os.dup2(w, 1); "
        "from generator.cli.run import run; sys.exit(run(['blocks']))"
    )
    assert python("-c", code).returncode == 0
