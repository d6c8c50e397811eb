"""Shipped offers composed once for each process, copies of their sources, and their Word files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.compose.compose import stamped
from generator.compose.dossier import Dossier
from generator.document.tree import Document, Figure
from generator.writers import docx
from tests.properties.strategies import png

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = ("vienne", "creches", "camsp", "relais", "departement")
TEXTS = {".md", ".yaml"}


def composed(workspace: Path, client: str) -> Dossier:
    """The offer of this workspace, with its mark, as a build would print it."""
    inputs, problems = read_inputs(workspace, client)
    assert inputs is not None, "\n".join(map(str, problems))
    dossier, problems = dossier_of(inputs)
    assert dossier is not None, "\n".join(map(str, problems))
    return stamped(dossier, problems)


@cache
def shipped(client: str) -> Dossier:
    """The offer of this repository."""
    return composed(ROOT, client)


def documents(dossier: Dossier) -> dict[str, Document]:
    """Every document by its slug."""
    return {document.slug: document for document in (*dossier.documents, *dossier.aside)}


def written(dossier: Dossier, slug: str) -> bytes:
    """The Word file of a document, with grey pictures: no page is set, so its contents table has no numbers."""
    document = documents(dossier)[slug]
    names = {node.name for part in document.parts for node in part.nodes if isinstance(node, Figure)}
    theme, day = dossier.inputs.theme.value, dossier.inputs.offer.value.date
    return docx.write(document, theme, day, (), dict.fromkeys(names, png(8, 6)))


@cache
def word_file(client: str, slug: str) -> bytes:
    """The Word file of a shipped document."""
    return written(shipped(client), slug)


@cache
def _needed(client: str) -> frozenset[str]:
    """The files that this offer is made of: the blocks that it takes, and whatever is no block."""
    dossier = shipped(client)
    taken = {choice.block.file for choice in dossier.choices if choice.taken}
    shared = [p.relative_to(ROOT).as_posix() for p in (ROOT / "boilerplate").rglob("*") if p.suffix in TEXTS]
    kept = {name for name in shared if "/blocks/" not in name or name in taken}
    own = (ROOT / "offers" / client).rglob("*")
    return frozenset(
        kept | {p.relative_to(ROOT).as_posix() for p in own if p.suffix in TEXTS and "source" not in p.parts}
    )


def copied(target: Path, client: str) -> Path:
    """A workspace with what this offer is read from, and nothing more: reading is most of the time of these tests."""
    for name in _needed(client):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((ROOT / name).read_bytes())
    return target


def sources(workspace: Path) -> dict[str, str]:
    """Every text file of the workspace; what a review keeps for itself is left out."""
    found = sorted(p for p in workspace.rglob("*") if p.is_file() and p.suffix in TEXTS)
    names = {path: path.relative_to(workspace).as_posix() for path in found}
    return {name: path.read_text(encoding="utf-8") for path, name in names.items() if "/review/" not in name}
