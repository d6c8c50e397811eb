"""What a field shows, drawn as a form that a widget holds: by Typst, with our embedded fonts, so in any reader.

The font that the form names is rarely embedded and rarely has « œ » or « € »; it stays in the field, for a reader that
lets somebody type there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal

from generator.writers.pdf.compile import fonts

TEMPLATE: Final = Path(__file__).parent / "appearance.typ"
_MARKS: Final = {"BMC", "BDC", "EMC", "MP", "DP"}
_SIZED: Final = re.compile(r"/[^\s/]+\s+(-?\d*\.?\d+)\s+Tf")
_COLOURED: Final = re.compile(r"((?:-?\d*\.?\d+\s+){1,4})(?:g|rg|k)\b")
_DASHED: Final = "[3] 0 d"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The words of one widget and how its form wants them; width and height in points, turned upright.

    `size` is 0 when the form leaves it to us. `cells`: so many signs, each in a cell of its own. `chosen`: the lines of
    a list that are chosen, by rank; None for what is no list.
    """

    width: float
    height: float
    lines: tuple[str, ...]
    size: float = 0.0
    colour: tuple[float, float, float] = (0.0, 0.0, 0.0)
    align: Literal["left", "center", "right"] = "left"
    pad: float = 2.0
    wrapped: bool = False
    cells: int = 0
    chosen: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """The size of the letters, in points, and whether all the words hold in the field."""

    size: float
    fits: bool


def drawings(pdf: Any, wanted: Sequence[Drawn]) -> list[tuple[Any, Fit]]:
    """For each widget what Typst draws, as a form of `pdf` that nothing holds yet, and how it fits."""
    import pikepdf
    import typst

    if not wanted:
        return []
    given: dict[str, Any] = {"data": json.dumps([_data(one) for one in wanted], ensure_ascii=False)}
    how: dict[str, Any] = {"font_paths": fonts(), "ignore_system_fonts": True, "sys_inputs": given}
    fits = json.loads(typst.query(template(), "<fit>", field="value", **how))
    with pikepdf.open(BytesIO(typst.compile(template(), timestamp=0, **how))) as source:
        forms = [_form(pdf, source, page.obj) for page in source.pages]
    return [(form, Fit(float(fit["size"]), bool(fit["fits"]))) for form, fit in zip(forms, fits, strict=True)]


@cache
def template() -> bytes:
    """Our Typst source, read once."""
    return TEMPLATE.read_bytes()


def _data(one: Drawn) -> dict[str, Any]:
    words = [word for line in one.lines for word in line.split()]
    return {
        "width": one.width,
        "height": one.height,
        "lines": list(one.lines) or [""],
        "longest": max(words, key=len, default=""),
        "size": one.size,
        "colour": list(one.colour),
        "align": one.align,
        "pad": one.pad,
        "wrapped": one.wrapped,
        "cells": one.cells,
        "chosen": None if one.chosen is None else list(one.chosen),
    }


def _form(pdf: Any, source: Any, page: Any) -> Any:
    """A page of Typst as a form of `pdf`: without its tags, which name a structure that stays behind."""
    import pikepdf

    kept = [one for one in pikepdf.parse_content_stream(page) if str(one.operator) not in _MARKS]
    made = pdf.make_stream(pikepdf.unparse_content_stream(kept))
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    made.BBox = pikepdf.Array(list(page.MediaBox))
    made.Resources = pdf.copy_foreign(source.make_indirect(page.Resources))
    return made


# --- what a form says of its fields ------------------------------------------------------------------


def letters(appearance: str) -> tuple[float, tuple[float, float, float]]:
    """The size (0: ours to choose) and the colour, red, green, blue, of a default appearance string (12.7.3.3)."""
    sized = _SIZED.search(appearance)
    coloured = _COLOURED.search(appearance)
    parts = [max(0.0, min(1.0, float(part))) for part in coloured[1].split()] if coloured else [0.0]
    return max(0.0, float(sized[1])) if sized else 0.0, rgb(parts)


def rgb(parts: Iterable[float]) -> tuple[float, float, float]:
    """Red, green and blue of a grey, of a colour of three or of four parts; black for any other."""
    match list(parts):
        case [grey]:
            return grey, grey, grey
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
        case _:
            return 0.0, 0.0, 0.0


