"""Every style of a .docx: the look of Word is here and in its two neighbours, and nowhere else."""

from __future__ import annotations

from generator.document import docx_names as names
from generator.writers.docx.looks import TEXT_WIDTH, Char, Edge, Para, Style, Tab
from generator.writers.docx.tablestyles import cells, tables
from generator.writers.docx.textstyles import callouts, headings, lists, text
from generator.writers.palette import Palette


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
    small = Char(size=8.5, colour=p.grey)
    right = (Tab(TEXT_WIDTH, "right"),)
    head = Para(edges=(Edge("bottom", p.rule, 4, space=4),), tabs=right)
    foot = Para(edges=(Edge("top", p.rule, 4, space=5),), tabs=right)
    bare = Para(edges=(Edge("bottom", "auto", 0, "nil", 0),))
    box = tuple(Edge(side, p.grey, 6, space=8) for side in ("top", "left", "bottom", "right"))
    framed = Para(True, True, edges=box, before=0, after=0, line=1.15, left=TEXT_WIDTH - 92, right=3)
    room = Para(keep_lines=True, edges=box, before=0, after=0, exact=100, left=TEXT_WIDTH - 92, right=3)
    return [
        Style(names.HEADER, "Normal", "", head, small),
        Style(names.COVER_HEADER, names.HEADER, "", bare),
        Style(names.FOOTER, "Normal", "", foot, small),
        Style(names.SIGNATURE, "Normal", names.SIGNATURE_ROOM, framed, Char(size=p.size - 0.5), rank=60),
        Style(names.SIGNATURE_ROOM, "Normal", names.ROLES["body"], room, rank=60),
    ]


def _contents(p: Palette) -> list[Style]:
    title = Char(bold=True, size=p.size * 1.24, colour=p.primary)
    made = [
        Style(names.CONTENTS_TITLE, "Normal", names.ROLES["body"], Para(True, True, after=4), title, rank=39)
    ]
    for level, (left, hanging, before) in enumerate(((6, 6, 4.5), (16, 10, 0), (29, 13, 0), (45, 16, 0))):
        tabs = (Tab(left), Tab(TEXT_WIDTH, "right", "dot"))
        shape = Para(tabs=tabs, before=before, after=0, line=1.0, left=left, hanging=hanging)
        strong = Char(bold=True, colour=p.primary) if level == 0 else Char()
        made.append(Style(names.CONTENTS[level], "Normal", "", shape, strong, rank=39))
    page = Para(new_page=True, before=0, after=0, exact=1)
    return [*made, Style(names.CONTENTS_END, "Normal", names.ROLES["body"], page, Char(size=1), rank=90)]


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
