"""The styles of text: headings, roles, lists, callouts.

Their measures are those of the PDF (lines of 1.09, the same widths and gaps), so that both have the same pages
and the numbers of the contents table hold.
"""

from __future__ import annotations

from typing import Final

from generator.document import docx_names as names
from generator.document.tree import CalloutKind, Role
from generator.writers.docx.looks import Char, Edge, Para, Style
from generator.writers.docx.numbering import (
    BULLET_LIST,
    CALLOUT_BULLET_LIST,
    CALLOUT_NUMBER_LIST,
    HEADING_LIST,
    NUMBER_LIST,
    STEP,
)
from generator.writers.palette import Palette

LINE: Final = 1.09  # of the font's own height
_BODY: Final = names.ROLES["body"]


def headings(p: Palette) -> list[Style]:
    """Headings, numbered or not, and the title page."""
    rule = (Edge("bottom", p.accent, 6, space=5),)
    looks = (
        (14, 6, Char(bold=True, size=p.size * 1.55, colour=p.primary)),
        (13, 3.5, Char(bold=True, size=p.size * 1.25, colour=p.primary)),
        (11.5, 3, Char(bold=True, size=p.size * 1.1, colour=p.accent)),
        (9.5, 3, Char(bold=True, size=p.size, colour=p.grey)),
    )
    made: list[Style] = []
    for level, (before, after, char) in enumerate(looks):
        edges = rule if level == 0 else ()
        number = (HEADING_LIST, level)
        shape = Para(True, True, False, number, edges, before=before, after=after, line=1.05, outline=level)
        plain = Para(number=(0, 0), left=0, hanging=0, outline=level)
        made.append(Style(names.HEADINGS[level], "Normal", _BODY, shape, char, shown=True, rank=9))
        made.append(Style(names.PLAIN_HEADINGS[level], names.HEADINGS[level], _BODY, plain, shown=True, rank=10))
    return [*made, *_titles(p)]


def _titles(p: Palette) -> list[Style]:
    title = Para(keep_next=True, keep_lines=True, after=6, line=1.0)
    cover = Para(edges=(Edge("bottom", p.accent, 12, space=10),), before=150, after=14)
    subtitle = Para(keep_lines=True, after=18, line=1.1)
    big = Char(bold=True, size=p.size * 2.1, colour=p.primary)
    grey = Char(size=p.size * 1.25, colour=p.grey)
    return [
        Style(names.TITLE, "Normal", names.SUBTITLE, title, big, shown=True, rank=10),
        Style(names.COVER_TITLE, names.TITLE, names.SUBTITLE, cover, Char(size=p.size * 2.8), rank=10),
        Style(names.SUBTITLE, "Normal", _BODY, subtitle, grey, shown=True, rank=11),
        Style(names.COVER_LINE, "Normal", "", Para(after=5, line=1.15), Char(size=p.size * 1.1), rank=12),
    ]


