"""The styles of text: headings, roles, lists, callouts."""

from __future__ import annotations

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
from generator.writers.docx.palette import Palette


def headings(p: Palette) -> list[Style]:
    """Headings, numbered or not, and the title page."""
    rule = Edge("bottom", p.rule, 6, space=3)
    looks = (
        (Para(edges=(rule,), before=26, after=9), Char(size=p.size + 6, colour=p.primary)),
        (Para(before=18, after=5), Char(size=p.size + 2.5, colour=p.primary)),
        (Para(before=13, after=4), Char(size=p.size + 0.5, colour=p.accent)),
        (Para(before=10, after=3), Char(size=p.size, colour=p.grey, italic=True)),
    )
    made: list[Style] = []
    for level, (para, char) in enumerate(looks):
        shape = Para(
            True,
            True,
            number=(HEADING_LIST, level),
            edges=para.edges,
            before=para.before,
            after=para.after,
            line=1.05,
            outline=level,
        )
        bold = Char(bold=True, italic=char.italic, colour=char.colour, size=char.size)
        made.append(
            Style(names.HEADINGS[level], "Normal", names.ROLES["body"], shape, bold, shown=True, rank=9)
        )
        plain = Para(number=(0, 0), left=0, hanging=0, outline=level)
        made.append(
            Style(
                names.PLAIN_HEADINGS[level],
                names.HEADINGS[level],
                names.ROLES["body"],
                plain,
                shown=True,
                rank=10,
            )
        )
    title = Para(keep_next=True, keep_lines=True, after=4, line=1.0)
    return [
        *made,
        Style(
            names.TITLE,
            "Normal",
            names.SUBTITLE,
            title,
            Char(bold=True, size=p.size + 14, colour=p.primary),
            shown=True,
            rank=10,
        ),
        Style(
            names.COVER_TITLE,
            names.TITLE,
            names.SUBTITLE,
            Para(edges=(Edge("bottom", p.accent, 12, space=10),), before=190, after=14),
            Char(size=p.size + 19),
            rank=10,
        ),
        Style(
            names.SUBTITLE,
            "Normal",
            names.ROLES["body"],
            Para(keep_lines=True, after=22, line=1.1),
            Char(size=p.size + 3, colour=p.grey),
            shown=True,
            rank=11,
        ),
        Style(names.COVER_LINE, "Normal", para=Para(after=5, line=1.15), char=Char(size=p.size + 1), rank=12),
    ]


def text(p: Palette) -> list[Style]:
    """Paragraphs by role, figures, notes and the two that hold no text."""
    body = names.ROLES["body"]
    bar = Edge("left", p.rule, 18, space=10)
    small = max(p.size - 2, 9)

    def role(key: Role, para: Para, char: Char, base: str = body) -> Style:
        return Style(names.ROLES[key], base, body, para, char, shown=True, rank=20)

    return [
        Style(body, "Normal", "", Para(after=7, line=1.18), shown=True, rank=1),
        role("lead", Para(after=10, line=1.25), Char(size=p.size + 1, colour=p.primary)),
        role("quote", Para(keep_lines=True, edges=(bar,), left=6, right=6), Char(italic=True, colour=p.grey)),
        role("small", Para(after=4, line=1.1), Char(size=small, colour=p.grey)),
        role("choice", Para(keep_lines=True, after=4, left=4.8, hanging=4.8), Char()),
        role(
            "caption",
            Para(keep_next=True, before=9, after=4),
            Char(bold=True, size=p.size - 1, colour=p.primary),
            "Normal",
        ),
        Style(
            names.FIGURE,
            "Normal",
            names.FIGURE_CAPTION,
            Para(keep_next=True, before=8, after=4, align="center"),
            rank=30,
        ),
        Style(
            names.FIGURE_CAPTION,
            names.ROLES["caption"],
            body,
            Para(before=0, after=12, align="center"),
            rank=30,
        ),
        Style(names.SPACER, "Normal", body, Para(before=0, after=0, exact=9), Char(size=2), rank=90),
        Style(
            names.PAGE_BREAK,
            "Normal",
            body,
            Para(new_page=True, before=0, after=0, exact=1),
            Char(size=1),
            rank=90,
        ),
        Style(names.NOTE_TEXT, "Normal", para=Para(after=2, left=3, hanging=3), char=Char(size=small)),
        Style(names.REMARK_TEXT, "Normal", para=Para(after=3), char=Char(size=10)),
    ]


def lists(p: Palette) -> list[Style]:
    """Three levels of bullets, of numbers, and of what goes on under them."""
    made: list[Style] = []
    for level in range(3):
        left = STEP * (level + 1)
        shown = level == 0
        space = Para(after=4, line=1.15)
        for name, number in ((names.BULLETS[level], BULLET_LIST), (names.NUMBERS[level], NUMBER_LIST)):
            shape = Para(number=(number, level), after=space.after, line=space.line)
            made.append(Style(name, "Normal", "", shape, Char(size=p.size), shown=shown, rank=15))
        made.append(
            Style(
                names.CONTINUED[level],
                "Normal",
                "",
                Para(after=space.after, line=space.line, left=left),
                rank=16,
            )
        )
    return made


def callouts(p: Palette) -> list[Style]:
    """Three kinds that differ without colour too: plain, dashed and double bar."""
    return [
        *_callout(p, "key", p.primary, (36, "single")),
        *_callout(p, "example", p.grey, (18, "dashSmallGap")),
        *_callout(p, "care", p.accent, (18, "double")),
    ]


def _callout(p: Palette, kind: CalloutKind, colour: str, bar: tuple[int, str]) -> list[Style]:
    """The ground's own colour draws the other borders: they are the padding, and the gap between paragraphs."""
    size, line = bar
    name = names.CALLOUTS[kind, "body"]
    bars = {
        left: Edge("left", colour, size, line, space=round(9 + (left - 5) * 72 / 25.4)) for left in (5, 10)
    }

    def box(left: int, top: int = 2) -> tuple[Edge, ...]:
        soft = [
            Edge(side, p.soft, 2, space=space)
            for side, space in (("bottom", 3), ("right", 8), ("between", 2))
        ]
        return (Edge("top", p.soft, 2, space=top), bars[left], *soft)

    body = Para(keep_lines=True, edges=box(5), shade=p.soft, before=0, after=0, line=1.15, left=5, right=4)
    looks: tuple[tuple[names.CalloutPart, Para], ...] = (
        ("bullet", Para(number=(CALLOUT_BULLET_LIST, 0), left=10, hanging=5)),
        ("number", Para(number=(CALLOUT_NUMBER_LIST, 0), left=10, hanging=5)),
        ("continued", Para(edges=box(10), left=10)),
    )
    return [
        Style(name, "Normal", "", body, shown=True, rank=25),
        Style(
            names.CALLOUTS[kind, "title"],
            name,
            name,
            Para(True, edges=box(5, top=5), before=8),
            Char(bold=True, colour=colour),
            shown=True,
            rank=25,
        ),
        *(Style(names.CALLOUTS[kind, part], name, "", para, rank=26) for part, para in looks),
    ]
