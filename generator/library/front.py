"""Files that open with a front matter: keys between two lines `---`, then a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error
from generator.foundation.record import Loaded, Record, parse_record
from generator.foundation.source import invisible

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Fronted(Generic[R]):
    """The front matter as a record, and the text that starts at line `first_line` of its file."""

    head: Loaded[R]
    body: str
    first_line: int


def parse_fronted(text: str, file: str, model: type[R], keys: str, what: str) -> tuple[Fronted[R] | None, Diagnostics]:
    """The two halves of a file; `keys` are those its head must have, `what` names it: « bloc », « document »."""
    lines = text.split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if bad := _no_head(lines, end, file, keys):
        return None, (bad,)
    head, problems = parse_record("\n".join(lines[1:end]), file, model, first_line=2)
    body = "\n".join(lines[end + 1 :])
    problems += tuple(_body(body, file, end + 2, what))
    return (Fronted(head, body, end + 2) if head else None), problems


def misnamed(name: str, head: Loaded[R], file: str) -> Iterator[Diagnostic]:
    """The identifier that is not the file's name."""
    stem = file.rsplit("/", 1)[-1].removesuffix(".md")
    if name != stem:
        said = f"l'identifiant « {name} » n'est pas le nom du fichier"
        yield error("L211", head.span("id"), said, f"écrivez « id: {stem} » ou renommez le fichier")


def _no_head(lines: list[str], end: int, file: str, keys: str) -> Diagnostic | None:
    """What is wrong with the two lines that hold the front matter."""
    hint = f"commencez par une ligne « --- », les clés ({keys}), puis une ligne « --- »"
    if lines[0].rstrip() != "---":
        said = "fichier vide" if not "".join(lines).strip() else "en-tête manquant"
    elif not end:
        said = "en-tête jamais fermé : il manque la seconde ligne « --- »"
    elif all(line.lstrip().startswith("#") or not line.strip() for line in lines[1:end]):
        said = "en-tête vide"
    else:
        return None
    return error("L210", Span(file, 1, 1), said, hint)


def _body(body: str, file: str, first_line: int, what: str) -> Iterator[Diagnostic]:
    if not body.strip():
        hint = "écrivez le texte, ou supprimez le fichier"
        yield error("L212", Span(file, first_line - 1, 1), f"{what} sans texte", hint)
    yield from invisible(body, file, first_line)
