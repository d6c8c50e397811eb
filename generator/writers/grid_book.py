"""The buyer's workbook, opened with care: its sheets, cells and formulas as its XML says them (ECMA-376, part 1, 18).

Nothing here changes it. What can't be filled safely (encrypted, signed, with macros, old format) is refused in French.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from generator.foundation.files import unzipped
from generator.foundation.ooxml import RELATIONS, R

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NS = {"m": MAIN}
WORKBOOK = "xl/workbook.xml"
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, etree.XMLSyntaxError, KeyError, ValueError, NotImplementedError,
    RuntimeError,
)  # fmt: skip
Place = tuple[int, int]
"""Row and column, both from 1."""


class UnfitError(Exception):
    """A workbook that can't be filled: a French sentence and its remedy."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class GridSheet:
    """A worksheet: `cells` by place, of which some hold a formula; `locked` when its protection is on."""

    name: str
    part: str
    root: etree._Element = field(repr=False)
    cells: Mapping[Place, etree._Element] = field(repr=False)
    merged: tuple[tuple[Place, Place], ...]
    locked: bool
    hidden: bool

    def merged_into(self, place: Place) -> Place | None:
        """The first cell of the merged range that swallows this one."""
        for first, last in self.merged:
            if first != place and first[0] <= place[0] <= last[0] and first[1] <= place[1] <= last[1]:
                return first
        return None


@dataclass(frozen=True, slots=True)
class GridBook:
    """A workbook: its parts as they are, its sheets in order, its shared texts."""

    parts: Mapping[str, bytes] = field(repr=False)
    sheets: tuple[GridSheet, ...]
    strings: tuple[str, ...] = field(repr=False)
    unlocked: frozenset[str]  # styles whose cells stay open on a protected sheet

    def sheet(self, name: str) -> GridSheet | None:
        """The sheet of this name, whatever the case and the spaces around it."""
        return next((one for one in self.sheets if _plain(one.name) == _plain(name)), None)

    def is_open(self, sheet: GridSheet, cell: etree._Element | None) -> bool:
        """Whether the protection of its sheet lets somebody write in this cell."""
        return not sheet.locked or (cell is not None and cell.get("s", "0") in self.unlocked)

    def text(self, cell: etree._Element) -> str:
        """What a cell shows as text; a number as it is stored."""
        kind, value = cell.get("t", "n"), cell.findtext("m:v", "", NS)
        if kind == "inlineStr":
            return "".join(t.text or "" for t in cell.iterfind("m:is//m:t", NS) if not _phonetic(t))
        if kind == "s" and value.isdigit() and int(value) < len(self.strings):
            return self.strings[int(value)]
        return value


def opened(data: bytes) -> GridBook:
    """The workbook in these bytes. Raises UnfitError when it can't be filled without harm."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnfitError(
            "classeur chiffré par un mot de passe, ou à l'ancien format .xls",
            "enregistrez-en une copie .xlsx sans mot de passe",
        )
    try:
        parts = unzipped(data)
        if WORKBOOK not in parts:
            raise UnfitError("ce fichier n'est pas un classeur .xlsx", "enregistrez-le en .xlsx depuis un tableur")
        _refuse(parts)
        strings, styles = parts.get("xl/sharedStrings.xml"), parts.get("xl/styles.xml")
        return GridBook(parts, tuple(_sheets(parts)), _strings(strings), _unlocked(styles))
    except _BROKEN as exc:
        raise UnfitError("classeur illisible", "ouvrez-le dans un tableur et enregistrez-le en .xlsx") from exc


def _strings(data: bytes | None) -> tuple[str, ...]:
    """Shared texts, without phonetic helps."""
    items = [] if data is None else _parsed(data).findall("m:si", NS)
    return tuple("".join(t.text or "" for t in item.iterfind(".//m:t", NS) if not _phonetic(t)) for item in items)


def _unlocked(data: bytes | None) -> frozenset[str]:
    """The numbers of the cell formats that are not locked."""
    formats = [] if data is None else _parsed(data).findall("m:cellXfs/m:xf", NS)
    guards = (one.find("m:protection", NS) for one in formats)
    free = {"0", "false"}
    return frozenset(str(n) for n, guard in enumerate(guards) if guard is not None and guard.get("locked") in free)


def _refuse(parts: Mapping[str, bytes]) -> None:
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise UnfitError("classeur à macros", "demandez à l'acheteur un .xlsx, ou remplissez-le à la main")
    if any(name.startswith("_xmlsignatures/") for name in parts):
        raise UnfitError("classeur signé : le remplir romprait la signature", "demandez un classeur non signé")
    if b"http://purl.oclc.org/ooxml" in parts[WORKBOOK]:
        raise UnfitError("classeur au format « Strict Open XML »", "enregistrez-le en « Classeur Excel (.xlsx) »")


def _sheets(parts: Mapping[str, bytes]) -> Iterator[GridSheet]:
    relations = _parsed(parts["xl/_rels/workbook.xml.rels"])
    targets = {one.get("Id"): one.get("Target", "") for one in relations.iterfind(f"{{{RELATIONS}}}Relationship")}
    for entry in _parsed(parts[WORKBOOK]).iterfind("m:sheets/m:sheet", NS):
        target = targets[entry.get(f"{{{R}}}id")]
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        root = _parsed(parts[part])
        if root.tag != f"{{{MAIN}}}worksheet":
            continue  # a chart on its own sheet
        hidden = entry.get("state", "visible") != "visible"
        yield _sheet(entry.get("name", ""), part, root, hidden)


def _sheet(name: str, part: str, root: etree._Element, hidden: bool) -> GridSheet:
    merged = tuple(
        (place(first), place(last or first))
        for first, _, last in (one.get("ref", "A1").partition(":") for one in root.iterfind(".//m:mergeCell", NS))
    )
    guard = root.find("m:sheetProtection", NS)
    locked = guard is not None and guard.get("sheet") in {"1", "true"}
    return GridSheet(name, part, root, dict(_cells(root)), merged, locked, hidden)


def _cells(root: etree._Element) -> Iterator[tuple[Place, etree._Element]]:
    """Cells by place; one that does not say its place follows the one before (18.3.1.4)."""
    number = 0
    for row in root.iterfind("m:sheetData/m:row", NS):
        number = int(row.get("r", number + 1))
        column = 0
        for cell in row.iterfind("m:c", NS):
            column = place(cell.get("r", ""))[1] if cell.get("r") else column + 1
            yield (number, column), cell


def _parsed(data: bytes) -> etree._Element:
    """The root of a part, comments kept: what is not edited must come out as it was."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    if root.getroottree().docinfo.doctype:
        raise etree.XMLSyntaxError("doctype", 0, 1, 1)
    return root


def _phonetic(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == f"{{{MAIN}}}rPh"


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def place(name: str) -> Place:
    """The row and column of « D5 ». Raises ValueError for anything else."""
    found = _CELL.fullmatch(name)
    if not found:
        raise ValueError(name)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def column_name(column: int) -> str:
    """« D » for 4."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(where: Place) -> str:
    """« D5 »."""
    return f"{column_name(where[1])}{where[0]}"
