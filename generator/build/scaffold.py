"""New folders from the starter files, a commented client or a small workspace; nothing is overwritten."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from generator.brief.candidate import Candidate
from generator.build.schema import schema_files
from generator.foundation.record import read_record

STARTER: Final = Path(__file__).parent / "starter"
LONGEST_KEY: Final = 40
_KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEVICES: Final = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")  # names that Windows keeps for itself
_FOLDERS: Final = {
    "approach": "approaches",
    "outline": "outlines",
    "intervener": "interveners",
    "annex": "annexes",
}
_COLUMN: Final = 33  # where comments stand in the starter's YAML


def is_key(name: str) -> bool:
    """Whether this name can be a client's key, hence a folder on any system."""
    return len(name) <= LONGEST_KEY and bool(_KEY.fullmatch(name)) and not _DEVICES.fullmatch(name)


def suggested_key(name: str) -> str:
    """The key nearest to this name: « CCAS d'Évry » gives « ccas-d-evry »; empty when nothing is left."""
    bare = unicodedata.normalize("NFKD", name.casefold().replace("œ", "oe").replace("æ", "ae"))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    key = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST_KEY].strip("-")
    return f"client-{key}" if _DEVICES.fullmatch(key) else key


def client_files(workspace: Path, client: str) -> dict[str, bytes]:
    """The files of a new client by name inside its folder; what leaves no doubt is filled in."""
    words = {"client": client, "town": _town(workspace)}
    for word, folder in _FOLDERS.items():
        names = sorted(path.stem for path in (workspace / "boilerplate" / folder).glob("*.yaml"))
        words[word] = names[0] if len(names) == 1 else "null"
        words[folder] = ", ".join(names) or "aucun fichier"
    return {name: _filled(text, words).encode() for name, text in _texts(STARTER / "client").items()}


def workspace_files() -> dict[str, bytes]:
    """The files of a new workspace by name: the starter and the schemas."""
    texts = _texts(STARTER / "workspace")
    texts[".gitignore"] = texts.pop("gitignore")
    schemas = {f"schema/{name}": data for name, data in schema_files().items()}
    return {name: text.encode() for name, text in texts.items()} | schemas


def existing(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The names of these files that the folder already holds."""
    return tuple(name for name in files if (folder / name).exists())


def lay(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes new files below a folder; takes back all it wrote when one can't be written."""
    made: list[Path] = []
    try:
        for name, data in files.items():
            path = folder / name
            for parent in reversed(path.parents):
                if not parent.exists():
                    parent.mkdir()
                    made.append(parent)
            with path.open("xb") as handle:
                made.append(path)
                handle.write(data)
    except BaseException:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
        raise


def _texts(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def _filled(text: str, words: Mapping[str, str]) -> str:
    return "\n".join(_line(line, words) if "@" in line else line for line in text.split("\n"))


def _line(line: str, words: Mapping[str, str]) -> str:
    """The line with each @word@ replaced, and its comment back in its column."""
    filled = re.sub(r"@([a-z]+)@", lambda match: words[match[1]], line)
    value, sign, comment = filled.partition(" # ")
    return f"{value.rstrip():<{_COLUMN - 1}} # {comment}" if sign and value.strip() else filled


def _town(workspace: Path) -> str:
    """The town where the candidate stands, as YAML; null when its file says nothing that can be read."""
    file = "boilerplate/candidate.yaml"
    candidate, _ = read_record(workspace / file, file, Candidate)
    return json.dumps(candidate.value.address.town, ensure_ascii=False) if candidate else "null"
