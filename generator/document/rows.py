"""Rows of a Markdown table: how many cells are written, which row is a total, equal widths."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.document.tree import Cell, Paragraph, Text

_PIPE = re.compile(r"(?<!\\)\|")


def cells(row: str) -> int:
    r"""How many cells this row of a table holds; « \| » is a character of its cell."""
    bare = row.strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return len(_PIPE.findall(bare)) + 1


def equal_widths(columns: int) -> tuple[int, ...]:
    """Shares that add up to 100."""
    share, rest = divmod(100, columns)
    return tuple(share + (1 if i < rest else 0) for i in range(columns))


def all_bold(row: list[Cell]) -> bool:
    """Whether every written word of these cells is bold: a row of totals."""
    runs = [run for cell in row for run in cell.paragraphs[0].runs if not isinstance(run, Text) or run.value.strip()]
    return bool(runs) and all(isinstance(run, Text) and run.strong for run in runs)


def unmarked(cell: Cell) -> Cell:
    """The cell without bold: its row is strong already."""
    runs = tuple(replace(run, strong=False) if isinstance(run, Text) else run for run in cell.paragraphs[0].runs)
    return replace(cell, paragraphs=(Paragraph(runs),))
