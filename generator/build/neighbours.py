"""What every client of a workspace is known by: names, places, services, references, and sentences of its own blocks.

Only the head of each brief is read, up to its demands, and whatever a person broke in it is no error here: that client
is left out, and an information says so. Files are read once in a process as long as nobody saves them. What a build
writes may depend on its neighbours, but the digest that says « nothing changed » does not: one offer's edit must not
rebuild all the others. `offer check` always looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from generator.build.clients import clients
from generator.checks.leftovers.fixed import fixed
from generator.checks.leftovers.known import identified, known_by
from generator.checks.leftovers.sharing import copied
from generator.compose.dossier import Dossier
from generator.compose.neighbours import Kind, Neighbours, Telltale
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, info
from generator.foundation.phrases import Phrase, index, phrase
from generator.foundation.source import decoded, parse

_HEAD: Final = ("title", "reference", "source", "buyer", "service", "lots", "facts")
_SHELF: Final = ("name", "trade_name", "siret", "email", "phone", "iban", "nda")
Stamp = tuple[str, int, int]  # a file, when it was saved, its size


def beside(dossier: Dossier, workspace: Path) -> tuple[Dossier, Diagnostics]:
    """The dossier that knows its neighbours, and those whose brief can't be read."""
    inputs = dossier.inputs
    found, problems = neighbours(workspace, inputs.client, inputs.brief.value.source)
    return replace(dossier, inputs=replace(inputs, neighbours=found)), problems


def alike(workspace: Path) -> Diagnostics:
    """Every two offers of a workspace, for two buyers, whose own blocks say the same sentences."""
    found, _ = neighbours(workspace, "")
    buyers = [[one.clients[0] for one in some if one.kind == "acheteur"] for some in found.names.values()]
    kin = frozenset((first, second) for some in buyers for first, second in combinations(sorted(some), 2))
    return copied(found.sentences, kin)


def neighbours(workspace: Path, client: str, source: str | None = None) -> tuple[Neighbours, Diagnostics]:
    """The neighbours of a client; `source` is the file of what its buyer published, from its folder."""
    stamps = tuple(
        (name, _stamps((workspace / "offers" / name / "brief.yaml", *_own_blocks(workspace, name))))
        for name in clients(workspace)
    )
    shelf = _stamps(
        path
        for part in ("interveners", "partners")
        for path in sorted((workspace / "boilerplate" / part).glob("*.yaml"))
    )
    found, unread = _known(stamps, shelf)
    published = workspace / "offers" / client / source if source and source.endswith(".txt") else None
    own = _text(str(published)) if published and published.is_file() else ""
    return replace(found, source=own), tuple(map(_unread, (name for name in unread if name != client)))


def _own_blocks(workspace: Path, client: str) -> list[Path]:
    return sorted((workspace / "offers" / client / "blocks").glob("*.md"))


def _stamps(paths: Iterable[Path]) -> tuple[Stamp, ...]:
    """These files as they are on the disk; those that are not there are left out."""
    found = []
    for path in paths:
        try:
            about = path.stat()
        except OSError:
            continue
        found.append((str(path), about.st_mtime_ns, about.st_size))
    return tuple(found)


@lru_cache(maxsize=4)
def _known(
    stamps: tuple[tuple[str, tuple[Stamp, ...]], ...], shelf: tuple[Stamp, ...]
) -> tuple[Neighbours, tuple[str, ...]]:
    """All that the workspace knows, and the clients that can't be read."""
    names: dict[Phrase, list[Telltale]] = {}
    sentences: dict[Phrase, set[str]] = {}
    unread = []
    for client, files in stamps:
        head = _head(files[0]) if files and files[0][0].endswith("brief.yaml") else None
        if head is None:
            unread.append(client)
        for telltale in known_by(head or {}, client):
            names.setdefault(phrase(telltale.name), []).append(telltale)
        for file in (file for file in files if file[0].endswith(".md")):
            for sentence in _sentences(file):
                sentences.setdefault(sentence, set()).add(client)
    for file in shelf:
        kind: Kind = "personne" if Path(file[0]).parent.name == "interveners" else "partenaire"
        for telltale in identified(_shelf(file), kind):
            names.setdefault(phrase(telltale.name), []).append(telltale)
    told = {sentence: frozenset(who) for sentence, who in sentences.items()}
    return Neighbours({one: tuple(some) for one, some in names.items()}, index(names), told), tuple(unread)


@lru_cache(maxsize=4_000)
def _head(file: Stamp) -> Mapping[str, Any] | None:
    """What a brief says of its buyer; None when it can't be read."""
    return _parsed(file, _HEAD)


@lru_cache(maxsize=1_000)
def _shelf(file: Stamp) -> Mapping[str, Any]:
    """How a person or a partner of the shelf is named."""
    return _parsed(file, _SHELF) or {}


@lru_cache(maxsize=20_000)
def _sentences(file: Stamp) -> frozenset[Phrase]:
    """The fixed sentences of a block."""
    text = _text(file[0])
    return fixed(text.partition("\n---\n")[2] if text.startswith("---\n") else text)


def _parsed(file: Stamp, keys: tuple[str, ...]) -> Mapping[str, Any] | None:
    """These keys of a YAML file, parsed by themselves: a mistake elsewhere in the file hides nothing."""
    data, _, problems = parse("\n".join(_lines_of(_text(file[0]), keys)), file[0])
    return data if isinstance(data, dict) and not problems else None


def _lines_of(text: str, keys: tuple[str, ...]) -> Iterator[str]:
    """The lines of these keys of the first level."""
    wanted = False
    for line in text.split("\n"):
        if line[:1] not in {"", " ", "#", "-"}:
            wanted = line.partition(":")[0] in keys
        if wanted:
            yield line


def _text(path: str) -> str:
    """The text of a file; empty when it can't be read."""
    try:
        return decoded(Path(path).read_bytes(), path)[0]
    except OSError:
        return ""


def _unread(client: str) -> Diagnostic:
    return info(
        "C981",
        Span(f"offers/{client}/brief.yaml"),
        f"la demande de « {client} » ne se lit pas : ses noms n'ont pas été cherchés dans cette offre",
        f"« offer check {client} » dit ce qui est à corriger",
    )
