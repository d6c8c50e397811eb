"""Reads block files: the front matter between two lines `---`, then the body."""

from __future__ import annotations

from pathlib import Path

from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error
from generator.foundation.record import parse_record
from generator.foundation.source import read_text
from generator.library.block import Block, FrontMatter


def read_blocks(folder: Path, workspace: Path, client: bool = False) -> tuple[tuple[Block, ...], Diagnostics]:
    """Every block below a folder, sorted by file name, and every problem of every file."""
    blocks: list[Block] = []
    problems: list[Diagnostic] = []
    for path in sorted(folder.rglob("*.md")):
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
    return parse_block(text, file, client)


def parse_block(text: str, file: str, client: bool = False) -> tuple[Block | None, Diagnostics]:
    """A block from its text."""
    lines = text.split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        return None, (
            error(
                "L210", Span(file, 1, 1), "en-tête manquant", "commencez par une ligne « --- », les clés, puis « --- »"
            ),
        )
    head, problems = parse_record("\n".join(lines[1:end]), file, FrontMatter, first_line=2)
    if head is None:
        return None, problems
    stem = file.rsplit("/", 1)[-1].removesuffix(".md")
    if head.value.id != stem:
        return None, (
            error(
                "L211",
                head.span("id"),
                f"l'identifiant « {head.value.id} » n'est pas le nom du fichier",
                f"écrivez « id: {stem} » ou renommez le fichier",
            ),
        )
    body = "\n".join(lines[end + 1 :])
    if not body.strip():
        return None, (
            error("L212", Span(file, end + 1, 1), "bloc sans texte", "écrivez le texte, ou supprimez le fichier"),
        )
    return Block(head.value, body, file, end + 2, head.source, client), problems


def _twice(blocks: list[Block]) -> Diagnostics:
    first: dict[str, str] = {}
    found = []
    for block in blocks:
        if block.id in first:
            found.append(
                error(
                    "L213",
                    block.span(),
                    f"identifiant « {block.id} » déjà pris par {first[block.id]}",
                    "renommez l'un des deux",
                )
            )
        first.setdefault(block.id, block.file)
    return tuple(found)
