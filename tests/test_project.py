"""The project keeps its own promises: pinned packages, known fonts, a whole wheel, no developer's paths."""

import hashlib
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest
from flit_core.wheel import make_wheel_in
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import generator

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "generator" / "writers" / "fonts"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"^([\w.-]+)==(\S+)( ; [^\\\n]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n", re.MULTILINE)
LOCKS = {
    "requirements-build.txt": PROJECT["dependency-groups"]["build"],
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-dev.txt": PROJECT["dependency-groups"]["dev"],
    "requirements-sign.txt": PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["sign"],
}
DAILY = {"offer", "offers", "check", "review", "deposit", "deposited", "sign", "verify"}
TARGETS = DAILY | {"test", "lint", "bench", "golden", "clean", "help"}
# Where absolute paths begin, not the tail of an address; cut in pieces, or this file would accuse itself.
FOLDERS = rb"/tm" rb"p/|/wor" rb"k/|/roo" rb"t/|/hom" rb"e/\w|[A-Z]:\\+User" rb"s\\"
MACHINE = re.compile(rb"(?<![\w.~-])(?:" + FOLDERS + rb")")


def git(*arguments: str) -> str:
    # A checkout that belongs to another user, as in a container, is ours all the same.
    command = ["git", "-c", "safe.directory=*", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8").stdout


def tracked(*under: str) -> list[str]:
    return [name for name in git("ls-files", "-z", *under).split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("name", LOCKS)
def test_lock_pins_every_declared_package_with_a_hash(name: str) -> None:
    pins = {pin[1]: pin[2] for pin in PIN.finditer((ROOT / name).read_text(encoding="utf-8"))}
    wanted = [Requirement(line) for line in LOCKS[name]]
    assert len(wanted) >= 3
    for requirement in wanted:
        version = pins.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not in {name}: make lock"
        assert requirement.specifier.contains(version), f"{requirement} is {version} in {name}: make lock"


@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_pins_and_nothing_else(name: str) -> None:
    """No registry, no path, no unhashed line: any index that serves these bytes will do."""
    rest = PIN.sub("", (ROOT / name).read_text(encoding="utf-8"))
    assert [line for line in rest.splitlines() if not line.lstrip().startswith("#")] == []
    assert "://" not in rest


def test_fonts_are_the_ones_the_readme_lists() -> None:
    readme = (FONTS / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^    ([0-9a-f]{64})  (\S+\.ttf)$", readme, re.MULTILINE)
    listed = {name: digest for digest, name in lines}
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.ttf")}
    assert len(found) == 7
    assert found == listed


def test_every_font_family_comes_with_its_licence() -> None:
    readme = (FONTS / "README.md").read_text(encoding="utf-8")
    families = re.findall(r"^\| ([\w ]+) \| [\d.]+ \|.*\| `(LICENSE-\w+\.txt)` \|$", readme, re.MULTILINE)
    assert len(families) == 3
    for family, licence in families:
        text = (FONTS / licence).read_text(encoding="utf-8")
        assert "Copyright" in text
        assert "Permission is hereby granted" in text or "SIL OPEN FONT LICENSE" in text, family
        assert list(FONTS.glob(family.replace(" ", "") + "*.ttf")), family


def test_makefile_has_the_daily_targets() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"^(\w+):.* ## \S", makefile, re.MULTILINE)) >= TARGETS


@pytest.mark.skipif(shutil.which("make") is None, reason="no make here, as on Windows")
def test_an_offer_without_a_client_is_refused_before_any_work() -> None:
    command = ["make", "--no-print-directory", "offer", "CLIENT="]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 2
    assert "make offer CLIENT=<client>" in run.stderr
    assert run.stdout == ""


def test_wheel_carries_every_file_of_the_package(tmp_path: Path) -> None:
    wheel = make_wheel_in(ROOT / "pyproject.toml", tmp_path)
    with zipfile.ZipFile(wheel.file) as archive:
        packed = set(archive.namelist())
    ours = set(tracked("generator"))
    assert len(ours) >= 12
    assert ours - packed == set()


def test_changelog_opens_with_this_version() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest
    assert newest[1] == generator.__version__


def test_ci_script_can_be_run() -> None:
    assert git("ls-files", "--stage", ".ci/run").startswith("100755 ")


def test_no_file_names_a_place_on_a_developers_machine() -> None:
    seen = tracked()
    found = [name for name in seen if MACHINE.search((ROOT / name).read_bytes())]
    assert {"Makefile", "pyproject.toml", "generator/__init__.py"} <= set(seen)
    assert len(seen) >= 25
    assert found == []


def test_ruff_looks_at_every_module() -> None:
    """Its own list of folders to leave out holds « build », which is also one of our packages."""
    command = [sys.executable, "-m", "ruff", "check", "--show-files", "."]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    seen = {Path(line).resolve().relative_to(ROOT).as_posix() for line in shown.splitlines() if line.endswith(".py")}
    ours = {path.relative_to(ROOT).as_posix() for path in (ROOT / "generator").rglob("*.py")}
    assert len(ours) > 150
    assert ours <= seen


def test_pytest_looks_at_every_test_file(pytestconfig: pytest.Config) -> None:
    """Its own list of folders to leave out holds « build », which is also the name of one of our folders of tests."""
    left_out = pytestconfig.getini("norecursedirs")
    ours = [path.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(ours) > 70
    assert [path for path in ours if any(fnmatch(part, each) for part in path.parts[:-1] for each in left_out)] == []
