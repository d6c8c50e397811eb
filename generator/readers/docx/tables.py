"""Tables of a .docx: rows, header rows, spans, shares of the width, alternative text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from lxml import etree

from generator.document import docx_names as names
from generator.document.tree import Cell, Paragraph, Row, Table
from generator.foundation.ooxml import W
from generator.readers.docx.context import Context
from generator.readers.docx.inline import PageStop
from generator.readers.docx.lines import Line, line
from generator.readers.docx.lists import whole
from generator.readers.docx.pictures import Picture
from generator.readers.docx.sheet import VAL, on

_HOLDERS: Final = {f"{{{W}}}sdt", f"{{{W}}}sdtContent", f"{{{W}}}customXml"}
_WIDEST: Final = 63  # columns that a table of Word can have
_TOTAL: Final = "total"


def table(context: Context, element: etree._Element) -> Table | None:
    """This table; None when it has no row left."""
    rows = list(_children(element, "tr"))
    made = tuple(_row(context, row) for row in rows)
    if not made:
        return None
    look, firm = _look(context, element)
    header = next((i for i, row in enumerate(rows) if not _is_header(row)), len(rows))
    if not header and look == "grid" and firm:
        header = 1
    return Table(
        made,
        _shares(element, made),
        header,
        look,
        _said(element, "tblDescription") or _said(element, "tblCaption"),
    )


def _children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, content controls opened."""
    for each in element:
        if each.tag == f"{{{W}}}{tag}":
            yield each
        elif each.tag in _HOLDERS:
            yield from _children(each, tag)


def _is_header(row: etree._Element) -> bool:
    return bool(on(row.find(f"{{{W}}}trPr/{{{W}}}tblHeader")))


def _look(context: Context, element: etree._Element) -> tuple[Literal["grid", "fields"], bool]:
    """The look, and whether a table that isn't ours says that its first row is a header."""
    style = _said(element, "tblStyle")
    chain = {context.sheet.name(each).casefold() for each in context.sheet.chain(style)}
    if names.FIELDS.casefold() in chain:
        return "fields", False
    options = element.find(f"{{{W}}}tblPr/{{{W}}}tblLook")
    first = options is not None and (
        options.get(f"{{{W}}}firstRow") == "1" or bool(_hex(options.get(VAL)) & 0x20)
    )
    return "grid", first and names.GRID.casefold() not in chain


def _hex(text: str | None) -> int:
    try:
        return int(text or "0", 16)
    except ValueError:
        return 0


def _said(element: etree._Element, tag: str) -> str:
    found = element.find(f"{{{W}}}tblPr/{{{W}}}{tag}")
    return found.get(VAL, "") if found is not None else ""


def _row(context: Context, row: etree._Element) -> Row:
    """A row; one that begins or ends short gets empty cells there."""
    cells: list[Cell] = []
    total = False
    for element in _children(row, "tc"):
        cell, strong = _cell(context, element)
        cells.append(cell)
        total = total or strong
    for tag, place in (("gridBefore", 0), ("gridAfter", len(cells) + 1)):
        missing = row.find(f"{{{W}}}trPr/{{{W}}}{tag}")
        if missing is not None and (span := whole(missing.get(VAL))) > 0:
            cells.insert(place, Cell((Paragraph(()),), span=min(span, _WIDEST)))
    return Row(tuple(cells), total)


def _cell(context: Context, element: etree._Element) -> tuple[Cell, bool]:
    """A cell, and whether it is one of a total."""
    lines = [line(context, paragraph, cell=True) for paragraph in element.iter(f"{{{W}}}p")]
    if not context.quiet:
        _lost(context, element, lines)
    paragraphs = tuple(Paragraph(each.runs, each.meaning.said_role) for each in lines)
    span = element.find(f"{{{W}}}tcPr/{{{W}}}gridSpan")
    width = min(max(1, whole(span.get(VAL))), _WIDEST) if span is not None else 1
    total = any(each.meaning.what == "cell" and each.meaning.cell[0] == _TOTAL for each in lines)
    return Cell(paragraphs or (Paragraph(()),), lines[0].align if lines else "left", width), total


def _lost(context: Context, element: etree._Element, lines: list[Line]) -> None:
    """Notes what the tree can't hold of a cell."""
    text = " ".join(each.text for each in lines)
    content = ["tableau dans un tableau"] if element.find(f".//{{{W}}}tbl") is not None else []
    content += ["cellules fusionnées de haut en bas"] if element.find(f"{{{W}}}tcPr/{{{W}}}vMerge") is not None else []
    context.content([*content, *(words for each in lines for words in _foreign(each))], text)
    painted = element.find(f"{{{W}}}tcPr/{{{W}}}shd")
    own = painted is None or painted.get(f"{{{W}}}fill", "auto") in context.sheet.fills
    sides = {each.align for each in lines if each.text}
    looks = [*([] if own else ["fond de cellule"]), *(["alignements différents"] if len(sides) > 1 else [])]
    context.formatting(looks, text)


def _foreign(each: Line) -> list[str]:
    """What a cell can't hold."""
    found = {Picture: "image dans un tableau", PageStop: "saut de page dans un tableau"}
    lost = [words for kind, words in found.items() if any(isinstance(piece, kind) for piece in each.pieces)]
    return [*lost, *(["liste dans un tableau"] if each.meaning.what in {"bullet", "number"} else [])]


def _shares(element: etree._Element, rows: tuple[Row, ...]) -> tuple[int, ...]:
    """Widths of the columns in percent: whole numbers of sum 100, the largest remainders rounded up."""
    columns = max(sum(cell.span for cell in row.cells) for row in rows) or 1
    sizes = [
        max(1, whole(column.get(f"{{{W}}}w")))
        for column in element.iterfind(f"{{{W}}}tblGrid/{{{W}}}gridCol")
    ]
    sizes = sizes if len(sizes) == columns else [1] * columns
    total = sum(sizes)
    exact = [100 * size / total for size in sizes]
    shares = [int(share) for share in exact]
    by_rest = sorted(range(columns), key=lambda i: (shares[i] - exact[i], i))
    for i in by_rest[: 100 - sum(shares)]:
        shares[i] += 1
    return tuple(shares)
