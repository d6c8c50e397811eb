"""How a Word file is set: the size of each run by its styles and its own look, fonts, space between lines, margins.

Direct formatting counts: who shrinks a text in Word to make it fit is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from generator.foundation.ooxml import W

if TYPE_CHECKING:
    from lxml import etree

    from generator.readers.docx.package import Package

_P, _R, _TBL, _SECT = (f"{{{W}}}{name}" for name in ("p", "r", "tbl", "sectPr"))
_TWIPS_BY_MM: Final = 1440 / 25.4
_SMALL: Final = ("small", "caption", "note", "legende", "petit", "header", "footer")
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
        float(page.get(f"{{{W}}}{side}", "0"))
        for section in root.iter(_SECT)
        for page in section.iter(f"{{{W}}}pgMar")
        for side in ("left", "right")
    ]
    return round(min(sides) / _TWIPS_BY_MM, 1) if sides else None


def _package(data: bytes) -> Package | None:
    from generator.foundation.diagnostic import Diagnostic
    from generator.readers.docx.package import opened

    found = opened(data)
    return None if isinstance(found, Diagnostic) else found


@dataclass
class _Reading:
    package: Package

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
            style = _value(paragraph.find(f"{{{W}}}pPr"), "pStyle") or self.normal
            named = self.name(style)
            small = any(word in named for word in _SMALL) or any(up.tag == _TBL for up in paragraph.iterancestors())
            spacing = self.spacing(paragraph, style)
            for run in paragraph.iter(_R):
                words = "".join(text.text or "" for text in run.iter(f"{{{W}}}t"))
                if words.strip():
                    yield Run(words, self.size(run, style), self.font(run, style), small, spacing)

    def name(self, style: str) -> str:
        found = self.styles.get(style)
        return (_value(found, "name") if found is not None else "").casefold()

    def size(self, run: etree._Element, style: str) -> float:
        half = next((v for holder in self.holders(run, style) if (v := _value(holder, "sz"))), "")
        return float(half) / 2 if half.isdigit() else _DEFAULT

    def font(self, run: etree._Element, style: str) -> str:
        for holder in self.holders(run, style):
            fonts = holder.find(f"{{{W}}}rFonts")
            if fonts is not None and (name := fonts.get(f"{{{W}}}ascii")):
                return str(name)
        return ""

    def spacing(self, paragraph: etree._Element, style: str) -> float:
        """The line of a paragraph; an exact or minimal one, in points, is left at 1."""
        own = paragraph.find(f"{{{W}}}pPr")
        holders = [own, *(found.find(f"{{{W}}}pPr") for found in self.chain(style))]
        if self.usual is not None:
            holders.append(self.usual.find(f"{{{W}}}pPrDefault/{{{W}}}pPr"))
        for holder in holders:
            said = holder.find(f"{{{W}}}spacing") if holder is not None else None
            line = said.get(f"{{{W}}}line", "") if said is not None else ""
            if said is not None and line.isdigit():
                return int(line) / _LINE if said.get(f"{{{W}}}lineRule", "auto") == "auto" else 1.0
        return 1.0

    def holders(self, run: etree._Element, style: str) -> Iterator[etree._Element]:
        """Where a run's properties stand, the nearest first."""
        own = run.find(f"{{{W}}}rPr")
        if own is not None:
            yield own
            yield from _properties(self.chain(_value(own, "rStyle")))
        yield from _properties(self.chain(style))
        if self.usual is not None:
            yield from self.usual.iter(f"{{{W}}}rPr")

    def chain(self, style: str) -> Iterator[etree._Element]:
        """A style, the one that it is based on, and so on."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = _value(self.styles[style], "basedOn")


def _properties(styles: Iterator[etree._Element]) -> Iterator[etree._Element]:
    for style in styles:
        found = style.find(f"{{{W}}}rPr")
        if found is not None:
            yield found


def _value(holder: etree._Element | None, name: str) -> str:
    found = holder.find(f"{{{W}}}{name}") if holder is not None else None
    return "" if found is None else str(found.get(f"{{{W}}}val", ""))
