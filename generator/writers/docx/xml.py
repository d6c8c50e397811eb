"""Elements of WordprocessingML, short to write."""

from __future__ import annotations

from typing import Final

from lxml import etree

from generator.foundation.ooxml import MC, PIC, WP, A, R, W

Element = etree._Element

NAMESPACES: Final = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC, "mc": MC}
_OWN: Final = {"w": W}  # the root declares the others
_TAG: Final = "{" + W + "}"
_SPACE: Final = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}


def root(tag: str) -> Element:
    """The root of a part of the document."""
    return etree.Element(_TAG + tag, nsmap=NAMESPACES)


def w(tag: str, *children: Element | None, **attributes: str | int | None) -> Element:
    """`<w:tag w:attribute="…">children</w:tag>`; None is left out."""
    made = etree.Element(
        _TAG + tag, {_TAG + k: str(v) for k, v in attributes.items() if v is not None}, nsmap=_OWN
    )
    made.extend([child for child in children if child is not None])
    return made


def val(tag: str, value: str | int) -> Element:
    """`<w:tag w:val="value"/>`."""
    return etree.Element(_TAG + tag, {_TAG + "val": str(value)}, nsmap=_OWN)


def run(text: str, style: str = "") -> Element:
    """A run of characters, tabs included, in a character style."""
    made = w("r", w("rPr", val("rStyle", style)) if style else None)
    for i, piece in enumerate(text.split("\t")):
        if i:
            made.append(w("tab"))
        if piece:
            written = etree.Element(_TAG + "t", _SPACE, nsmap=_OWN)
            written.text = piece
            made.append(written)
    return made


def related(element: Element, rid: str, name: str = "id") -> Element:
    """The element with `r:name="rid"`."""
    element.set("{" + R + "}" + name, rid)
    return element


def field(code: str, cached: Element | None) -> list[Element]:
    """A complex field: its code, and what it showed last."""
    instruction = w("instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    parts = [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", instruction),
        w("r", w("fldChar", fldCharType="separate")),
    ]
    return [*parts, *([cached] if cached is not None else []), w("r", w("fldChar", fldCharType="end"))]
