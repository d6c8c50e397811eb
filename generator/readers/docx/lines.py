"""One paragraph of a .docx, read: what it means, its pieces, its place in a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from generator.document import docx_names as names
from generator.document.tree import Align, Inline, Runs
from generator.foundation.ooxml import W
from generator.readers.docx import inline
from generator.readers.docx.context import Context
from generator.readers.docx.formats import of_paragraph
from generator.readers.docx.inline import PageStop, Piece
from generator.readers.docx.lists import whole
from generator.readers.docx.meanings import BODY, Meaning
from generator.readers.docx.pictures import Picture
from generator.readers.docx.sheet import VAL, on

_ALIGN: Final[dict[str, Align]] = {"center": "center", "right": "right", "end": "right"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `number` is its list, `contents` the depth of a contents table that opens here."""

    meaning: Meaning
    pieces: tuple[Piece, ...]
    number: str = ""
    anchor: str = ""  # of a heading
    contents: int = 0
    within: bool = False  # a line of a contents table
    new_page: bool = False
    align: Align = "left"

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(inline.said(list(self.pieces)))

    @property
    def runs(self) -> Runs:
        """Its runs, without its pictures and page breaks."""
        return tuple(piece for piece in self.pieces if not isinstance(piece, Picture | PageStop))

    def segments(self) -> Iterator[Runs | Picture | PageStop]:
        """Runs, cut where a picture or a page break stands."""
        runs: list[Inline] = []
        for piece in self.pieces:
            if isinstance(piece, Picture | PageStop):
                if runs:
                    yield tuple(runs)
                yield piece
                runs = []
            else:
                runs.append(piece)
        if runs or not self.pieces:
            yield tuple(runs)


def line(context: Context, paragraph: etree._Element, cell: bool = False) -> Line:
    """This paragraph; what the tree can't hold goes to the context's problems."""
    story = context.stories["document"]
    within = story.silent
    style = inline.style_of(paragraph)
    reader = inline.Runs(context, story, style)
    reader.read(paragraph)
    story.end_pages()
    meaning, odd = context.sheet.known(style)
    within = within or bool(reader.contents) or meaning.what == "contents"
    text = "".join(inline.said(reader.pieces))
    shape = paragraph.find(f"{{{W}}}pPr")
    if not (within or context.quiet) and (text or reader.lost):
        extras = of_paragraph(shape, context.sheet, style, aligned=cell) if shape is not None else ()
        context.formatting([*reader.formatting, *extras], text)
        if odd:
            context.style(odd, text)
    context.content(reader.lost, text)
    pieces = (*reader.pieces, *inline.remarks(context, reader, text))
    heading = reader.headings[0] if reader.headings else ""
    made = Line(meaning, pieces, "", context.said(heading, names.HEADING_MARK), reader.contents, within)
    return made if shape is None else _shaped(context, made, shape, style)


def _shaped(context: Context, made: Line, shape: etree._Element, style: str) -> Line:
    """The line with what its direct properties say: list, page, alignment."""
    number, level = _numbering(context, shape, style, made.meaning)
    side = shape.find(f"{{{W}}}jc")
    align = made.meaning.cell[1] if side is None else _ALIGN.get(side.get(VAL, ""), "left")
    meaning = _listed(context, made.meaning, number, level)
    return replace(
        made,
        meaning=meaning,
        number=number,
        new_page=bool(on(shape.find(f"{{{W}}}pageBreakBefore"))),
        align=align,
    )


def _numbering(context: Context, shape: etree._Element, style: str, meaning: Meaning) -> tuple[str, int]:
    """The list and the level of a paragraph: its own, else those of a style that isn't ours."""
    own = shape.find(f"{{{W}}}numPr")
    named = own if own is not None else context.sheet.said(style, "pPr", "numPr") if meaning == BODY else None
    if named is None:
        return "", meaning.level
    number, level = (named.find(f"{{{W}}}{tag}") for tag in ("numId", "ilvl"))
    return number.get(VAL, "") if number is not None else "", whole(
        level.get(VAL)
    ) if level is not None else meaning.level


def _listed(context: Context, meaning: Meaning, number: str, level: int) -> Meaning:
    """The meaning, corrected by a list that was set or removed by hand."""
    if meaning.what == "heading":
        return meaning._replace(numbered=False) if number == "0" else meaning
    if meaning.what in {"bullet", "number"} or meaning == BODY:
        if number == "0":
            return BODY
        if (number, level) in context.lists.forms:
            return Meaning("number" if context.lists.ordered(number, level) else "bullet", min(level, 2))
    return meaning
