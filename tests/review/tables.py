"""Edits of tables: cells, rows, columns; a new table."""

from __future__ import annotations

from copy import deepcopy

from tests.review.blocks import strike_row
from tests.review.typing_in import end_marks, restyled
from tests.review.word import Element, Word, local, q, remove, runs, shown, text_run, w


def row_of(word: Word, at: str) -> Element:
    """The row of the cell that says these words."""
    return next(word.paragraph(at).iterancestors(q("tr")))


def add_row(word: Word, after: str, cells: list[str], by: str = "") -> None:
    """Adds a row under the one that says `after`, with the same looks."""
    row = row_of(word, after)
    made = deepcopy(row)
    for each in [e for e in made.iter() if local(e).startswith(("bookmark", "comment")) or local(e) == "tblHeader"]:
        remove(each)
    assert len(made.findall(q("tc"))) == len(cells)
    for cell, words in zip(made.findall(q("tc")), cells, strict=True):
        first, *others = cell.findall(q("p"))
        for other in others:
            cell.remove(other)
        like = next(iter(runs(first)), None)
        run = text_run(words, like)
        first[:] = [c for c in first if local(c) == "pPr"]
        first.append(w("ins", run, **word.mark(by)) if by else run)
        if by:
            end_marks(first).append(w("ins", **word.mark(by)))
    if by:
        shape = made.find(q("trPr"))
        if shape is None:
            shape = w("trPr")
            made.insert(0, shape)
        shape.append(w("ins", **word.mark(by)))
    row.addnext(made)


def delete_row(word: Word, at: str, by: str = "") -> None:
    """Deletes the row that says these words."""
    row = row_of(word, at)
    if by:
        strike_row(word, row, by)
    else:
        remove(row)


def move_row(word: Word, at: str, after: str) -> None:
    """Drags a row under another one."""
    row_of(word, after).addnext(row_of(word, at))


def add_column(word: Word, at: str, cells: list[str]) -> None:
    """Adds a last column to the table that says these words."""
    table = next(word.paragraph(at).iterancestors(q("tbl")))
    grid = table.find(q("tblGrid"))
    assert grid is not None
    grid.append(deepcopy(grid[-1]))
    for row, words in zip(table.findall(q("tr")), cells, strict=True):
        cell = deepcopy(row.findall(q("tc"))[-1])
        first, *others = cell.findall(q("p"))
        for other in others:
            cell.remove(other)
        first[:] = [c for c in first if local(c) == "pPr"]
        first.append(text_run(words))
        row.append(cell)


def delete_column(word: Word, at: str, number: int) -> None:
    """Deletes a column, counted from 0, of the table that says these words."""
    table = next(word.paragraph(at).iterancestors(q("tbl")))
    grid = table.find(q("tblGrid"))
    assert grid is not None
    remove(grid[number])
    for row in table.findall(q("tr")):
        remove(row.findall(q("tc"))[number])


def delete_table(word: Word, at: str) -> None:
    """Deletes the table that says these words, and the empty line under it."""
    table = next(word.paragraph(at).iterancestors(q("tbl")))
    following = table.getnext()
    if following is not None and local(following) == "p" and not shown(following):
        remove(following)
    remove(table)


def new_table(word: Word, after: str, rows: list[list[str]]) -> None:
    """Draws a table with Word's button after a paragraph: Word's own looks, an empty line under it."""
    borders = w("tblBorders", *(w(side, val="single", sz="4", space="0", color="auto") for side in ("top", "bottom")))
    made = w(
        "tbl",
        w("tblPr", w("tblW", w="0", type="auto"), borders, w("tblLook", val="04A0", firstRow="1")),
        w("tblGrid", *(w("gridCol", w=str(9000 // len(rows[0]))) for _ in rows[0])),
    )
    for row in rows:
        made.append(w("tr", *(w("tc", w("tcPr"), w("p", text_run(words))) for words in row)))
    target = word.paragraph(after)
    target.addnext(made)
    made.addnext(w("p"))
    for paragraph in made.iter(q("p")):
        restyled(paragraph, "BodyText")
