"""The lists of a .docx: bullets or numbers, and where a numbered list starts again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from generator.foundation.ooxml import W
from generator.readers.docx.sheet import VAL

_ID: Final = f"{{{W}}}numId"
_ABSTRACT: Final = f"{{{W}}}abstractNumId"
_LEVELS: Final = 9  # of one list (ISO/IEC 29500-1, 17.9.6)
_LEVEL: Final = f"{{{W}}}ilvl"


@dataclass(frozen=True, slots=True)
class Lists:
    """Forms of the levels by list, and the levels that a list starts again."""

    forms: dict[tuple[str, int], str]
    starts: frozenset[tuple[str, int]]

    def ordered(self, number: str, level: int) -> bool:
        """Whether this level counts."""
        return self.forms.get((number, level), "bullet") not in {"bullet", "none"}


def lists(root: etree._Element | None) -> Lists:
    """The lists of this `word/numbering.xml`."""
    if root is None:
        return Lists({}, frozenset())
    shapes = {each.get(_ABSTRACT, ""): _forms(each) for each in root.iterfind(f"{{{W}}}abstractNum")}
    forms: dict[tuple[str, int], str] = {}
    starts: set[tuple[str, int]] = set()
    for each in root.iterfind(f"{{{W}}}num"):
        number = each.get(_ID, "")
        link = each.find(_ABSTRACT)
        shape = shapes.get(link.get(VAL, ""), {}) if link is not None else {}
        forms |= {(number, level): form for level, form in shape.items()}
        overridden = [
            over
            for over in each.iterfind(f"{{{W}}}lvlOverride")
            if over.find(f"{{{W}}}startOverride") is not None
        ]
        starts |= {(number, whole(over.get(_LEVEL))) for over in overridden}
    return Lists(forms, frozenset(starts))


def _forms(abstract: etree._Element) -> dict[int, str]:
    forms = {}
    for level in abstract.iterfind(f"{{{W}}}lvl"):
        form = level.find(f"{{{W}}}numFmt")
        if 0 <= (depth := whole(level.get(_LEVEL))) < _LEVELS:
            forms[depth] = form.get(VAL, "") if form is not None else "decimal"
    return forms


def whole(text: str | None) -> int:
    """The number that an attribute holds; 0 when it holds none."""
    try:
        return int(float(text or 0))
    except (ValueError, OverflowError):
        return 0
