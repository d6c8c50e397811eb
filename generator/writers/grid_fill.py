"""Writes values into cells of a workbook and touches nothing else: styles, drawings, validations stay byte for byte.

Only edited sheets, sheets whose formulas depend on them, and the workbook part (« recalculate on load ») are written
again. What those formulas had cached is replaced by our own result, or taken out when we can't compute it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from generator.foundation.files import zipped
from generator.foundation.ooxml import XML, legal
from generator.writers.grid_book import MAIN, NS, WORKBOOK, GridBook, GridSheet, Place, cell_name, opened, place
from generator.writers.grid_evaluator import Evaluator
from generator.writers.grid_formula import Range, UnknownError, formula_of, ranges

Values = Mapping[tuple[str, Place], Decimal | str]
"""What to write, by part of the sheet and place."""
_BEFORE_CALC = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
)  # fmt: skip


def filled(book: GridBook, values: Values) -> bytes:
    """The workbook with these values, as fixed bytes. The cells must hold no formula."""
    parts = dict(book.parts)
    for sheet in book.sheets:
        mine = {where: value for (part, where), value in values.items() if part == sheet.part}
        for where, value in sorted(mine.items()):
            _write(_cell(sheet, where), value)
        if mine:
            parts[sheet.part] = _bytes(sheet.root)
    edited = opened(zipped(parts))
    for sheet in _recalculated(edited, set(values)):
        parts[sheet.part] = _bytes(sheet.root)
    parts[WORKBOOK] = _recalculating(parts[WORKBOOK])
    return zipped(parts)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)


# --- one cell ------------------------------------------------------------------------------------


def _cell(sheet: GridSheet, where: Place) -> etree._Element:
    """The cell at this place, made in its order with the style of its row or column when the XML has none."""
    if where in sheet.cells:
        return sheet.cells[where]
    row = _row(sheet, where[0])
    cell = etree.Element(f"{{{MAIN}}}c", {"r": cell_name(where)})
    if style := _style(sheet, row, where[1]):
        cell.set("s", style)
    later = [one for one in row.iterfind("m:c", NS) if one.get("r") and place(one.get("r", ""))[1] > where[1]]
    if later:
        later[0].addprevious(cell)
    else:
        row.insert(len(row.findall("m:c", NS)), cell)
    return cell


def _row(sheet: GridSheet, number: int) -> etree._Element:
    data = sheet.root.find("m:sheetData", NS)
    if data is None:
        raise ValueError("sheetData")
    rows = data.findall("m:row", NS)
    found = next((row for row in rows if row.get("r") == str(number)), None)
    if found is not None:
        return found
    made = etree.Element(f"{{{MAIN}}}row", {"r": str(number)})
    later = [row for row in rows if int(row.get("r", "0")) > number]
    if later:
        later[0].addprevious(made)
    else:
        data.append(made)
    return made


def _style(sheet: GridSheet, row: etree._Element, column: int) -> str:
    if row.get("customFormat") in {"1", "true"}:
        return row.get("s", "")
    for one in sheet.root.iterfind("m:cols/m:col", NS):
        if int(one.get("min", "0")) <= column <= int(one.get("max", "0")):
            return one.get("style", "")
    return ""


def _write(cell: etree._Element, value: Decimal | str) -> None:
    """A number as it is, a text inside its cell: shared texts are not touched."""
    for child in list(cell):
        if child.tag != f"{{{MAIN}}}extLst":
            cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
        text.text = legal(value)
        text.set(f"{{{XML}}}space", "preserve")
        cell.insert(0, text.getparent())  # type: ignore[arg-type]  # before an extLst
    else:
        number = etree.Element(f"{{{MAIN}}}v")
        number.text = f"{value:f}"
        cell.insert(0, number)


# --- what depends on them --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Formula:
    sheet: GridSheet
    where: Place
    reads: tuple[Range, ...] | None  # None: we don't know

    def depends(self, cells: set[tuple[str, Place]]) -> bool:
        """Whether one of these cells changes it."""
        if self.reads is None:
            return True
        return any(
            one.sheet.part == part and one.holds(one.sheet, where) for one in self.reads for part, where in cells
        )


def _formulas(book: GridBook) -> list[_Formula]:
    found = []
    for sheet in book.sheets:
        for where, cell in sheet.cells.items():
            if cell.find("m:f", NS) is None:
                continue
            try:
                reads = ranges(book, sheet, formula_of(sheet, where) or "")
            except UnknownError:
                found.append(_Formula(sheet, where, None))
            else:
                found.append(_Formula(sheet, where, reads))
    return found


def _recalculated(book: GridBook, changed: set[tuple[str, Place]]) -> list[GridSheet]:
    """The sheets some of whose cached results changed; they hold ours now, or none."""
    waiting, stale, cells = _formulas(book), list[_Formula](), set(changed)
    while hit := [one for one in waiting if one.depends(cells)]:
        stale += hit
        waiting = [one for one in waiting if one not in hit]
        cells = {(one.sheet.part, one.where) for one in hit}
    evaluator = Evaluator(book)
    for one in stale:
        cell = one.sheet.cells[one.where]
        cached = cell.find("m:v", NS)
        if cached is not None:
            cell.remove(cached)
        cell.attrib.pop("t", None)
        try:
            found = evaluator.value(one.sheet, one.where)
        except UnknownError:
            continue
        if isinstance(found, str):
            cell.set("t", "str")
        etree.SubElement(cell, f"{{{MAIN}}}v").text = found if isinstance(found, str) else f"{found or 0:f}"
    return list({one.sheet.part: one.sheet for one in stale}.values())


def _recalculating(data: bytes) -> bytes:
    """The workbook part, which asks for a full computation when it is opened."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    found = root.find("m:calcPr", NS)
    if found is None:
        found = etree.Element(f"{{{MAIN}}}calcPr")
        before = [child for child in root if etree.QName(child).localname in _BEFORE_CALC]
        before[-1].addnext(found)
    found.set("fullCalcOnLoad", "1")
    return _bytes(root)
