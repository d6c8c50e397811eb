"""The style sheet of a .docx: what a style means, and what it says through the styles that it is based on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from generator.foundation.ooxml import W
from generator.readers.docx.meanings import BODY, MARKS, MEANINGS, PLAIN_CHARACTERS, Meaning

VAL: Final = f"{{{W}}}val"
_DEEPEST: Final = 30  # styles based on one another
_OFF: Final = {"0", "false", "off", "none"}


class Known(NamedTuple):
    """What a paragraph's style means; `odd` is its name when the tree has nothing for it."""

    meaning: Meaning
    odd: str = ""


@dataclass(slots=True)
class Sheet:
    """Styles by identifier, and the defaults of the document."""

    styles: dict[str, etree._Element] = field(default_factory=dict)
    defaults: etree._Element | None = None
    normal: str = ""  # identifier of the default paragraph style
    fills: frozenset[str] = frozenset({"auto", "FFFFFF"})  # grounds that styles paint
    _known: dict[str, Known] = field(default_factory=dict)
    _measures: dict[tuple[str, str, str], str | None] = field(default_factory=dict)
    _said: dict[tuple[str, str, str], etree._Element | None] = field(default_factory=dict)

    def known(self, style: str) -> Known:
        """What this paragraph style means; through the style that it is based on when it is unknown."""
        if style not in self._known:
            self._known[style] = self._know(style or self.normal)
        return self._known[style]

    def _know(self, style: str) -> Known:
        own = self.name(style)
        for each in self.chain(style):
            if meaning := MEANINGS.get(self.name(each).casefold()):
                return Known(meaning, "" if self.name(each) == own else own)
        return Known(BODY, own)

    def name(self, style: str) -> str:
        """The name of this style, without its aliases."""
        element = self.styles.get(style)
        name = element.find(f"{{{W}}}name") if element is not None else None
        return name.get(VAL, "").split(",")[0] if name is not None else style

    def chain(self, style: str) -> Iterator[str]:
        """The style and those that it is based on, nearest first."""
        seen: set[str] = set()
        while style in self.styles and style not in seen and len(seen) < _DEEPEST:
            yield style
            seen.add(style)
            base = self.styles[style].find(f"{{{W}}}basedOn")
            style = base.get(VAL, "") if base is not None else ""

    def marks(self, style: str) -> tuple[bool, bool, str]:
        """Strong and emphasis of a character style, and its name when the tree has nothing for it."""
        name = self.name(style)
        folded = name.casefold()
        if folded in MARKS:
            return *MARKS[folded], ""
        bold, italic = (on(self.said(style, "rPr", tag, defaults=False)) for tag in ("b", "i"))
        return bool(bold), bool(italic), "" if folded in PLAIN_CHARACTERS or not style else name

    def said(self, style: str, part: str, tag: str, defaults: bool = True) -> etree._Element | None:
        """The element `tag` of `part` (pPr or rPr), from the nearest style that has it."""
        key = (style, part, tag)
        if style and key not in self._said:
            found = (self.styles[each].find(f"{{{W}}}{part}/{{{W}}}{tag}") for each in self.chain(style))
            self._said[key] = next((element for element in found if element is not None), None)
        said = self._said[key] if style else None
        return said if said is not None or not defaults else self._default(part, tag)

    def measure(self, style: str, tag: str, attribute: str) -> str | None:
        """An attribute of a paragraph property: each one comes from the nearest style that gives it."""
        key = (style, tag, attribute)
        if key not in self._measures:
            elements = (self.styles[each].find(f"{{{W}}}pPr/{{{W}}}{tag}") for each in self.chain(style))
            default = self._default("pPr", tag)
            given = (each.get(attribute) for each in (*elements, default) if each is not None)
            self._measures[key] = next((value for value in given if value is not None), None)
        return self._measures[key]

    def _default(self, part: str, tag: str) -> etree._Element | None:
        key = ("", part, tag)
        if self.defaults is not None and key not in self._said:
            self._said[key] = self.defaults.find(f"{{{W}}}{part}Default/{{{W}}}{part}/{{{W}}}{tag}")
        return self._said.get(key)


def on(toggle: etree._Element | None) -> bool | None:
    """Whether a property such as `<w:b/>` is on; None when it isn't there."""
    return None if toggle is None else toggle.get(VAL, "1") not in _OFF


def sheet(root: etree._Element | None) -> Sheet:
    """The sheet of this `word/styles.xml`."""
    made = Sheet()
    for element in root.iterfind(f"{{{W}}}style") if root is not None else ():
        identifier = element.get(f"{{{W}}}styleId", "")
        made.styles[identifier] = element
        if element.get(f"{{{W}}}type") == "paragraph" and element.get(f"{{{W}}}default") in {"1", "true"}:
            made.normal = identifier
    painted = root.iter(f"{{{W}}}shd") if root is not None else ()
    made.fills |= {each.get(f"{{{W}}}fill", "auto") for each in painted}
    made.defaults = root.find(f"{{{W}}}docDefaults") if root is not None else None
    return made
