"""The styles of tables and of their cells."""

from __future__ import annotations

from typing import Final

from generator.document import docx_names as names
from generator.document.tree import Align
from generator.writers.docx.looks import Char, Edge, Grid, Para, Style
from generator.writers.palette import Palette

_ALIGN: Final[dict[Align, str]] = {"left": "", "center": "center", "right": "right"}


def cells(p: Palette) -> list[Style]:
    """One a role, a kind of row and an alignment."""
    looks: dict[names.CellKind, tuple[Para, Char]] = {
        "lead": (Para(), Char(colour=p.primary)),
        "quote": (Para(), Char(italic=True)),
        "small": (Para(), Char(size=max(p.size * 0.8, 8.5), colour=p.grey)),
        "choice": (Para(left=5, hanging=5), Char()),
        "caption": (Para(keep_next=True), Char(bold=True)),
        "header": (Para(keep_next=True), Char(bold=True, colour=p.primary)),
        "total": (Para(), Char(bold=True)),
        "label": (Para(), Char(bold=True, colour=p.primary)),
    }
    base = names.CELLS["body", "left"]
    made = [
        Style(
            base,
            "Normal",
            "",
            Para(before=1.3, after=1.3, line=1.0),
            Char(size=p.size * 0.92),
            shown=True,
            rank=40,
        )
    ]
    made += [
        Style(names.CELLS[kind, "left"], base, "", para, char, rank=41)
        for kind, (para, char) in looks.items()
    ]
    for kind in ("body", *looks):
        for align in ("center", "right"):
            made.append(_aligned(kind, align))
    return made


def _aligned(kind: names.CellKind, align: Align) -> Style:
    return Style(names.CELLS[kind, align], names.CELLS[kind, "left"], "", Para(align=_ALIGN[align]), rank=41)


def tables(p: Palette) -> list[Style]:
    """The grid of data and the list of fields."""
    thin, firm = (p.rule, 4), (p.primary, 8)
    grid = Grid(
        edges=(Edge("top", *firm, space=0), Edge("bottom", *firm, space=0), Edge("insideH", *thin, space=0)),
        head=((Edge("bottom", *firm, space=0),), p.soft),
        total=((Edge("top", *firm, space=0),), p.soft),
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    fields = Grid(
        edges=tuple(Edge(side, *thin, space=0) for side in sides), head=((), p.soft), label=((), p.soft)
    )
    return [
        Style("Normal Table", "", kind="table", grid=Grid(()), rank=99),
        Style(names.GRID, "Normal Table", grid=grid, kind="table", rank=50),
        Style(names.FIELDS, "Normal Table", grid=fields, kind="table", rank=50),
    ]