def text(p: Palette) -> list[Style]:
    """Paragraphs by role, notes and comments, and the paragraphs that hold no text."""
    bar = (Edge("left", p.rule, 18, space=10),)
    small = max(p.size * 0.86, 9)
    caption = Char(italic=True, size=p.size * 0.9, colour=p.grey)
    looks: tuple[tuple[Role, Para, Char], ...] = (
        ("lead", Para(after=9), Char(size=p.size * 1.12, colour=p.primary)),
        ("quote", Para(keep_lines=True, edges=bar, left=4.5), Char(italic=True, colour=p.grey)),
        ("small", Para(line=1.03), Char(size=small, colour=p.grey)),
        ("choice", Para(keep_lines=True, after=2.5, left=4.8, hanging=4.8), Char()),
        ("caption", Para(keep_next=True, before=6, after=3), caption),
    )
    figure = Para(keep_next=True, before=8, after=4, align="center")
    below = Para(keep_lines=True, before=0, after=10, align="center")
    thin = Para(before=0, after=0, exact=1)
    page = Para(new_page=True, before=0, after=0, exact=1)
    return [
        Style(_BODY, "Normal", "", Para(after=4.5, line=LINE), shown=True, rank=1),
        *(Style(names.ROLES[role], _BODY, _BODY, para, char, shown=True, rank=20) for role, para, char in looks),
        Style(names.FIGURE, "Normal", names.FIGURE_CAPTION, figure, rank=30),
        Style(names.FIGURE_CAPTION, "Normal", _BODY, below, caption, rank=30),
        Style(names.SPACER, "Normal", _BODY, Para(before=0, after=8, exact=4), Char(size=2), rank=90),
        Style(names.PAGE_BREAK, "Normal", _BODY, page, Char(size=1), rank=90),
        Style(names.IDLE_BREAK, "Normal", _BODY, thin, Char(size=1), rank=90),
        Style(names.NOTE_TEXT, "Normal", "", Para(after=2, left=3, hanging=3), Char(size=p.size * 0.8)),
        Style(names.REMARK_TEXT, "Normal", "", Para(after=3), Char(size=10)),
    ]


def lists(p: Palette) -> list[Style]:
    """Three levels of bullets, of numbers, and of what goes on under them."""
    made: list[Style] = []
    for level in range(3):
        for name, number in ((names.BULLETS[level], BULLET_LIST), (names.NUMBERS[level], NUMBER_LIST)):
            shape = Para(number=(number, level), after=4.5, line=LINE, close=True)
            made.append(Style(name, "Normal", "", shape, Char(size=p.size), shown=level == 0, rank=15))
        under = Para(after=4.5, line=LINE, left=STEP * (level + 1))
        made.append(Style(names.CONTINUED[level], "Normal", "", under, rank=16))
    return made


def callouts(p: Palette) -> list[Style]:
    """Kinds that differ without colour too: plain, dashed and double bar; a conflict to settle has a frame."""
    return [
        *_callout(p, "key", p.primary, (36, "single")),
        *_callout(p, "example", p.grey, (18, "dashSmallGap")),
        *_callout(p, "care", p.accent, (18, "double")),
        *_callout(p, "conflict", p.alarm, (36, "single"), p.alarm),
    ]


def _callout(p: Palette, kind: CalloutKind, colour: str, bar: tuple[int, str], frame: str = "") -> list[Style]:
    """Without a frame, the ground's own colour draws the other borders: they are the padding and the gaps."""
    name, head = names.CALLOUTS[kind, "body"], names.CALLOUTS[kind, "title"]

    def box(left: int, top: int = 2) -> tuple[Edge, ...]:
        """Borders in the order of the schema; the bar stays where it is when the text is set further in."""
        inset = round(9 + (left - 5) * 72 / 25.4)
        sides = (("top", top), ("left", inset), ("bottom", 3), ("right", 8), ("between", 2))
        return tuple(
            Edge(side, colour, *bar, space=space)
            if side == "left"
            else Edge(side, p.soft if side == "between" else frame or p.soft, 8 if frame else 2, space=space)
            for side, space in sides
        )

    body = Para(keep_lines=True, edges=box(5), shade=p.soft, before=0, after=0, line=LINE, left=5, right=4)
    title = Para(True, edges=box(5, top=6), before=8)
    looks: tuple[tuple[names.CalloutPart, Para], ...] = (
        ("bullet", Para(number=(CALLOUT_BULLET_LIST, 0), left=10, hanging=5)),
        ("number", Para(number=(CALLOUT_NUMBER_LIST, 0), left=10, hanging=5)),
        ("continued", Para(edges=box(10), left=10)),
    )
    return [
        Style(name, "Normal", "", body, shown=kind != "conflict", rank=25),
        Style(head, name, name, title, Char(bold=True, colour=colour), shown=kind != "conflict", rank=25),
        *(Style(names.CALLOUTS[kind, part], name, "", para, rank=26) for part, para in looks),
    ]
