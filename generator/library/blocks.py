"""Reads block files: the front matter between two lines `---`, then the body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.brief.brief import Brief
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error
from generator.foundation.misfits import has_field
from generator.foundation.record import Loaded
from generator.foundation.source import read_text
from generator.library.assertions import known_field
from generator.library.block import Block, FrontMatter
from generator.library.citations import citations
from generator.library.front import Fronted, misnamed, parse_fronted
from generator.library.pictures import pictures_of


def read_blocks(folder: Path, workspace: Path, client: bool = False) -> tuple[tuple[Block, ...], Diagnostics]:
    """Every block below a folder, sorted by file name, and every problem of every file."""
    blocks: list[Block] = []
    problems: list[Diagnostic] = []
    for path in sorted(folder.rglob("*.md"), key=Path.as_posix):
        block, found = read_block(path, path.relative_to(workspace).as_posix(), client)
        problems += found
        if block:
            blocks.append(block)
    return tuple(blocks), (*problems, *_twice(blocks))


def read_block(path: Path, file: str, client: bool = False) -> tuple[Block | None, Diagnostics]:
    """One block file."""
    text, problems = read_text(path, file)
    if problems:
        return None, problems
    block, problems = parse_block(text, file, client)
    if block is None:
        return None, problems
    pictures, problems = pictures_of(block, path.parent)
    return (None if problems else replace(block, pictures=pictures)), problems


def parse_block(text: str, file: str, client: bool = False) -> tuple[Block | None, Diagnostics]:
    """A block from its text."""
    read, problems = parse_fronted(text, file, FrontMatter, "id, title, part, topics", "bloc")
    if read:
        problems += (*_head(read.head, file), *_cited(read, file))
    if read is None or problems:
        return None, problems
    return Block(read.head.value, read.body, file, read.first_line, read.head.source, client), ()


def _cited(read: Fronted[FrontMatter], file: str) -> Iterator[Diagnostic]:
    return citations(read.head.value.cites, read.head.source, read.body, read.first_line, file)


def _head(head: Loaded[FrontMatter], file: str) -> Iterator[Diagnostic]:
    """The name that differs from the file's, and the fields of the brief that do not exist."""
    yield from misnamed(head.value.id, head, file)
    for i, field in enumerate(head.value.relies_on):
        if not has_field(Brief, field):
            hint = "écrivez le chemin d'un champ de brief.yaml, par exemple dates.start"
            yield error("L214", head.span("relies_on", i), f"la demande n'a pas de champ « {field} »", hint)
    for i, assertion in enumerate(head.value.asserts):
        if not known_field(assertion.field):
            hint = "écrivez un champ de brief.yaml, ou approach.…, offer.…, candidate.…"
            yield error("L216", head.span("asserts", i, "field"), f"champ inconnu « {assertion.field} »", hint)


def _twice(blocks: list[Block]) -> Diagnostics:
    first: dict[str, str] = {}
    found = []
    for block in blocks:
        if block.id in first:
            said = f"identifiant « {block.id} » déjà pris par {first[block.id]}"
            found.append(error("L213", block.source.span("id"), said, "renommez l'un des deux"))
        first.setdefault(block.id, block.file)
    return tuple(found)
