"""Rows as aligned columns of text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def columns(rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """One line a row, two spaces before each column; the columns of these numbers (from 0) align right."""
    table = [tuple(row) for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    ends = set(right)
    return [
        (
            "  "
            + "  ".join(_cell(cell, width, i in ends) for i, (cell, width) in enumerate(zip(row, widths, strict=True)))
        ).rstrip()
        for row in table
    ]


def _cell(text: str, width: int, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)
