"""What a .docx says of itself: title, author, dates, and the names that only the reader needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from lxml import etree

from generator.document import docx_names as names
from generator.document.tree import Document
from generator.foundation.ooxml import CORE, CUSTOM, DC, TERMS, VARIANT, XSI, serialised
from generator.writers.docx.xml import root, val, w

_OURS: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # user-defined properties, ISO/IEC 29500-1, 15.2.12.2
_COMPATIBILITY: Final = (
    ("compatibilityMode", 15),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
)


def core(document: Document, day: date) -> bytes:
    """`docProps/core.xml`."""
    made = etree.Element(
        f"{{{CORE}}}coreProperties", nsmap={"cp": CORE, "dc": DC, "dcterms": TERMS, "xsi": XSI}
    )
    for tag, words in (("title", document.title), ("creator", document.author), ("language", document.lang)):
        made.extend([_leaf(made, f"{{{DC}}}{tag}", words)] if words else [])
    made.extend([_leaf(made, f"{{{CORE}}}lastModifiedBy", document.author)] if document.author else [])
    for tag in ("created", "modified"):
        stamp = _leaf(made, f"{{{TERMS}}}{tag}", f"{day.isoformat()}T00:00:00Z")
        stamp.set(f"{{{XSI}}}type", "dcterms:W3CDTF")
        made.append(stamp)
    return serialised(made)


def custom(document: Document, originals: Mapping[str, str]) -> bytes:
    """`docProps/custom.xml`: the document's key and file name, and what bookmarks with a digest stand for."""
    made = etree.Element(f"{{{CUSTOM}}}Properties", nsmap={None: CUSTOM, "vt": VARIANT})
    said = {names.KEY: document.key, names.SLUG: document.slug} | dict(sorted(originals.items()))
    for number, (name, words) in enumerate(said.items(), 2):
        kept = {"fmtid": _OURS, "pid": str(number), "name": name}
        held = etree.Element(f"{{{CUSTOM}}}property", kept, nsmap=made.nsmap)
        held.append(_leaf(held, f"{{{VARIANT}}}lpwstr", words))
        made.append(held)
    return serialised(made)


def _leaf(holder: etree._Element, tag: str, words: str) -> etree._Element:
    made = etree.Element(tag, nsmap=holder.nsmap)
    made.text = words
    return made


def settings(document: Document, notes: bool) -> bytes:
    """`word/settings.xml`: nothing is updated at opening."""
    marks = w("footnotePr", w("footnote", id=-1), w("footnote", id=0)) if notes else None
    uri = "http://schemas.microsoft.com/office/word"
    compat = w(
        "compat", *(w("compatSetting", name=name, uri=uri, val=value) for name, value in _COMPATIBILITY)
    )
    made = root("settings")
    made.extend(
        [w("zoom", percent=100), val("defaultTabStop", 709), val("characterSpacingControl", "doNotCompress")]
    )
    made.extend([marks] if marks is not None else [])
    made.extend(
        [compat, w("themeFontLang", val=document.lang), val("decimalSymbol", ","), val("listSeparator", ";")]
    )
    return serialised(made)
