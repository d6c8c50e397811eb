"""`word/numbering.xml`: headings counted by Word, bullets, and numbered lists that each start again at 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.document import docx_names as names
from generator.document.plain import BULLETS
from generator.foundation.ooxml import serialised
from generator.writers.docx.looks import twips
from generator.writers.docx.xml import Element, root, val, w

# What styles point to; the numbered lists of a text come after.
HEADING_LIST: Final = 1
BULLET_LIST: Final = 2
NUMBER_LIST: Final = 3
CALLOUT_BULLET_LIST: Final = 4
CALLOUT_NUMBER_LIST: Final = 5
STEP: Final = 6.0  # millimetres between two levels of a list

_COUNTS: Final = (("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3."))
_HEADING_TABS: Final = (9.0, 11.0, 14.0, 17.0)  # millimetres: room for the number
_CALLOUT = (10.0, 5.0)


@dataclass
class Lists:
    """The numbered lists met so far in a document: each its own, so that it starts at 1."""

    starts: list[tuple[int, int]] = field(default_factory=list)

    def new(self, kind: int, level: int) -> int:
        """The number of a new list of this kind (NUMBER_LIST, CALLOUT_NUMBER_LIST) that opens at `level`."""
        self.starts.append((kind, level))
        return CALLOUT_NUMBER_LIST + len(self.starts)


def numbering_part(starts: Sequence[tuple[int, int]], ids: Mapping[str, str]) -> bytes:
    """The part: what lists look like, then each list."""
    made = root("numbering")
    headings = [
        ("decimal", ".".join(f"%{n}" for n in range(1, level + 2)), tab, tab)
        for level, tab in enumerate(_HEADING_TABS)
    ]
    steps = [(STEP * (level + 1), STEP) for level in range(3)]
    bullets = [("bullet", sign, *step) for sign, step in zip(BULLETS, steps, strict=True)]
    counts = [(*count, *step) for count, step in zip(_COUNTS, steps, strict=True)]
    kinds = (
        (HEADING_LIST, headings, names.HEADINGS),
        (BULLET_LIST, bullets, names.BULLETS),
        (NUMBER_LIST, counts, names.NUMBERS),
        (CALLOUT_BULLET_LIST, [("bullet", BULLETS[0], *_CALLOUT)], ()),
        (CALLOUT_NUMBER_LIST, [("decimal", "%1.", *_CALLOUT)], ()),
    )
    for number, levels, styles in kinds:
        made.append(_abstract(number, levels, [ids[style] for style in styles]))
    made.extend([w("num", val("abstractNumId", number), numId=number) for number, *_ in kinds])
    made.extend([_started(CALLOUT_NUMBER_LIST + n, *start) for n, start in enumerate(starts, 1)])
    return serialised(made)


def _abstract(number: int, levels: Sequence[tuple[str, str, float, float]], styles: Sequence[str]) -> Element:
    kind = val("multiLevelType", "multilevel" if len(levels) > 1 else "singleLevel")
    made = w("abstractNum", val("nsid", f"{0x5A0C0000 + number:08X}"), kind, abstractNumId=number)
    for level, (form, text, left, hanging) in enumerate(levels):
        style = val("pStyle", styles[level]) if styles else None
        indent = w("pPr", w("ind", left=twips(left), hanging=twips(hanging)))
        parts = (
            val("start", 1),
            val("numFmt", form),
            style,
            val("suff", "tab"),
            val("lvlText", text),
            val("lvlJc", "left"),
            indent,
        )
        made.append(w("lvl", *parts, ilvl=level))
    return made


def _started(number: int, kind: int, level: int) -> Element:
    start = w("lvlOverride", val("startOverride", 1), ilvl=level)
    return w("num", val("abstractNumId", kind), start, numId=number)
