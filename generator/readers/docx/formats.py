"""Formatting that the tree has no node for, in French words: what a person must hear of before it is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from generator.foundation.ooxml import W
from generator.readers.docx.lists import whole
from generator.readers.docx.sheet import VAL, Sheet, on

_TOGGLES: Final = {
    "strike": "barré",
    "dstrike": "barré",
    "caps": "majuscules",
    "smallCaps": "petites majuscules",
    "vanish": "texte masqué",
    "outline": "effet",
    "shadow": "effet",
    "emboss": "effet",
    "imprint": "effet",
}
_VALUES: Final = {
    "color": ("couleur", ("auto", "000000")),
    "highlight": ("surlignage", ("none",)),
    "u": ("souligné", ("none",)),
    "vertAlign": ("exposant ou indice", ("baseline",)),
    "sz": ("taille", ()),
    "em": ("effet", ("none",)),
    "effect": ("effet", ("none",)),
    "position": ("décalage", ("0",)),
}
_SYMBOLS: Final = {"MS Gothic", "Segoe UI Symbol", "Segoe UI Emoji", "Symbol", "Wingdings", "OpenSymbol"}


def of_run(shape: etree._Element, sheet: Sheet, paragraph: str, character: str) -> Iterator[str]:
    """What the direct formatting of a run adds to its styles."""
    for each in shape:
        tag = str(each.tag).rpartition("}")[2]
        if tag in _TOGGLES and on(each) and not on(_styled(sheet, paragraph, character, tag)):
            yield _TOGGLES[tag]
        elif tag in _VALUES and _differs(each, _styled(sheet, paragraph, character, tag), _VALUES[tag][1]):
            yield _VALUES[tag][0]
        elif tag == "rFonts" and _other_font(each, _styled(sheet, paragraph, character, tag)):
            yield "police"
        elif tag in {"shd", "bdr"} and _visible(each):
            yield "fond" if tag == "shd" else "bordure"


def of_paragraph(shape: etree._Element, sheet: Sheet, style: str, aligned: bool = False) -> Iterator[str]:
    """What the direct formatting of a paragraph adds to its style; tables have alignment (`aligned`)."""
    for each in shape:
        tag = str(each.tag).rpartition("}")[2]
        styled = sheet.said(style, "pPr", tag)
        if tag == "jc" and not aligned and _side(each) != _side(styled):
            yield "alignement"
        elif tag == "ind" and _measures(
            each, sheet, style, ("left", "start", "right", "end", "hanging", "firstLine")
        ):
            yield "retrait"
        elif tag == "spacing" and _measures(each, sheet, style, ("before", "after")):
            yield "espacement"
        elif tag == "shd" and _visible(each):
            yield "fond"
        elif tag == "pBdr" and styled is None and any(_visible(side) for side in each):
            yield "bordure"
        elif tag == "framePr":
            yield "cadre"


def of_section(section: etree._Element) -> Iterator[str]:
    """What a section changes to the page."""
    page = section.find(f"{{{W}}}pgSz")
    if page is not None and whole(page.get(f"{{{W}}}w")) > whole(page.get(f"{{{W}}}h")):
        yield "page à l'italienne"
    columns = section.find(f"{{{W}}}cols")
    if columns is not None and whole(columns.get(f"{{{W}}}num")) > 1:
        yield "texte en colonnes"


def _styled(sheet: Sheet, paragraph: str, character: str, tag: str) -> etree._Element | None:
    own = sheet.said(character, "rPr", tag, defaults=False)
    return own if own is not None else sheet.said(paragraph or sheet.normal, "rPr", tag)


def _differs(one: etree._Element, other: etree._Element | None, nothing: tuple[str, ...]) -> bool:
    said, styled = (each.get(VAL, "").casefold() if each is not None else "" for each in (one, other))
    return said != styled and not (said in nothing and styled in ("", *nothing))


def _other_font(one: etree._Element, other: etree._Element | None) -> bool:
    name = f"{{{W}}}ascii"
    said = one.get(name)
    return said is not None and said not in _SYMBOLS and (other is None or said != other.get(name))


def _visible(border: etree._Element) -> bool:
    """Whether a border or a ground shows."""
    fill = border.get(f"{{{W}}}fill", "auto")
    return border.get(VAL, "nil") not in {"nil", "none", "clear"} or fill not in {"auto", "FFFFFF"}


def _side(alignment: etree._Element | None) -> str:
    said = alignment.get(VAL, "left") if alignment is not None else "left"
    return {"start": "left", "end": "right"}.get(said, said)


def _measures(one: etree._Element, sheet: Sheet, style: str, names: tuple[str, ...]) -> bool:
    """Whether one of these measures is a millimetre (57 twentieths of a point) away from the style's."""
    tag = str(one.tag).rpartition("}")[2]
    pairs = [
        (one.get(f"{{{W}}}{name}"), sheet.measure(style or sheet.normal, tag, f"{{{W}}}{name}")) for name in names
    ]
    return any(said is not None and abs(whole(said) - whole(styled)) > 57 for said, styled in pairs)
