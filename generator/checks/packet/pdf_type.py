"""How a PDF is set, as pdfium reads it: sizes and fonts by how much they print, space between lines, margins."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.readers.pdf import FEET, HEAD, reader

_MM = 72 / 25.4
_SINGLE = 1.22  # height of a line of Carlito or Calibri set solid, in sizes: « simple » in Word
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_TOO_LITTLE = 0.02  # share of a text below which a font is that of its signs (boxes, arrows)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: `size` of most of it and `smallest` in points, its fonts, lines (1: single), margins in mm."""

    size: float
    smallest: float
    fonts: tuple[str, ...]
    spacing: float
    margin: float


@dataclass(frozen=True, slots=True)
class _Piece:
    size: float
    font: str
    left: float
    right: float
    base: float
    page: int


def setting(data: bytes) -> Setting | None:
    """How the text of a PDF is set, running head and foot and slanted marks left out; None without any text."""
    pieces: list[_Piece] = []
    margins: list[float] = []
    with reader(data) as document:
        for number, page in enumerate(document or ()):
            found = list(_pieces(page, number))
            pieces += found
            if found:
                width = page.get_size()[0]
                margins += [min(piece.left for piece in found), width - max(piece.right for piece in found)]
    if not pieces:
        return None
    sizes: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    for piece in pieces:
        sizes[piece.size] += int((piece.right - piece.left) * 100 / piece.size)  # about so many letters
        fonts[piece.font] += int((piece.right - piece.left) * 100 / piece.size)
    size = sizes.most_common(1)[0][0]
    told = tuple(font for font, count in fonts.most_common() if count >= _TOO_LITTLE * fonts.total())
    return Setting(size, min(sizes), told, _spacing(pieces, size), round(min(margins) / _MM, 1))


def _pieces(page: Any, number: int) -> Iterator[_Piece]:
    """The runs of a page that stand in its text."""
    from pypdfium2 import raw

    height = page.get_size()[1]
    size, name = ctypes.c_float(), ctypes.create_string_buffer(200)
    for run in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=2):
        matrix = run.get_matrix()
        if matrix.b or not FEET <= matrix.f <= height - HEAD:
            continue
        raw.FPDFTextObj_GetFontSize(run, size)
        raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(run), name, len(name))
        family = _SUBSET.sub("", name.value.decode("utf-8", "replace")).split("-")[0].split(",")[0]
        left, _, right, _ = run.get_bounds()
        points = round(size.value * abs(matrix.d), 1)
        if points > 0:
            yield _Piece(points, family, left, right, round(matrix.f, 1), number)


def _spacing(pieces: list[_Piece], size: float) -> float:
    """The usual distance between two lines of this size, where 1 is single; 1 when there are no two lines."""
    lines: dict[int, set[float]] = {}
    for piece in pieces:
        if piece.size == size:
            lines.setdefault(piece.page, set()).add(piece.base)
    gaps = Counter(round(below - above, 1) for at in lines.values() for above, below in pairwise(sorted(at)))
    usual = [(count, gap) for gap, count in gaps.items() if gap > 0.9 * size]
    return round(max(usual)[1] / (size * _SINGLE), 2) if usual else 1.0
