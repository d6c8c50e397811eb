"""What a .docx says of itself: title, author, dates, and the names that only the reader needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from lxml import etree

from generator.document import docx_names as names
from generator.document.stored import dumped
from generator.document.tree import Document
from generator.foundation.ooxml import CORE, CUSTOM, DATA_STORE, DC, TERMS, VARIANT, XSI, serialised
from generator.writers.docx.xml import root, val, w

_OURS: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # user-defined properties, ISO/IEC 29500-1, 15.2.12.2
_ITEM: Final = "{7C0E5B52-3F4D-4B0A-9E51-0A5F6D1C8E21}"  # any identifier, the same in each file
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


def carried(document: Document) -> tuple[bytes, bytes]:
    """`customXml/item1.xml`, the tree as it is written here, and its properties: a review starts from them."""
    item = etree.Element(f"{{{names.CARRIED}}}tree", nsmap={None: names.CARRIED})
    item.text = dumped(document)
    said = etree.Element(f"{{{DATA_STORE}}}datastoreItem", nsmap={"ds": DATA_STORE})
    said.set(f"{{{DATA_STORE}}}itemID", _ITEM)
    schemas = etree.SubElement(said, f"{{{DATA_STORE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{DATA_STORE}}}schemaRef").set(f"{{{DATA_STORE}}}uri", names.CARRIED)
    return serialised(item), serialised(said)


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
