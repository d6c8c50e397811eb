"""Every style of a .docx: the look of Word is here and in its two neighbours, and nowhere else."""

from __future__ import annotations

from generator.document import docx_names as names
from generator.writers.docx.looks import TEXT_WIDTH, Char, Edge, Para, Style, Tab
from generator.writers.docx.palette import Palette
from generator.writers.docx.tablestyles import cells, tables
from generator.writers.docx.textstyles import callouts, headings, lists, text


def styles(p: Palette) -> tuple[Style, ...]:
    """All of them; a style comes after the one it is based on."""
    return (
        Style("Normal", "", shown=False, rank=0),
        *headings(p),
        *text(p),
        *lists(p),
        *callouts(p),
        *cells(p),
        *tables(p),
        *_frames(p),
        *_contents(p),
        *_characters(p),
    )


def _frames(p: Palette) -> list[Style]:
    small = Char(size=p.size - 2, colour=p.grey)
    right = (Tab(TEXT_WIDTH, "right"),)
    sides = ("top", "left", "bottom", "right")
    box = tuple(Edge(side, p.grey, 6, space=6) for side in sides)
    framed = Para(keep_next=True, keep_lines=True, edges=box, before=0, after=0, line=1.15, left=76, right=3)
    room = Para(keep_lines=True, edges=box, before=0, after=0, exact=82, left=76, right=3)
    return [
        Style(
            names.HEADER,
            "Normal",
            para=Para(edges=(Edge("bottom", p.rule, 4, space=4),), tabs=right),
            char=small,
        ),
        Style(names.COVER_HEADER, names.HEADER, para=Para(edges=(Edge("bottom", "auto", 0, "nil", 0),))),
        Style(
            names.FOOTER,
            "Normal",
            para=Para(edges=(Edge("top", p.rule, 4, space=5),), tabs=right),
            char=small,
        ),
        Style(names.SIGNATURE, "Normal", names.SIGNATURE_ROOM, framed, Char(size=p.size - 0.5), rank=60),
        Style(names.SIGNATURE_ROOM, "Normal", names.ROLES["body"], room, rank=60),
    ]


def _contents(p: Palette) -> list[Style]:
    made = [
        Style(
            names.CONTENTS_TITLE,
            "Normal",
            names.ROLES["body"],
            Para(True, True, before=8, after=10),
            Char(bold=True, size=p.size + 6, colour=p.primary),
            rank=39,
        )
    ]
    for level, (left, hanging, before) in enumerate(((8, 8, 6), (18, 10, 0), (31, 13, 0), (47, 16, 0))):
        tabs = (Tab(left), Tab(TEXT_WIDTH, "right", "dot"))
        shape = Para(tabs=tabs, before=before, after=3, left=left, hanging=hanging)
        made.append(
            Style(
                names.CONTENTS[level], "Normal", "", shape, Char(bold=True if level == 0 else None), rank=39
            )
        )
    return made


def _characters(p: Palette) -> list[Style]:
    def style(name: str, char: Char, shown: bool = False) -> Style:
        return Style(name, "Default Paragraph Font", "", Para(), char, kind="character", shown=shown, rank=22)

    link = Char(colour=p.primary, underline=True)
    made = [Style("Default Paragraph Font", "", kind="character")]
    for (strong, emphasis, linked), name in names.MARKS.items():
        char = Char(
            bold=strong or None,
            italic=emphasis or None,
            colour=link.colour if linked else "",
            underline=linked,
        )
        made.append(style(name, char, shown=not linked))
    return [
        *made,
        style(names.NOTE_CALL, Char(raised=True)),
        style(names.REMARK_CALL, Char(size=8)),
        style(names.MARK, Char(bold=True, colour=p.accent, frame=p.accent)),
    ]
