"""Pictures of a .docx: name, alternative text, width and bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from generator.foundation.ooxml import MC, PIC, WP, A, R, W
from generator.readers.docx.context import Story
from generator.readers.docx.lists import whole
from generator.readers.docx.package import Package

_EMU: Final = 36_000  # English metric units in a millimetre


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; `width` is in millimetres, `floating` when text flows around it."""

    name: str
    alt: str
    width: int
    data: bytes
    floating: bool


def picture(package: Package, story: Story, drawing: etree._Element) -> Picture | None:
    """The picture that this drawing holds; None for a shape, a chart or a text box."""
    if next(drawing.iter(f"{{{W}}}txbxContent"), None) is not None:
        return None
    frame = next(drawing.iter(f"{{{WP}}}inline", f"{{{WP}}}anchor"), None)
    held = next(frame.iter(f"{{{PIC}}}pic"), None) if frame is not None else None
    blip = next(held.iter(f"{{{A}}}blip"), None) if held is not None else None
    words = frame.find(f"{{{WP}}}docPr") if frame is not None else None
    if frame is None or blip is None or words is None:
        return None
    extent = frame.find(f"{{{WP}}}extent")
    width = whole(extent.get("cx")) if extent is not None else 0
    relation = story.relations.get(blip.get(f"{{{R}}}embed", ""))
    data = package.parts.get(relation.target, b"") if relation is not None and not relation.outside else b""
    floating = frame.tag == f"{{{WP}}}anchor"
    return Picture(words.get("name", ""), words.get("descr", ""), round(width / _EMU), data, floating)


def words_of(drawing: etree._Element) -> str:
    """The words of a text box, said once: newer and older Word have each their copy."""
    choice = next(drawing.iter(f"{{{MC}}}Choice"), drawing)
    box = next(choice.iter(f"{{{W}}}txbxContent"), None)
    texts = box.iter(f"{{{W}}}t") if box is not None else ()
    return "".join(text.text or "" for text in texts).strip()
