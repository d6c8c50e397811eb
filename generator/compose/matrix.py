"""The requirement matrix: each demand of the brief, what answers it, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatrixAnswer:
    """Where a demand is answered: the document (title and slug), the block or empty, its section, its page.

    `page` counts from 1 in the document's own PDF; 0 when it is not known.
    """

    document: str
    slug: str
    block: str
    section: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A demand of the brief: its id, its words, its line in the published source, and its answers."""

    id: str
    demand: str
    source: int
    answers: tuple[MatrixAnswer, ...]
