"""What an installation needs: Python, packages, fonts, room to write; and what it can do without."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import Final, Literal

import generator
from generator.build.frozen_engine import program
from generator.foundation.files import why

State = Literal["fine", "info", "warning", "missing"]

PACKAGE: Final = Path(generator.__file__).parent
DISTRIBUTION: Final = "offer-generator"
OLDEST_PYTHON: Final = (3, 11)
LEAST_ROOM: Final = (
    200_000_000  # bytes: an offer is some megabytes, and it is written aside before it is swapped in
)
PROGRAMS: Final = {
    "soffice": "LibreOffice : « offer freeze --engine libreoffice », et les tests ; inutile pour construire",
    "pdftoppm": "poppler : images des pages dans les tests ; inutile pour construire",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing looked at, in French: its name, what was found, and what to do when it is not fine."""

    state: State
    name: str
    found: str
    remedy: str = ""


def python() -> Fact:
    """The version of Python."""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= OLDEST_PYTHON:
        return Fact("fine", "Python", found)
    return Fact("missing", "Python", found, "installez Python 3.11 ou plus récent")


def packages(lines: Iterable[str], imports: Mapping[str, tuple[str, ...]]) -> Iterator[Fact]:
    """Each required package, imported for good, with its version against what the project asks."""
    for line in lines:
        requirement, _, marker = line.partition(";")
        match = re.match(r"\s*([\w.-]+)(?:\[[^]]*\])?\s*\(?([^)]*)", requirement)
        if match:
            yield _package(match[1], match[2].strip(), "extra" in marker, imports)


def _package(name: str, asked: str, optional: bool, imports: Mapping[str, tuple[str, ...]]) -> Fact:
    try:
        version = metadata.version(name)
        for module in imports.get(_canonical(name), ()):
            import_module(module)
    except (ImportError, OSError) as exc:
        absent = isinstance(exc, metadata.PackageNotFoundError)
        found = "absent" if absent else f"illisible ({exc})"
        if optional:
            return Fact("info", name, found, "facultatif, pour signer : pip install pyhanko")
        return Fact("missing", name, found, "relancez « make offer », ou pip install -r requirements.txt")
    if not satisfies(version, asked):
        return Fact(
            "warning", name, f"{version} au lieu de {asked}", "relancez pip install -r requirements.txt"
        )
    return Fact("fine", name, version)


def satisfies(version: str, asked: str) -> bool:
    """Whether a version meets « >=2 », « <10.14 », « ==0.15.0 » or several of them, by its numbers."""
    tests = re.findall(r"(>=|<=|==|~=|!=|>|<)\s*([\d.]+)", asked)
    return all(_compares(_numbers(version), sign, _numbers(bound)) for sign, bound in tests)


def _compares(version: tuple[int, ...], sign: str, bound: tuple[int, ...]) -> bool:
    match sign:
        case "==":
            return version == bound
        case "!=":
            return version != bound
        case ">=" | "~=":
            return version >= bound
        case "<=":
            return version <= bound
        case ">":
            return version > bound
        case _:
            return version < bound


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(number) for number in re.findall(r"\d+", version)[:4]]
    return (*numbers, *(0 for _ in range(4 - len(numbers))))


def declared() -> tuple[str, ...]:
    """The requirements of the installed package, or those of pyproject.toml when it runs from its sources."""
    try:
        return tuple(metadata.requires(DISTRIBUTION) or ())
    except metadata.PackageNotFoundError:
        project = PACKAGE.parent / "pyproject.toml"
        if not project.is_file():
            return ()
        return tuple(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"])


def importable() -> dict[str, tuple[str, ...]]:
    """The modules that each installed distribution brings, private ones left out."""
    modules: dict[str, list[str]] = {}
    for module, owners in metadata.packages_distributions().items():
        for owner in set(owners) if not module.startswith("_") else ():
            modules.setdefault(_canonical(owner), []).append(module)
    return {name: tuple(found) for name, found in modules.items()}


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def fonts(folder: Path = PACKAGE / "writers" / "fonts") -> Fact:
    """Whether each font that the package lists is there, byte for byte."""
    listed = re.findall(
        r"^ {4}([0-9a-f]{64})  (\S+)$", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    bad = [name for digest, name in listed if not _is(folder / name, digest)]
    if bad or not listed:
        return Fact(
            "missing", "Polices", f"absentes ou abîmées : {', '.join(bad)}", "réinstallez le programme"
        )
    return Fact("fine", "Polices", f"{len(listed)} fichiers intacts")


def _is(path: Path, digest: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def programs() -> Iterator[Fact]:
    """The optional programs."""
    for name, purpose in PROGRAMS.items():
        found = program() if name == "soffice" else shutil.which(name)
        yield Fact("fine" if found else "info", name, found or "absent", "" if found else purpose)


def disk(folder: Path) -> Fact:
    """Whether a file can be written in this folder, and the room that is left."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as exc:
        return Fact(
            "warning", "Disque", f"écriture impossible ({why(exc)})", "vérifiez les droits sur ce dossier"
        )
    room = f"{free // 1_000_000_000} Go libres" if free >= 1_000_000_000 else f"{free // 1_000_000} Mo libres"
    if free < LEAST_ROOM:
        return Fact("warning", "Disque", room, "libérez de la place avant de construire")
    return Fact("fine", "Disque", room)
