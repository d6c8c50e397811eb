"""Tables: a named style, header rows that repeat, rows kept whole, fixed widths, an alternative text."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

from generator.document import docx_names as names
from generator.document.tree import Cell, Table
from generator.writers.docx.draft import Draft
from generator.writers.docx.inline import paragraph
from generator.writers.docx.looks import TEXT_WIDTH, shading, twips
from generator.writers.docx.xml import Element, val, w

_STYLES: Final = {"grid": names.GRID, "fields": names.FIELDS}


def table(draft: Draft, node: Table) -> Element:
    """One table; widths are in twentieths of a point and sum up to the text width."""
    widths = _widths(node.widths)
    made = w(
        "tbl", _shape(draft, node, sum(widths)), w("tblGrid", *(w("gridCol", w=width) for width in widths))
    )
    made.extend([_row(draft, node, number, widths) for number in range(len(node.rows))])
    return made


def _widths(shares: tuple[int, ...]) -> list[int]:
    whole = twips(TEXT_WIDTH)
    edges = [round(whole * sum(shares[:n]) / sum(shares)) for n in range(len(shares) + 1)]
    return [end - start for start, end in itertools.pairwise(edges)]


def _shape(draft: Draft, node: Table, width: int) -> Element:
    total, label = node.rows[-1].strong, node.look == "fields"
    bits = {"firstRow": (0x20, node.header > 0), "lastRow": (0x40, total), "firstColumn": (0x80, label)}
    flags = {name: int(on) for name, (_, on) in bits.items()}
    code = 0x600 + sum(bit for bit, on in bits.values() if on)
    return w(
        "tblPr",
        val("tblStyle", draft.style(_STYLES[node.look])),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val=f"{code:04X}", **flags, lastColumn=0, noHBand=1, noVBand=1),
        *([val("tblCaption", node.summary), val("tblDescription", node.summary)] if node.summary else []),
    )


def _row(draft: Draft, node: Table, number: int, widths: list[int]) -> Element:
    made = w("tr", w("trPr", w("cantSplit"), w("tblHeader") if number < node.header else None))
    made.extend(_cells(draft, node, number, widths))
    return made


def _cells(draft: Draft, node: Table, number: int, widths: list[int]) -> Iterator[Element]:
    column = 0
    row, header = node.rows[number], number < node.header
    # The table's style knows its first row and its last, not a second row of heads nor a subtotal.
    inner = (header and number > 0) or (row.strong and number + 1 < len(node.rows))
    for cell in row.cells:
        label = node.look == "fields" and column == 0
        kind: names.CellKind = "header" if header else "total" if row.strong else "label" if label else "body"
        width = sum(widths[column : column + cell.span])
        span = val("gridSpan", cell.span) if cell.span > 1 else None
        shape = w("tcPr", w("tcW", w=width, type="dxa"), span, shading(draft.soft) if inner else None)
        yield w("tc", shape, *_paragraphs(draft, cell, kind))
        column += cell.span


def _paragraphs(draft: Draft, cell: Cell, kind: names.CellKind) -> Iterator[Element]:
    for each in cell.paragraphs:
        own = each.role if each.role != "body" else kind
        yield paragraph(draft, names.CELLS[own, cell.align], each.runs)
