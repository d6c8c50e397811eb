"""What a style can say, turned to WordprocessingML in the order that its schema wants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from generator.writers.docx.xml import Element, val, w

Kind = Literal["paragraph", "character", "table"]
TWIPS_BY_MM: Final = 1440 / 25.4
MARGIN: Final = 22  # millimetres, left and right, as in the PDF
TEXT_WIDTH: Final = 210 - 2 * MARGIN


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * TWIPS_BY_MM)


def points(size: float) -> int:
    """Points in twentieths of a point."""
    return round(size * 20)


@dataclass(frozen=True, slots=True)
class Edge:
    """A border: `size` in eighths of a point, `space` to the text in points."""

    side: str
    colour: str
    size: int = 4
    line: str = "single"
    space: int = 1

    def element(self) -> Element:
        """`<w:side …/>`."""
        return w(self.side, val=self.line, sz=self.size, space=self.space, color=self.colour)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab stop, in millimetres from the margin."""

    at: float
    kind: str = "left"
    leader: str | None = None


@dataclass(frozen=True, slots=True)
class Para:
    """The shape of a paragraph: spaces in points, indents in millimetres.

    `line` is a multiple, `exact` in points, `number` a list and a level.
    """

    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    number: tuple[int, int] | None = None
    edges: tuple[Edge, ...] = ()
    shade: str = ""
    tabs: tuple[Tab, ...] = ()
    before: float | None = None
    after: float | None = None
    line: float | None = None
    exact: float | None = None
    left: float | None = None
    right: float | None = None
    hanging: float | None = None
    close: bool = False  # no space between two paragraphs of this style
    align: str = ""
    outline: int | None = None

    def element(self) -> Element | None:
        """`<w:pPr>`, or None when it says nothing."""
        made = w(
            "pPr",
            w("keepNext") if self.keep_next else None,
            w("keepLines") if self.keep_lines else None,
            w("pageBreakBefore") if self.new_page else None,
            numbering(*self.number) if self.number else None,
            w("pBdr", *(edge.element() for edge in self.edges)) if self.edges else None,
            shading(self.shade) if self.shade else None,
            w("tabs", *(w("tab", val=t.kind, leader=t.leader, pos=twips(t.at)) for t in self.tabs))
            if self.tabs
            else None,
            self._spacing(),
            self._indent(),
            w("contextualSpacing") if self.close else None,
            val("jc", self.align) if self.align else None,
            val("outlineLvl", self.outline) if self.outline is not None else None,
        )
        return made if len(made) else None

    def _spacing(self) -> Element | None:
        if self.before is self.after is self.line is self.exact is None:
            return None
        line = (
            points(self.exact)
            if self.exact is not None
            else round(self.line * 240)
            if self.line is not None
            else None
        )
        rule = None if line is None else "exact" if self.exact is not None else "auto"
        before, after = (None if size is None else points(size) for size in (self.before, self.after))
        return w("spacing", before=before, after=after, line=line, lineRule=rule)

    def _indent(self) -> Element | None:
        left, right, hanging = (
            None if size is None else twips(size) for size in (self.left, self.right, self.hanging)
        )
        return None if left is right is hanging is None else w("ind", left=left, right=right, hanging=hanging)


@dataclass(frozen=True, slots=True)
class Char:
    """The shape of characters: size in points, colour in hexadecimal."""

    font: str = ""
    bold: bool | None = None
    italic: bool | None = None
    caps: bool = False
    colour: str = ""
    size: float | None = None
    underline: bool = False
    frame: str = ""
    raised: bool = False
    lang: str = ""

    def element(self) -> Element | None:
        """`<w:rPr>`, or None when it says nothing."""
        made = w("rPr")
        if self.font:
            made.append(w("rFonts", ascii=self.font, hAnsi=self.font, eastAsia=self.font, cs=self.font))
        for tags, state in ((("b", "bCs"), self.bold), (("i", "iCs"), self.italic)):
            made.extend([w(tag, val=None if state else 0) for tag in tags if state is not None])
        made.extend([w("caps")] if self.caps else [])
        made.extend([val("color", self.colour)] if self.colour else [])
        made.extend([val(tag, round(self.size * 2)) for tag in ("sz", "szCs") if self.size is not None])
        made.extend([val("u", "single")] if self.underline else [])
        made.extend([w("bdr", val="single", sz=6, space=2, color=self.frame)] if self.frame else [])
        made.extend([val("vertAlign", "superscript")] if self.raised else [])
        made.extend([w("lang", val=self.lang, eastAsia=self.lang, bidi="ar-SA")] if self.lang else [])
        return made if len(made) else None


@dataclass(frozen=True, slots=True)
class Grid:
    """The shape of a table: its borders, and what its first row, last row and first column add."""

    edges: tuple[Edge, ...]
    head: tuple[tuple[Edge, ...], str] | None = None
    total: tuple[tuple[Edge, ...], str] | None = None
    label: tuple[tuple[Edge, ...], str] | None = None

    def elements(self) -> list[Element]:
        """`<w:tblPr>` and its `<w:tblStylePr>`."""
        margins = w(
            "tblCellMar",
            *(w(side, w=size, type="dxa") for side, size in zip(_SIDES, (28, 125, 28, 125), strict=True)),
        )
        shape = w(
            "tblPr",
            w("tblInd", w=0, type="dxa"),
            w("tblBorders", *(edge.element() for edge in self.edges)),
            margins,
        )
        places = (("firstRow", self.head), ("lastRow", self.total), ("firstCol", self.label))
        return [shape, *(_place(name, *look) for name, look in places if look)]


_SIDES: Final = ("top", "left", "bottom", "right")


@dataclass(frozen=True, slots=True)
class Style:
    """A named style; `rank` orders Word's list, and `shown` puts it in the gallery."""

    name: str
    base: str = "Normal"
    follow: str = ""
    para: Para = Para()
    char: Char = Char()
    grid: Grid | None = None
    kind: Kind = "paragraph"
    shown: bool = False
    rank: int = 99


def shading(colour: str) -> Element:
    """A plain ground."""
    return w("shd", val="clear", color="auto", fill=colour)


def numbering(number: int, level: int) -> Element:
    """The list and the level of a paragraph."""
    return w("numPr", val("ilvl", level) if number else None, val("numId", number))


def _place(name: str, edges: tuple[Edge, ...], shade: str) -> Element:
    borders = w("tcBorders", *(edge.element() for edge in edges)) if edges else None
    return w("tblStylePr", w("tblPr"), w("tcPr", borders, shading(shade) if shade else None), type=name)
