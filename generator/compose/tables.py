"""Short ways to write the two tables that documents are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.document.tree import Align, Cell, Paragraph, Row, Table, Text


def cell(text: str, align: Align = "left", strong: bool = False) -> Cell:
    """One cell of one paragraph."""
    return Cell((Paragraph((Text(text, strong=strong),)),) if text else (Paragraph(()),), align)


def grid(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: tuple[int, ...],
    summary: str,
    aligns: Sequence[Align] = (),
) -> Table:
    """A table of data with a header row."""
    left: Align = "left"
    sides = aligns or (left,) * len(head)
    made = tuple(Row(tuple(cell(text, side) for text, side in zip(row, sides, strict=True))) for row in (head, *rows))
    return Table(made, widths, header=1, summary=summary)


def fields(rows: Iterable[tuple[str, str]], summary: str, widths: tuple[int, int] = (32, 68)) -> Table:
    """A list of labels and values."""
    return Table(
        tuple(Row((cell(label), cell(value))) for label, value in rows),
        widths,
        header=0,
        look="fields",
        summary=summary,
    )
