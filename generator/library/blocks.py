"""Reads block files: the front matter between two lines `---`, then the body."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.brief.brief import Brief
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error
from generator.foundation.misfits import has_field
from generator.foundation.record import Loaded, parse_record
from generator.foundation.source import invisible, read_text
from generator.library.block import Block, FrontMatter


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
    return parse_block(text, file, client)


def parse_block(text: str, file: str, client: bool = False) -> tuple[Block | None, Diagnostics]:
    """A block from its text."""
    lines = text.split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if bad := _no_head(lines, end, file):
        return None, (bad,)
    head, problems = parse_record("\n".join(lines[1:end]), file, FrontMatter, first_line=2)
    body = "\n".join(lines[end + 1 :])
    problems += (*_body(body, file, end + 2), *(_head(head, file) if head else ()))
    if head is None or problems:
        return None, problems
    return Block(head.value, body, file, end + 2, head.source, client), ()


def _no_head(lines: list[str], end: int, file: str) -> Diagnostic | None:
    """What is wrong with the two lines that hold the front matter."""
    hint = "commencez par une ligne « --- », les clés (id, title, part, topics), puis une ligne « --- »"
    if lines[0].rstrip() != "---":
        said = "fichier vide" if not "".join(lines).strip() else "en-tête manquant"
    elif not end:
        said = "en-tête jamais fermé : il manque la seconde ligne « --- »"
    elif all(line.lstrip().startswith("#") or not line.strip() for line in lines[1:end]):
        said = "en-tête vide"
    else:
        return None
    return error("L210", Span(file, 1, 1), said, hint)


def _head(head: Loaded[FrontMatter], file: str) -> Iterator[Diagnostic]:
    """The name that differs from the file's, and the fields of the brief that do not exist."""
    stem = file.rsplit("/", 1)[-1].removesuffix(".md")
    if head.value.id != stem:
        said = f"l'identifiant « {head.value.id} » n'est pas le nom du fichier"
        yield error("L211", head.span("id"), said, f"écrivez « id: {stem} » ou renommez le fichier")
    for i, field in enumerate(head.value.relies_on):
        if not has_field(Brief, field):
            hint = "écrivez le chemin d'un champ de brief.yaml, par exemple dates.start"
            yield error("L214", head.span("relies_on", i), f"la demande n'a pas de champ « {field} »", hint)


def _body(body: str, file: str, first_line: int) -> Iterator[Diagnostic]:
    if not body.strip():
        hint = "écrivez le texte, ou supprimez le fichier"
        yield error("L212", Span(file, first_line - 1, 1), "bloc sans texte", hint)
    yield from invisible(body, file, first_line)


def _twice(blocks: list[Block]) -> Diagnostics:
    first: dict[str, str] = {}
    found = []
    for block in blocks:
        if block.id in first:
            said = f"identifiant « {block.id} » déjà pris par {first[block.id]}"
            found.append(error("L213", block.source.span("id"), said, "renommez l'un des deux"))
        first.setdefault(block.id, block.file)
    return tuple(found)
