"""Papers: templates of the documents that a buyer asks for beside the note (attendance sheet, agreement, charter…)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from generator.brief.terms import Key
from generator.foundation.diagnostic import Diagnostic, Diagnostics
from generator.foundation.record import Day, Flag, Line, Record, Whole
from generator.foundation.source import Source, read_text
from generator.library.citations import citations
from generator.library.front import Fronted, misnamed, parse_fronted

PaperPiece = Literal["attendance", "questionnaire", "report", "agreement", "charter", "programme"]


class PaperHead(Record):
    """The head of `boilerplate/documents/<id>.md`, between two lines `---`."""

    id: Key = Field(description="Identifiant, le même que le nom du fichier : il nomme aussi le .docx")
    title: Line = Field(description="Titre imprimé")
    piece: PaperPiece = Field(
        description="Pièce qu'il donne : attendance, questionnaire, report, agreement, charter ou programme"
    )
    rank: Whole = Field(default=50, description="Ordre dans le dossier : le plus petit d'abord")
    each: Literal["offer", "session", "group"] = Field(
        default="offer", description="offer : un exemplaire ; session ou group : une page par séance ou par groupe"
    )
    numbered: Flag = Field(default=False, description="true : titres numérotés (articles d'une convention)")
    cites: tuple[Line, ...] = Field(default=(), description="Textes de loi cités, par leur clé")
    owner: Line | None = Field(default=None, description="Responsable du modèle")
    reviewed: Day | None = Field(default=None, description="Dernière relecture")


@dataclass(frozen=True, slots=True)
class Paper:
    """A template as read: `body` starts at line `first_line` of `file`."""

    head: PaperHead
    body: str
    file: str
    first_line: int
    source: Source


def read_papers(folders: Iterable[Path], workspace: Path) -> tuple[tuple[Paper, ...], Diagnostics]:
    """Every template of these folders, by rank; one of a later folder replaces its namesake."""
    papers: dict[str, Paper] = {}
    problems: list[Diagnostic] = []
    for folder in folders:
        for path in sorted(folder.glob("*.md"), key=Path.as_posix):
            paper, found = read_paper(path, path.relative_to(workspace).as_posix())
            problems += found
            if paper:
                papers[paper.head.id] = paper
    return tuple(sorted(papers.values(), key=lambda paper: (paper.head.rank, paper.head.id))), tuple(problems)


def read_paper(path: Path, file: str) -> tuple[Paper | None, Diagnostics]:
    """One template."""
    text, problems = read_text(path, file)
    if problems:
        return None, problems
    read, problems = parse_fronted(text, file, PaperHead, "id, title, piece", "document")
    problems += tuple(_slips(read, file)) if read else ()
    if read is None or problems:
        return None, problems
    return Paper(read.head.value, read.body, file, read.first_line, read.head.source), ()


def _slips(read: Fronted[PaperHead], file: str) -> Iterator[Diagnostic]:
    head = read.head
    yield from misnamed(head.value.id, head, file)
    yield from citations(head.value.cites, head.source, read.body, read.first_line, file)
