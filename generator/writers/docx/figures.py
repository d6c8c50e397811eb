"""Pictures: PNG in the text, with a name, an alternative text and a caption."""

from __future__ import annotations

import struct
from typing import Final

from lxml import etree

from generator.document import docx_names as names
from generator.document.tree import Figure
from generator.foundation.files import sha256
from generator.foundation.ooxml import PIC, WP, A
from generator.writers.docx.draft import Draft
from generator.writers.docx.inline import paragraph
from generator.writers.docx.xml import NAMESPACES, Element, related, w

IMAGE_TYPE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_EMU: Final = 36_000  # English metric units in a millimetre


def figure(draft: Draft, node: Figure) -> list[Element]:
    """The picture's paragraph, and its caption's."""
    data = draft.pictures.get(node.name, node.data)
    width, height = _size(node, data)
    holder = paragraph(draft, names.FIGURE, ())
    holder.append(
        w(
            "r",
            w(
                "drawing",
                _inline(draft, node, data, (node.width * _EMU, round(node.width * _EMU * height / width))),
            ),
        )
    )
    return [holder, *([paragraph(draft, names.FIGURE_CAPTION, node.caption)] if node.caption else [])]


def _size(node: Figure, data: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    if not data.startswith(_PNG):
        raise ValueError(f"figure {node.name!r}: Word wants a PNG")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _inline(draft: Draft, node: Figure, data: bytes, size: tuple[int, int]) -> Element:
    number = str(next(draft.numbers))
    file = f"{sha256(data)[:16]}.png"
    draft.images[file] = data
    words = {"id": number, "name": node.name, "descr": node.alt}
    extent = {"cx": str(size[0]), "cy": str(size[1])}
    blip = related(_e(A, "blip"), draft.relations.to(IMAGE_TYPE, f"media/{file}"), "embed")
    fill = _e(PIC, "blipFill", blip, _e(A, "stretch", _e(A, "fillRect")))
    frame = _e(A, "xfrm", _e(A, "off", x="0", y="0"), _e(A, "ext", **extent))
    shape = _e(PIC, "spPr", frame, _e(A, "prstGeom", _e(A, "avLst"), prst="rect"))
    held = _e(
        PIC, "nvPicPr", _e(PIC, "cNvPr", **words), _e(PIC, "cNvPicPr", _e(A, "picLocks", noChangeAspect="1"))
    )
    graphic = _e(A, "graphic", _e(A, "graphicData", _e(PIC, "pic", held, fill, shape), uri=PIC))
    locks = _e(WP, "cNvGraphicFramePr", _e(A, "graphicFrameLocks", noChangeAspect="1"))
    edges = dict.fromkeys(("distT", "distB", "distL", "distR"), "0")
    return _e(WP, "inline", _e(WP, "extent", **extent), _e(WP, "docPr", **words), locks, graphic, **edges)


def _e(space: str, tag: str, *children: Element, **attributes: str) -> Element:
    made = etree.Element(f"{{{space}}}{tag}", attributes, nsmap=NAMESPACES)
    made.extend(children)
    return made