def resized(appearance: str, size: float) -> str:
    """The default appearance with this size: who types in the field sees the same letters."""
    return _SIZED.sub(lambda found: found[0].replace(f"{found[1]} Tf", f"{size:g} Tf"), appearance, count=1)


@dataclass(frozen=True, slots=True)
class Frame:
    """The paper and the border of a widget (12.5.6.19, 12.5.4); a colour of None is not drawn."""

    width: float
    height: float
    turned: int = 0
    paper: tuple[float, float, float] | None = None
    border: tuple[float, float, float] | None = None
    thick: float = 1.0
    style: str = "S"

    @property
    def pad(self) -> float:
        """From the edge to the words, in points."""
        return max(2.0, 2 * self.thick) if self.border else 2.0


def frame(note: Any) -> Frame:
    """How this widget is framed; its sides are those of its text, upright."""
    one, two, three, four = (float(side) for side in note.get("/Rect", (0, 0, 0, 0)))
    width, height = abs(three - one), abs(four - two)
    look, edge = note.get("/MK", {}), note.get("/BS", {})
    turned = int(look.get("/R", 0)) % 360
    if turned % 180:
        width, height = height, width
    border = _colour(look.get("/BC"))
    return Frame(
        width, height, turned, _colour(look.get("/BG")), border, float(edge.get("/W", 1)), str(edge.get("/S", "/S"))[1:]
    )


def _colour(value: Any) -> tuple[float, float, float] | None:
    parts = [float(part) for part in value] if value is not None else []
    return rgb(parts) if parts else None


def framed(pdf: Any, drawing: Any, around: Frame) -> Any:
    """The appearance of a text field: its paper, its border, then the words within."""
    import pikepdf

    parts: list[str] = ["q"]
    if around.paper:
        parts.append(f"{_said(around.paper)} rg 0 0 {_number(around.width)} {_number(around.height)} re f")
    if around.border and around.thick > 0:
        parts.append(_border(around))
    parts += [
        "Q",
        "/Tx BMC",
        "q",
        f"0 0 {_number(around.width)} {_number(around.height)} re W n",
        "/Words Do",
        "Q",
        "EMC",
    ]
    made = pdf.make_stream("\n".join(parts).encode("ascii"))
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    made.BBox = pikepdf.Array([0, 0, Decimal(_number(around.width)), Decimal(_number(around.height))])
    made.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Words=pdf.make_indirect(drawing)))
    if around.turned:
        made.Matrix = pikepdf.Array([Decimal(_number(part)) for part in _turn(around)])
    return made


def _turn(around: Frame) -> tuple[float, ...]:
    """The matrix that lays the words as the widget is turned, anticlockwise."""
    width, height = around.width, around.height
    return {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}.get(
        around.turned, (1, 0, 0, 1, 0, 0)
    )


def _border(around: Frame) -> str:
    thick, half = _number(around.thick), around.thick / 2
    drawn = f"{_said(around.border or (0, 0, 0))} RG {thick} w"
    if around.style == "U":
        return f"{drawn} 0 {_number(half)} m {_number(around.width)} {_number(half)} l S"
    dash = f"{_DASHED} " if around.style == "D" else ""
    inside = (half, half, around.width - around.thick, around.height - around.thick)
    return f"{drawn} {dash}{' '.join(map(_number, inside))} re S"


def _said(colour: tuple[float, float, float]) -> str:
    return " ".join(map(_number, colour))


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


def ticked(pdf: Any, around: Frame, *, on: bool) -> Any:
    """What a box shows whose form draws it in no way: a frame, crossed when it is ticked."""
    import pikepdf

    parts = ["q"]
    if around.paper:
        parts.append(f"{_said(around.paper)} rg 0 0 {_number(around.width)} {_number(around.height)} re f")
    parts.append(_border(around) if around.border else "")
    if on:
        low, far, high = (_number(part) for part in (around.width * 0.2, around.width * 0.8, around.height * 0.8))
        foot = _number(around.height * 0.2)
        parts.append(f"0 0 0 RG 1.2 w {low} {foot} m {far} {high} l {low} {high} m {far} {foot} l S")
    made = pdf.make_stream("\n".join((*filter(None, parts), "Q")).encode("ascii"))
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    made.BBox = pikepdf.Array([0, 0, Decimal(_number(around.width)), Decimal(_number(around.height))])
    made.Resources = pikepdf.Dictionary()
    return made
