"""How a Word file is set: the size of each run by its styles and its own look, fonts, space between lines, margins.

Direct formatting counts: who shrinks a text in Word to make it fit is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from generator.foundation.ooxml import W
from generator.foundation.words import folded

if TYPE_CHECKING:
    from lxml import etree

    from generator.readers.docx.package import Package

_P, _R, _T, _TBL, _SECT, _PPR, _RPR = (
    f"{{{W}}}{name}" for name in ("p", "r", "t", "tbl", "sectPr", "pPr", "rPr")
)
_TWIPS_BY_MM: Final = 1440 / 25.4
_SMALL: Final = ("small", "caption", "footnote", "endnote", "legende", "petit", "header", "footer")
_DEFAULT = 10.0  # points, when a file says nothing (ISO 29500-1, 17.3.2.38)
_LINE = 240  # a single line


@dataclass(frozen=True, slots=True)
class Run:
    """Words set alike: size in points, font, whether they stand in a table, a note or a caption, lines (1: single)."""

    words: str
    size: float
    font: str
    small: bool
    spacing: float


def runs(data: bytes) -> tuple[Run, ...]:
    """The runs of the body of a .docx; none when it can't be read, which is told elsewhere."""
    package = _package(data)
    return tuple(_Reading(package).runs()) if package else ()


def margin(data: bytes) -> float | None:
    """The narrowest margin left or right, in millimetres; None when the file does not say."""
    package = _package(data)
    root = package.xml(package.main) if package else None
    if root is None:
        return None
    sides = [
        int(said)
        for section in root.iter(_SECT)
        for page in section.iter(f"{{{W}}}pgMar")
        for side in ("left", "right")
        if (said := page.get(f"{{{W}}}{side}", "")).isdigit()  # one that a person wrote « 2cm » is not judged
    ]
    return round(min(sides) / _TWIPS_BY_MM, 1) if sides else None


def _package(data: bytes) -> Package | None:
    from generator.foundation.diagnostic import Diagnostic
    from generator.readers.docx.package import opened

    found = opened(data)
    return None if isinstance(found, Diagnostic) else found


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph style says of its words."""

    size: float
    font: str
    small: bool
    spacing: float


@dataclass
class _Reading:
    package: Package
    looks: dict[str, Look] = field(default_factory=dict)

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        root = self.package.other("styles")
        found = root.findall(f"{{{W}}}style") if root is not None else []
        return {style.get(f"{{{W}}}styleId", ""): style for style in found}

    @cached_property
    def usual(self) -> etree._Element | None:
        root = self.package.other("styles")
        return None if root is None else root.find(f"{{{W}}}docDefaults")

    @cached_property
    def normal(self) -> str:
        """The style of a paragraph that names none."""
        marked = (
            key
            for key, style in self.styles.items()
            if style.get(f"{{{W}}}default") in {"1", "true"} and style.get(f"{{{W}}}type") == "paragraph"
        )
        return next(marked, "")

    def runs(self) -> Iterator[Run]:
        root = self.package.xml(self.package.main)
        for paragraph in root.iter(_P) if root is not None else ():
            own = paragraph.find(_PPR)
            look = self.look(_value(own, "pStyle") or self.normal)
            small = look.small or any(up.tag == _TBL for up in paragraph.iterancestors())
            spacing = _line(own) or look.spacing
            for run in paragraph.iter(_R):
                words = "".join(text.text or "" for text in run.iter(_T))
                if words.strip():
                    size, font = self.own(run.find(_RPR), look)
                    yield Run(words, size, font, small, spacing)

    def look(self, style: str) -> Look:
        """What a paragraph style says, with those that it is based on and the defaults of the file."""
        if style not in self.looks:
            named = folded(_value(self.styles[style], "name")) if style in self.styles else ""
            shapes = [shape for found in self.chain(style) if (shape := found.find(_PPR)) is not None]
            letters = [letter for found in self.chain(style) if (letter := found.find(_RPR)) is not None]
            if self.usual is not None:
                shapes += self.usual.iter(_PPR)
                letters += self.usual.iter(_RPR)
            self.looks[style] = Look(
                next((size for each in letters if (size := _size(each))), _DEFAULT),
                next((font for each in letters if (font := _font(each))), ""),
                any(word in named for word in _SMALL),
                next((line for each in shapes if (line := _line(each))), 1.0),
            )
        return self.looks[style]

    def own(self, letters: etree._Element | None, look: Look) -> tuple[float, str]:
        """The size and the font of a run: its own, or those of its character style, or of its paragraph."""
        if letters is None or not len(letters):
            return look.size, look.font
        held = [letters, *(r for found in self.chain(_value(letters, "rStyle")) if (r := found.find(_RPR)) is not None)]
        size = next((size for each in held if (size := _size(each))), look.size)
        return size, next((font for each in held if (font := _font(each))), look.font)

    def chain(self, style: str) -> Iterator[etree._Element]:
        """A style, the one that it is based on, and so on."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = _value(self.styles[style], "basedOn")


def _size(letters: etree._Element) -> float:
    half = _value(letters, "sz")
    return float(half) / 2 if half.isdigit() else 0.0


def _font(letters: etree._Element) -> str:
    fonts = letters.find(f"{{{W}}}rFonts")
    return "" if fonts is None else str(fonts.get(f"{{{W}}}ascii") or "")


def _line(shape: etree._Element | None) -> float:
    """The line of a paragraph, 0 when nothing is said; an exact or minimal one, in points, is taken for single."""
    said = shape.find(f"{{{W}}}spacing") if shape is not None else None
    line = said.get(f"{{{W}}}line", "") if said is not None else ""
    if said is None or not line.isdigit():
        return 0.0
    return int(line) / _LINE if said.get(f"{{{W}}}lineRule", "auto") == "auto" else 1.0


def _value(holder: etree._Element | None, name: str) -> str:
    found = holder.find(f"{{{W}}}{name}") if holder is not None else None
    return "" if found is None else str(found.get(f"{{{W}}}val", ""))
